// The forms by keyboard alone: where typing begins, where Tab goes, what Return and Esc do.
#include <QLineEdit>
#include <QPlainTextEdit>

#include "tests/ui/test_window.h"
#include "ui/widgets/button.h"

namespace rollscope::ui {

class FormsTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void initTestCase() {
        prepare(ThemeChoice::light);
        embedded::Options options;
        options.roles = {api::Role::sequencer, api::Role::batcher, api::Role::proposer,
                         api::Role::verifier};
        openNode(std::move(options));
        openWindow("node");
        m_window->activateWindow();
    }

    void typingBeginsWhereSomethingIsMissing() {
        open("openDeposit");
        QTRY_COMPARE(focused(), QStringLiteral("depositAmount"));
        leave("depositForm");
        open("openDeploy");
        QTRY_VERIFY(qobject_cast<QPlainTextEdit*>(m_window->focusWidget()) != nullptr);
        leave("deployForm");
    }

    void tabGoesAsOneReadsTheButtonsLast() {
        open("openDeposit");
        QTRY_COMPARE(focused(), QStringLiteral("depositAmount"));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(focused(), QStringLiteral("depositDoIt"));
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        QCOMPARE(focused(), QStringLiteral("depositCancel"));
        leave("depositForm");
    }

    void aDepositGoesOutByKeysAlone() {
        const auto before = deposits();
        open("openDeposit");
        QTRY_COMPARE(focused(), QStringLiteral("depositAmount"));
        QTest::keyClicks(m_window->focusWidget(), QStringLiteral("1.5"));
        auto* doIt = m_window->findChild<Button*>(QStringLiteral("depositDoIt"));
        QTRY_VERIFY_WITH_TIMEOUT(doIt->reason().isEmpty(), 20'000);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(deposits(), before + 1, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(form("depositForm") == nullptr, 20'000);
    }

    void anAmountThatIsNoneIsRefusedInTheForm() {
        open("openDeposit");
        QTRY_COMPARE(focused(), QStringLiteral("depositAmount"));
        QTest::keyClicks(m_window->focusWidget(), QStringLiteral("much"));
        auto* doIt = m_window->findChild<Button*>(QStringLiteral("depositDoIt"));
        QTRY_VERIFY(!doIt->reason().isEmpty());
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QTest::qWait(100);
        QVERIFY(form("depositForm") != nullptr);
        leave("depositForm");
    }

    void cleanupTestCase() { close(); }

private:
    QWidget* form(const char* name) const {
        return m_window->findChild<QWidget*>(QString::fromLatin1(name));
    }
    QString focused() const {
        return m_window->focusWidget() == nullptr ? QString()
                                                  : m_window->focusWidget()->objectName();
    }
    void open(const char* button) {
        m_window->findChild<Button*>(QString::fromLatin1(button))->click();
    }
    void leave(const char* name) {
        QTest::keyClick(form(name), Qt::Key_Escape);
        QTRY_VERIFY(form(name) == nullptr);
    }
    std::uint64_t deposits() {
        auto answer = m_node->deposits({}, {.offset = 0, .limit = 1});
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 20'000)) return 0;
        const auto page = answer.result();
        return page ? page->total : 0;
    }
};

}  // namespace rollscope::ui

QTEST_MAIN(rollscope::ui::FormsTest)
#include "forms_test.moc"
