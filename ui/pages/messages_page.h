// Messages: both trees from the leaves to the root, and the vault of claim secrets.
#pragma once

#include <QStackedWidget>

#include "ui/pages/messages_view.h"
#include "ui/pages/vault_view.h"

namespace rollscope::ui {

class MessagesPage : public Page {
    Q_OBJECT
public:
    MessagesPage(const PageContext& context, QWidget* parent);
    void activate() override;
    bool showLink(const QString& link) override;

private:
    void showCounts();

    PageContext m_context;
    PageHead* m_head;
    Tabs* m_tabs;
    QStackedWidget* m_stack;
    VaultModel* m_model = nullptr;
    MessagesView* m_inbox;
    MessagesView* m_outbox;
    VaultView* m_vault = nullptr;
};

}  // namespace rollscope::ui
