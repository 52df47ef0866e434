// What the law asks of the outside: elliptic curves and the hashes that L1 has precompiles for.
// On the host node/crypto answers; in the proof program the preimage oracle does.
#pragma once

#include <optional>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::crypto {

/// Runs the computations of Ethereum's precompiled contracts. Pure: equal input, equal output.
class PrecompileHost {
public:
    virtual ~PrecompileHost() = default;

    /// Sender of a signature over `hash` (yellow paper, appendix F); none when it is invalid.
    /// `yParity` is 0 or 1. High s values are accepted here: transactions check them before.
    virtual std::optional<Address> recover(const Hash& hash, std::uint8_t yParity, const U256& r,
                                           const U256& s) const = 0;

    /// Output of the precompiled contract `number` (1 to 10) for `input`, gas apart;
    /// none when the contract fails. A contract that this host lacks fails on every input.
    virtual std::optional<Bytes> run(unsigned number, BytesView input) const = 0;
};

}  // namespace rollscope::crypto
