#include "node/l1/gas_estimate.h"

#include <algorithm>

namespace rollscope::l1 {

Result<std::uint64_t> estimateGas(const state::StateView& view, const state::BlockEnv& block,
                                  const state::CallMessage& message,
                                  const crypto::PrecompileHost& precompiles) {
    state::CallMessage trial = message;
    trial.gas = std::min(message.gas, block.gasLimit);
    const auto goesThrough = [&](std::uint64_t gas) {
        trial.gas = gas;
        return state::callMessage(view, block, trial, precompiles);
    };
    std::uint64_t high = trial.gas;
    const state::CallOutcome first = goesThrough(high);
    if (!first.success) return tl::make_unexpected(first.error);
    std::uint64_t low = first.gasUsed == 0 ? 0 : first.gasUsed - 1;
    // one 64th is held back at each nested call, and refunds come only at the end
    const std::uint64_t guess = (first.gasUsed + first.gasRefunded + 2'300) * 64 / 63;
    if (guess < high) {
        if (goesThrough(guess).success) {
            high = guess;
        } else {
            low = std::max(low, guess);
        }
    }
    if (first.gasUsed == 21'000 && message.data.empty() && goesThrough(21'000).success) {
        return 21'000;
    }
    while (low + 1 < high && (high - low) * 1000 > high * 15) {
        const std::uint64_t middle = low + (high - low) / 2;
        (goesThrough(middle).success ? high : low) = middle;
    }
    return high;
}

}  // namespace rollscope::l1
