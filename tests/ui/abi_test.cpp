// Load ABI over a real node: two contracts that nobody knows, one calling the other, become words
// on the transaction's page; what is no ABI is refused with everything still in the form.
#include <QClipboard>
#include <QFileDialog>

#include "node/l1/abi.h"
#include "tests/ui/test_window.h"
#include "ui/dialogs/abi_form.h"
#include "ui/models/step_cursor.h"
#include "ui/pages/page_parts.h"
#include "ui/text/format.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fact_strip.h"
#include "ui/widgets/trace_lists.h"
#include "ui/window/inspector.h"

namespace rollscope::ui {

namespace {

using test::answerOf;
using test::patienceMs;

const char* const quoteAbi = R"([
 {"type": "function", "name": "quote", "inputs": [{"name": "units", "type": "uint256"}],
  "outputs": [{"name": "price", "type": "uint256"}, {"name": "firm", "type": "bool"}]},
 {"type": "event", "name": "Quoted", "inputs": [{"name": "units", "type": "uint256"}]},
 {"type": "error", "name": "TooSmall", "inputs": [{"name": "given", "type": "uint256"}]}])";

/// quote(units) logs Quoted(units) and returns (units, true); TooSmall(0) for none.
std::string quoterCode() {
    const std::string selector = toHex(l1::abiTopic("TooSmall(uint256)").view()).substr(2, 8);
    const std::string topic = toHex(l1::abiTopic("Quoted(uint256)").view()).substr(2);
    return "0x604e600c600039604e6000f3"
           "60043580601a5763" +
           selector + "60e01b60005260045260246000fd" + "5b60005260016020527f" + topic +
           "60206000a160406000f3";
}

/// Hands on what it is called with, and what came of it.
std::string proxyCode(const Address& target) {
    return "0x6038600c60003960386000f3"
           "36600060003760006000366000600073" +
           toHex(target.view()).substr(2) + "5af13d600060003e6033573d6000fd5b3d6000f3";
}

/// A row of a list as a screen reader hears it.
QString said(RowsView* list, int row) {
    list->setCurrent(row);
    return list->accessibleDescription();
}

}  // namespace

class AbiTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void initTestCase();
    void whatNobodyKnowsIsNotGuessed();
    void whatIsNoAbiIsRefusedAndStays();
    void aPastedArtifactMakesWords();
    void aFileMakesTheCalleesLogsWords();
    void aFailureIsToldByItsError();
    void isForgottenOnRequest();
    void cleanupTestCase() {
        m_window.reset();
        m_node.reset();
    }

private:
    void open(const Hash& hash);
    AbiForm* form();
    void paste(const QByteArray& text);
    Hash quote(std::uint64_t units);

    Address m_proxy, m_quoter;
    Hash m_good, m_bad;
};

Hash AbiTest::quote(std::uint64_t units) {
    api::Intent call;
    call.kind = api::IntentKind::callL2;
    call.to = m_proxy;
    call.data = l1::abiCall("quote(uint256)", {l1::abi(U256{units})});
    call.gasLimit = 200'000;
    return test::TestUser(*m_node, m_signer).send(call);
}

void AbiTest::initTestCase() {
    prepare(ThemeChoice::dark);
    embedded::Options options = test::blocksEvery(250);
    options.roles = {api::Role::sequencer};
    openNode(std::move(options));
    test::TestUser user(*m_node, m_signer);
    m_quoter = user.deploy(quoterCode());
    m_proxy = user.deploy(proxyCode(m_quoter));
    QVERIFY(!m_quoter.isZero() && !m_proxy.isZero());
    m_good = quote(4'660);
    m_bad = quote(0);
    openWindow();
}

void AbiTest::open(const Hash& hash) {
    QVERIFY(m_window->openPage(txLink(api::Layer::l2, hash)));
    auto* cursor = m_window->findChild<StepCursor*>();
    QTRY_VERIFY_WITH_TIMEOUT(cursor->record() != nullptr, patienceMs);
    QCOMPARE(widget<HashLabel>("txHash")->value(), hex(hash));
}

AbiForm* AbiTest::form() {
    if (widget<AbiForm>("abiForm") == nullptr) click("txAbi");
    return widget<AbiForm>("abiForm");
}

void AbiTest::paste(const QByteArray& text) {
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    auto* drop = widget<AbiDrop>("abiDrop");
    drop->setFocus();
    QTest::keyClick(drop, Qt::Key_V, Qt::ControlModifier);
}

void AbiTest::whatNobodyKnowsIsNotGuessed() {
    open(m_good);
    const QString selector = hex(BytesView(l1::abiCall("quote(uint256)", {})));
    QVERIFY(said(widget<CallTree>("callTree"), 1).contains(selector));
    QVERIFY(!said(widget<EventList>("logs"), 0).contains(QLatin1String("Quoted")));
    QVERIFY(widget<QWidget>("inputReturned") == nullptr);
}

void AbiTest::whatIsNoAbiIsRefusedAndStays() {
    QVERIFY(form() != nullptr);
    // the contract that was called comes first
    QCOMPARE(widget<QComboBox>("abiContract")->currentText(), hex(m_proxy));
    QVERIFY(!widget<Button>("abiDoIt")->reason().isEmpty());
    const QByteArray bad = R"([{"type": "function", "name": "f", "inputs": [{"type": "u8"}]}])";
    paste(bad);
    QVERIFY(widget<Button>("abiDoIt")->reason().isEmpty());
    widget<QLineEdit>("abiName")->setText(QStringLiteral("Mine"));
    click("abiDoIt");
    auto* error = widget<TextLabel>("abiError");
    QTRY_VERIFY_WITH_TIMEOUT(error->isVisible(), patienceMs);
    QVERIFY2(
        error->text().contains(QLatin1String("entry 1: function f: argument 1: unknown type u8")),
        qPrintable(error->text()));
    QCOMPARE(widget<AbiDrop>("abiDrop")->json(), bad);
    QCOMPARE(widget<QLineEdit>("abiName")->text(), QStringLiteral("Mine"));
    QTest::keyClick(widget<AbiDrop>("abiDrop"), Qt::Key_Escape);
    QTRY_VERIFY(widget<AbiForm>("abiForm") == nullptr);
    QVERIFY(widget<QWidget>("transactionView")->isVisible());
    QVERIFY(answerOf(m_node->abis())->empty());
}

void AbiTest::aPastedArtifactMakesWords() {
    auto* cursor = m_window->findChild<StepCursor*>();
    cursor->moveTo(9);
    m_window->openObject(callLink(api::Layer::l2, m_good, 0));
    QVERIFY(form() != nullptr);
    paste(QByteArrayLiteral("{\"contractName\": \"Desk\", \"abi\": ") + quoteAbi + '}');
    QTest::keyClick(widget<AbiDrop>("abiDrop"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(widget<AbiForm>("abiForm") == nullptr, patienceMs);
    auto* tree = widget<CallTree>("callTree");
    const auto told = [&] { return cursor->record()->frames()[0].decoded.has_value(); };
    QTRY_VERIFY_WITH_TIMEOUT(told(), patienceMs);
    QCOMPARE(cursor->at(), 9U);  // one stays where one was
    const QString row = said(tree, 0);
    QVERIFY2(row.contains(QLatin1String("Desk")) && row.contains(QLatin1String("quote")) &&
                 row.contains(QLatin1String("4,660, true")),
             qPrintable(row));
    QTRY_VERIFY(widget<FactGrid>("inputReturned") != nullptr);
    const auto inspectorSays = [&](const char* word) {
        for (const auto* label : m_window->findChild<Inspector*>()->findChildren<TextLabel*>()) {
            if (label->text() == QLatin1String(word)) return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(inspectorSays("firm"), patienceMs);
    // the callee is another address: still unknown
    QVERIFY(!said(tree, 1).contains(QLatin1String("quote")));
}

void AbiTest::aFileMakesTheCalleesLogsWords() {
    const QString path = m_folder->filePath(QStringLiteral("Quoter.abi"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(quoteAbi) > 0);
    file.close();
    QVERIFY(form() != nullptr);
    auto* contract = widget<QComboBox>("abiContract");
    contract->setCurrentIndex(contract->findData(hex(m_quoter)));
    click("abiFile");
    auto* dialog = widget<QFileDialog>("abiFileDialog");
    QVERIFY(dialog != nullptr);
    emit dialog->fileSelected(path);
    dialog->close();
    QCOMPARE(widget<QLineEdit>("abiName")->text(), QStringLiteral("Quoter"));
    click("abiDoIt");
    auto* cursor = m_window->findChild<StepCursor*>();
    const auto told = [&] { return cursor->record()->logs()[0].decoded.has_value(); };
    QTRY_VERIFY_WITH_TIMEOUT(told(), patienceMs);
    QTRY_VERIFY(widget<AbiForm>("abiForm") == nullptr);
    QVERIFY(said(widget<EventList>("logs"), 0).contains(QLatin1String("Quoted")));
    QVERIFY(said(widget<CallTree>("callTree"), 1).contains(QLatin1String("Quoter")));
}

void AbiTest::aFailureIsToldByItsError() {
    open(m_bad);
    QTRY_VERIFY(
        widget<TextLabel>("txFailure")->text().contains(QLatin1String("TooSmall(given 0)")));
    const auto tx = answerOf(m_node->transaction(api::Layer::l2, m_bad));
    QCOMPARE(tx->failure, QStringLiteral("execution reverted: TooSmall(given 0)"));
    open(m_good);
}

void AbiTest::isForgottenOnRequest() {
    QVERIFY(form() != nullptr);
    auto* forget = widget<Button>("abiForget");
    QTRY_VERIFY_WITH_TIMEOUT(forget->isVisible(), patienceMs);
    click("abiForget");
    auto* cursor = m_window->findChild<StepCursor*>();
    QTRY_VERIFY_WITH_TIMEOUT(!cursor->record()->frames()[0].decoded.has_value(), patienceMs);
    // the callee's is still there, and so are the words for its error
    QVERIFY(cursor->record()->frames()[1].decoded.has_value());
    QCOMPARE(answerOf(m_node->abis())->size(), std::size_t{1});
}

}  // namespace rollscope::ui

QTEST_MAIN(rollscope::ui::AbiTest)
#include "abi_test.moc"
