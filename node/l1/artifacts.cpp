#include "node/l1/artifacts.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <unordered_map>

#include "node/core/base/assert.h"

// Q_INIT_RESOURCE must stand outside of namespaces; a static library's resource needs it.
static void loadResource() {
    Q_INIT_RESOURCE(contracts);
}

namespace rollscope::l1 {

namespace {

Artifact read(const QString& name) {
    QFile file(QStringLiteral(":/contracts/%1.json").arg(name));
    ASSERT(file.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    std::string hex = json.value(QStringLiteral("bytecode")).toString().toStdString();
    if (!hex.starts_with("0x")) hex = "0x" + hex;
    auto code = bytesFromHex(hex);
    ASSERT(code.has_value() && !code->empty());
    return {name, json.value(QStringLiteral("abi")).toArray(), std::move(*code)};
}

}  // namespace

const std::vector<QString>& artifactNames() {
    static const std::vector<QString> names = {QStringLiteral("Inbox"),
                                               QStringLiteral("Rollup"),
                                               QStringLiteral("Outbox"),
                                               QStringLiteral("L1Bridge"),
                                               QStringLiteral("L1Token"),
                                               QStringLiteral("TokenPortal"),
                                               QStringLiteral("AttestationVerifier"),
                                               QStringLiteral("L1Info"),
                                               QStringLiteral("GasPriceOracle"),
                                               QStringLiteral("L2Inbox"),
                                               QStringLiteral("L2Outbox"),
                                               QStringLiteral("L2Bridge"),
                                               QStringLiteral("L2Token")};
    return names;
}

const Artifact& artifact(const QString& name) {
    static const auto all = [] {
        loadResource();
        std::unordered_map<std::string, Artifact> table;
        for (const QString& each : artifactNames()) table.emplace(each.toStdString(), read(each));
        return table;
    }();
    const auto found = all.find(name.toStdString());
    ASSERT(found != all.end());
    return found->second;
}

}  // namespace rollscope::l1
