#include "ui/dialogs/restore_form.h"

#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

#include "ui/text/words.h"

namespace rollscope::ui {

RestoreForm::RestoreForm(api::SecretVault& vault, QString path, QWidget* over)
    : FormFrame(over, QStringLiteral("restore"), tr("Restore from a backup")),
      m_vault(vault),
      m_path(std::move(path)) {
    addRow(tr("File"), new TextLabel(QFileInfo(m_path).fileName(), Type::mono, Tone::ink, card()),
           QStringLiteral("File"));
    m_passphrase = new QLineEdit(card());
    m_passphrase->setEchoMode(QLineEdit::Password);
    addRow(tr("Its passphrase"), m_passphrase, QStringLiteral("Passphrase"));
    addFoot(tr("Restore"), tr("Secrets that the vault has not yet are added; it keeps what it has, "
                              "and its own passphrase."));
    connect(m_passphrase, &QLineEdit::textEdited, this, [this] { setError({}); });
}

// scrypt takes a second on purpose: on a thread of its own.
void RestoreForm::submit() {
    if (m_busy) return;
    if (m_passphrase->text().isEmpty()) return setError(tr("Type the backup's passphrase."));
    m_busy = true;
    doIt()->setReason(tr("The key is being derived"));
    QThreadPool::globalInstance()->start([vault = &m_vault, path = m_path,
                                          passphrase = m_passphrase->text(),
                                          form = QPointer<RestoreForm>(this)] {
        const auto done = vault->restore(path, passphrase);
        QMetaObject::invokeMethod(qApp, [form, done] {
            if (form.isNull()) return;
            form->m_busy = false;
            form->doIt()->setReason({});
            if (!done) return form->setError(errorText(done.error()));
            emit form->restored(*done);
            form->close();
        });
    });
}

}  // namespace rollscope::ui
