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
    m_submit =
        new Button(QStringLiteral("chevron-up"), tr("Submit batch now"), ButtonKind::primary, this);
    m_submit->setObjectName(QStringLiteral("submitBatch"));
    m_head->addAction(m_submit);
    column->addWidget(m_head);

    auto* frame = new QVBoxLayout;
    frame->setContentsMargins(metric::margin, metric::gap, metric::margin, metric::gap);
    m_open = new Panel(tr("Batch filling"), this);
    m_openFacts = new TextLabel({}, Type::mono, Tone::ink, this);
    m_openNote = new TextLabel({}, Type::label, Tone::ink3, this);
    m_open->content()->addWidget(m_openFacts);
    m_open->content()->addWidget(m_openNote);
    frame->addWidget(m_open);
    column->addLayout(frame);

    m_view = new ListView(tr("Batches"),
                          tr("No batch on L1 yet. One is posted when 256 blocks are full, when its "
                             "transactions have waited long enough, or at once:"),
                          this);
    column->addWidget(m_view, 1);
    auto* first = m_view->empty()->addButton(tr("Submit batch now"));

    m_model = makeBatchModel(
        m_node, [] { return chainClock()->now(); }, this);
    m_view->setModel(m_model, widthsOf(*m_model));
    connect(m_view, &ListView::linkOpened, this, &Page::openObject);
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

void BatchesPage::activate() {
    m_model->refresh();
    readOpenBatch();
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

}  // namespace rollscope::ui
