#include "app/console/play.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTemporaryDir>
#include <cstdio>

#include "app/common/stop_signal.h"
#include "node/keys/local_signer.h"
#include "ui/diagram/built_in.h"
#include "ui/diagram/player.h"

namespace rollscope::app {

namespace {

const U256 depositAmount = U256{250} * U256{1'000'000'000'000'000'000ULL};

int problem(const QString& text) {
    QString line = text.simplified();
    std::fprintf(stderr, "rollscope: %s\n", qPrintable(line));
    return 1;
}

Result<ui::Diagram> diagramNamed(const std::string& name) {
    QStringList known;
    for (const ui::BuiltInDiagram& each : ui::builtInDiagrams()) {
        if (each.id.toStdString() == name) return ui::readBuiltIn(each);
        known << each.id;
    }
    QFile file(QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::notFound, "no diagram or file '" + name + "'; there are " +
                                             known.join(QStringLiteral(", ")).toStdString());
    }
    const ui::Document document = ui::readDiagrams(file.read(ui::limit::bytes));
    if (document.diagrams.empty() || document.diagrams.front().items().empty()) {
        return fail(ErrorCode::parseError, "no sequence diagram in " + name);
    }
    return document.diagrams.front();
}

bool save(const ui::Player& player, const std::string& path) {
    if (path.empty()) return true;
    const QByteArray text = QJsonDocument(player.record()).toJson(QJsonDocument::Indented);
    QSaveFile file(QString::fromStdString(path));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

}  // namespace

int playDiagram(NodeArguments nodeArguments, const PlayArguments& play, bool keepsData) {
    const auto diagram = diagramNamed(play.diagram);
    if (!diagram) return problem(QString::fromStdString(diagram.error().text()));
    const QTemporaryDir folder;
    if (!keepsData) nodeArguments.dataDir = folder.filePath(QStringLiteral("node")).toStdString();
    auto host = NodeHost::start(nodeArguments);
    if (!host) return problem(QString::fromStdString(host.error().text()));

    keys::MnemonicSigner signer;
    int status = 1;
    {
        ui::Player player((*host)->node(), signer, nullptr);
        player.setDiagram(*diagram);
        player.setWish({signer.accounts().front().address, depositAmount});
        player.setMayWarp(true);
        if (!player.isBound()) {
            save(player, play.record);
            return problem(QStringLiteral("'%1' is drawn, not played: its arrows are not bound")
                               .arg(QString::fromStdString(play.diagram)));
        }
        watchStopSignals(player, [] { QCoreApplication::exit(1); });
        QObject::connect(
            &player, &ui::Player::stopped, &player, [] { QCoreApplication::exit(0); },
            Qt::QueuedConnection);
        player.play(play.paceMs);
        QCoreApplication::exec();
        if (!save(player, play.record)) {
            problem(QStringLiteral("cannot write ") + QString::fromStdString(play.record));
        } else if (player.isFinished()) {
            status = 0;
        } else {
            problem(QStringLiteral("%1 of %2 arrows and notes lit; then: %3")
                        .arg(player.litCount())
                        .arg(player.items().size())
                        .arg(player.problem().isEmpty() ? QStringLiteral("stopped")
                                                        : player.problem()));
        }
    }
    host->reset();
    return status;
}

}  // namespace rollscope::app
