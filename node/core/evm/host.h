// What the interpreter asks of the state around it.
#pragma once

#include "node/core/evm/env.h"
#include "node/core/types/receipt.h"

namespace rollscope::evm {

using CodePtr = std::shared_ptr<const Bytes>;

/// A storage read (EIP-2929).
struct SlotRead {
    U256 value;
    bool cold = false;
};

/// What SSTORE's gas depends on (EIP-2200, EIP-2929).
struct SlotWrite {
    U256 original;  ///< at the start of the transaction
    U256 current;   ///< before this write
    bool cold = false;
};

/// State, block and calls as the interpreter sees them. state::Executor implements it.
class Host {
public:
    virtual ~Host() = default;
    /// False for accounts that are empty or absent (EIP-161).
    virtual bool accountAlive(const Address& address) = 0;
    virtual U256 balance(const Address& address) = 0;
    /// Zero for accounts that are empty or absent (EIP-1052).
    virtual Hash codeHash(const Address& address) = 0;
    /// Never null.
    virtual CodePtr code(const Address& address) = 0;
    /// Warms the account; true when it was cold (EIP-2929).
    virtual bool touchAccount(const Address& address) = 0;
    /// Reads and warms the slot.
    virtual SlotRead loadSlot(const Address& address, const U256& key) = 0;
    /// What a write would meet; warms the slot.
    virtual SlotWrite prepareStore(const Address& address, const U256& key) = 0;
    /// Writes the slot that prepareStore was asked for last.
    virtual void storeSlot(const Address& address, const U256& key, const U256& value) = 0;
    virtual U256 loadTransient(const Address& address, const U256& key) = 0;  ///< EIP-1153
    virtual void storeTransient(const Address& address, const U256& key, const U256& value) = 0;
    virtual void addRefund(std::int64_t gas) = 0;
    virtual void addLog(types::Log&& log) = 0;
    /// EIP-6780.
    virtual void selfDestruct(const Address& contract, const Address& beneficiary) = 0;
    virtual Hash blockHash(std::uint64_t number) = 0;
    /// Runs a nested frame; checks depth and balance.
    virtual CallResult call(const Message& message) = 0;
};

}  // namespace rollscope::evm
