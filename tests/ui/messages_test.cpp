// The token portal by the window's own buttons on a real node: deposit, claim, redeem, exit,
// claim; and everything a person can get wrong on the way.
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSettings>

#include "node/keys/secret_vault.h"
#include "tests/ui/test_window.h"
#include "ui/text/format.h"
#include "ui/widgets/action_sheet.h"
#include "ui/widgets/button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/hash_ladder.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_tree.h"

namespace rollscope::ui {

namespace {

using test::answerOf;
using test::patienceMs;

const char* const passphrase = "a passphrase of the test";

}  // namespace

class MessagesTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void initTestCase();
    void aLockedVaultRefusesTheDepositInClearWords();
    void theVaultIsMadeAndOpenedAgain();
    void anAmountAboveTheBalanceIsRefused();
    void theDepositKeepsItsSecretsFirst();
    void theTreeShowsTheLeafAndHashesItToTheRoot();
    void aScreenReaderFindsEachNode();
    void aWrongSecretIsRefused();
    void theClaimGivesTheTokensToThePool();
    void nothingIsClaimedTwice();
    void theRecipientRedeems();
    void theExitIsSignedAndWaits();
    void aRoleThatIsOffIsTheReason();
    void aHashIsWatchedWithoutAKey();
    void aClaimBeforeItsTimeIsRefused();
    void theProofFileIsClaimed();
    void aBackupIsRestoredAndADamagedOneNamed();
    void aLinkOpensTheMessage();
    void cleanupTestCase();

private:
    void type(const char* name, const QString& text) {
        auto* field = widget<QLineEdit>(name);
        QVERIFY(field != nullptr);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    QString text(const char* name) {
        auto* label = m_window->findChild<TextLabel*>(QString::fromLatin1(name));
        return label == nullptr ? QString() : label->text();
    }
    bool open(const char* name) {
        return m_window->findChild<QWidget*>(QString::fromLatin1(name)) != nullptr;
    }
    void page(const char* id, const char* link = "") {
        QVERIFY(m_window->openPage(QString::fromLatin1(id), QString::fromLatin1(link)));
    }
    /// The sheet that asks, answered.
    void doIt(const char* word) {
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ActionSheet*>() != nullptr, patienceMs);
        Button* found = nullptr;
        for (auto* button : m_window->findChild<ActionSheet*>()->findChildren<Button*>()) {
            if (button->text() == QLatin1String(word)) found = button;
        }
        QVERIFY(found != nullptr);
        QTest::mouseClick(found, Qt::LeftButton);
    }
    QString vaultCell(int column) {
        return widget<DataTable>("vaultTable")->model()->index(0, column).data().toString();
    }
    void pressAct(const char* table, int row, int column) {
        auto* view = widget<DataTable>(table);
        const QModelIndex cell = view->model()->index(row, column);
        view->scrollTo(cell);
        const QPoint at = CellDelegate::actionBox(view->visualRect(cell), cell).center();
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, at);
    }
    U256 balance(api::Layer layer, const QString& token, const Address& owner) {
        api::CallRequest request;
        const auto config = answerOf(m_node->config()).value();
        request.to = contractNamed(config, token, layer);
        request.data = {0x70, 0xa0, 0x82, 0x31};
        append(request.data, toHash(toU256(owner)).view());
        return u256FromBytes(answerOf(m_node->call(layer, request, api::BlockTag::latest)).value());
    }
    api::MessageStage stage(api::MessageSide side) {
        const auto message = answerOf(m_node->message(side, 0));
        return message ? message->stage : api::MessageStage::failed;
    }
    QString put(const char* name, const QByteArray& contents) {
        QFile file(m_folder->filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly)) return {};
        file.write(contents);
        return file.fileName();
    }
    Address alice() { return m_signer.accounts()[0].address; }
    static U256 tokens(const char* text) {
        return amountFromText(QString::fromLatin1(text)).value();
    }

    std::unique_ptr<keys::FileVault> m_vault;
    QList<QAbstractItemModelTester*> m_testers;
};

void MessagesTest::initTestCase() {
    prepare(ThemeChoice::light);
    openNode(test::blocksEvery(250));
    m_vault = std::make_unique<keys::FileVault>(m_folder->filePath(QStringLiteral("vault.json")),
                                                keys::ScryptCost{1U << 12, 8, 1});
    openWindow(nullptr, m_vault.get());
    for (const char* name : {"inboxTable", "outboxTable", "vaultTable", "withdrawalsTable"}) {
        m_testers << new QAbstractItemModelTester(
            widget<DataTable>(name)->model(),
            QAbstractItemModelTester::FailureReportingMode::QtTest, this);
    }
}

void MessagesTest::aLockedVaultRefusesTheDepositInClearWords() {
    page("deposits");
    click("newPortalDeposit");
    type("portalDepositAmount", QStringLiteral("100"));
    QTRY_VERIFY(text("portalDepositError").contains(QLatin1String("vault is locked")));
    click("portalDepositDoIt");
    QTest::qWait(200);
    QVERIFY(open("portalDepositForm") || open("portalDepositAmount"));
    QCOMPARE(answerOf(m_node->deposits({}, {})).value().total, std::uint64_t{0});
    click("portalDepositCancel");
}

void MessagesTest::theVaultIsMadeAndOpenedAgain() {
    page("messages", "vault");
    const auto* words = widget<TextLabel>("vaultWords");
    QVERIFY2(words->height() >= words->heightForWidth(words->width()), "no line of it is cut");
    type("vaultPassphrase", QString::fromLatin1(passphrase));
    type("vaultAgain", QStringLiteral("another"));
    click("vaultUnlock");
    QTRY_VERIFY(text("vaultError").contains(QLatin1String("differ")));
    QVERIFY(m_vault->state() == api::SecretVault::State::none);
    type("vaultAgain", QString::fromLatin1(passphrase));
    click("vaultUnlock");
    QTRY_VERIFY_WITH_TIMEOUT(m_vault->state() == api::SecretVault::State::open, patienceMs);
    click("vaultLock");
    type("vaultPassphrase", QStringLiteral("wrong"));
    click("vaultUnlock");
    QTRY_VERIFY_WITH_TIMEOUT(text("vaultError").contains(QLatin1String("wrong passphrase")),
                             patienceMs);
    type("vaultPassphrase", QString::fromLatin1(passphrase));
    click("vaultUnlock");
    QTRY_VERIFY_WITH_TIMEOUT(m_vault->state() == api::SecretVault::State::open, patienceMs);
}

void MessagesTest::anAmountAboveTheBalanceIsRefused() {
    page("deposits");
    click("newPortalDeposit");
    type("portalDepositAmount", QStringLiteral("99999999999"));
    QTRY_VERIFY_WITH_TIMEOUT(text("portalDepositError").contains(QLatin1String("Alice has")),
                             patienceMs);
    QVERIFY(m_vault->entries().empty());
}

void MessagesTest::theDepositKeepsItsSecretsFirst() {
    type("portalDepositAmount", QStringLiteral("100"));
    auto* button = widget<Button>("portalDepositDoIt");
    QTRY_VERIFY_WITH_TIMEOUT(button->reason().isEmpty() &&
                                 text("portalDepositSentence").contains(QLatin1String("take 100")),
                             patienceMs);
    QCOMPARE(button->text(), QStringLiteral("Approve"));
    click("portalDepositDoIt");
    QTRY_COMPARE_WITH_TIMEOUT(button->text(), QStringLiteral("Deposit"), patienceMs);
    QVERIFY(m_vault->entries().empty());
    QTRY_VERIFY_WITH_TIMEOUT(button->reason().isEmpty(), patienceMs);
    click("portalDepositDoIt");
    QTRY_COMPARE_WITH_TIMEOUT(m_vault->entries().size(), std::size_t{1}, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(stage(api::MessageSide::inbox) == api::MessageStage::consumable,
                             patienceMs);
    const auto message = answerOf(m_node->message(api::MessageSide::inbox, 0)).value();
    QVERIFY(message.inbound->secretHash == m_vault->entries().front().secrets.secretHash);
    QVERIFY(message.amount == tokens("100"));
}

void MessagesTest::theTreeShowsTheLeafAndHashesItToTheRoot() {
    page("messages", "message:inbox:0");
    auto* tree = widget<MessageTree>("inboxTree");
    QTRY_VERIFY_WITH_TIMEOUT(
        !tree->scene().rows.empty() && tree->scene().rows[0][0].part == TreePart::path, patienceMs);
    QCOMPARE(tree->scene().rows[0][1].part, TreePart::sibling);
    QCOMPARE(tree->scene().count, std::uint64_t{1});
    // out to the root and in again, by the buttons
    for (int i = 0; i < 40; ++i) QTest::mouseClick(widget<Button>("inboxZoomOut"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(tree->scene().reachesRoot, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(tree->scene().rows.back()[0].part, TreePart::path, patienceMs);
    for (int i = 0; i < 40; ++i) QTest::mouseClick(widget<Button>("inboxZoomIn"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(tree->scene().level, 0U, patienceMs);
    QTest::mouseClick(tree, Qt::LeftButton, {}, tree->boxOf(0, 0).center().toPoint());
    QTRY_VERIFY_WITH_TIMEOUT(open("hashLadder"), patienceMs);
    QTRY_VERIFY(text("ladderVerdict").startsWith(QLatin1String("Equal")));
    click("ladderTamper");
    QTRY_VERIFY(text("ladderVerdict").startsWith(QLatin1String("Not equal")));
    click("ladderTamper");
    QTRY_VERIFY(text("ladderVerdict").startsWith(QLatin1String("Equal")));
    click("inboxCopyProof");
    const auto copied = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8());
    QCOMPARE(copied[QLatin1String("path")].toArray().size(), 32);
}

void MessagesTest::aScreenReaderFindsEachNode() {
    auto* tree = widget<MessageTree>("inboxTree");
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(tree);
    QVERIFY(list != nullptr);
    QCOMPARE(list->role(), QAccessible::List);
    std::size_t nodes = 0;
    for (const auto& row : tree->scene().rows) nodes += row.size();
    QCOMPARE(list->childCount(), static_cast<int>(nodes));
    QAccessibleInterface* leaf = list->child(0);
    QCOMPARE(leaf->text(QAccessible::Name), tree->scene().rows[0][0].words);
    QVERIFY(leaf->text(QAccessible::Value).contains(QLatin1String("path")));
    QVERIFY(list->child(1)->text(QAccessible::Value).contains(QLatin1String("sibling")));
    QCOMPARE(list->indexOfChild(leaf), 0);
    const QPoint middle = leaf->rect().center();
    QCOMPARE(middle, tree->mapToGlobal(tree->boxOf(0, 0).toAlignedRect().center()));
    QCOMPARE(list->childAt(middle.x(), middle.y()), leaf);
    // the row above it: keys go there, and are told
    QTest::keyClick(tree, Qt::Key_Up);
    QVERIFY(list->child(static_cast<int>(tree->scene().rows[0].size()))->state().selected);
    QVERIFY(!leaf->state().selected);
    leaf->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QVERIFY(leaf->state().selected);
}

void MessagesTest::aWrongSecretIsRefused() {
    m_vault->lock();
    page("deposits");
    page("messages", "message:inbox:0");
    QTRY_VERIFY_WITH_TIMEOUT(widget<Button>("inboxClaim")->reason().isEmpty(), patienceMs);
    QTest::qWait(700);  // the vault's rows go
    click("inboxClaim");
    QTRY_VERIFY(open("claimMessageSecret"));
    auto* from = widget<QComboBox>("claimMessageFrom");
    from->setCurrentIndex(1);
    type("claimMessageSecret", QStringLiteral("0x12"));
    QTRY_VERIFY(text("claimMessageError").contains(QLatin1String("64 hex digits")));
    type("claimMessageSecret", QStringLiteral("0x") + QString(64, u'7'));
    QTRY_VERIFY_WITH_TIMEOUT(text("claimMessageError").contains(QLatin1String("ecret")) &&
                                 !text("claimMessageError").contains(QLatin1String("64 hex")),
                             patienceMs);
    click("claimMessageDoIt");
    QTest::qWait(300);
    QVERIFY(stage(api::MessageSide::inbox) == api::MessageStage::consumable);
    click("claimMessageCancel");
    QVERIFY(m_vault->unlock(QString::fromLatin1(passphrase)).has_value());
}

void MessagesTest::theClaimGivesTheTokensToThePool() {
    page("deposits");
    page("messages", "vault");
    QTRY_COMPARE_WITH_TIMEOUT(vaultCell(5), QStringLiteral("CONSUMABLE"), patienceMs);
    pressAct("vaultTable", 0, 7);
    doIt("Claim");
    QTRY_VERIFY_WITH_TIMEOUT(stage(api::MessageSide::inbox) == api::MessageStage::consumed,
                             patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(vaultCell(5), QStringLiteral("IN POOL"), patienceMs);
    QVERIFY(balance(api::Layer::l2, QStringLiteral("L2PortalToken"), alice()).isZero());
}

void MessagesTest::nothingIsClaimedTwice() {
    page("messages", "message:inbox:0");
    auto* claim = widget<Button>("inboxClaim");
    QTRY_VERIFY_WITH_TIMEOUT(claim->reason().contains(QLatin1String("consumed already")),
                             patienceMs);
    api::Intent again;
    again.kind = api::IntentKind::claimMessage;
    again.from = alice();
    again.secret = m_vault->entries().front().secrets.claimSecret;
    QVERIFY(!answerOf(m_node->prepare(again)).has_value());
}

void MessagesTest::theRecipientRedeems() {
    page("messages", "vault");
    pressAct("vaultTable", 0, 7);
    doIt("Redeem");
    QTRY_COMPARE_WITH_TIMEOUT(
        toDecimal(balance(api::Layer::l2, QStringLiteral("L2PortalToken"), alice())),
        toDecimal(tokens("100")), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(vaultCell(5), QStringLiteral("REDEEMED"), patienceMs);
}

void MessagesTest::theExitIsSignedAndWaits() {
    page("withdrawals");
    click("newPortalWithdrawal");
    type("portalWithdrawAmount", QStringLiteral("101"));
    QTRY_VERIFY_WITH_TIMEOUT(text("portalWithdrawError").contains(QLatin1String("Alice has 100")),
                             patienceMs);
    type("portalWithdrawAmount", QStringLiteral("40"));
    QTRY_VERIFY_WITH_TIMEOUT(text("portalWithdrawSentence").contains(QLatin1String("auth witness")),
                             patienceMs);
    click("portalWithdrawDoIt");
    QTRY_VERIFY_WITH_TIMEOUT(answerOf(m_node->message(api::MessageSide::outbox, 0)).has_value(),
                             patienceMs);
    QCOMPARE(toDecimal(balance(api::Layer::l2, QStringLiteral("L2PortalToken"), alice())),
             toDecimal(tokens("60")));
}

void MessagesTest::aRoleThatIsOffIsTheReason() {
    QVERIFY(answerOf(m_node->stop(api::Role::batcher)).has_value());
    page("messages", "message:outbox:0");
    QTRY_VERIFY_WITH_TIMEOUT(text("outboxWhy").contains(QLatin1String("batcher is off")),
                             patienceMs);
    page("withdrawals");
    QTRY_VERIFY_WITH_TIMEOUT(text("withdrawalWhy").contains(QLatin1String("batcher is off")),
                             patienceMs);
    QVERIFY(answerOf(m_node->start(api::Role::batcher)).has_value());
    QVERIFY(answerOf(m_node->flush()).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(stage(api::MessageSide::outbox) == api::MessageStage::asserted,
                             patienceMs);
}

void MessagesTest::aHashIsWatchedWithoutAKey() {
    page("withdrawals");
    auto* rows = widget<DataTable>("withdrawalsTable")->model();
    QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 1, patienceMs);
    type("withdrawalsWatch", QStringLiteral("0x") + QString(64, u'5'));
    QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 0, patienceMs);
    const auto message = answerOf(m_node->message(api::MessageSide::outbox, 0)).value();
    type("withdrawalsWatch", hex(message.txHash));
    QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 1, patienceMs);
    QCOMPARE(QSettings().value(QStringLiteral("watchWithdrawals")).toString(), hex(message.txHash));
    type("withdrawalsWatch", QStringLiteral("0x") + QString(64, u'6'));
    QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 0, patienceMs);
    type("withdrawalsWatch", hex(message.leaf));
    QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 1, patienceMs);
    widget<QLineEdit>("withdrawalsWatch")->clear();
    QTRY_COMPARE_WITH_TIMEOUT(rows->rowCount(), 1, patienceMs);
    // deposits too: by what sent it, by its leaf and by what consumed it
    page("deposits");
    auto* deposits = widget<DataTable>("depositsTable")->model();
    QTRY_COMPARE_WITH_TIMEOUT(deposits->rowCount(), 1, patienceMs);
    const auto sent = answerOf(m_node->message(api::MessageSide::inbox, 0)).value();
    for (const Hash& hash : {sent.txHash, sent.leaf, sent.consumedTx.value_or(Hash{})}) {
        type("depositsWatch", QStringLiteral("0x") + QString(64, u'5'));
        QTRY_COMPARE_WITH_TIMEOUT(deposits->rowCount(), 0, patienceMs);
        type("depositsWatch", hex(hash));
        QTRY_COMPARE_WITH_TIMEOUT(deposits->rowCount(), 1, patienceMs);
    }
    widget<QLineEdit>("depositsWatch")->clear();
}

void MessagesTest::aClaimBeforeItsTimeIsRefused() {
    QTRY_VERIFY_WITH_TIMEOUT(
        widget<Button>("withdrawalClaim")->reason().contains(QLatin1String("challenge period")),
        patienceMs);
    page("messages", "message:outbox:0");
    QTRY_VERIFY_WITH_TIMEOUT(text("outboxWhy").contains(QLatin1String("challenge period")),
                             patienceMs);
    QVERIFY(widget<Button>("outboxClaim")->reason().contains(QLatin1String("challenge period")));
}

void MessagesTest::theProofFileIsClaimed() {
    page("withdrawals");
    QTRY_VERIFY_WITH_TIMEOUT(widget<Button>("withdrawalProof")->reason().isEmpty(), patienceMs);
    click("withdrawalProof");
    const QString path = m_folder->filePath(QStringLiteral("proof.json"));
    QTRY_VERIFY(m_window->findChild<QFileDialog*>(QStringLiteral("proofFileDialog")) != nullptr);
    auto* dialog = m_window->findChild<QFileDialog*>(QStringLiteral("proofFileDialog"));
    emit dialog->fileSelected(path);
    dialog->close();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray proof = file.readAll();
    const QJsonObject claim = QJsonDocument::fromJson(proof)[QLatin1String("claim")].toObject();
    QVERIFY(claim[QLatin1String("to")].toString().startsWith(QLatin1String("0x")));

    const auto claimFrom = [this](const QString& from) {
        click("claimFromFile");
        QTRY_VERIFY(m_window->findChild<QFileDialog*>(QStringLiteral("claimFileDialog")) !=
                    nullptr);
        auto* chooser = m_window->findChild<QFileDialog*>(QStringLiteral("claimFileDialog"));
        emit chooser->fileSelected(from);
        delete chooser;
    };
    QJsonObject bent = QJsonDocument::fromJson(proof).object();
    QJsonArray siblings = bent[QLatin1String("path")].toArray();
    siblings[0] = QString(QStringLiteral("0x") + QString(64, u'1'));
    bent[QLatin1String("path")] = siblings;
    struct Case {
        QString file;
        const char* says;
    };
    const Case cases[] = {
        {put("noise.json", QByteArray("\x01\xff{", 3)), "JSON"},
        {put("empty.json", "{}"), "message"},
        {put("bent.json", QJsonDocument(bent).toJson()), "root"},
        {put("big.json", QByteArray(10 << 20, ' ')), "1 MB"},
    };
    for (const Case& each : cases) {
        claimFrom(each.file);
        QTRY_VERIFY2_WITH_TIMEOUT(text("claimFileError").contains(QLatin1String(each.says)),
                                  qPrintable(text("claimFileError")), patienceMs);
    }
    // too early: the contract says no, and so does the window
    claimFrom(path);
    QTRY_VERIFY_WITH_TIMEOUT(!text("claimFileError").isEmpty() &&
                                 !text("claimFileError").contains(QLatin1String("1 MB")),
                             patienceMs);

    page("node");
    click("warpWeek");
    QTRY_VERIFY_WITH_TIMEOUT(stage(api::MessageSide::outbox) == api::MessageStage::consumable,
                             patienceMs);
    const U256 before = balance(api::Layer::l1, QStringLiteral("L1Token"), alice());
    page("withdrawals");
    claimFrom(path);
    doIt("Claim");
    QTRY_COMPARE_WITH_TIMEOUT(
        toDecimal(balance(api::Layer::l1, QStringLiteral("L1Token"), alice())),
        toDecimal(before + tokens("40")), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(stage(api::MessageSide::outbox) == api::MessageStage::consumed,
                             patienceMs);
    claimFrom(path);  // twice
    QTRY_VERIFY_WITH_TIMEOUT(!text("claimFileError").isEmpty(), patienceMs);
}

void MessagesTest::aBackupIsRestoredAndADamagedOneNamed() {
    const QString saved = m_folder->filePath(QStringLiteral("backup.json"));
    QVERIFY(m_vault->backup(saved).has_value());
    page("messages", "vault");
    const auto restore = [this](const QString& from, const char* words) {
        click("vaultRestore");
        auto* chooser = m_window->findChild<QFileDialog*>(QStringLiteral("vaultRestoreDialog"));
        QVERIFY(chooser != nullptr);
        emit chooser->fileSelected(from);
        delete chooser;
        type("restorePassphrase", QString::fromLatin1(words));
        click("restoreDoIt");
    };
    restore(put("damaged.json", "{\"version\":3}"), passphrase);
    QTRY_VERIFY_WITH_TIMEOUT(text("restoreError").contains(QLatin1String("damaged")), patienceMs);
    click("restoreCancel");
    QTRY_VERIFY(!open("restorePassphrase"));
    restore(saved, "not it");
    QTRY_VERIFY_WITH_TIMEOUT(text("restoreError").contains(QLatin1String("wrong passphrase")),
                             patienceMs);
    type("restorePassphrase", QString::fromLatin1(passphrase));
    click("restoreDoIt");
    QTRY_VERIFY_WITH_TIMEOUT(!open("restorePassphrase"), patienceMs);
    QCOMPARE(m_vault->entries().size(), std::size_t{1});
}

void MessagesTest::aLinkOpensTheMessage() {
    page("deposits");
    QVERIFY(m_window->openPage(QStringLiteral("message:outbox:0")));
    QTRY_VERIFY(widget<MessageTree>("outboxTree")->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(text("outboxTitle").contains(u'0'), patienceMs);
    const auto hits = answerOf(m_node->search(QStringLiteral("message 0"))).value();
    QCOMPARE(hits.size(), std::size_t{2});
}

void MessagesTest::cleanupTestCase() {
    qDeleteAll(m_testers);
    m_window.reset();
    m_node.reset();
}

}  // namespace rollscope::ui

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    app.setAttribute(Qt::AA_DontUseNativeDialogs);
    rollscope::ui::MessagesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "messages_test.moc"
