#include "node/core/types/replacement.h"

namespace rollscope::types {

Result<void> checkReplacement(const Transaction& old, const Transaction& next,
                              std::uint64_t bumpPercent) {
    const auto least = [&](const U256& fee) {
        return fee + (fee * U256{bumpPercent} + U256{99}) / U256{100};
    };
    if (next.maxFeePerGas >= least(old.maxFeePerGas) &&
        next.maxPriorityFeePerGas >= least(old.maxPriorityFeePerGas) &&
        next.maxFeePerGas > old.maxFeePerGas) {
        return {};
    }
    return fail(ErrorCode::replacementUnderpriced, "new maxFeePerGas " +
                                                       toDecimal(next.maxFeePerGas) + ", needed " +
                                                       toDecimal(least(old.maxFeePerGas)));
}

}  // namespace rollscope::types
