// The vault of claim secrets: unlock it, see what became of each, claim and redeem, back it up.
#pragma once

#include <QLineEdit>
#include <QStackedLayout>

#include "ui/models/vault_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/page.h"
#include "ui/widgets/page_head.h"

namespace rollscope::ui {

/// Object names: vaultPassphrase, vaultAgain, vaultUnlock, vaultTable, vaultBackup, vaultRestore,
/// vaultLock, vaultError.
class VaultView : public QWidget {
    Q_OBJECT
public:
    VaultView(const PageContext& context, VaultModel* model, Page* page);
    /// Waits for a key that is being derived: the vault may go after the window.
    ~VaultView() override;
    void refresh();
    /// Of a backup file; asks for its passphrase.
    void restoreFrom(const QString& path);

public slots:
    void unlock();

signals:
    void stateChanged();

private:
    QWidget* makeDoor();
    QWidget* makeInside();
    void say(const QString& problem);
    void act(const QModelIndex& cell);
    void claim(const VaultModel::Row& row);
    void redeem(const VaultModel::Row& row);
    void backup();
    void restore();
    void unlocked(const Result<void>& done);

    PageContext m_context;
    Page* m_page;
    VaultModel* m_model;
    QStackedLayout* m_stack;
    TextLabel* m_doorTitle;
    TextLabel* m_doorWords;
    QLineEdit* m_passphrase;
    QLineEdit* m_again;
    Button* m_unlock;
    TextLabel* m_place;
    DataTable* m_table;
    TextLabel* m_problem;
    bool m_busy = false;
};

}  // namespace rollscope::ui
