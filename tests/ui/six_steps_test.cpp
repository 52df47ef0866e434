// A person's six steps through the real window over a real node: deposit, transact, batch,
// withdraw, claim, and find everything again. Only widgets act; the node is asked to check.
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>

#include "tests/ui/test_window.h"
#include "ui/text/format.h"
#include "ui/text/words.h"
#include "ui/widgets/action_sheet.h"
#include "ui/widgets/button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/labels.h"

namespace rollscope::ui {

namespace {

using test::answerOf;
using test::patienceMs;

// Stores its first word in slot 0 and logs it under topic 0x2a.
const char* const creationCode =
    "0x6014600c60003960146000f3"
    "600035600055600035600052602a60206000a100";
const char* const callData = "0x000000000000000000000000000000000000000000000000000000000000002b";

U256 etherOf(const char* text) {
    return amountFromText(QString::fromLatin1(text)).value();
}

}  // namespace

class SixStepsTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void initTestCase();
    void depositArrives();
    void refusalKeepsWhatWasTyped();
    void transferDeployAndCall();
    void batchIsAsserted();
    void withdrawalWaits();
    void claimPaysToTheWei();
    void everythingIsFoundAgain();
    void cleanupTestCase() { close(); }

private:
    void open();
    void type(const char* name, const char* text);
    void choose(const char* name, const char* start);
    void openPage(const char* id);
    QString cell(const char* table, int row, int column);
    api::AccountView account(api::Layer layer, int user);
    std::optional<api::WithdrawalView> withdrawal();
    Address user(int index) { return m_signer.accounts()[static_cast<std::size_t>(index)].address; }

    Address m_contract;
    U256 m_endL1, m_endL2;
};

void SixStepsTest::open() {
    openNode(test::blocksEvery(250));
    openWindow();
}

void SixStepsTest::type(const char* name, const char* text) {
    auto* field = widget<QWidget>(name);
    QVERIFY(field != nullptr);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, QString::fromLatin1(text));
}

void SixStepsTest::choose(const char* name, const char* start) {
    auto* box = widget<QComboBox>(name);
    QVERIFY(box != nullptr);
    const int index = box->findText(QString::fromLatin1(start), Qt::MatchStartsWith);
    QVERIFY2(index >= 0, start);
    box->setCurrentIndex(index);
}

void SixStepsTest::openPage(const char* id) {
    QVERIFY2(m_window->openPage(QString::fromLatin1(id)), id);
}

QString SixStepsTest::cell(const char* table, int row, int column) {
    auto* model = widget<DataTable>(table)->model();
    return model->index(row, column).data().toString();
}

api::AccountView SixStepsTest::account(api::Layer layer, int index) {
    return answerOf(m_node->account(layer, user(index), api::BlockTag::latest)).value();
}

std::optional<api::WithdrawalView> SixStepsTest::withdrawal() {
    const auto page = answerOf(m_node->withdrawals({}, {}));
    if (!page || page->rows.empty()) return {};
    return page->rows.front();
}

void SixStepsTest::initTestCase() {
    open();
}

void SixStepsTest::depositArrives() {
    const U256 before = account(api::Layer::l2, 0).balance;
    openPage("deposits");
    click("newDeposit");
    choose("depositFrom", "Alice");
    type("depositAmount", "1");
    QTRY_VERIFY(widget<TextLabel>("depositSentence")->text().contains(QLatin1String("1 ETH")));
    click("depositDoIt");
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->findChild<QWidget*>(QStringLiteral("depositForm")) == nullptr, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(account(api::Layer::l2, 0).balance, before + etherOf("1"),
                              patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(cell("depositsTable", 0, 2),
                              api::wordOf(api::DepositStage::acceptedInL2), patienceMs);
    QVERIFY(cell("depositsTable", 0, 1).startsWith(QLatin1String("1.000")));
}

void SixStepsTest::refusalKeepsWhatWasTyped() {
    openPage("node");
    click("openSend");
    choose("sendFrom", "Bob");
    choose("sendTo", "Carol");
    type("sendAmount", "1000000");
    QTRY_VERIFY_WITH_TIMEOUT(
        widget<TextLabel>("sendError")->text().contains(QLatin1String("insufficient funds")),
        patienceMs);
    click("sendDoIt");
    QTest::qWait(300);
    QCOMPARE(widget<QLineEdit>("sendAmount")->text(), QStringLiteral("1000000"));
    click("sendCancel");
}

void SixStepsTest::transferDeployAndCall() {
    const U256 before = account(api::Layer::l2, 2).balance;
    QTRY_VERIFY(m_window->findChild<QWidget*>(QStringLiteral("sendForm")) == nullptr);
    click("openSend");
    choose("sendFrom", "Bob");
    choose("sendTo", "Carol");
    type("sendAmount", "0.25");
    click("sendDoIt");
    QTRY_COMPARE_WITH_TIMEOUT(account(api::Layer::l2, 2).balance, before + etherOf("0.25"),
                              patienceMs);

    click("openDeploy");
    choose("deployFrom", "Bob");
    widget<QPlainTextEdit>("deployData")->setPlainText(QString::fromLatin1(creationCode));
    click("deployDoIt");
    const auto created = [this]() -> std::optional<Address> {
        const auto page = answerOf(m_node->transactionsOf(api::Layer::l2, user(1), {}));
        if (!page) return {};
        for (const auto& row : page->rows) {
            if (row.created && row.block) return row.created;
        }
        return {};
    };
    QTRY_VERIFY_WITH_TIMEOUT(created().has_value(), patienceMs);
    m_contract = *created();

    QTRY_VERIFY(m_window->findChild<QWidget*>(QStringLiteral("deployForm")) == nullptr);
    click("openCall");
    choose("callFrom", "Bob");
    type("callTo", toHex(m_contract.view()).c_str());
    widget<QPlainTextEdit>("callData")->setPlainText(QString::fromLatin1(callData));
    click("callDoIt");
    const auto slot = [this] {
        return answerOf(m_node->storageAt(api::Layer::l2, m_contract, {}, api::BlockTag::latest))
            .value();
    };
    QTRY_COMPARE_WITH_TIMEOUT(slot(), U256{0x2b}, patienceMs);
    const auto page = answerOf(m_node->transactionsOf(api::Layer::l2, user(1), {})).value();
    const auto call = answerOf(m_node->transaction(api::Layer::l2, page.rows.front().hash)).value();
    QCOMPARE(call.logs.size(), std::size_t{1});
    QCOMPARE(call.row.status, api::TxStatus::acceptedInL2);
}

void SixStepsTest::batchIsAsserted() {
    openPage("batches");
    click("submitBatch");
    const auto newest = [this] {
        const auto page = answerOf(m_node->batches({}));
        return page && !page->rows.empty() ? page->rows.front().status : api::TxStatus::unknown;
    };
    QTRY_COMPARE_WITH_TIMEOUT(newest(), api::TxStatus::asserted, patienceMs);
}

void SixStepsTest::withdrawalWaits() {
    openPage("withdrawals");
    click("newWithdrawal");
    choose("withdrawFrom", "Alice");
    type("withdrawAmount", "0.4");
    QTRY_VERIFY(widget<TextLabel>("withdrawSentence")->text().contains(QLatin1String("0.4 ETH")));
    click("withdrawDoIt");
    QTRY_VERIFY_WITH_TIMEOUT(withdrawal().has_value(), patienceMs);
    openPage("batches");
    QTRY_VERIFY_WITH_TIMEOUT(widget<Button>("submitBatch")->reason().isEmpty(), patienceMs);
    click("submitBatch");
    QTRY_COMPARE_WITH_TIMEOUT(withdrawal()->stage, api::WithdrawalStage::asserted, patienceMs);
    QVERIFY(answerOf(m_node->withdrawalProofAt(0)).has_value());

    openPage("withdrawals");
    auto* claim = widget<Button>("withdrawalClaim");
    QTRY_VERIFY_WITH_TIMEOUT(claim->reason().contains(QLatin1String("challenge period")),
                             patienceMs);
    QTest::keyClick(widget<DataTable>("withdrawalsTable"), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(
        widget<TextLabel>("withdrawalError")->text().contains(QLatin1String("challenge period")),
        patienceMs);
    QCOMPARE(withdrawal()->stage, api::WithdrawalStage::asserted);
}

void SixStepsTest::claimPaysToTheWei() {
    openPage("node");
    click("warpWeek");
    QTRY_COMPARE_WITH_TIMEOUT(withdrawal()->stage, api::WithdrawalStage::ready, patienceMs);
    const U256 before = account(api::Layer::l1, 0).balance;
    openPage("withdrawals");
    auto* claim = widget<Button>("withdrawalClaim");
    QTRY_VERIFY_WITH_TIMEOUT(claim->reason().isEmpty(), patienceMs);
    click("withdrawalClaim");
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ActionSheet*>() != nullptr, patienceMs);
    Button* doIt = nullptr;
    for (auto* button : m_window->findChild<ActionSheet*>()->findChildren<Button*>()) {
        if (button->text() == QLatin1String("Claim")) doIt = button;
    }
    QVERIFY(doIt != nullptr);
    QTest::mouseClick(doIt, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(withdrawal()->stage, api::WithdrawalStage::claimed, patienceMs);

    const auto paid = *withdrawal();
    QVERIFY(paid.claimTxHash.has_value());
    const auto tx = answerOf(m_node->transaction(api::Layer::l1, *paid.claimTxHash)).value();
    QVERIFY(tx.receipt.has_value());
    const U256 fee = U256{tx.receipt->gasUsed} * tx.receipt->effectiveGasPrice;
    m_endL1 = account(api::Layer::l1, 0).balance;
    QCOMPARE(toDecimal(m_endL1), toDecimal(before + etherOf("0.4") - fee));
    m_endL2 = account(api::Layer::l2, 0).balance;
}

void SixStepsTest::everythingIsFoundAgain() {
    close();
    open();
    openPage("withdrawals");
    QTRY_COMPARE_WITH_TIMEOUT(cell("withdrawalsTable", 0, 4),
                              api::wordOf(api::WithdrawalStage::claimed), patienceMs);
    openPage("deposits");
    QTRY_VERIFY_WITH_TIMEOUT(cell("depositsTable", 0, 1).startsWith(QLatin1String("1.000")),
                             patienceMs);
    QCOMPARE(toDecimal(account(api::Layer::l1, 0).balance), toDecimal(m_endL1));
    QCOMPARE(toDecimal(account(api::Layer::l2, 0).balance), toDecimal(m_endL2));
    QCOMPARE(
        answerOf(m_node->storageAt(api::Layer::l2, m_contract, {}, api::BlockTag::latest)).value(),
        U256{0x2b});
}

}  // namespace rollscope::ui

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    rollscope::api::registerMetaTypes();
    rollscope::ui::installTheme(app, rollscope::ui::ThemeChoice::light);
    rollscope::ui::SixStepsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "six_steps_test.moc"
