#include "ui/pages/vault_view.h"

#include <QFileDialog>
#include <QPointer>
#include <QThreadPool>
#include <QVBoxLayout>

#include "ui/dialogs/act.h"
#include "ui/dialogs/restore_form.h"
#include "ui/text/format.h"

namespace rollscope::ui {

using State = api::SecretVault::State;

VaultView::VaultView(const PageContext& context, VaultModel* model, Page* page)
    : QWidget(page), m_context(context), m_page(page), m_model(model) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_problem = new TextLabel({}, Type::body, Tone::trouble, this);
    m_problem->setObjectName(QStringLiteral("vaultError"));
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(metric::margin, 8, metric::margin, 0);
    m_problem->hide();
    auto* body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(makeDoor());
    m_stack->addWidget(makeInside());
    column->addWidget(body, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(metric::margin, 0, metric::margin, 8);
    foot->addWidget(m_problem, 1);
    column->addLayout(foot);
    refresh();
}

VaultView::~VaultView() {
    QThreadPool::globalInstance()->waitForDone();
}

QWidget* VaultView::makeDoor() {
    auto* door = new QWidget(this);
    auto* outer = new QVBoxLayout(door);
    outer->setContentsMargins(metric::margin, 32, metric::margin, metric::margin);
    auto* card = new Panel({}, door);
    card->setFixedWidth(440);
    auto* column = card->content();
    column->setSpacing(8);
    m_doorTitle = new TextLabel({}, Type::objectTitle, Tone::ink, card);
    m_doorWords = new TextLabel({}, Type::reading, Tone::ink2, card);
    m_doorWords->setWordWrap(true);
    m_doorWords->setObjectName(QStringLiteral("vaultWords"));
    m_passphrase = new QLineEdit(card);
    m_again = new QLineEdit(card);
    m_passphrase->setObjectName(QStringLiteral("vaultPassphrase"));
    m_again->setObjectName(QStringLiteral("vaultAgain"));
    m_passphrase->setPlaceholderText(tr("Passphrase"));
    m_again->setPlaceholderText(tr("The same once more"));
    for (QLineEdit* each : {m_passphrase, m_again}) {
        each->setEchoMode(QLineEdit::Password);
        each->setAccessibleName(each->placeholderText());
        connect(each, &QLineEdit::returnPressed, this, &VaultView::unlock);
        connect(each, &QLineEdit::textEdited, this, [this] { say({}); });
    }
    m_unlock = new Button(tr("Unlock"), ButtonKind::primary, card);
    m_unlock->setObjectName(QStringLiteral("vaultUnlock"));
    connect(m_unlock, &QAbstractButton::clicked, this, &VaultView::unlock);
    column->addWidget(m_doorTitle);
    column->addWidget(m_doorWords);
    column->addWidget(m_passphrase);
    column->addWidget(m_again);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_unlock);
    buttons->addStretch(1);
    column->addLayout(buttons);
    outer->addWidget(card, 0, Qt::AlignHCenter | Qt::AlignTop);
    outer->addStretch(1);
    return door;
}

QWidget* VaultView::makeInside() {
    auto* inside = new QWidget(this);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(metric::margin, 8, metric::margin, 8);
    bar->setSpacing(8);
    m_place = new TextLabel({}, Type::label, Tone::ink3, inside);
    auto* backup = new Button(QStringLiteral("file"), tr("Back up"), ButtonKind::normal, inside);
    auto* restore = new Button(tr("Restore"), ButtonKind::normal, inside);
    auto* lock = new Button(QStringLiteral("lock"), tr("Lock"), ButtonKind::normal, inside);
    backup->setObjectName(QStringLiteral("vaultBackup"));
    restore->setObjectName(QStringLiteral("vaultRestore"));
    lock->setObjectName(QStringLiteral("vaultLock"));
    bar->addWidget(m_place, 1);
    for (Button* each : {backup, restore, lock}) bar->addWidget(each);
    column->addLayout(bar);
    m_table = new DataTable(tr("Secrets"), inside);
    m_table->setObjectName(QStringLiteral("vaultTable"));
    m_table->setRowHeight(metric::buttonRow);
    m_table->setModel(m_model);
    m_table->setColumns({{112}, {120}, {160}, {136}, {76}, {110}, {}, {92}});
    column->addWidget(m_table, 1);
    auto* note = new TextLabel(
        tr("A claim secret becomes public only in its claim; a redeem secret in its redemption, "
           "which its recipient alone can make. Until then neither leaves this vault."),
        Type::label, Tone::ink3, inside);
    note->setWordWrap(true);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(metric::margin, 8, metric::margin, 8);
    foot->addWidget(note);
    column->addLayout(foot);
    connect(m_table, &DataTable::actionClicked, this, &VaultView::act);
    connect(m_table, &DataTable::linkOpened, m_page, &Page::openObject);
    connect(backup, &QAbstractButton::clicked, this, &VaultView::backup);
    connect(restore, &QAbstractButton::clicked, this, &VaultView::restore);
    connect(lock, &QAbstractButton::clicked, this, [this] {
        m_context.vault->lock();
        refresh();
    });
    return inside;
}

void VaultView::refresh() {
    const State state = m_context.vault->state();
    const bool make = state == State::none;
    m_stack->setCurrentIndex(state == State::open ? 1 : 0);
    m_doorTitle->setText(make ? tr("Make a vault") : tr("The vault is locked"));
    m_doorWords->setText(
        make ? tr("A deposit through the portal has two secrets; who loses them loses the tokens. "
                  "The vault keeps them in one file, encrypted with your passphrase: %1")
                   .arg(m_context.vault->place())
             : tr("Its passphrase opens %1. Nobody can open it without.")
                   .arg(m_context.vault->place()));
    // The card stands by its size hint, which knows no width to wrap at.
    const QWidget* card = m_doorWords->parentWidget();
    const QMargins around = card->layout()->contentsMargins();
    m_doorWords->setMinimumHeight(
        m_doorWords->heightForWidth(card->maximumWidth() - around.left() - around.right()));
    m_again->setVisible(make);
    m_unlock->setText(make ? tr("Make the vault") : tr("Unlock"));
    m_unlock->setReason(m_busy ? tr("The key is being derived") : QString());
    m_place->setText(m_context.vault->place());
    m_model->refresh();
    emit stateChanged();
}

void VaultView::say(const QString& problem) {
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

// scrypt takes a second on purpose: on a thread of its own.
void VaultView::unlock() {
    if (m_busy) return;
    const QString passphrase = m_passphrase->text();
    if (passphrase.isEmpty()) return say(tr("Type the passphrase."));
    if (!m_again->isHidden() && m_again->text() != passphrase) {
        return say(tr("The two passphrases differ."));
    }
    say({});
    m_busy = true;
    m_unlock->setReason(tr("The key is being derived"));
    QThreadPool::globalInstance()->start(
        [vault = m_context.vault, passphrase, view = QPointer<VaultView>(this)] {
            const Result<void> done = vault->unlock(passphrase);
            QMetaObject::invokeMethod(qApp, [view, done] {
                if (!view.isNull()) view->unlocked(done);
            });
        });
}

void VaultView::unlocked(const Result<void>& done) {
    m_busy = false;
    if (done) {
        m_passphrase->clear();
        m_again->clear();
    } else {
        say(errorText(done.error()));
        m_passphrase->selectAll();
    }
    refresh();
}

void VaultView::act(const QModelIndex& cell) {
    const auto* row = m_model->rowAt(cell.row());
    if (row == nullptr) return;
    say({});
    if (row->state() == SecretState::consumable) claim(*row);
    if (row->state() == SecretState::inPool) redeem(*row);
}

void VaultView::claim(const VaultModel::Row& row) {
    api::Intent intent;
    intent.kind = api::IntentKind::claimMessage;
    intent.from = payerOf(m_context.signer, row.entry.secrets.recipient);
    intent.message = row.message->index;
    intent.secret = row.entry.secrets.claimSecret;
    askAndSend(m_context, m_page, intent,
               {tr("Claim message %1 on L2").arg(grouped(row.message->index)),
                tr("Claim"),
                [this](const QString& problem) { say(problem); },
                {}});
}

void VaultView::redeem(const VaultModel::Row& row) {
    const api::PortalSecrets& secrets = row.entry.secrets;
    if (nameOf(m_context.signer, secrets.recipient).isEmpty()) {
        return say(
            tr("Only %1 can redeem this, and its key is not here.").arg(elided(secrets.recipient)));
    }
    api::Intent intent;
    intent.kind = api::IntentKind::redeemToken;
    intent.from = secrets.recipient;
    intent.amount = row.pool.value_or(row.entry.amount);
    intent.secret = secrets.redeemSecret;
    askAndSend(m_context, m_page, intent,
               {tr("Redeem %1 pTST on L2").arg(amount(intent.amount)),
                tr("Redeem"),
                [this](const QString& problem) { say(problem); },
                {}});
}

void VaultView::backup() {
    auto* dialog = new QFileDialog(this, tr("Back up the vault"));
    dialog->setObjectName(QStringLiteral("vaultBackupDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Vault (*.json)"));
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("rollscope-vault.json"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const auto done = m_context.vault->backup(path);
        if (!done) return say(errorText(done.error()));
        m_page->toast(tr("Backed up, encrypted as it is: %1").arg(path));
    });
    dialog->open();
}

void VaultView::restore() {
    auto* dialog = new QFileDialog(this, tr("Restore from a backup"));
    dialog->setObjectName(QStringLiteral("vaultRestoreDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(tr("Vault (*.json);;All files (*)"));
    connect(dialog, &QFileDialog::fileSelected, this, &VaultView::restoreFrom);
    dialog->open();
}

void VaultView::restoreFrom(const QString& path) {
    say({});
    auto* form = new RestoreForm(*m_context.vault, path, m_page);
    connect(form, &RestoreForm::restored, this, [this](quint64 fresh) {
        m_page->toast(counted(fresh, tr("new secret"), tr("new secrets")) + tr(" restored"));
        refresh();
    });
    form->show();
}

}  // namespace rollscope::ui
