// A backup of the vault, opened with its own passphrase.
#pragma once

#include <QLineEdit>

#include "node/api/portal_secrets.h"
#include "ui/dialogs/form_frame.h"

namespace rollscope::ui {

/// Object names: restorePassphrase, restoreDoIt, restoreCancel, restoreError.
class RestoreForm : public FormFrame {
    Q_OBJECT
public:
    RestoreForm(api::SecretVault& vault, QString path, QWidget* over);

public slots:
    void submit() override;

signals:
    /// How many secrets were new.
    void restored(quint64 fresh);

private:
    api::SecretVault& m_vault;
    const QString m_path;
    QLineEdit* m_passphrase;
    bool m_busy = false;
};

}  // namespace rollscope::ui
