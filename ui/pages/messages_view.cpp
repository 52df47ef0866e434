#include "ui/pages/messages_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>

#include "ui/dialogs/portal_forms.h"

namespace rollscope::ui {

namespace {

QString name(api::MessageSide side, const char* part) {
    return api::wordOf(side) + QLatin1String(part);
}

QJsonObject proofObject(const api::MessageProof& proof) {
    QJsonArray path;
    for (const Hash& each : proof.path) path.append(hex(each));
    QJsonObject json{{QStringLiteral("side"), api::wordOf(proof.side)},
                     {QStringLiteral("index"), static_cast<qint64>(proof.index)},
                     {QStringLiteral("leaf"), hex(proof.leaf)},
                     {QStringLiteral("preimage"), hex(BytesView(proof.preimage))},
                     {QStringLiteral("path"), path},
                     {QStringLiteral("root"), hex(proof.root)},
                     {QStringLiteral("count"), static_cast<qint64>(proof.count)}};
    if (proof.batch) json[QStringLiteral("batchIndex")] = static_cast<qint64>(*proof.batch);
    return json;
}

}  // namespace

MessagesView::MessagesView(const PageContext& context, api::MessageSide side, VaultModel* vault,
                           Page* page)
    : QWidget(page), m_context(context), m_page(page), m_side(side), m_vault(vault) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tree = new MessageTreeModel(context.node, side, this);
    m_picture = new MessageTree(this);
    m_picture->setObjectName(name(side, "Tree"));
    m_picture->setAccessibleName(tr("Tree of the %1").arg(api::wordOf(side)));
    column->addWidget(m_picture, 5);
    column->addWidget(makeBar());
    m_list = new ListView(tr("Messages of the %1").arg(api::wordOf(side)),
                          side == api::MessageSide::inbox
                              ? tr("No message from L1 yet. A deposit sends one.")
                              : tr("No message from L2 yet. A withdrawal sends one."),
                          this);
    m_list->table()->setObjectName(name(side, "Table"));
    column->addWidget(m_list, 4);
    m_model = makeMessageModel(
        context.node, side, [] { return chainClock()->now(); },
        [this](const Address& account) { return nameOf(m_context.signer, account); }, this);
    m_list->setModel(m_model);
    auto* first = m_list->empty()->addButton(
        side == api::MessageSide::inbox ? tr("New deposit") : tr("New withdrawal"),
        ButtonKind::primary);
    connect(first, &QAbstractButton::clicked, this, [this] {
        emit m_page->goTo(m_side == api::MessageSide::inbox ? QStringLiteral("deposits")
                                                            : QStringLiteral("withdrawals"),
                          {});
    });

    connect(m_tree, &MessageTreeModel::changed, this, [this] {
        m_picture->setScene(m_tree->scene());
        m_zoomIn->setReason(m_tree->level() > 0 ? QString() : tr("These are the leaves"));
        m_zoomOut->setReason(
            m_tree->topLevel() < MessageTreeModel::height ? QString() : tr("This is the root"));
        emit countChanged();
    });
    connect(m_tree, &MessageTreeModel::failed, this, &MessagesView::say);
    connect(m_picture, &MessageTree::leafChosen, this, [this](quint64 index) {
        choose(index);
        emit m_page->openObject(messageLink(m_side, index));
    });
    connect(m_picture, &MessageTree::zoomInAsked, m_tree, &MessageTreeModel::zoomIn);
    connect(m_picture, &MessageTree::zoomOutAsked, m_tree, &MessageTreeModel::zoomOut);
    connect(m_picture, &MessageTree::panAsked, m_tree, &MessageTreeModel::pan);
    connect(m_zoomIn, &QAbstractButton::clicked, this, [this] {
        const auto chosen = m_tree->chosen();
        const std::uint64_t at = chosen ? *chosen >> m_tree->level() : 0;
        const bool shown =
            at >= m_tree->first() && at < m_tree->first() + MessageTreeModel::shownNodes;
        m_tree->zoomIn(shown ? at : m_tree->first());
    });
    connect(m_zoomOut, &QAbstractButton::clicked, m_tree, &MessageTreeModel::zoomOut);
    connect(m_all, &QAbstractButton::clicked, m_tree, &MessageTreeModel::showAll);
    connect(m_list, &ListView::linkOpened, m_page, &Page::openObject);
    connect(m_list, &ListView::currentRowChanged, this, [this](int row) {
        if (const auto* message = m_model->rowAt(row)) choose(message->index);
    });
    connect(m_claim, &QAbstractButton::clicked, this, &MessagesView::claim);
    connect(m_copy, &QAbstractButton::clicked, this, &MessagesView::copyProof);
    if (m_vault != nullptr) {
        connect(m_vault, &QAbstractItemModel::modelReset, this, &MessagesView::showChosen);
    }

    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &MessagesView::refresh);
    const auto later = [this] {
        if (!m_soon.isActive()) m_soon.start();
    };
    connect(&context.node, &api::Node::messageChanged, this,
            [this, later](const api::MessageView& message) {
                if (message.side == m_side) later();
            });
    connect(&context.node, &api::Node::batchChanged, this, later);
    connect(&context.node, &api::Node::chainReorged, this, later);
    showChosen();
    refresh();
}

QWidget* MessagesView::makeBar() {
    auto* bar = new Panel({}, this);
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    m_title = new TextLabel({}, Type::objectTitle, Tone::ink, bar);
    m_title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_title->setObjectName(name(m_side, "Title"));
    m_badge = new Badge({}, bar);
    m_why = new TextLabel({}, Type::body, Tone::ink2, bar);
    m_why->setObjectName(name(m_side, "Why"));
    m_claim = new Button(m_side == api::MessageSide::inbox ? tr("Claim on L2") : tr("Claim on L1"),
                         ButtonKind::primary, bar);
    m_claim->setObjectName(name(m_side, "Claim"));
    m_copy = new Button(QStringLiteral("copy"), tr("Copy proof"), ButtonKind::normal, bar);
    m_copy->setObjectName(name(m_side, "CopyProof"));
    m_zoomOut = new Button(QStringLiteral("minus"), {}, ButtonKind::normal, bar);
    m_zoomIn = new Button(QStringLiteral("plus"), {}, ButtonKind::normal, bar);
    m_all = new Button(QStringLiteral("expand"), {}, ButtonKind::normal, bar);
    m_zoomOut->setObjectName(name(m_side, "ZoomOut"));
    m_zoomIn->setObjectName(name(m_side, "ZoomIn"));
    m_all->setObjectName(name(m_side, "ShowAll"));
    m_zoomOut->setAccessibleName(tr("Further from the leaves"));
    m_zoomIn->setAccessibleName(tr("Nearer to the leaves"));
    m_all->setAccessibleName(tr("Show all leaves"));
    for (Button* each : {m_zoomOut, m_zoomIn, m_all}) each->setToolTip(each->accessibleName());
    line->addWidget(m_title);
    line->addWidget(m_badge);
    line->addWidget(m_why, 1);
    for (Button* each : {m_claim, m_copy, m_zoomOut, m_zoomIn, m_all}) line->addWidget(each);
    bar->content()->addLayout(line);
    m_problem = new TextLabel({}, Type::body, Tone::trouble, bar);
    m_problem->setObjectName(name(m_side, "Error"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    bar->content()->addWidget(m_problem);
    return bar;
}

void MessagesView::refresh() {
    m_tree->refresh();
    m_model->refresh();
    if (m_chosen) choose(m_chosen->index);
}

void MessagesView::choose(std::uint64_t index) {
    if (!m_chosen || m_chosen->index != index) {
        say({});
        m_proof.reset();
        m_tree->show(0, index);
    }
    m_context.node.message(m_side, index).then(this, [this](Result<api::MessageView> message) {
        take(message);
    });
}

void MessagesView::take(const Result<api::MessageView>& message) {
    if (!message) return say(errorText(message.error()));
    m_chosen = *message;
    m_tree->choose(message->index, m_proof);
    showChosen();
    m_context.node.messageProof(m_side, message->index)
        .then(this, [this, index = message->index](Result<api::MessageProof> proof) {
            if (m_chosen && m_chosen->index == index) takeProof(proof);
        });
}

void MessagesView::takeProof(const Result<api::MessageProof>& proof) {
    m_proof = proof ? std::optional(*proof) : std::nullopt;
    m_noProof = proof ? QString() : errorText(proof.error());
    m_tree->choose(m_chosen->index, m_proof);
    showChosen();
}

void MessagesView::showChosen() {
    m_badge->setVisible(m_chosen.has_value());
    if (!m_chosen) {
        m_title->setText(tr("Leaves"));
        m_why->setText(tr("Choose one to see its path to the root."));
        m_claim->setReason(tr("Choose a message first"));
        m_copy->setReason(tr("Choose a message first"));
        return;
    }
    const bool inbox = m_side == api::MessageSide::inbox;
    m_title->setText(tr("Leaf %1").arg(grouped(m_chosen->index)));
    m_title->updateGeometry();
    m_badge->setBadge(badgeOf(*m_chosen));
    m_why->setText(m_chosen->why);
    m_why->setToolTip(m_chosen->why);
    QString reason;
    if (m_chosen->stage == api::MessageStage::consumed)
        reason = tr("It is consumed already");
    else if (!m_chosen->claimable)
        reason = tr("The chain executes it by itself");
    else if (m_chosen->stage != api::MessageStage::consumable)
        reason = m_chosen->why;
    m_claim->setReason(reason);
    m_copy->setReason(m_proof ? QString() : m_noProof);
    m_claim->setText(inbox ? tr("Claim on L2") : tr("Claim on L1"));
}

void MessagesView::say(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void MessagesView::claim() {
    if (!m_chosen) return;
    say({});
    if (m_side == api::MessageSide::outbox) {
        emit m_page->goTo(QStringLiteral("withdrawals"), withdrawalLink(m_chosen->index));
        return;
    }
    const VaultModel::Row* own = nullptr;
    if (m_vault != nullptr && m_chosen->inbound) {
        own = m_vault->rowOf(m_chosen->inbound->secretHash);
    }
    if (own == nullptr) {
        (new ClaimMessageForm(m_context, m_page, m_chosen->index))->show();
        return;
    }
    api::Intent intent;
    intent.kind = api::IntentKind::claimMessage;
    intent.from = payerOf(m_context.signer, own->entry.secrets.recipient);
    intent.message = m_chosen->index;
    intent.secret = own->entry.secrets.claimSecret;
    askAndSend(m_context, m_page, intent,
               {tr("Claim message %1 on L2").arg(grouped(m_chosen->index)),
                tr("Claim"),
                [this](const QString& problem) { say(problem); },
                {}});
}

void MessagesView::copyProof() {
    if (!m_proof) return;
    const auto text = QJsonDocument(proofObject(*m_proof)).toJson(QJsonDocument::Indented);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    m_page->toast(tr("Proof of leaf %1 copied").arg(grouped(m_proof->index)));
}

}  // namespace rollscope::ui
