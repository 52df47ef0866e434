// The precompiled contracts 1 to 10: gas here, results through crypto::PrecompileHost.
#pragma once

#include "node/core/crypto/precompile_host.h"
#include "node/core/evm/env.h"

namespace rollscope::evm {

/// Number of the precompiled contract at `address`, 0 when there is none (Cancun: 1 to 10).
unsigned precompileNumber(const Address& address);

/// Address of precompiled contract `number`.
Address precompileAddress(unsigned number);

/// Gas of contract `number` for `input`; saturates (yellow paper, appendix E; EIP-152, 1108, 2565,
/// 4844).
std::int64_t precompileGas(unsigned number, BytesView input);

/// Charges gas and runs the contract.
CallResult runPrecompile(unsigned number, BytesView input, std::int64_t gas,
                         const crypto::PrecompileHost& host);

}  // namespace rollscope::evm
