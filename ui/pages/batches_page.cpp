#include "ui/pages/batches_page.h"

#include <QVBoxLayout>

#include "ui/widgets/action_sheet.h"
#include "ui/widgets/clock.h"

namespace rollscope::ui {

BatchesPage::BatchesPage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("batches"), tr("Batches"), QStringLiteral("batches"), 0}, parent),
      m_node(context.node) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Batches"), this);
    auto* policy = new Button(tr("Policy…"), ButtonKind::normal, this);
    policy->setObjectName(QStringLiteral("batcherPolicy"));
    m_submit =
        new Button(QStringLiteral("chevron-up"), tr("Submit batch now"), ButtonKind::primary, this);
    m_submit->setObjectName(QStringLiteral("submitBatch"));
    m_head->addAction(policy);
    m_head->addAction(m_submit);
    column->addWidget(m_head);
    column->addWidget(makePanels());

    m_view =
        new ListView(tr("Batches"),
                     tr("No batch on L1 yet. One is posted as the policy says, or at once:"), this);
    m_view->table()->setObjectName(QStringLiteral("batchTable"));
    column->addWidget(m_view, 4);
    auto* first = m_view->empty()->addButton(tr("Submit batch now"));
    m_decoder = new BatchDecoderView(m_node, this);
    m_decoder->hide();
    column->addWidget(m_decoder, 5);

    m_model = makeBatchModel(
        m_node, [] { return chainClock()->now(); }, this);
    m_view->setModel(m_model);
    connect(m_view, &ListView::linkOpened, this, &Page::openObject);
    connect(m_view, &ListView::currentRowChanged, this, &BatchesPage::chooseRow);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &BatchesPage::chooseNewest);
    connect(m_decoder, &BatchDecoderView::linkOpened, this, &Page::openObject);
    connect(m_decoder, &BatchDecoderView::failed, this,
            [this](const QString& problem) { toast(problem, Tone::trouble); });
    connect(policy, &QAbstractButton::clicked, this, &BatchesPage::editPolicy);
    connect(m_submit, &QAbstractButton::clicked, this, &BatchesPage::submitBatch);
    connect(first, &QAbstractButton::clicked, this, &BatchesPage::submitBatch);
    connect(m_model, &PagedModelBase::totalChanged, this, [this](std::uint64_t rows) {
        m_head->setSum(tr("%1 on L1").arg(counted(rows, tr("batch"), tr("batches"))));
    });
    connect(&m_node, &api::Node::batchChanged, this, [this] { m_model->refresh(); });
    connect(&m_node, &api::Node::headsChanged, this, [this] {
        if (isVisible()) readOpenBatch();
    });
}

QWidget* BatchesPage::makePanels() {
    auto* panels = new QWidget(this);
    auto* row = new QHBoxLayout(panels);
    row->setContentsMargins(metric::margin, metric::gap, metric::margin, metric::gap);
    row->setSpacing(metric::gap);
    m_open = new Panel(tr("Batch filling"), panels);
    m_openFacts = new TextLabel({}, Type::mono, Tone::ink, panels);
    m_openNote = new TextLabel({}, Type::label, Tone::ink3, panels);
    m_policyPanel = new Panel(tr("Policy"), panels);
    m_policyText = new TextLabel({}, Type::body, Tone::ink, panels);
    m_policyMore = new TextLabel({}, Type::label, Tone::ink3, panels);
    m_policyText->setObjectName(QStringLiteral("policyNow"));
    m_open->content()->addWidget(m_openFacts);
    m_open->content()->addWidget(m_openNote);
    m_policyPanel->content()->addWidget(m_policyText);
    m_policyPanel->content()->addWidget(m_policyMore);
    row->addWidget(m_open, 1);
    row->addWidget(m_policyPanel, 1);
    return panels;
}

void BatchesPage::activate() {
    m_model->refresh();
    readOpenBatch();
    readPolicy();
    chooseNewest();
}

bool BatchesPage::showLink(const QString& text) {
    const Link link = linkFromText(text);
    if (link.kind != QLatin1String("batch")) return false;
    m_decoder->setBatch(link.id.toULongLong());
    m_decoder->show();
    return true;
}

void BatchesPage::chooseRow(int row) {
    const auto* batch = m_model->rowAt(row);
    if (batch == nullptr) return;
    m_decoder->setBatch(batch->index);
    m_decoder->show();
}

void BatchesPage::chooseNewest() {
    if (m_decoder->batch() == 0 && isVisible()) chooseRow(0);
}

void BatchesPage::submitBatch() {
    m_submit->setReason(tr("The batch is on its way to L1"));
    m_head->setLoading(true, tr("Posting the batch to L1"));
    m_node.flush().then(this, [this](Result<std::uint64_t> index) {
        m_head->setLoading(false);
        m_submit->setReason({});
        if (index) {
            toast(tr("Batch %1 is on L1").arg(grouped(*index)));
            emit openObject(batchLink(*index));
        } else {
            toast(errorText(index.error()), Tone::trouble);
        }
        m_model->refresh();
        readOpenBatch();
    });
}

void BatchesPage::readOpenBatch() {
    if (m_reading) return;
    m_reading = true;
    m_node.openBatch().then(this, [this](Result<api::OpenBatchView> open) {
        m_reading = false;
        if (open) takeOpenBatch(*open);
    });
}

void BatchesPage::takeOpenBatch(const api::OpenBatchView& open) {
    m_open->setTitle(tr("Batch %1 filling").arg(grouped(open.nextIndex)));
    m_open->setFigure(tr("%1 of 256 blocks").arg(grouped(open.blocks)));
    m_openFacts->setText(tr("from block %1 · %2 · %3 of 120 KB")
                             .arg(grouped(open.firstBlock),
                                  counted(open.transactions, tr("transaction"), tr("transactions")),
                                  bytesText(open.sizeBytes)));
    QString note = open.note;
    if (open.postsAt && *open.postsAt > chainClock()->now()) {
        note = tr("posts %1").arg(relativeTime(*open.postsAt, chainClock()->now()));
    }
    m_openNote->setText(note);
}

void BatchesPage::readPolicy() {
    m_node.batcherPolicy().then(this, [this](Result<api::BatcherPolicy> policy) {
        if (!policy) return;
        m_policy = *policy;
        m_policyPanel->setFigure(policy->mode == api::BatchMode::manual ? tr("by hand")
                                                                        : tr("by itself"));
        m_policyText->setText(policySentence(*policy));
        const QString more = tr("sent again for a tenth more after %1")
                                 .arg(spanText(policy->resubmitAfterS * 1'000));
        m_policyMore->setText(policy->maxFeePerGas
                                  ? more + QStringLiteral(" · ") +
                                        tr("at most %1 a gas").arg(gwei(*policy->maxFeePerGas))
                                  : more);
    });
}

void BatchesPage::editPolicy() {
    if (!m_form.isNull() || !m_policy) return;
    m_form = new PolicyForm(m_node, *m_policy, this);
    connect(m_form, &PolicyForm::said, this, [this](const QString& text) { toast(text); });
    connect(m_form, &PolicyForm::changed, this, &BatchesPage::readPolicy);
    connect(m_form, &PolicyForm::changed, this, &BatchesPage::readOpenBatch);
}

}  // namespace rollscope::ui
