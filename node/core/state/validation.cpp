#include "node/core/state/validation.h"

#include <limits>

#include "node/core/state/l1_fee.h"
#include "node/core/state/transition.h"

namespace rollscope::state {

namespace {

constexpr std::size_t maxBlobs = 6;

std::string text(std::uint64_t value) {
    return toDecimal(U256{value});
}

Result<void> checkType(const types::Transaction& tx, const TxOptions& options) {
    switch (tx.type) {
        case types::TxType::legacy:
        case types::TxType::accessList:
        case types::TxType::dynamicFee: return {};
        case types::TxType::blob:
            if (options.allowBlobs) return {};
            break;
        case types::TxType::deposit:
            if (options.allowDeposits) return {};
            break;
    }
    return fail(ErrorCode::transactionTypeNotSupported, text(static_cast<std::uint64_t>(tx.type)));
}

/// EIP-2681, EIP-3607.
Result<void> checkSender(JournaledState& state, const types::Transaction& tx,
                         const Address& sender) {
    const std::uint64_t nonce = state.nonce(sender);
    const auto detail = [&] {
        return "address " + toHex(sender.view()) + ", tx: " + text(tx.nonce) +
               " state: " + text(nonce);
    };
    if (tx.nonce < nonce) return fail(ErrorCode::nonceTooLow, detail());
    if (tx.nonce > nonce) return fail(ErrorCode::nonceTooHigh, detail());
    if (nonce == std::numeric_limits<std::uint64_t>::max()) {
        return fail(ErrorCode::nonceMax, detail());
    }
    if (state.codeHash(sender) != crypto::emptyKeccak) {
        return fail(ErrorCode::senderNotEoa, "address " + toHex(sender.view()));
    }
    return {};
}

/// EIP-1559, EIP-4844.
Result<void> checkFees(const BlockEnv& block, const types::Transaction& tx) {
    if (tx.maxFeePerGas < tx.maxPriorityFeePerGas) {
        return fail(ErrorCode::tipAboveFeeCap,
                    "maxPriorityFeePerGas: " + toDecimal(tx.maxPriorityFeePerGas) +
                        ", maxFeePerGas: " + toDecimal(tx.maxFeePerGas));
    }
    if (tx.maxFeePerGas < block.baseFee) {
        return fail(ErrorCode::feeCapTooLow, "maxFeePerGas: " + toDecimal(tx.maxFeePerGas) +
                                                 ", baseFee: " + toDecimal(block.baseFee));
    }
    if (tx.type != types::TxType::blob) return {};
    if (!tx.to) return fail(ErrorCode::invalidBlobs, "a blob transaction cannot create a contract");
    if (tx.blobVersionedHashes.empty() || tx.blobVersionedHashes.size() > maxBlobs) {
        return fail(ErrorCode::invalidBlobs, "number of blobs");
    }
    for (const auto& hash : tx.blobVersionedHashes) {
        if (hash[0] != 1) return fail(ErrorCode::invalidBlobs, "version of a blob hash");
    }
    if (tx.maxFeePerBlobGas < block.blobBaseFee) return fail(ErrorCode::blobFeeTooLow);
    return {};
}

Result<void> checkFunds(JournaledState& state, const BlockEnv& block, const types::Transaction& tx,
                        const Address& sender) {
    const U256Carry gasFee = mulCarry(U256{tx.gasLimit}, tx.maxFeePerGas);
    const U256Carry blobFee = mulCarry(blobGasOf(tx), tx.maxFeePerBlobGas);
    const U256Carry fees = addCarry(gasFee.value, blobFee.value);
    const U256 l1Fee = block.l1BaseFee ? l1FeeOf(tx, *block.l1BaseFee).fee : U256{};
    const U256Carry execution = addCarry(fees.value, tx.value);
    const U256Carry total = addCarry(execution.value, l1Fee);
    const U256 balance = state.balance(sender);
    const bool overflow =
        gasFee.carry || blobFee.carry || fees.carry || execution.carry || total.carry;
    if (!overflow && balance >= total.value) return {};
    return fail(ErrorCode::insufficientFunds,
                "address " + toHex(sender.view()) + " have " + toDecimal(balance) + " want " +
                    (overflow ? "more than 256 bits" : toDecimal(total.value)));
}

Result<void> checkGas(const types::Transaction& tx, const TxOptions& options) {
    if (tx.gasLimit > options.blockGasLeft ||
        tx.gasLimit > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return fail(ErrorCode::gasLimitExceeded, text(tx.gasLimit));
    }
    const auto needed = static_cast<std::uint64_t>(evm::gas::intrinsic(tx));
    if (tx.gasLimit < needed) {
        return fail(ErrorCode::intrinsicGasTooLow,
                    "have " + text(tx.gasLimit) + ", want " + text(needed));
    }
    if (!tx.to && tx.data.size() > evm::gas::maxInitCodeSize) {
        return fail(ErrorCode::initCodeTooLarge, "code size " + text(tx.data.size()) + ", limit " +
                                                     text(evm::gas::maxInitCodeSize));
    }
    return {};
}

}  // namespace

Result<void> validateTransaction(JournaledState& state, const BlockEnv& block,
                                 const types::Transaction& tx, const Address& sender,
                                 const TxOptions& options) {
    if (auto ok = checkType(tx, options); !ok) return ok;
    if (tx.isDeposit()) return {};
    if (tx.chainId && *tx.chainId != block.chainId) {
        return fail(ErrorCode::wrongChainId,
                    "have " + text(*tx.chainId) + ", want " + text(block.chainId));
    }
    if (auto ok = checkSender(state, tx, sender); !ok) return ok;
    if (auto ok = checkFees(block, tx); !ok) return ok;
    if (auto ok = checkFunds(state, block, tx, sender); !ok) return ok;
    return checkGas(tx, options);
}

}  // namespace rollscope::state
