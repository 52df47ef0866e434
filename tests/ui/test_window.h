// A node in a folder of its own and the window over it, for tests that need both.
#pragma once

#include <QStandardPaths>
#include <QTemporaryDir>

#include "node/embedded/embedded_node.h"
#include "tests/ui/test_user.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"

namespace rollscope::ui::test {

/// L2's blocks come so often, and L1's half as often.
inline embedded::Options blocksEvery(std::uint64_t milliseconds) {
    embedded::Options options;
    options.blockTimeMs = milliseconds;
    options.l1BlockTimeMs = 2 * milliseconds;
    return options;
}

/// Base of a test class; the window goes before the node, and both before their folder.
class WindowOverNode {
protected:
    /// The application's settings and its theme; apart from a user's own.
    static void prepare(ThemeChoice theme) {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(
            QStringLiteral("rollscope-test-%1").arg(QCoreApplication::applicationPid()));
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        api::registerMetaTypes();
        installTheme(*qApp, theme);
    }
    void openNode(embedded::Options options) {
        if (!m_folder) m_folder = std::make_unique<QTemporaryDir>();
        options.dataDir = m_folder->filePath(QStringLiteral("node")).toStdString();
        auto node = embedded::EmbeddedNode::open(std::move(options));
        QVERIFY2(node.has_value(), node ? "" : node.error().text().c_str());
        m_node = std::move(*node);
    }
    /// On a page; none: where it opens by itself.
    void openWindow(const char* page = nullptr, api::SecretVault* vault = nullptr) {
        QVERIFY(m_node != nullptr);
        m_window = std::make_unique<MainWindow>(PageContext{*m_node, m_signer, vault});
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        if (page != nullptr) QVERIFY(m_window->openPage(QString::fromLatin1(page)));
    }
    /// What the node wrote stays for the next opening, until the test ends.
    void close() {
        m_window.reset();
        m_node.reset();
    }
    void forget() {
        close();
        m_folder.reset();
    }

    template <class W>
    W* widget(const char* name) const {
        W* found = m_window->findChild<W*>(QString::fromLatin1(name));
        if (found == nullptr) qWarning() << "no widget" << name;
        return found;
    }
    void click(const char* name) const {
        auto* button = widget<QWidget>(name);
        QVERIFY2(button != nullptr, name);
        QTRY_VERIFY2(button->isVisible(), name);
        QTest::mouseClick(button, Qt::LeftButton);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    keys::MnemonicSigner m_signer;
    std::unique_ptr<embedded::EmbeddedNode> m_node;
    std::unique_ptr<MainWindow> m_window;
};

}  // namespace rollscope::ui::test
