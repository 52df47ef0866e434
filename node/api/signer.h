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

/// Signs for the accounts it has; never gives a key away.
class Signer {
public:
    virtual ~Signer() = default;
    virtual std::vector<SignerAccount> accounts() const = 0;
    /// Signed canonical bytes; ErrorCode::keyUnavailable when `from` is not ours.
    virtual Result<Bytes> sign(types::Transaction tx, const Address& from) const = 0;
};

}  // namespace rollscope::api
