// An operator's hands on the sequencer and the pool, through the real window over a real node.
#include <QComboBox>
#include <QLineEdit>

#include "tests/ui/test_window.h"
#include "ui/text/format.h"
#include "ui/widgets/action_sheet.h"
#include "ui/widgets/button.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/labels.h"

namespace rollscope::ui {

class SequencerTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void initTestCase();
    void pauseHoldsTransactionsBack();
    void eachClickDoesOneStage();
    void resumeMakesBlocksAgain();
    void dropAsksOnceAndTakesTheTransactionOut();
    void thePoolIsShownBySenderAndByTip();
    void aPolicyIsAppliedAndABadOneNamed();
    void anOffSequencerSaysWhyItsButtonsDoNothing();
    void cleanupTestCase();

private:
    api::SequencerView sequencer() { return test::answerOf(m_node->sequencer()).value(); }
    std::uint64_t head() {
        return test::answerOf(m_node->syncStatus()).value().heads.unsafe.number;
    }
    /// Alice's transfer, signed and submitted as the window does it.
    Hash send(std::uint64_t milliEther) {
        api::Intent intent;
        intent.from = m_signer.accounts()[0].address;
        intent.to = m_signer.accounts()[1].address;
        intent.amount = U256{milliEther} * U256{1'000'000'000'000'000ULL};
        const auto prepared = test::answerOf(m_node->prepare(intent));
        const auto raw = m_signer.sign(prepared->tx, intent.from);
        return test::answerOf(m_node->submit(api::Layer::l2, *raw, api::TxOrigin::local)).value();
    }

    Hash m_hash;
};

void SequencerTest::initTestCase() {
    openNode(test::blocksEvery(250));
    openWindow();
}

void SequencerTest::pauseHoldsTransactionsBack() {
    QVERIFY(m_window->openPage(QStringLiteral("overview")));
    auto* pause = widget<Button>("overviewPause");
    QTRY_COMPARE_WITH_TIMEOUT(pause->text(), QStringLiteral("Pause mempool"), test::patienceMs);
    QTRY_VERIFY(pause->reason().isEmpty());
    click("overviewPause");
    QTRY_COMPARE(pause->text(), QStringLiteral("Resume mempool"));
    QCOMPARE(sequencer().mode, api::SequencerMode::paused);
    m_hash = send(1);
    const std::uint64_t before = head();
    QTest::qWait(600);
    QCOMPARE(head(), before);
    QVERIFY(m_window->openPage(QStringLiteral("mempool")));
    auto* table = widget<DataTable>("mempoolTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, test::patienceMs);
    QTRY_VERIFY(table->model()->index(0, 8).data().toString().contains(
        QLatin1String("the sequencer is paused")));
    QTRY_VERIFY(widget<TextLabel>("poolState")->text().contains(QLatin1String("paused")));
    QTRY_VERIFY(widget<QWidget>("feeHistogram")
                    ->accessibleDescription()
                    .contains(QLatin1String("1 transaction")));
}

void SequencerTest::eachClickDoesOneStage() {
    QVERIFY(m_window->openPage(QStringLiteral("overview")));
    const std::uint64_t before = head();
    auto* lock = widget<Button>("overviewLock");
    auto* stages = widget<QWidget>("blockStages");
    const char* const next[] = {"Next: validate", "Next: sequence", "Next: execute",
                                "Next: state root", "Next: submit"};
    for (const char* words : next) {
        click("overviewLock");
        QTRY_COMPARE_WITH_TIMEOUT(lock->text(), QString::fromLatin1(words), test::patienceMs);
        QCOMPARE(head(), before);
    }
    QTRY_VERIFY(stages->accessibleDescription().contains(QLatin1String("execute done")));
    QTRY_VERIFY(stages->accessibleDescription().contains(QLatin1String("submit at hand")));
    click("overviewLock");
    QTRY_COMPARE_WITH_TIMEOUT(lock->text(), QStringLiteral("Lock next block"), test::patienceMs);
    QCOMPARE(head(), before + 1);
    QCOMPARE(test::answerOf(m_node->transactionStatus(m_hash))->status,
             api::TxStatus::acceptedInL2);
}

void SequencerTest::resumeMakesBlocksAgain() {
    const std::uint64_t before = head();
    click("overviewPause");
    QTRY_VERIFY_WITH_TIMEOUT(head() > before, test::patienceMs);
    QTRY_COMPARE(widget<Button>("overviewPause")->text(), QStringLiteral("Pause mempool"));
    QTRY_VERIFY(widget<QWidget>("blockStages")
                    ->accessibleDescription()
                    .contains(QLatin1String("submit done")));
}

void SequencerTest::dropAsksOnceAndTakesTheTransactionOut() {
    QVERIFY(m_window->openPage(QStringLiteral("mempool")));
    click("mempoolPause");
    QTRY_COMPARE(sequencer().mode, api::SequencerMode::paused);
    m_hash = send(2);
    auto* table = widget<DataTable>("mempoolTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, test::patienceMs);
    const QModelIndex cell = table->model()->index(0, 9);
    QTRY_COMPARE(cell.data().toString(), QStringLiteral("Drop…"));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                      CellDelegate::actionBox(table->visualRect(cell), cell).center());
    QTRY_VERIFY(m_window->findChild<ActionSheet*>() != nullptr);
    QCOMPARE(test::answerOf(m_node->transactionStatus(m_hash))->status, api::TxStatus::pending);
    Button* doIt = nullptr;
    for (auto* button : m_window->findChild<ActionSheet*>()->findChildren<Button*>()) {
        if (button->text().startsWith(QLatin1String("Drop it"))) doIt = button;
    }
    QVERIFY(doIt != nullptr);
    QTest::mouseClick(doIt, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(test::answerOf(m_node->transactionStatus(m_hash))->status,
                              api::TxStatus::dropped, test::patienceMs);
    QTRY_COMPARE(table->model()->rowCount(), 0);
}

void SequencerTest::thePoolIsShownBySenderAndByTip() {
    send(3);
    send(4);
    auto* tabs = widget<Tabs>("poolTabs");
    tabs->setCurrent(1);
    auto* table = widget<DataTable>("mempoolTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, test::patienceMs);
    auto* sender = widget<QLineEdit>("poolSender");
    sender->setText(hex(m_signer.accounts()[5].address));
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 0, test::patienceMs);
    sender->setText(hex(m_signer.accounts()[0].address));
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, test::patienceMs);
    sender->clear();
    tabs->setCurrent(2);
    auto* senders = widget<DataTable>("poolSendersTable");
    QTRY_COMPARE_WITH_TIMEOUT(senders->model()->rowCount(), 1, test::patienceMs);
    QTRY_COMPARE(senders->model()->index(0, 1).data().toString(), QStringLiteral("2"));
    tabs->setCurrent(0);
    click("mempoolPause");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 0, test::patienceMs);
}

void SequencerTest::aPolicyIsAppliedAndABadOneNamed() {
    QVERIFY(m_window->openPage(QStringLiteral("node")));
    auto* time = widget<QLineEdit>("policyBlockTime");
    auto* gas = widget<QLineEdit>("policyGasLimit");
    auto* order = widget<QComboBox>("policyOrdering");
    QTRY_COMPARE(time->text(), QStringLiteral("0.25"));
    QCOMPARE(gas->text(), QStringLiteral("30,000,000"));
    time->setText(QStringLiteral("0.5"));
    gas->setText(QStringLiteral("9,000,000"));
    order->setCurrentIndex(1);
    click("policyApply");
    QTRY_COMPARE(sequencer().policy.blockTimeMs, 500U);
    QCOMPARE(sequencer().policy.gasLimit, 9'000'000U);
    QCOMPARE(sequencer().policy.ordering, api::TxOrdering::firstCome);
    gas->setText(QStringLiteral("40,000,000"));
    QTest::keyClick(gas, Qt::Key_Return);
    auto* error = widget<TextLabel>("policyError");
    QTRY_VERIFY(error->isVisible() && error->text().contains(QLatin1String("gasLimit")));
    QCOMPARE(sequencer().policy.gasLimit, 9'000'000U);
}

void SequencerTest::anOffSequencerSaysWhyItsButtonsDoNothing() {
    QVERIFY(test::answerOf(m_node->stop(api::Role::sequencer)).has_value());
    QTRY_VERIFY(widget<Button>("overviewPause")->reason().contains(QLatin1String("off")));
    QVERIFY(widget<Button>("overviewLock")->reason().contains(QLatin1String("off")));
}

void SequencerTest::cleanupTestCase() {
    m_window.reset();
    m_node.reset();
}

}  // namespace rollscope::ui

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    rollscope::api::registerMetaTypes();
    rollscope::ui::installTheme(app, rollscope::ui::ThemeChoice::light);
    rollscope::ui::SequencerTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "sequencer_test.moc"
