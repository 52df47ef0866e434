// A state that can be written and rolled back: what a block's transactions work on.
//
// In: a StateView that stays fixed. Out: reads through the writes so far, snapshots inside a
// transaction, the logs and refund of the transaction, and the StateDiff of all of them.
#pragma once

#include <vector>

#include "node/core/evm/host.h"
#include "node/core/state/state_view.h"
#include "node/core/types/receipt.h"

namespace rollscope::state {

/// The place in the journal to go back to.
struct Snapshot {
    std::size_t journal = 0;
    std::size_t logs = 0;
    std::int64_t refund = 0;
};

/// Writes over a view. `view` must outlive it. One thread at a time.
class JournaledState {
public:
    explicit JournaledState(const StateView& view);
    ~JournaledState();
    JournaledState(const JournaledState&) = delete;
    JournaledState& operator=(const JournaledState&) = delete;

    // --- accounts ---
    bool exists(const Address& address);
    /// False for absent accounts and those without nonce, balance and code (EIP-161).
    bool isAlive(const Address& address);
    U256 balance(const Address& address);
    std::uint64_t nonce(const Address& address);
    Hash codeHash(const Address& address);  ///< emptyKeccak for absent accounts
    Code code(const Address& address);      ///< never null
    void setBalance(const Address& address, const U256& balance);
    void addBalance(const Address& address, const U256& amount);
    void subtractBalance(const Address& address, const U256& amount);  ///< the caller has checked
    void setNonce(const Address& address, std::uint64_t nonce);
    void setCode(const Address& address, Bytes code);
    /// Makes the account exist if it did not; empty ones go at the transaction's end (EIP-161).
    void touch(const Address& address);
    /// Starts a contract at `address`: nonce 1, storage empty, balance kept (EIP-161).
    void createContract(const Address& address);
    bool createdInTransaction(const Address& address);
    /// True when a creation at `address` must fail (EIP-684, EIP-7610).
    bool collides(const Address& address);
    /// Destroys the account at the transaction's end.
    void markDestroyed(const Address& address);

    // --- storage ---
    U256 storage(const Address& address, const U256& key);
    evm::SlotRead loadSlot(const Address& address, const U256& key);
    evm::SlotWrite prepareStore(const Address& address, const U256& key);
    void setStorage(const Address& address, const U256& key, const U256& value);
    U256 transient(const Address& address, const U256& key) const;
    void setTransient(const Address& address, const U256& key, const U256& value);

    // --- access lists (EIP-2929): true when it was cold ---
    bool warmAccount(const Address& address);
    bool warmSlot(const Address& address, const U256& key);

    // --- logs and refunds ---
    void addLog(types::Log&& log);
    const std::vector<types::Log>& logs() const;
    void addRefund(std::int64_t gas);
    std::int64_t refund() const;

    // --- life ---
    Snapshot snapshot() const;
    void revertTo(const Snapshot& snapshot);
    /// Forgets journal, logs, refund, transient storage and access lists.
    void beginTransaction();
    /// Deletes destroyed and empty accounts; writes become the next transaction's originals.
    void endTransaction();
    /// All that changed against the view, transactions that ended included.
    StateDiff diff() const;

    struct Impl;

private:
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::state
