#include "node/core/state/transition.h"

#include <algorithm>
#include <limits>

#include "node/core/evm/gas.h"
#include "node/core/evm/precompiles.h"
#include "node/core/state/block_builder.h"
#include "node/core/state/l1_fee.h"
#include "node/core/state/validation.h"

namespace rollscope::state {

using evm::CallKind;
using evm::CallResult;
using evm::Message;
using evm::Status;

namespace {

/// What a transaction's frame needs, whether it is one or a mere call.
struct Run {
    Address sender;
    std::optional<Address> to;
    U256 value;
    BytesView data;
    std::int64_t gas = 0;  ///< intrinsic gas taken off
    std::uint64_t nonce = 0;
};

/// EIP-2929, EIP-3651: what is warm from the start.
void warmUp(JournaledState& state, const BlockEnv& block, const Address& sender,
            const Address& target, const std::vector<types::AccessTuple>& accessList) {
    state.warmAccount(sender);
    state.warmAccount(target);
    state.warmAccount(block.beneficiary);
    for (unsigned i = 1; i <= 10; ++i) state.warmAccount(evm::precompileAddress(i));
    for (const auto& entry : accessList) {
        state.warmAccount(entry.address);
        for (const auto& key : entry.storageKeys) state.warmSlot(entry.address, toU256(key));
    }
}

Address targetOf(const Run& run) {
    return run.to ? *run.to : types::createAddress(run.sender, run.nonce);
}

CallResult runFrame(Executor& executor, const Run& run) {
    Message message;
    message.kind = run.to ? CallKind::call : CallKind::create;
    message.sender = run.sender;
    message.recipient = targetOf(run);
    message.codeAddress = message.recipient;
    message.value = run.value;
    message.input = run.data;
    message.gas = run.gas;
    return run.to ? executor.call(message) : executor.createAt(message);
}

/// EIP-3529: at most a fifth of the gas used.
std::uint64_t cappedRefund(const JournaledState& state, std::uint64_t gasUsed) {
    const std::int64_t refund = std::max<std::int64_t>(0, state.refund());
    return std::min<std::uint64_t>(static_cast<std::uint64_t>(refund),
                                   gasUsed / evm::gas::refundQuotient);
}

TxOutcome outcomeOf(JournaledState& state, const types::Transaction& tx, CallResult&& result,
                    std::uint64_t gasUsed, const TxOptions& options) {
    TxOutcome outcome;
    types::Receipt& receipt = outcome.receipt;
    receipt.type = tx.type;
    receipt.success = result.ok();
    receipt.gasUsed = gasUsed;
    receipt.cumulativeGasUsed = options.cumulativeGasUsed + gasUsed;
    receipt.logs = state.logs();
    receipt.bloom = types::bloomOf(receipt.logs);
    if (!tx.to && result.ok()) receipt.contractAddress = result.created;
    outcome.error = errorOf(result);
    outcome.output = std::move(result.output);
    return outcome;
}

TxOutcome applyDeposit(Executor& executor, const types::Transaction& tx, const TxOptions& options) {
    JournaledState& state = executor.state();
    state.beginTransaction();
    executor.setTransaction({tx.from, U256{}, {}});
    if (!tx.mint.isZero()) {
        // All the ether there is fits 128 bits; a mint that wraps could only be a forged message.
        const U256Carry sum = addCarry(state.balance(tx.from), tx.mint);
        state.setBalance(tx.from, sum.carry ? ~U256{} : sum.value);
    }
    const std::uint64_t limit =
        std::min<std::uint64_t>(tx.gasLimit, std::numeric_limits<std::int64_t>::max() / 2);
    const std::uint64_t nonce = state.nonce(tx.from);
    state.setNonce(tx.from, nonce + 1);
    const std::int64_t gas = static_cast<std::int64_t>(limit) - evm::gas::intrinsic(tx);
    const Run run{tx.from, tx.to, tx.value, tx.data, gas, nonce};
    warmUp(state, executor.block(), tx.from, targetOf(run), {});
    CallResult result;
    if (gas < 0 || (!tx.to && tx.data.size() > evm::gas::maxInitCodeSize)) {
        result.status = Status::outOfGas;
    } else {
        result = runFrame(executor, run);
        if (result.status == Status::insufficientBalance) result.gasLeft = 0;
    }
    std::uint64_t gasUsed = limit - static_cast<std::uint64_t>(result.gasLeft);
    gasUsed -= cappedRefund(state, gasUsed);
    TxOutcome outcome = outcomeOf(state, tx, std::move(result), gasUsed, options);
    state.endTransaction();
    return outcome;
}

}  // namespace

Error errorOf(const CallResult& result) {
    if (result.ok()) return {};
    if (result.status == Status::revert) {
        return {ErrorCode::executionReverted, result.output.empty() ? "" : toHex(result.output)};
    }
    return {ErrorCode::executionFailed, std::string(evm::statusText(result.status))};
}

Result<TxOutcome> applyTransaction(Executor& executor, const types::Transaction& tx,
                                   const Address& sender, const TxOptions& options) {
    JournaledState& state = executor.state();
    const BlockEnv& block = executor.block();
    if (auto valid = validateTransaction(state, block, tx, sender, options); !valid) {
        return failFrom(valid);
    }
    if (tx.isDeposit()) return applyDeposit(executor, tx, options);

    state.beginTransaction();
    const U256 price = types::effectiveGasPrice(tx, block.baseFee);
    executor.setTransaction({sender, price, tx.blobVersionedHashes});
    state.subtractBalance(sender, U256{tx.gasLimit} * price + blobGasOf(tx) * block.blobBaseFee);
    const L1Fee l1 = block.l1BaseFee ? l1FeeOf(tx, *block.l1BaseFee) : L1Fee{};
    if (!l1.fee.isZero()) {
        state.subtractBalance(sender, l1.fee);
        state.addBalance(l1FeeVault, l1.fee);
    }
    const std::uint64_t nonce = state.nonce(sender);
    state.setNonce(sender, nonce + 1);
    const auto gas = static_cast<std::int64_t>(tx.gasLimit) - evm::gas::intrinsic(tx);
    const Run run{sender, tx.to, tx.value, tx.data, gas, nonce};
    warmUp(state, block, sender, targetOf(run), tx.accessList);
    CallResult result = runFrame(executor, run);

    std::uint64_t gasUsed = tx.gasLimit - static_cast<std::uint64_t>(result.gasLeft);
    gasUsed -= cappedRefund(state, gasUsed);
    state.addBalance(sender, U256{tx.gasLimit - gasUsed} * price);
    state.addBalance(block.beneficiary, U256{gasUsed} * (price - block.baseFee));
    TxOutcome outcome = outcomeOf(state, tx, std::move(result), gasUsed, options);
    outcome.receipt.effectiveGasPrice = price;
    outcome.receipt.l1GasUsed = l1.gasUsed;
    outcome.receipt.l1GasPrice = l1.gasPrice;
    outcome.receipt.l1Fee = l1.fee;
    state.endTransaction();
    return outcome;
}

CallOutcome callMessage(const StateView& view, const BlockEnv& block, const CallMessage& message,
                        const crypto::PrecompileHost& precompiles, evm::Tracer* tracer) {
    JournaledState state(view);
    return callMessage(state, block, message, precompiles, tracer);
}

CallOutcome callMessage(JournaledState& state, const BlockEnv& block, const CallMessage& message,
                        const crypto::PrecompileHost& precompiles, evm::Tracer* tracer) {
    CallOutcome outcome;
    BlockEnv env = block;
    // As in every client: who names no price sees no base fee, so that price - fee stays sane.
    if (message.gasPrice.isZero()) env.baseFee = U256{};
    Executor executor(state, std::move(env), precompiles, tracer);

    types::Transaction shape;
    shape.to = message.to;
    shape.data = message.data;
    shape.accessList = message.accessList;
    const std::uint64_t limit =
        std::min<std::uint64_t>(message.gas, std::numeric_limits<std::int64_t>::max() / 2);
    const std::int64_t intrinsic = evm::gas::intrinsic(shape);
    if (static_cast<std::int64_t>(limit) < intrinsic) {
        outcome.error = {ErrorCode::intrinsicGasTooLow,
                         "have " + toDecimal(U256{limit}) + ", want " +
                             toDecimal(U256{static_cast<std::uint64_t>(intrinsic)})};
        return outcome;
    }
    if (!message.to && message.data.size() > evm::gas::maxInitCodeSize) {
        outcome.error = {ErrorCode::initCodeTooLarge, {}};
        return outcome;
    }
    state.beginTransaction();
    executor.setTransaction({message.from, message.gasPrice, {}});
    const U256Carry fee = mulCarry(U256{limit}, message.gasPrice);
    const U256Carry cost = addCarry(fee.value, message.value);
    const U256 balance = state.balance(message.from);
    if (message.checkBalance && (fee.carry || cost.carry || balance < cost.value)) {
        outcome.error = {ErrorCode::insufficientFunds, "address " + toHex(message.from.view()) +
                                                           " have " + toDecimal(balance) +
                                                           " want " + toDecimal(cost.value)};
        return outcome;
    }
    if (balance < message.value) state.setBalance(message.from, message.value);

    const std::uint64_t nonce = state.nonce(message.from);
    if (nonce != std::numeric_limits<std::uint64_t>::max()) {
        state.setNonce(message.from, nonce + 1);
    }
    const Run run{message.from,
                  message.to,
                  message.value,
                  message.data,
                  static_cast<std::int64_t>(limit) - intrinsic,
                  nonce};
    warmUp(state, executor.block(), message.from, targetOf(run), message.accessList);
    CallResult result = runFrame(executor, run);
    outcome.success = result.ok();
    outcome.gasUsed = limit - static_cast<std::uint64_t>(result.gasLeft);
    outcome.gasRefunded = cappedRefund(state, outcome.gasUsed);
    outcome.gasUsed -= outcome.gasRefunded;
    outcome.logs = state.logs();
    if (!message.to && result.ok()) outcome.created = result.created;
    outcome.error = errorOf(result);
    outcome.output = std::move(result.output);
    return outcome;
}

}  // namespace rollscope::state
