// A transaction's page over a real node: a call that calls, walked forwards and backwards; a
// million steps that end in failure; a plain transfer. The record is what the page must agree with.
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLineEdit>

#include "tests/ui/test_window.h"
#include "ui/models/step_cursor.h"
#include "ui/models/steps_model.h"
#include "ui/text/format.h"
#include "ui/text/trace_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/fact_strip.h"
#include "ui/widgets/machine_lists.h"
#include "ui/widgets/step_slider.h"
#include "ui/widgets/trace_lists.h"
#include "ui/window/inspector.h"

namespace rollscope::ui {

namespace {

using test::answerOf;
using test::bytesOf;
using test::patienceMs;

// Stores its first word in slot 0 and logs it under topic 0x2a.
const char* const storer =
    "0x6014600c60003960146000f3"
    "600035600055600035600052602a60206000a100";
// Jumps to its start until its gas is gone.
const char* const looper = "0x635b6000566000526004601cf3";

/// A row of a list as a screen reader hears it, after its widget chose it.
QString said(RowsView* list, int row) {
    list->setCurrent(row);
    return list->accessibleDescription();
}

}  // namespace

class TransactionTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void initTestCase();
    void stepsKeepTheRulesOfModels();
    void aTransactionOpensFromItsRow();
    void walksForwardsAndBackwards();
    void findsOpcodesPcsAndWords();
    void callsAndLogsMoveTheCursor();
    void aTransferSaysThatNothingRan();
    void aMillionStepsAnswerAtOnce();
    void whatIsNotThereIsSaid();
    void opensBeforeTheWindowIsShown();
    void cleanupTestCase() { close(); }

private:
    Hash send(const api::Intent& intent) { return test::TestUser(*m_node, m_signer).send(intent); }
    Address deploy(const std::string& code) {
        return test::TestUser(*m_node, m_signer).deploy(code);
    }
    void openTransaction(const Hash& hash);
    api::ExecutionPtr recordOf(const Hash& hash) {
        return answerOf(m_node->executionOf(api::Layer::l2, hash)).value();
    }
    StepCursor* cursor() { return m_window->findChild<StepCursor*>(); }
    void compareWithRecord();

    api::ExecutionPtr m_record;
    Hash m_call, m_transfer;
};

void TransactionTest::initTestCase() {
    prepare(ThemeChoice::dark);
    embedded::Options options = test::blocksEvery(250);
    options.roles = {api::Role::sequencer};
    openNode(std::move(options));
    const Address inner = deploy(storer);
    QVERIFY(!inner.isZero());
    // calls the storer with its own first word
    const Address outer = deploy("0x6028600c60003960286000f36000356000526000600060206000600073" +
                                 toHex(inner.view()).substr(2) + "5af100");
    QVERIFY(!outer.isZero());
    api::Intent call;
    call.kind = api::IntentKind::callL2;
    call.to = outer;
    call.data = bytesOf(toHex(toHash(U256{0x1234}).view()));
    call.gasLimit = 200'000;
    m_call = send(call);
    m_record = recordOf(m_call);
    QVERIFY(m_record && m_record->ok());
    QCOMPARE(m_record->frames().size(), std::size_t{2});
    openWindow();
}

void TransactionTest::stepsKeepTheRulesOfModels() {
    StepsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRecord(m_record);
    QCOMPARE(model.rowCount(), static_cast<int>(m_record->stepCount()));
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto step = m_record->step(static_cast<std::uint32_t>(row));
        QCOMPARE(model.index(row, StepsModel::opcode).data().toString(), opcodeText(step.opcode));
        QCOMPARE(model.index(row, StepsModel::pc).data().toString().toUInt(nullptr, 16), step.pc);
    }
    model.setRecord(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TransactionTest::openTransaction(const Hash& hash) {
    QVERIFY(m_window->openPage(txLink(api::Layer::l2, hash)));
    QTRY_VERIFY_WITH_TIMEOUT(cursor()->record() != nullptr, patienceMs);
    QCOMPARE(widget<HashLabel>("txHash")->value(), hex(hash));
}

void TransactionTest::aTransactionOpensFromItsRow() {
    m_window->openPage(QStringLiteral("blocks"));
    widget<Tabs>("blocksKind")->findChildren<Button*>()[1]->click();
    DataTable* table = nullptr;
    for (auto* each : m_window->page(QStringLiteral("blocks"))->findChildren<DataTable*>()) {
        table = each;
    }
    QVERIFY(table != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patienceMs);
    table->selectRow(0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(widget<QWidget>("transactionView")->isVisible());
    click("txBack");
    QTRY_VERIFY(!widget<QWidget>("transactionView")->isVisible());
    m_window->openObject(txLink(api::Layer::l2, m_call));
    auto* open = widget<Button>("inspectorOpen");
    QTRY_VERIFY_WITH_TIMEOUT(open->isVisible(), patienceMs);
    // the button is that of what stood there before, until the node has answered
    const auto opened = [&] {
        open->click();
        return widget<HashLabel>("txHash")->value();
    };
    QTRY_COMPARE_WITH_TIMEOUT(opened(), hex(m_call), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(cursor()->record() != nullptr, patienceMs);
}

/// What is on the screen is the machine at the cursor.
void TransactionTest::compareWithRecord() {
    const api::MachineState state = m_record->stateAt(cursor()->at());
    auto* stack = widget<StackList>("stack");
    for (std::size_t i = 0; i < state.stack.size(); ++i) {
        QCOMPARE(said(stack, static_cast<int>(i)),
                 QStringLiteral("0x") + wordHex(state.stack[state.stack.size() - 1 - i]));
    }
    auto* storage = widget<StorageList>("storage");
    QCOMPARE(!storage->isHidden(), !state.storage.empty());
    for (std::size_t i = 0; i < state.storage.size(); ++i) {
        QCOMPARE(said(storage, static_cast<int>(i)),
                 QStringLiteral("0x%1 = 0x%2")
                     .arg(wordHex(state.storage[i].slot), wordHex(state.storage[i].value)));
    }
    QCOMPARE(widget<OpcodeList>("opcodes")->current(), static_cast<int>(cursor()->at()));
    QCOMPARE(widget<StepSlider>("stepSlider")->value(), cursor()->at());
    QCOMPARE(widget<CallTree>("callTree")->current(), static_cast<int>(cursor()->frame()));
    QVERIFY(widget<TextLabel>("stepSentence")
                ->text()
                .startsWith(opcodeText(m_record->step(cursor()->at()).opcode).left(3)));
}

void TransactionTest::walksForwardsAndBackwards() {
    openTransaction(m_call);
    cursor()->moveTo(0);
    const std::uint32_t last = m_record->stepCount() - 1;
    for (std::uint32_t i = 0; i <= last; ++i) {
        QCOMPARE(cursor()->at(), i);
        compareWithRecord();
        if (i < last) click("stepOn");
    }
    QVERIFY(!widget<Button>("stepOn")->reason().isEmpty());
    for (std::uint32_t i = last; i > 0; --i) {
        QTest::keyClick(m_window.get(), Qt::Key_F10, Qt::ShiftModifier);
        QCOMPARE(cursor()->at(), i - 1);
        compareWithRecord();
    }
    const std::uint32_t call = m_record->frames()[1].callStep;
    cursor()->moveTo(call);
    click("stepOver");
    QCOMPARE(cursor()->at(), m_record->frames()[1].endStep);
    cursor()->moveTo(call + 2);
    QCOMPARE(cursor()->frame(), 1U);
    click("stepOut");
    QCOMPARE(cursor()->at(), m_record->frames()[1].endStep);
    cursor()->moveTo(0);
    click("stepWrite");
    QCOMPARE(opcodeText(m_record->step(cursor()->at()).opcode), QStringLiteral("SSTORE"));
    compareWithRecord();
    QVERIFY(widget<TextLabel>("stepSentence")->text().contains(QLatin1String("4,660")));
    QVERIFY(!widget<Button>("stepWrite")->reason().isEmpty());
}

void TransactionTest::findsOpcodesPcsAndWords() {
    auto* field = widget<QLineEdit>("stepSearch");
    const auto find = [&](const char* text, Qt::KeyboardModifiers keys = Qt::NoModifier) {
        field->setText(QString::fromLatin1(text));
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return, keys);
        return widget<TextLabel>("stepFound")->text();
    };
    cursor()->moveTo(0);
    find("log1");
    QCOMPARE(opcodeText(m_record->step(cursor()->at()).opcode), QStringLiteral("LOG1"));
    find("0x0");
    QCOMPARE(m_record->step(cursor()->at()).pc, 0U);
    cursor()->moveTo(0);
    find("4660");
    QVERIFY(m_record->pushed(cursor()->at()) == U256{4660});
    const auto at = cursor()->at();
    QVERIFY(find("0x777777777777").contains(QLatin1String("no step")));
    QCOMPARE(cursor()->at(), at);
}

void TransactionTest::callsAndLogsMoveTheCursor() {
    auto* tree = widget<CallTree>("callTree");
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {},
                      QPoint(60, tree->rowHeight() + tree->rowHeight() / 2));
    QCOMPARE(cursor()->at(), m_record->frames()[1].firstStep);
    auto* inspector = m_window->findChild<Inspector*>();
    QTRY_COMPARE(inspector->current(), callLink(api::Layer::l2, m_call, 1));
    auto* logs = widget<EventList>("logs");
    QTest::mouseClick(logs->viewport(), Qt::LeftButton, {}, QPoint(60, logs->rowHeight() / 2));
    QCOMPARE(opcodeText(m_record->step(cursor()->at()).opcode), QStringLiteral("LOG1"));
    auto* tabs = widget<TabStrip>("txTabs");
    for (int tab = 0; tab < 6; ++tab) {
        tabs->setCurrent(tab);
        QTest::qWait(20);
    }
    auto* changes = widget<ChangeList>("changesTabList");
    QTRY_VERIFY_WITH_TIMEOUT(said(changes, 0).contains(QLatin1String("0x1234")), patienceMs);
    tabs->setCurrent(0);
}

void TransactionTest::aTransferSaysThatNothingRan() {
    api::Intent intent;
    intent.kind = api::IntentKind::transferL2;
    intent.to = m_signer.accounts()[1].address;
    intent.amount = U256{1'000};
    m_transfer = send(intent);
    openTransaction(m_transfer);
    QVERIFY(!cursor()->valid());
    const auto saysSo = [this] {
        for (const auto* label : widget<QWidget>("stepper")->findChildren<TextLabel*>()) {
            if (label->isVisible() && label->text().contains(QLatin1String("plain transfer"))) {
                return true;
            }
        }
        return false;
    };
    QTRY_VERIFY(saysSo());
    QVERIFY(!widget<Button>("stepOn")->reason().isEmpty());
}

void TransactionTest::aMillionStepsAnswerAtOnce() {
    const Address loop = deploy(looper);
    api::Intent call;
    call.kind = api::IntentKind::callL2;
    call.to = loop;
    call.gasLimit = 4'100'000;
    const Hash hash = send(call);
    openTransaction(hash);
    const api::ExecutionPtr record = cursor()->record();
    QVERIFY(record->stepCount() > 1'000'000);
    QVERIFY(!record->ok());
    QVERIFY(widget<TextLabel>("txFailure")->text().contains(QLatin1String("out of gas")));
    // it stands where it failed
    QCOMPARE(cursor()->at(), record->stepCount() - 1);
    auto* opcodes = widget<OpcodeList>("opcodes");
    QElapsedTimer clock;
    clock.start();
    StepsModel model;
    model.setRecord(record);
    QCOMPARE(model.rowCount(), static_cast<int>(record->stepCount()));
    QVERIFY(model.index(model.rowCount() - 1, StepsModel::opcode).data().isValid());
    QVERIFY2(clock.elapsed() < 50, qPrintable(QString::number(clock.elapsed())));
    clock.restart();
    for (std::uint32_t i = 0; i < 20; ++i) {
        cursor()->moveTo((record->stepCount() / 20) * i);
        opcodes->grab();
    }
    QVERIFY2(clock.elapsed() < 2'000, qPrintable(QString::number(clock.elapsed())));
    clock.restart();
    QVERIFY(
        cursor()->find(QStringLiteral("0x777777777777"), false).contains(QLatin1String("no step")));
    QVERIFY2(clock.elapsed() < 1'000, qPrintable(QString::number(clock.elapsed())));
}

void TransactionTest::whatIsNotThereIsSaid() {
    m_window->openPage(QStringLiteral("tx:l2:0x") + QString(64, QLatin1Char('a')));
    const auto saysSo = [this] {
        for (const auto* label : widget<QWidget>("transactionView")->findChildren<TextLabel*>()) {
            if (label->isVisible() && label->text().contains(QLatin1String("not found")))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(saysSo(), patienceMs);
    widget<TabStrip>("txTabs")->setFocus();
    QTest::keyClick(widget<TabStrip>("txTabs"), Qt::Key_Escape);
    QTRY_VERIFY(!widget<QWidget>("transactionView")->isVisible());
}

void TransactionTest::opensBeforeTheWindowIsShown() {
    MainWindow window(*m_node, m_signer);
    window.resize(1024, 640);
    QVERIFY(window.openPage(callLink(api::Layer::l2, m_call, 1)));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_VERIFY_WITH_TIMEOUT(window.findChild<StepCursor*>()->record() != nullptr, patienceMs);
    QCOMPARE(window.findChild<StepCursor*>()->frame(), 1U);
    QTest::qWait(50);
    // what is visible has been laid out, and nothing lies over the page
    QVERIFY(!window.findChild<Inspector*>()->isVisible());
    const QSize never(100, 30);
    for (const QWidget* each : window.findChildren<QWidget*>()) {
        QVERIFY2(!each->isVisible() || each->size() != never,
                 qPrintable(QString::fromLatin1(each->metaObject()->className()) +
                            QLatin1Char(' ') + each->objectName() + QStringLiteral(" in ") +
                            QString::fromLatin1(each->parentWidget()->metaObject()->className())));
    }
}

}  // namespace rollscope::ui

QTEST_MAIN(rollscope::ui::TransactionTest)
#include "transaction_test.moc"
