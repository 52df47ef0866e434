// One transaction against a state: validation, fees, execution, receipt (yellow paper, section 6).
//
// In: an Executor (state and block), a transaction and its sender. Out: a receipt, or the reason
// in Ethereum's words why the transaction cannot be in this block; then the state is unchanged.
#pragma once

#include "node/core/state/executor.h"
#include "node/core/types/transaction.h"

namespace rollscope::state {

/// What a chain asks of a transaction beyond its block's environment.
struct TxOptions {
    std::uint64_t blockGasLeft = ~std::uint64_t{0};
    std::uint64_t cumulativeGasUsed = 0;  ///< of the block's transactions before this one
    bool allowDeposits = false;           ///< type 0x7E: L2 only
    bool allowBlobs = false;              ///< type 3: neither of our chains
};

/// What an included transaction did.
struct TxOutcome {
    types::Receipt receipt;
    Bytes output;  ///< return data, revert data, or the deployed code
    Error error;  ///< code none when it succeeded; executionReverted carries the revert data in hex
};

/// Checks that need the sender's account only: what a mempool asks at admission as well.
/// `sender` as in `state` now; does not change it.
Result<void> validateTransaction(JournaledState& state, const BlockEnv& block,
                                 const types::Transaction& tx, const Address& sender,
                                 const TxOptions& options);

/// Validates and runs `tx`, burns the base fee, pays the tip to the beneficiary (EIP-1559) and, on
/// L2, the L1 data fee to its vault.
/// Deposits are always included: on failure the mint stays and the nonce rises.
Result<TxOutcome> applyTransaction(Executor& executor, const types::Transaction& tx,
                                   const Address& sender, const TxOptions& options);

/// A call that leaves no trace: eth_call, estimates.
struct CallMessage {
    Address from;
    std::optional<Address> to;  ///< none: creation
    U256 value;                 ///< wei; minted to `from` if it lacks it, unless checkBalance
    U256 gasPrice;              ///< what GASPRICE reads; nothing is paid
    std::uint64_t gas = 30'000'000;
    Bytes data;
    std::vector<types::AccessTuple> accessList;
    bool checkBalance = false;  ///< fail when `from` cannot pay value + gas * gasPrice
};

/// What a call returned.
struct CallOutcome {
    bool success = false;
    std::uint64_t gasUsed = 0;  ///< intrinsic gas included, refund taken off
    std::uint64_t gasRefunded = 0;
    Bytes output;  ///< return data or revert data
    std::vector<types::Log> logs;
    std::optional<Address> created;
    Error error;  ///< as TxOutcome::error; validation errors too
};

/// Runs `message` as a transaction would run on `view`, without nonce and fee checks.
CallOutcome callMessage(const StateView& view, const BlockEnv& block, const CallMessage& message,
                        const crypto::PrecompileHost& precompiles, evm::Tracer* tracer = nullptr);

/// The same on a state that the caller keeps, so that it can be looked at before and after.
CallOutcome callMessage(JournaledState& state, const BlockEnv& block, const CallMessage& message,
                        const crypto::PrecompileHost& precompiles, evm::Tracer* tracer);

/// The error that a receipt-level failure is told as: executionReverted or executionFailed.
Error errorOf(const evm::CallResult& result);

}  // namespace rollscope::state
