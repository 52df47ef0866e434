#include "node/api/batch_views.h"

#include <array>

namespace rollscope::api {

namespace {

constexpr std::array modes{"automatic", "size", "time", "manual"};
constexpr std::array groups{"envelope", "header",      "packed",   "block",     "kind",
                            "nonce",    "gas",         "fee",      "recipient", "value",
                            "data",     "access list", "signature"};
constexpr std::array kinds{"calldata", "columns", "stream"};

}  // namespace

QString wordOf(BatchMode mode) {
    return QString::fromLatin1(modes[static_cast<std::size_t>(mode)]);
}

std::optional<BatchMode> batchModeOf(const QString& word) {
    for (std::size_t i = 0; i < modes.size(); ++i) {
        if (word == QLatin1String(modes[i])) return static_cast<BatchMode>(i);
    }
    return std::nullopt;
}

QString wordOf(BatchBytes of) {
    return QString::fromLatin1(kinds[static_cast<std::size_t>(of)]);
}

QString wordOf(BatchGroup group) {
    return QString::fromLatin1(groups[static_cast<std::size_t>(group)]);
}

}  // namespace rollscope::api
