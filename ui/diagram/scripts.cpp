// Which script plays which diagram.
#include "ui/diagram/built_in.h"
#include "ui/diagram/layers_script.h"
#include "ui/diagram/portal_script.h"
#include "ui/diagram/rollup_script.h"

namespace rollscope::ui {

std::unique_ptr<Script> scriptOf(const Diagram& diagram) {
    static const std::vector<std::pair<QString, Diagram>> known = [] {
        std::vector<std::pair<QString, Diagram>> list;
        for (const BuiltInDiagram& each : builtInDiagrams()) {
            list.emplace_back(each.id, readBuiltIn(each));
        }
        return list;
    }();
    for (const auto& [id, same] : known) {
        if (!(same == diagram)) continue;
        if (id == QLatin1String("token-portal")) return std::make_unique<PortalScript>();
        if (id == QLatin1String("optimistic-rollup")) return std::make_unique<RollupScript>();
        if (id == QLatin1String("transaction-flow")) {
            return std::make_unique<TransactionFlowScript>();
        }
        if (id == QLatin1String("state-updates")) return std::make_unique<StateUpdatesScript>();
    }
    return nullptr;
}

}  // namespace rollscope::ui
