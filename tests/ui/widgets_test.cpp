// What the widgets promise: keyboard, names for screen readers, what a click does and does not.
#include <QClipboard>
#include <QStandardItemModel>
#include <QtTest>

#include "ui/widgets/action_sheet.h"
#include "ui/widgets/button.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/page_head.h"

namespace rollscope::ui {

class WidgetsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { installTheme(*qApp, ThemeChoice::dark); }

    void themeSwitchesAtOnce() {
        const QColor dark = color(Token::bg0);
        QSignalSpy changed(theme(), &Theme::changed);
        theme()->setChoice(ThemeChoice::light);
        QCOMPARE(changed.count(), 1);
        QVERIFY(color(Token::bg0) != dark);
        QCOMPARE(qApp->palette().color(QPalette::Window), color(Token::bg0));
        theme()->setChoice(ThemeChoice::dark);
    }

    void anImpossibleButtonSaysWhyAndDoesNothing() {
        Button button(QStringLiteral("Claim"));
        button.setReason(QStringLiteral("The challenge period runs"));
        QSignalSpy clicked(&button, &Button::clicked);
        QTest::mouseClick(&button, Qt::LeftButton);
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(clicked.count(), 0);
        QCOMPARE(button.toolTip(), QStringLiteral("The challenge period runs"));
        button.setReason({});
        QTest::keyClick(&button, Qt::Key_Return);
        QCOMPARE(clicked.count(), 1);
    }

    void aSwitchAsksAndWaitsToBeMoved() {
        Switch knob(QStringLiteral("Batcher"));
        QSignalSpy asked(&knob, &Switch::asked);
        QTest::keyClick(&knob, Qt::Key_Space);
        QCOMPARE(asked.count(), 1);
        QVERIFY(!knob.isOn());
        knob.setOn(true);
        QCOMPARE(knob.accessibleName(), QStringLiteral("Batcher, on"));
    }

    void aHashCopiesWholeOnAClickAndOpensOnReturn() {
        HashLabel label;
        const QString full = QStringLiteral("0x") + QString(64, QLatin1Char('a'));
        label.setValue(full, QStringLiteral("tx:l2:") + full);
        label.resize(label.sizeHint());
        QSignalSpy opened(&label, &HashLabel::opened);
        QTest::mouseClick(&label, Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), full);
        QTest::keyClick(&label, Qt::Key_Return);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(label.accessibleName(), full);
    }

    void escapeCancelsASheetAndTheDestructiveButtonHasNoFocus() {
        QWidget over;
        over.resize(600, 400);
        over.show();
        auto* sheet = new ActionSheet({QStringLiteral("Stop"),
                                       QStringLiteral("It stops."),
                                       {},
                                       {},
                                       QStringLiteral("Stop it"),
                                       true},
                                      &over);
        QSignalSpy cancelled(sheet, &ActionSheet::cancelled);
        QSignalSpy accepted(sheet, &ActionSheet::accepted);
        for (Button* button : sheet->findChildren<Button*>()) {
            if (button->text() == QStringLiteral("Stop it")) QVERIFY(!button->hasFocus());
        }
        QTest::keyClick(sheet, Qt::Key_Escape);
        QCOMPARE(cancelled.count(), 1);
        QCOMPARE(accepted.count(), 0);
    }

    void tablesOpenLinksByClickAndReturn() {
        QStandardItemModel model(3, 2);
        for (int row = 0; row < 3; ++row) {
            auto* item = new QStandardItem(QString::number(row));
            item->setData(QStringLiteral("block:l2:%1").arg(row), LinkRole);
            model.setItem(row, 0, item);
            model.setItem(row, 1, new QStandardItem(QStringLiteral("x")));
        }
        DataTable table(QStringLiteral("Blocks"));
        table.setModel(&model);
        table.resize(400, 200);
        table.show();
        QSignalSpy opened(&table, &DataTable::linkOpened);
        const QRect cell = table.visualRect(model.index(1, 1));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.last().first().toString(), QStringLiteral("block:l2:1"));
        QTest::keyClick(&table, Qt::Key_Down);
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(opened.last().first().toString(), QStringLiteral("block:l2:2"));
        QCOMPARE(cell.height(), metric::tableRow);
    }

    void aRowsActionIsRefusedWithAReason() {
        QStandardItemModel model(1, 1);
        auto* item = new QStandardItem(QStringLiteral("Claim"));
        item->setData(static_cast<int>(CellKind::action), KindRole);
        item->setData(QStringLiteral("too early"), ReasonRole);
        model.setItem(0, 0, item);
        DataTable table(QStringLiteral("Withdrawals"));
        table.setModel(&model);
        table.setRowHeight(metric::buttonRow);
        table.resize(300, 120);
        table.show();
        QSignalSpy acted(&table, &DataTable::actionClicked);
        const auto click = [&] {
            const QRect cell = table.visualRect(model.index(0, 0));
            const QRect box = CellDelegate::actionBox(cell, model.index(0, 0));
            QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, box.center());
        };
        click();
        QCOMPARE(acted.count(), 0);
        item->setData(QString(), ReasonRole);
        click();
        QCOMPARE(acted.count(), 1);
    }

    void theChainClockStandsWhilePaused() {
        chainClock()->set(1000, true);
        QTest::qWait(1100);
        QCOMPARE(chainClock()->now(), 1000u);
        chainClock()->set(1000, false);
        QTRY_VERIFY_WITH_TIMEOUT(chainClock()->now() >= 1001, 3000);
    }

    void aHexViewOfAMegabyteOpensAtOnce() {
        HexView view;
        view.resize(400, 200);
        QElapsedTimer timer;
        timer.start();
        view.setBytes(Bytes(1 << 20, 0xab), {{0, 1, QStringLiteral("version"), {}, Tone::clock}});
        view.grab();
        QVERIFY(timer.elapsed() < 500);
    }

    void theLoadingBarComesAfterAMoment() {
        PageHead head(QStringLiteral("Blocks"));
        head.resize(600, 44);
        head.show();
        head.setLoading(true, QStringLiteral("reading"));
        const auto barShown = [&] {
            return head.grab().toImage().pixelColor(300, 43) == color(Token::ink);
        };
        QVERIFY(!barShown());
        QTRY_VERIFY_WITH_TIMEOUT(barShown(), 2000);
        head.setLoading(false);
        QVERIFY(!barShown());
    }

    void everyIconIsThere() {
        for (const char* name : {"overview", "mempool", "blocks", "batches", "deposits",
                                 "withdrawals", "node", "check", "alarm", "clock", "copy"}) {
            const QImage image =
                iconPixmap(QLatin1String(name), color(Token::ink), 16, 2).toImage();
            bool drawn = false;
            for (int y = 0; y < image.height() && !drawn; ++y) {
                for (int x = 0; x < image.width() && !drawn; ++x) {
                    drawn = qAlpha(image.pixel(x, y)) > 128;
                }
            }
            QVERIFY2(drawn, name);
        }
    }
};

}  // namespace rollscope::ui

QTEST_MAIN(rollscope::ui::WidgetsTest)
#include "widgets_test.moc"
