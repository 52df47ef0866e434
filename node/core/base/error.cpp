#include "node/core/base/error.h"

#include <array>
#include <cstddef>

#include "node/core/base/assert.h"

namespace rollscope::base {
namespace {

using enum Severity;
using E = ErrorCode;

// JSON-RPC 2.0, EIP-1474 and, for reverts, 3 as every Ethereum client answers.
constexpr int parse = -32700;
constexpr int request = -32600;
constexpr int method = -32601;
constexpr int params = -32602;
constexpr int internalError = -32603;
constexpr int rejected = -32000;
constexpr int missing = -32001;
constexpr int unavailable = -32002;
constexpr int notSupported = -32004;
constexpr int tooMuch = -32005;

constexpr auto table = std::to_array<ErrorInfo>({
    {E::none, "none", "no error", reject, 0},
    {E::invalidHex, "invalidHex", "invalid hex string", reject, params},
    {E::invalidNumber, "invalidNumber", "invalid number", reject, params},
    {E::invalidRlp, "invalidRlp", "invalid RLP", reject, params},
    {E::invalidAbi, "invalidAbi", "invalid ABI", reject, params},
    {E::invalidTransaction, "invalidTransaction", "invalid transaction", reject, params},
    {E::invalidSignature, "invalidSignature", "invalid sender", reject, rejected},
    {E::invalidBatch, "invalidBatch", "invalid batch data", reject, params},
    {E::invalidProof, "invalidProof", "invalid proof", reject, params},
    {E::invalidParams, "invalidParams", "invalid params", reject, params},
    {E::invalidRequest, "invalidRequest", "invalid request", reject, request},
    {E::parseError, "parseError", "parse error", reject, parse},
    {E::methodNotFound, "methodNotFound", "the method does not exist/is not available", reject,
     method},
    {E::requestTooLarge, "requestTooLarge", "request too large", reject, tooMuch},
    {E::wrongChainId, "wrongChainId", "invalid chain id for signer", reject, rejected},
    {E::nonceTooLow, "nonceTooLow", "nonce too low", reject, rejected},
    {E::nonceTooHigh, "nonceTooHigh", "nonce too high", retry, rejected},
    {E::nonceMax, "nonceMax", "nonce has max value", reject, rejected},
    {E::insufficientFunds, "insufficientFunds", "insufficient funds for gas * price + value",
     reject, rejected},
    {E::intrinsicGasTooLow, "intrinsicGasTooLow", "intrinsic gas too low", reject, rejected},
    {E::gasLimitExceeded, "gasLimitExceeded", "exceeds block gas limit", reject, rejected},
    {E::feeCapTooLow, "feeCapTooLow", "max fee per gas less than block base fee", retry, rejected},
    {E::tipAboveFeeCap, "tipAboveFeeCap", "max priority fee per gas higher than max fee per gas",
     reject, rejected},
    {E::replacementUnderpriced, "replacementUnderpriced", "replacement transaction underpriced",
     reject, rejected},
    {E::alreadyKnown, "alreadyKnown", "already known", reject, rejected},
    {E::transactionTypeNotSupported, "transactionTypeNotSupported",
     "transaction type not supported", reject, rejected},
    {E::initCodeTooLarge, "initCodeTooLarge", "max initcode size exceeded", reject, rejected},
    {E::senderNotEoa, "senderNotEoa", "sender not an eoa", reject, rejected},
    {E::blobFeeTooLow, "blobFeeTooLow", "max fee per blob gas less than block blob gas fee", retry,
     rejected},
    {E::invalidBlobs, "invalidBlobs", "invalid blob transaction", reject, rejected},
    {E::poolFull, "poolFull", "txpool is full", retry, rejected},
    {E::executionReverted, "executionReverted", "execution reverted", reject, 3},
    {E::executionFailed, "executionFailed", "execution failed", reject, rejected},
    {E::executionTimeout, "executionTimeout", "execution timeout", retry, rejected},
    {E::notFound, "notFound", "not found", reject, missing},
    {E::unknownBlock, "unknownBlock", "header not found", reject, rejected},
    {E::stateUnavailable, "stateUnavailable", "state is not available; ask for a later block",
     reject, unavailable},
    {E::withdrawalNotReady, "withdrawalNotReady",
     "withdrawal not ready; wait until its batch is final", retry, rejected},
    {E::messageNotConsumable, "messageNotConsumable",
     "message not consumable; wait until a block has taken it in", retry, rejected},
    {E::nothingToSubmit, "nothingToSubmit", "nothing to submit", retry, rejected},
    {E::roleOff, "roleOff", "the node's role for this is off; start it", reject, rejected},
    {E::l1Rejected, "l1Rejected", "L1 rejected the transaction", retry, rejected},
    {E::storageFailed, "storageFailed", "storage failed; make room on the disk and retry", retry,
     internalError},
    {E::storageCorrupt, "storageCorrupt", "storage is corrupt; build it again from L1", reset,
     internalError},
    {E::storageLocked, "storageLocked", "another program uses this data folder; close it", stop,
     internalError},
    {E::schemaMismatch, "schemaMismatch", "the data folder has another version's format", stop,
     internalError},
    {E::portInUse, "portInUse", "port in use; choose another", stop, internalError},
    {E::ioFailed, "ioFailed", "input or output failed", retry, internalError},
    {E::keyUnavailable, "keyUnavailable", "key not available; unlock it", reject, rejected},
    {E::unsupported, "unsupported", "not supported", reject, notSupported},
    {E::cancelled, "cancelled", "cancelled", retry, rejected},
    {E::wrongPassphrase, "wrongPassphrase", "wrong passphrase; nothing was changed", reject,
     rejected},
    {E::internal, "internal", "internal error", stop, internalError},
});

constexpr bool rowsStandAtTheirCode() {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (static_cast<std::size_t>(table[i].code) != i) return false;
    }
    return table.back().code == ErrorCode::internal;
}
static_assert(rowsStandAtTheirCode());

}  // namespace

const ErrorInfo& errorInfo(ErrorCode code) {
    const auto row = static_cast<std::size_t>(code);
    ASSERT(row < table.size());
    return table[row];
}

std::string Error::text() const {
    std::string result{errorInfo(code).text};
    if (!data.empty()) {
        result += ": ";
        result += data;
    }
    return result;
}

}  // namespace rollscope::base
