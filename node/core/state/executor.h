// Calls and creations on a JournaledState: balance, nonce, precompiles, code deposit, snapshots.
#pragma once

#include "node/core/crypto/precompile_host.h"
#include "node/core/evm/interpreter.h"
#include "node/core/state/journaled_state.h"

namespace rollscope::state {

using BlockEnv = evm::BlockEnv;

/// The Host of one block's frames. `state` and `precompiles` must outlive it.
class Executor : public evm::Host {
public:
    Executor(JournaledState& state, BlockEnv block, const crypto::PrecompileHost& precompiles,
             evm::Tracer* tracer = nullptr);

    JournaledState& state() { return m_state; }
    const BlockEnv& block() const { return m_block; }
    BlockEnv& block() { return m_block; }
    void setTransaction(evm::TxEnv tx) { m_tx = std::move(tx); }
    void setTracer(evm::Tracer* tracer) { m_tracer = tracer; }
    const crypto::PrecompileHost& precompiles() const { return m_precompiles; }

    /// Runs creation code for a contract at message.recipient, whatever its derived address is.
    evm::CallResult createAt(const evm::Message& message);

    bool accountAlive(const Address& address) override;
    U256 balance(const Address& address) override;
    Hash codeHash(const Address& address) override;
    evm::CodePtr code(const Address& address) override;
    bool touchAccount(const Address& address) override;
    evm::SlotRead loadSlot(const Address& address, const U256& key) override;
    evm::SlotWrite prepareStore(const Address& address, const U256& key) override;
    void storeSlot(const Address& address, const U256& key, const U256& value) override;
    U256 loadTransient(const Address& address, const U256& key) override;
    void storeTransient(const Address& address, const U256& key, const U256& value) override;
    void addRefund(std::int64_t gas) override;
    void addLog(types::Log&& log) override;
    void selfDestruct(const Address& contract, const Address& beneficiary) override;
    Hash blockHash(std::uint64_t number) override;
    evm::CallResult call(const evm::Message& message) override;

private:
    evm::CallResult runCall(const evm::Message& message);
    evm::CallResult runCreate(const evm::Message& message);

    JournaledState& m_state;
    BlockEnv m_block;
    evm::TxEnv m_tx;
    const crypto::PrecompileHost& m_precompiles;
    evm::Tracer* m_tracer;
    evm::Interpreter m_interpreter;
};

/// What a call by the protocol itself came to.
struct SystemOutcome {
    evm::CallResult result;
    std::vector<types::Log> logs;
};

/// Calls `target` between transactions, without fees; what it did stays unless it failed.
SystemOutcome systemCall(Executor& executor, const Address& sender, const Address& target,
                         BytesView input, std::int64_t gas);

}  // namespace rollscope::state
