// What the law reads of a chain's state, whatever stands behind it: RocksDB, memory or a witness.
//
// In: nothing. Out: Account, StateView (read) and StateDiff (what a block wrote). Pure values.
#pragma once

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::state {

/// An account as the state trie holds it, its storage root apart.
struct Account {
    std::uint64_t nonce = 0;
    U256 balance;  ///< wei
    Hash codeHash = crypto::emptyKeccak;
    bool operator==(const Account&) const = default;
};

using Code = std::shared_ptr<const Bytes>;

/// Read access to one fixed state. Implementations may be asked from one thread at a time.
class StateView {
public:
    virtual ~StateView() = default;
    /// None when the account does not exist.
    virtual std::optional<Account> account(const Address& address) const = 0;
    /// Zero for absent slots and accounts. `key` is the slot, not its hash.
    virtual U256 storage(const Address& address, const U256& key) const = 0;
    /// Never null; empty code for emptyKeccak.
    virtual Code code(const Hash& codeHash) const = 0;
    /// True when an account without nonce and code has storage (EIP-7610). No chain that began
    /// after EIP-161 has one, so only views of foreign states need to look.
    virtual bool hasOrphanStorage(const Address& address) const {
        static_cast<void>(address);
        return false;
    }
};

/// What happened to one account.
struct AccountDiff {
    std::optional<Account> account;  ///< none: deleted
    bool storageCleared = false;     ///< wiped before `storage` applies (destroyed or re-created)
    std::unordered_map<U256, U256> storage;  ///< new values of slots; 0 deletes
};

/// All writes of a transaction or block; applied to the view it was computed from.
struct StateDiff {
    std::unordered_map<Address, AccountDiff> accounts;
    std::unordered_map<Hash, Code> codes;  ///< code by hash, new in this diff
};

/// Lays `later` over `earlier`.
void mergeDiff(StateDiff& earlier, StateDiff&& later);

}  // namespace rollscope::state
