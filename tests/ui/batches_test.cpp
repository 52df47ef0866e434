// The batches page by its own buttons on a real node: policy, submit, and the bytes of a batch.
#include <QComboBox>
#include <QLineEdit>

#include "tests/ui/test_window.h"
#include "ui/dialogs/policy_form.h"
#include "ui/pages/batch_decoder_view.h"
#include "ui/text/format.h"
#include "ui/widgets/data_table.h"

namespace rollscope::ui {

using test::answerOf;
using test::patienceMs;

class BatchesTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void initTestCase();
    void thePolicyIsSetByItsForm();
    void aLimitThatIsNoAmountIsRefusedAndTheFormStays();
    void escapeLeavesThePolicyAsItWas();
    void theBatchIsSubmittedAndOpensByteByByte();
    void aClickOnAByteSaysWhatItIs();
    void arrowKeysWalkTheBytes();
    void oneTransactionIsMarkedOverAllColumns();
    void aLegendRowGoesToItsBytes();
    void theStreamIsListedPartByPart();
    void aPartLeadsToTheBytesThatItMakesAndBack();
    void theTransactionAtHandIsFoundInTheStream();
    void theCallDataBeginsWithTheSelector();
    void theCallDataLeadsIntoTheStream();
    void costsStandInTheTable();
    void cleanupTestCase();

private:
    QString text(const char* name) {
        auto* label = m_window->findChild<TextLabel*>(QString::fromLatin1(name));
        return label == nullptr ? QString() : label->text();
    }
    api::BatcherPolicy policy() { return answerOf(m_node->batcherPolicy()).value(); }
    bool formIsOpen() { return m_window->findChild<PolicyForm*>() != nullptr; }
    HexView* hex() { return widget<HexView>("batchBytes"); }
    /// The first field of the batch with that name.
    api::BatchField field(const char* name) {
        api::DecodingRequest request;
        request.limit = 65'536;
        const auto decoding = answerOf(m_node->batchDecoding(1, request)).value();
        for (const auto& each : decoding.fields) {
            if (each.name == QLatin1String(name)) return each;
        }
        qWarning() << "no field" << name;
        return {};
    }
    /// By the arrow keys.
    void turnTo(int tab) {
        auto* of = widget<TabStrip>("batchOf");
        of->setFocus();
        for (int i = 0; i < 3 && of->current() != tab; ++i) {
            QTest::keyClick(of, of->current() < tab ? Qt::Key_Right : Qt::Key_Left);
        }
        QCOMPARE(of->current(), tab);
    }
    QString part(int row) {
        const auto* model = widget<DataTable>("streamParts")->model();
        return model->index(row, 2).data().toString();
    }
    void clickByte(std::uint64_t offset) {
        hex()->setCurrent(static_cast<std::size_t>(offset));  // scrolls there
        const QRectF box = hex()->byteBox(static_cast<std::size_t>(offset));
        QVERIFY(!box.isEmpty());
        QTest::mouseClick(hex()->viewport(), Qt::LeftButton, {}, box.center().toPoint());
    }

    Hash m_sent;
};

void BatchesTest::initTestCase() {
    prepare(ThemeChoice::light);
    openNode(test::blocksEvery(250));
    openWindow();
    QVERIFY(m_window->openPage(QStringLiteral("batches"), {}));
}

void BatchesTest::thePolicyIsSetByItsForm() {
    QTRY_VERIFY(text("policyNow").startsWith(QLatin1String("Posts at 120.0 KB, or when")));
    click("batcherPolicy");
    auto* mode = widget<QComboBox>("policyMode");
    QVERIFY(mode != nullptr);
    mode->setFocus();
    QTest::keyClick(mode, Qt::Key_End);
    QCOMPARE(mode->currentText(), QStringLiteral("by hand"));
    QVERIFY(!widget<QSpinBox>("policyAge")->isEnabled());
    click("policyDoIt");
    QTRY_COMPARE(policy().mode, api::BatchMode::manual);
    QTRY_COMPARE(text("policyNow"), QStringLiteral("Posts only when you say so."));
    QTRY_VERIFY(!formIsOpen());
}

void BatchesTest::aLimitThatIsNoAmountIsRefusedAndTheFormStays() {
    click("batcherPolicy");
    QTest::keyClicks(widget<QLineEdit>("policyCap"), QStringLiteral("much"));
    click("policyDoIt");
    QTest::qWait(100);
    QVERIFY(formIsOpen());
    QVERIFY(!policy().maxFeePerGas);
    auto* cap = widget<QLineEdit>("policyCap");
    cap->clear();
    QTest::keyClicks(cap, QStringLiteral("250"));
    QTest::keyClick(cap, Qt::Key_Return);
    QTRY_VERIFY(policy().maxFeePerGas.has_value());
    QCOMPARE(toDecimal(*policy().maxFeePerGas), std::string("250000000000"));
    QTRY_VERIFY(!formIsOpen());
}

void BatchesTest::escapeLeavesThePolicyAsItWas() {
    const auto before = policy();
    click("batcherPolicy");
    widget<QSpinBox>("policyPatience")->setValue(7);
    QTest::keyClick(widget<QSpinBox>("policyPatience"), Qt::Key_Escape);
    QTRY_VERIFY(!formIsOpen());
    QVERIFY(policy() == before);
}

void BatchesTest::theBatchIsSubmittedAndOpensByteByByte() {
    test::TestUser alice(*m_node, m_signer);
    for (int i = 0; i < 3; ++i) {
        api::Intent intent;
        intent.kind = api::IntentKind::transferL2;
        intent.to = m_signer.accounts()[1].address;
        intent.amount = U256{1'000'000'000'000'000ULL};
        m_sent = alice.send(intent);
    }
    click("submitBatch");
    auto* table = widget<DataTable>("batchTable");
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(hex()->isVisible() && hex()->total() > 0, patienceMs);
    const auto row = answerOf(m_node->batch(1)).value().row;
    QTRY_COMPARE(static_cast<std::uint64_t>(hex()->total()), row.unpackedBytes);
}

void BatchesTest::aClickOnAByteSaysWhatItIs() {
    QCOMPARE(text("fieldName"), QStringLiteral("Choose a byte"));
    const auto gas = field("Gas limit");
    clickByte(gas.offset);
    QTRY_COMPARE(text("fieldName"), QStringLiteral("Gas limit"));
    QCOMPARE(text("fieldValue"), QStringLiteral("21000"));
    QVERIFY(hex()->accessibleDescription().contains(QLatin1String("21000")));
    QVERIFY(widget<HashLabel>("fieldLink")->isVisible());
}

void BatchesTest::arrowKeysWalkTheBytes() {
    const auto gas = field("Gas limit");
    hex()->setFocus();
    for (std::uint64_t i = 0; i < gas.length; ++i) QTest::keyClick(hex(), Qt::Key_Right);
    QTRY_VERIFY(text("fieldPlace").contains(grouped(gas.offset + gas.length)));
    QTest::keyClick(hex(), Qt::Key_Home);
    QTRY_COMPARE(text("fieldName"), QStringLiteral("Blocks"));
    QTest::keyClick(hex(), Qt::Key_End);
    QTRY_COMPARE(text("fieldName"), QStringLiteral("Signature s"));
}

void BatchesTest::oneTransactionIsMarkedOverAllColumns() {
    QTRY_VERIFY(text("transactionAt").startsWith(QLatin1String("Transaction 3 of 3")));
    click("previousTransaction");
    QTRY_VERIFY(text("transactionAt").startsWith(QLatin1String("Transaction 2 of 3")));
    QTRY_COMPARE(text("fieldName"), QStringLiteral("Kind"));
    const auto tx = answerOf(m_node->transaction(api::Layer::l2, m_sent)).value();
    click("nextTransaction");
    QTRY_VERIFY(text("transactionAt").startsWith(QLatin1String("Transaction 3 of 3")));
    QTRY_COMPARE(widget<HashLabel>("fieldLink")->value(),
                 QString::fromStdString(toHex(tx.row.hash.view())));
}

void BatchesTest::aLegendRowGoesToItsBytes() {
    auto* legend = widget<ByteLegend>("batchLegend");
    legend->setFocus();
    QTest::keyClick(legend, Qt::Key_Home);
    QTRY_COMPARE(text("fieldName"), QStringLiteral("Blocks"));
    QTest::keyClick(legend, Qt::Key_Down);
    QTRY_COMPARE(text("fieldName"), QStringLiteral("Timestamp"));
    QCOMPARE(hex()->current(), std::optional<std::size_t>(field("Timestamp").offset));
}

void BatchesTest::theStreamIsListedPartByPart() {
    auto* list = widget<DataTable>("streamParts");
    QVERIFY(!list->isVisible());
    turnTo(1);
    QTRY_VERIFY(list->isVisible());
    api::DecodingRequest request;
    request.of = api::BatchBytes::stream;
    const auto stream = answerOf(m_node->batchDecoding(1, request)).value();
    QTRY_COMPARE(static_cast<std::uint64_t>(hex()->total()), stream.total);
    QTRY_COMPARE(static_cast<std::uint64_t>(list->model()->rowCount()), stream.parts);
    QTRY_VERIFY(part(0).startsWith(QLatin1String("BFINAL  ")));
    QVERIFY(part(1).startsWith(QLatin1String("BTYPE")));
    QVERIFY(!list->accessibleName().isEmpty());
}

void BatchesTest::aPartLeadsToTheBytesThatItMakesAndBack() {
    api::DecodingRequest request;
    request.of = api::BatchBytes::stream;
    request.unpacked = field("Gas limit").offset;
    request.limit = 1;
    const auto gas = answerOf(m_node->batchDecoding(1, request)).value().fields.at(0);
    // by keyboard, from the row before
    auto* list = widget<DataTable>("streamParts");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(static_cast<int>(gas.part->index) - 1, 0));
    QTest::keyClick(list, Qt::Key_Down);
    QTRY_COMPARE(text("fieldValue"), gas.value);
    QVERIFY(text("fieldPlace").contains(QLatin1String("unpacked")));
    QTRY_VERIFY(hex()->current() && *hex()->current() >= gas.offset &&
                *hex()->current() < gas.offset + gas.length);
    click("fieldFollow");
    QTRY_COMPARE(widget<TabStrip>("batchOf")->current(), 2);
    QTRY_COMPARE(hex()->current(),
                 std::optional<std::size_t>(static_cast<std::size_t>(gas.part->unpackedOffset)));
    QTRY_VERIFY(gas.value.contains(text("fieldName")));
    click("fieldFollow");
    QTRY_COMPARE(widget<TabStrip>("batchOf")->current(), 1);
    QTRY_COMPARE(text("fieldValue"), gas.value);
    QTRY_COMPARE(list->currentIndex().row(), static_cast<int>(gas.part->index));
}

void BatchesTest::theTransactionAtHandIsFoundInTheStream() {
    turnTo(2);
    clickByte(field("Signature s").offset);
    QTRY_VERIFY(text("transactionAt").startsWith(QLatin1String("Transaction 1 of 3")));
    turnTo(1);
    QTRY_VERIFY(text("transactionAt").startsWith(QLatin1String("Transaction 1 of 3: ")) &&
                text("transactionAt").contains(QLatin1String(" parts, ")));
    click("nextTransaction");
    QTRY_VERIFY(text("transactionAt").startsWith(QLatin1String("Transaction 2 of 3: ")));
    // a byte of the stream says its part
    hex()->setFocus();
    QTest::keyClick(hex(), Qt::Key_End);
    QTRY_VERIFY(widget<DataTable>("streamParts")->currentIndex().row() >=
                widget<DataTable>("streamParts")->model()->rowCount() - 3);
}

void BatchesTest::theCallDataLeadsIntoTheStream() {
    api::DecodingRequest request;
    request.of = api::BatchBytes::calldata;
    const auto callData = answerOf(m_node->batchDecoding(1, request)).value();
    for (const auto& each : callData.fields) {
        if (each.group != api::BatchGroup::packed) continue;
        clickByte(each.offset + 20);
        QTRY_COMPARE(text("fieldName"), each.name);
        click("fieldFollow");
        QTRY_COMPARE(widget<TabStrip>("batchOf")->current(), 1);
        QTRY_COMPARE(hex()->current(), std::optional<std::size_t>(20));
        QTRY_VERIFY(text("fieldPlace").contains(QLatin1String("from bit ")));
    }
    QCOMPARE(widget<TabStrip>("batchOf")->current(), 1);
}

void BatchesTest::theCallDataBeginsWithTheSelector() {
    turnTo(0);
    api::DecodingRequest request;
    request.of = api::BatchBytes::calldata;
    const auto onL1 = answerOf(m_node->batchDecoding(1, request)).value();
    QTRY_COMPARE(static_cast<std::uint64_t>(hex()->total()), onL1.total);
    clickByte(0);
    QTRY_COMPARE(text("fieldName"), QStringLiteral("Selector"));
    QVERIFY(text("fieldValue").startsWith(QLatin1String("submitBatch")));
    QVERIFY(!widget<Button>("nextTransaction")->reason().isEmpty());
}

void BatchesTest::costsStandInTheTable() {
    auto* model = widget<DataTable>("batchTable")->model();
    const auto row = answerOf(m_node->batch(1)).value().row;
    QStringList cells;
    for (int i = 0; i < model->columnCount(); ++i) {
        cells << model->index(0, i).data().toString();
    }
    QVERIFY(cells.contains(etherShort(row.l1Fee)));
    QVERIFY(cells.contains(etherShort(row.l1Fee / U256{row.transactions})));
}

void BatchesTest::cleanupTestCase() {
    m_window.reset();
    m_node.reset();
}

}  // namespace rollscope::ui

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    rollscope::ui::BatchesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "batches_test.moc"
