// rollscope: the window on an embedded node.
#include <QApplication>
#include <QMessageBox>
#include <QTimer>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "app/common/headless.h"
#include "app/common/stop_signal.h"
#include "app/console/play.h"
#include "app/console/shot.h"
#include "node/keys/local_signer.h"
#include "node/keys/secret_vault.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"
#include "ui/window/main_window.h"

namespace {

using namespace rollscope;

struct WindowArguments {
    std::string theme = "system";
    std::string page = "overview";
    app::Shot shot;
    std::string size;
};

void addWindowArguments(CLI::App& commandLine, WindowArguments& arguments) {
    commandLine.add_option("--theme", arguments.theme, "system, light or dark")
        ->check(CLI::IsMember({"system", "light", "dark"}))
        ->capture_default_str();
    commandLine.add_option("--page", arguments.page, "The page to open first")
        ->capture_default_str();
    commandLine.add_option("--open", arguments.shot.link, "An object to open, such as batch:1");
    commandLine.add_option("--size", arguments.size, "The window's size, such as 1440x900");
    commandLine.add_option("--screenshot", arguments.shot.file,
                           "Save a picture of the window to this PNG file and exit");
    commandLine.add_option("--screenshot-tour", arguments.shot.tour,
                           "Pictures of these pages in both themes, such as "
                           "overview@batch:1,mempool; the file is named by {page} and {theme}");
    commandLine
        .add_option("--screenshot-after", arguments.shot.delayMs, "ms to wait before the picture")
        ->capture_default_str();
}

ui::ThemeChoice themeOf(const std::string& word) {
    if (word == "light") return ui::ThemeChoice::light;
    if (word == "dark") return ui::ThemeChoice::dark;
    return ui::ThemeChoice::system;
}

QSize sizeOf(const std::string& text) {
    const auto parts = QString::fromStdString(text).split(QLatin1Char('x'));
    if (parts.size() != 2) return {1440, 900};
    return {std::max(1024, parts[0].toInt()), std::max(640, parts[1].toInt())};
}

bool hasDisplay() {
    if (std::getenv("QT_QPA_PLATFORM") != nullptr) return true;
    const auto isSet = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    return isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
}

/// Beside the chains whose deposits its secrets belong to.
QString vaultPath(const app::NodeArguments& arguments) {
    return QString::fromStdString(arguments.dataDir) + QStringLiteral("/vault.json");
}

int runWindow(QApplication& application, const app::NodeArguments& nodeArguments,
              const WindowArguments& arguments) {
    QApplication::setDesktopFileName(QStringLiteral("rollscope"));
    ui::installTheme(application, themeOf(arguments.theme));
    QApplication::setWindowIcon(ui::applicationIcon());
    auto host = app::NodeHost::start(nodeArguments);
    if (!host) {
        std::fprintf(stderr, "rollscope: %s\n", host.error().text().c_str());
        // who started it from a menu reads no stderr
        if (arguments.shot.file.empty()) {
            QMessageBox::critical(nullptr,
                                  QApplication::translate("main", "Rollscope could not start"),
                                  QString::fromStdString(host.error().text()));
        }
        return 1;
    }
    keys::MnemonicSigner signer;
    keys::FileVault vault(vaultPath(nodeArguments));
    ui::MainWindow window({(*host)->node(), signer, &vault});
    window.resize(sizeOf(arguments.size));
    window.setConnection(QApplication::translate("main", "Embedded"),
                         QApplication::translate("main", "running"), true);
    if (!window.openPage(QString::fromStdString(arguments.page))) {
        std::fprintf(stderr, "rollscope: no page '%s'; there are: %s\n", arguments.page.c_str(),
                     qPrintable(window.pageIds().join(QStringLiteral(", "))));
        return 1;
    }
    app::watchStopSignals(window, [&window] {
        window.close();  // keeps its place
        QApplication::quit();
    });
    window.show();
    if (!arguments.shot.file.empty()) app::takeShot(window, arguments.shot);
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    api::registerMetaTypes();
    CLI::App commandLine("Rollscope: an explorer and operator console with a rollup node inside.");
    app::NodeArguments nodeArguments;
    WindowArguments windowArguments;
    app::addNodeArguments(commandLine, nodeArguments);
    addWindowArguments(commandLine, windowArguments);
    app::PlayArguments playArguments;
    commandLine.add_option("--play", playArguments.diagram,
                           "Play this sequence diagram (token-portal, or a file) to its end "
                           "without a window, on a new devnet unless --datadir is given");
    commandLine.add_option("--record", playArguments.record,
                           "The JSON file for what --play lit, with its evidence");
    commandLine.set_version_flag("--version", "rollscope " ROLLSCOPE_VERSION);
    CLI11_PARSE(commandLine, argc, argv);

    if (!playArguments.diagram.empty()) {
        if (commandLine.count("--rpc-port") == 0) nodeArguments.rpcPort = 0;
        if (commandLine.count("--l1-rpc-port") == 0) nodeArguments.l1RpcPort = 0;
        QCoreApplication application(argc, argv);
        return app::playDiagram(nodeArguments, playArguments, commandLine.count("--datadir") != 0);
    }
    if (!hasDisplay()) {
        std::fprintf(stderr,
                     "rollscope: no display (DISPLAY and WAYLAND_DISPLAY are not set); running the "
                     "same node headless\n");
        QCoreApplication application(argc, argv);
        return app::runHeadless(nodeArguments, {});
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Rollscope"));
    return runWindow(application, nodeArguments, windowArguments);
}
