#include "ui/diagram/built_in.h"

#include <QCoreApplication>
#include <QFile>

#include "node/core/base/assert.h"

static void loadDiagrams() {
    Q_INIT_RESOURCE(diagrams);
}

namespace rollscope::ui {

std::vector<BuiltInDiagram> builtInDiagrams() {
    const auto tr = [](const char* text) { return QCoreApplication::translate("diagram", text); };
    const QString portal = QStringLiteral(":/diagrams/token_portal.md");
    const QString rollup = QStringLiteral(":/diagrams/optimistic_rollup.txt");
    const QString layers = QStringLiteral(":/diagrams/architecture.md");
    return {{QStringLiteral("token-portal"), tr("Token portal"), portal, 0},
            {QStringLiteral("optimistic-rollup"), tr("Optimistic rollup"), rollup, 0},
            {QStringLiteral("transaction-flow"), tr("Transaction flow"), layers, 0},
            {QStringLiteral("state-updates"), tr("State updates"), layers, 1}};
}

QByteArray builtInText(const BuiltInDiagram& which) {
    loadDiagrams();
    QFile file(which.file);
    const bool opened = file.open(QIODevice::ReadOnly);
    ASSERT(opened);
    return file.readAll();
}

Diagram readBuiltIn(const BuiltInDiagram& which) {
    Document document = readDiagrams(builtInText(which));
    const auto index = static_cast<std::size_t>(which.index);
    ASSERT(index < document.diagrams.size());
    return std::move(document.diagrams[index]);
}

}  // namespace rollscope::ui
