// The frame of the window over a real node: pages, keys, inspector, log, roles, narrow windows.
#include <QAccessible>
#include <QLineEdit>

#include "tests/ui/test_window.h"
#include "ui/widgets/action_sheet.h"
#include "ui/widgets/button.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/labels.h"
#include "ui/window/event_log.h"
#include "ui/window/inspector.h"
#include "ui/window/rail.h"
#include "ui/window/search_box.h"

namespace rollscope::ui {

class WindowTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void initTestCase() {
        prepare(ThemeChoice::dark);
        embedded::Options options;
        options.roles = {api::Role::sequencer, api::Role::batcher, api::Role::proposer,
                         api::Role::verifier};
        openNode(std::move(options));
        openWindow();
    }

    void everyPageOpensByItsIdAndByItsKey() {
        const QStringList ids = m_window->pageIds();
        QVERIFY(ids.size() >= 7);
        for (const QString& id : ids) {
            QVERIFY(m_window->openPage(id));
            QVERIFY(m_window->page(id)->isVisible());
            QVERIFY(!m_window->page(id)->accessibleName().isEmpty());
        }
        QVERIFY(!m_window->openPage(QStringLiteral("nowhere")));
        QTest::keyClick(m_window.get(), Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(m_window->page(ids.first())->isVisible());
    }

    void theInspectorShowsABlockAndWalksItsHistory() {
        auto* inspector = m_window->findChild<Inspector*>();
        m_window->openObject(QStringLiteral("block:l2:0"));
        QTRY_VERIFY_WITH_TIMEOUT(hasLabel(inspector, QStringLiteral("L2 block")), 20'000);
        m_window->openObject(QStringLiteral("block:l1:0"));
        QTRY_VERIFY_WITH_TIMEOUT(hasLabel(inspector, QStringLiteral("L1 block")), 20'000);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(inspector->current(), QStringLiteral("block:l2:0"));
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
        QTRY_COMPARE(inspector->current(), QStringLiteral("block:l1:0"));
    }

    void theInspectorsTimesRunOn() {
        auto* inspector = m_window->findChild<Inspector*>();
        m_window->openObject(QStringLiteral("block:l2:0"));
        QTRY_VERIFY_WITH_TIMEOUT(hasLabel(inspector, QStringLiteral("L2 block")), 20'000);
        chainClock()->set(chainClock()->now() + 90'000, true);
        QTRY_VERIFY(hasLabel(inspector, QStringLiteral("25 h ago")));
    }

    void whatIsNotThereIsSaidInTheInspector() {
        auto* inspector = m_window->findChild<Inspector*>();
        for (const char* link : {"block:l2:999999999", "tx:l2:0x12", "batch:77777", "account:l1:0x",
                                 "deposit:99999", "withdrawal:-1", "rubbish", "block:l2:"}) {
            m_window->openObject(QString::fromLatin1(link));
            QTest::qWait(50);
            QCOMPARE(inspector->current(), QString::fromLatin1(link));
        }
    }

    void searchIsReachedByAKeyAndFindsABlock() {
        auto* search = m_window->findChild<SearchBox*>();
        m_window->activateWindow();
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("0"));
        auto* hits = m_window->findChild<QListWidget*>(QStringLiteral("popup"));
        QVERIFY(hits != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(hits->isVisible() && hits->count() > 0, 20'000);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_VERIFY(
            m_window->findChild<Inspector*>()->current().startsWith(QStringLiteral("block:")));
    }

    void theLogFoldsOpensAndFilters() {
        auto* log = m_window->findChild<EventLog*>();
        QCOMPARE(log->height(), metric::logFolded);
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(log->height(), metric::logOpen);
        auto* list = log->findChild<QListView*>();
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 0, 20'000);
        log->findChild<QLineEdit*>()->setText(QStringLiteral("no event says this"));
        QCOMPARE(list->model()->rowCount(), 0);
        log->findChild<QLineEdit*>()->clear();
        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(log->height(), metric::logFolded);
    }

    void stoppingARoleAsksOnceAndStartingDoesNot() {
        auto* knob = m_window->findChild<Switch*>(QStringLiteral("role.batcher"));
        QTRY_VERIFY_WITH_TIMEOUT(knob->isOn(), 20'000);
        QTest::mouseClick(knob, Qt::LeftButton);
        auto* sheet = m_window->findChild<ActionSheet*>();
        QVERIFY(sheet != nullptr);
        QVERIFY(knob->isOn());
        for (Button* button : sheet->findChildren<Button*>()) {
            if (button->text() == QStringLiteral("Stop it")) button->click();
        }
        QTRY_VERIFY_WITH_TIMEOUT(!knob->isOn(), 20'000);
        QTest::mouseClick(knob, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(knob->isOn(), 20'000);
    }

    void aNarrowWindowKeepsIconsAndLaysTheInspectorOver() {
        auto* inspector = m_window->findChild<Inspector*>();
        m_window->resize(1024, 640);
        QTRY_VERIFY(m_window->findChild<Rail*>()->narrow());
        m_window->setInspectorShown(true);
        QVERIFY(inspector->isVisible());
        QCOMPARE(inspector->geometry().right(), inspector->parentWidget()->width() - 1);
        QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier);
        QTRY_VERIFY(!inspector->isVisible());
        QVERIFY(m_window->width() <= 1024);
        m_window->resize(1440, 900);
        QTRY_VERIFY(!m_window->findChild<Rail*>()->narrow());
    }

    void everyControlHasANameForScreenReaders() {
        for (const QString& id : m_window->pageIds()) m_window->openPage(id);
        for (auto* button : m_window->findChildren<QAbstractButton*>()) {
            if (button->isHidden()) continue;
            if (button->objectName().startsWith(QStringLiteral("qt_"))) continue;
            if (QByteArray(button->metaObject()->className()).startsWith("rollscope")) {
                const auto* reader = QAccessible::queryAccessibleInterface(button);
                QVERIFY(reader != nullptr);
                QVERIFY2(!reader->text(QAccessible::Name).isEmpty(),
                         qPrintable(QString::fromLatin1(button->metaObject()->className()) +
                                    QStringLiteral(" in ") +
                                    QString::fromLatin1(
                                        button->parentWidget()->metaObject()->className())));
            }
        }
    }

    void cleanupTestCase() {
        m_window.reset();
        m_node.reset();
    }

private:
    static bool hasLabel(QWidget* in, const QString& text) {
        for (const TextLabel* label : in->findChildren<TextLabel*>()) {
            if (label->text() == text) return true;
        }
        return false;
    }
};

}  // namespace rollscope::ui

QTEST_MAIN(rollscope::ui::WindowTest)
#include "window_test.moc"
