// Paged lists: Qt's own tester on them, and a million rows that cost what is on the screen.
#include <QAbstractItemModelTester>
#include <QPromise>
#include <QScrollBar>
#include <QtTest>

#include "ui/models/cells.h"
#include "ui/pages/list_view.h"

namespace rollscope::ui {

struct NumberRow {
    std::uint64_t number = 0;
};
using NumberModel = PagedModel<NumberRow>;

/// A question that answers from nothing but arithmetic, and counts how often it was asked.
class Numbers {
public:
    explicit Numbers(std::uint64_t total) : m_total(total) {}

    api::Answer<api::Page<NumberRow>> page(api::PageRequest request) {
        ++asked;
        rows += request.limit;
        QPromise<Result<api::Page<NumberRow>>> promise;
        promise.start();
        if (broken) {
            promise.addResult(fail(ErrorCode::storageFailed, "the disk is gone"));
        } else {
            api::Page<NumberRow> page;
            page.offset = request.offset;
            page.total = m_total;
            for (std::uint64_t i = request.offset;
                 i < std::min(m_total, request.offset + request.limit); ++i) {
                page.rows.push_back({m_total - 1 - i + era});
            }
            promise.addResult(std::move(page));
        }
        promise.finish();
        return promise.future();
    }
    NumberModel* model(QObject* parent) {
        std::vector<Column<NumberRow>> columns{
            numberColumn<NumberRow>(QStringLiteral("Number"), 90,
                                    [](const NumberRow& r) { return grouped(r.number); }),
            textColumn<NumberRow>(QStringLiteral("Again"), 0,
                                  [](const NumberRow& r) { return QString::number(r.number); }),
        };
        return new NumberModel(
            [this](api::PageRequest request) { return page(request); }, std::move(columns),
            [](const NumberRow& r) { return blockLink(api::Layer::l2, r.number); }, parent);
    }
    void grow(std::uint64_t by) { m_total += by; }
    void unwindTo(std::uint64_t total) { m_total = total; }

    int asked = 0;
    std::uint64_t era = 0;  ///< added to each number: another chain
    std::uint64_t rows = 0;
    bool broken = false;

private:
    std::uint64_t m_total;
};

class PagedModelTest : public QObject {
    Q_OBJECT

private slots:
    void rowsOfAnotherChainReplaceTheOldOnes() {
        Numbers numbers(250);
        auto* model = numbers.model(this);
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 250);
        const auto deep = model->index(200, 0);
        QTRY_COMPARE(deep.data().toString(), QStringLiteral("49"));
        numbers.era = 1000;
        model->forget();
        QCOMPARE(deep.data().toString(), QStringLiteral("49"));  // until the answer is here
        QTRY_COMPARE(deep.data().toString(), grouped(1049));
        QTRY_COMPARE(model->index(0, 0).data().toString(), grouped(1249));
    }

    void qtFindsNothingWrongWhileRowsComeAndGo() {
        Numbers numbers(250);
        auto* model = numbers.model(this);
        const QAbstractItemModelTester tester(
            model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 250);
        numbers.grow(3);
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 253);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("252"));
        numbers.unwindTo(100);
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 100);
        QTRY_COMPARE(model->index(0, 0).data().toString(), QStringLiteral("99"));
        numbers.unwindTo(0);
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 0);
    }

    void aMillionRowsOpenWithOnePage() {
        Numbers numbers(1'000'000);
        auto* model = numbers.model(this);
        ListView view(QStringLiteral("Numbers"), QStringLiteral("Nothing."), nullptr);
        view.resize(800, 600);
        view.setModel(model);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 1'000'000);
        QTRY_COMPARE(model->index(0, 0).data().toString(), QStringLiteral("999,999"));
        QTest::qWait(100);
        QVERIFY2(numbers.asked <= 3, qPrintable(QString::number(numbers.asked)));
        QVERIFY(numbers.rows <= 300);
    }

    void scrollingFarFetchesOnlyWhatIsSeen() {
        Numbers numbers(1'000'000);
        auto* model = numbers.model(this);
        ListView view(QStringLiteral("Numbers"), QStringLiteral("Nothing."), nullptr);
        view.resize(800, 600);
        view.setModel(model);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 1'000'000);
        QTest::qWait(50);
        const int before = numbers.asked;
        view.table()->scrollToBottom();
        QTRY_COMPARE(model->index(999'999, 0).data().toString(), QStringLiteral("0"));
        view.table()->scrollTo(model->index(500'000, 0), QAbstractItemView::PositionAtTop);
        QTRY_COMPARE(model->index(500'000, 0).data().toString(), QStringLiteral("499,999"));
        QTest::qWait(50);
        QVERIFY2(numbers.asked - before <= 6, qPrintable(QString::number(numbers.asked - before)));
    }

    void newRowsWaitWhileTheListIsScrolled() {
        Numbers numbers(1'000);
        auto* model = numbers.model(this);
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 1'000);
        model->setHeld(true);
        numbers.grow(12);
        model->refresh();
        QTRY_COMPARE(model->waiting(), 12U);
        QCOMPARE(model->rowCount(), 1'000);
        QCOMPARE(model->index(0, 0).data().toString(), QStringLiteral("999"));
        model->showWaiting();
        QCOMPARE(model->rowCount(), 1'012);
        QTRY_COMPARE(model->index(0, 0).data().toString(), QStringLiteral("1,011"));
    }

    void aFailedReadIsSaidAndWhatWasThereStays() {
        Numbers numbers(10);
        auto* model = numbers.model(this);
        model->refresh();
        QTRY_COMPARE(model->rowCount(), 10);
        numbers.broken = true;
        model->refresh();
        QTRY_VERIFY(model->problem().contains(QStringLiteral("the disk is gone")));
        QCOMPARE(model->rowCount(), 10);
        numbers.broken = false;
        model->refresh();
        QTRY_VERIFY(model->problem().isEmpty());
    }
};

}  // namespace rollscope::ui

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    rollscope::ui::installTheme(app, rollscope::ui::ThemeChoice::dark);
    rollscope::ui::PagedModelTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "paged_model_test.moc"
