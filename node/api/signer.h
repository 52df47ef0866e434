// A user's keys: they stay beside the window also when the node is remote.
#pragma once

#include <QString>
#include <vector>

#include "node/core/types/transaction.h"

namespace rollscope::api {

struct SignerAccount {
    Address address;
    QString name;  ///< "Alice", or what the user called it
};

/// A user's wish to burn tokens on L2, as L2Bridge.exitToL1 takes it (EIP-712, PROTOCOL section 2).
struct BurnAuthorization {
    std::uint64_t l2ChainId = 0;
    Address l2Bridge;
    Address token;
    Address from;
    Address recipient;  ///< on L1
    U256 amount;
    U256 nonce;                  ///< any that `from` has not spent
    std::uint64_t deadline = 0;  ///< seconds, L2's clock
};

/// Signs for the accounts it has; never gives a key away.
class Signer {
public:
    virtual ~Signer() = default;
    virtual std::vector<SignerAccount> accounts() const = 0;
    /// Signed canonical bytes; ErrorCode::keyUnavailable when `from` is not ours.
    virtual Result<Bytes> sign(types::Transaction tx, const Address& from) const = 0;
    /// The auth witness: 65 bytes r ‖ s ‖ v by `burn.from`; keyUnavailable when it is not ours.
    virtual Result<Bytes> signBurn(const BurnAuthorization& burn) const = 0;
};

}  // namespace rollscope::api
