#include "ui/pages/messages_page.h"

#include <QVBoxLayout>

#include "ui/dialogs/act.h"
#include "ui/text/format.h"

namespace rollscope::ui {

MessagesPage::MessagesPage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("messages"), tr("Messages"), QStringLiteral("messages"), 1}, parent),
      m_context(context) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Messages"), this);
    QStringList names{tr("Inbox"), tr("Outbox")};
    if (context.vault != nullptr) names << tr("Secrets vault");
    m_tabs = new Tabs(names, this);
    m_tabs->setObjectName(QStringLiteral("messagesTabs"));
    m_head->addMiddle(m_tabs);
    column->addWidget(m_head);
    if (context.vault != nullptr) {
        m_model = new VaultModel(
            context.node, *context.vault, [] { return chainClock()->now(); },
            [this](const Address& account) { return nameOf(m_context.signer, account); }, this);
    }
    m_stack = new QStackedWidget(this);
    m_inbox = new MessagesView(context, api::MessageSide::inbox, m_model, this);
    m_outbox = new MessagesView(context, api::MessageSide::outbox, m_model, this);
    m_stack->addWidget(m_inbox);
    m_stack->addWidget(m_outbox);
    if (m_model != nullptr) {
        m_vault = new VaultView(context, m_model, this);
        m_stack->addWidget(m_vault);
        connect(m_model, &QAbstractItemModel::modelReset, this, &MessagesPage::showCounts);
        connect(m_model, &QAbstractItemModel::dataChanged, this, &MessagesPage::showCounts);
    }
    column->addWidget(m_stack, 1);
    connect(m_tabs, &Tabs::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    for (MessagesView* view : {m_inbox, m_outbox}) {
        connect(view, &MessagesView::countChanged, this, &MessagesPage::showCounts);
    }
    showCounts();
}

void MessagesPage::activate() {
    m_inbox->refresh();
    m_outbox->refresh();
    if (m_vault != nullptr) m_vault->refresh();
}

void MessagesPage::showCounts() {
    m_tabs->setName(0, tr("Inbox %1").arg(grouped(m_inbox->count())));
    m_tabs->setName(1, tr("Outbox %1").arg(grouped(m_outbox->count())));
    if (m_model == nullptr) return;
    const int secrets = m_model->rowCount();
    m_tabs->setName(
        2, secrets == 0 ? tr("Secrets vault")
                        : tr("Secrets vault %1").arg(grouped(static_cast<std::uint64_t>(secrets))));
    std::uint64_t ready = 0;
    for (int row = 0; row < secrets; ++row) {
        const SecretState state = m_model->rowAt(row)->state();
        if (state == SecretState::consumable || state == SecretState::inPool) ++ready;
    }
    setRailNote({ready == 0 ? QString() : grouped(ready), Tone::l2,
                 ready == 0 ? QString() : QStringLiteral("check")});
}

bool MessagesPage::showLink(const QString& text) {
    if (text == QLatin1String("vault") && m_vault != nullptr) {
        m_tabs->setCurrent(2);
        m_stack->setCurrentIndex(2);
        return true;
    }
    const Link link = linkFromText(text);
    if (link.kind != QLatin1String("message")) return false;
    const int side = link.layer == api::Layer::l1 ? 0 : 1;
    m_tabs->setCurrent(side);
    m_stack->setCurrentIndex(side);
    (side == 0 ? m_inbox : m_outbox)->choose(link.id.toULongLong());
    return true;
}

}  // namespace rollscope::ui
