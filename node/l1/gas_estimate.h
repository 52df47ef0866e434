// eth_estimateGas: the least gas with which a call goes through, found by trying.
#pragma once

#include "node/core/state/transition.h"

namespace rollscope::l1 {

/// Bisects between the gas used and message.gas until 1.5 % apart, as geth does. The error is the
/// one of the call with all its gas.
Result<std::uint64_t> estimateGas(const state::StateView& view, const state::BlockEnv& block,
                                  const state::CallMessage& message,
                                  const crypto::PrecompileHost& precompiles);

}  // namespace rollscope::l1
