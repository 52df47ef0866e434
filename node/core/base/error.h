// What can be wrong with input or with the world: one code, one text, one severity.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rollscope::base {

/// Each code has one row in errorTable(): name, English text, severity, JSON-RPC code.
enum class ErrorCode : std::uint16_t {
    none = 0,
    // forms
    invalidHex,
    invalidNumber,
    invalidRlp,
    invalidAbi,
    invalidTransaction,
    invalidSignature,
    invalidBatch,
    invalidProof,
    invalidParams,
    invalidRequest,
    parseError,
    methodNotFound,
    requestTooLarge,
    // transactions, in Ethereum's usual words
    wrongChainId,
    nonceTooLow,
    nonceTooHigh,
    nonceMax,
    insufficientFunds,
    intrinsicGasTooLow,
    gasLimitExceeded,
    feeCapTooLow,
    tipAboveFeeCap,
    replacementUnderpriced,
    alreadyKnown,
    transactionTypeNotSupported,
    initCodeTooLarge,
    senderNotEoa,
    blobFeeTooLow,
    invalidBlobs,
    poolFull,
    executionReverted,
    executionFailed,
    executionTimeout,
    // objects
    notFound,
    unknownBlock,
    stateUnavailable,
    // rollup
    withdrawalNotReady,
    messageNotConsumable,
    nothingToSubmit,
    roleOff,
    l1Rejected,
    // the world
    storageFailed,
    storageCorrupt,
    storageLocked,
    schemaMismatch,
    portInUse,
    ioFailed,
    keyUnavailable,
    unsupported,
    cancelled,
    wrongPassphrase,
    internal,
};

/// What a caller can do about it.
enum class Severity : std::uint8_t {
    reject,  ///< the input is wrong; change it
    retry,   ///< the same call may go through later
    reset,   ///< derived data is stale; build it again
    stop,    ///< the node cannot go on
};

/// One row of the error table.
struct ErrorInfo {
    ErrorCode code;
    std::string_view name;  ///< stable, crosses RPC as `data.code`
    std::string_view text;  ///< English, says what to do
    Severity severity;
    int jsonRpcCode;  ///< Ethereum's usual code, such as -32602 or 3
};

/// The row of `code`.
const ErrorInfo& errorInfo(ErrorCode code);

/// An error and the detail that makes it useful: the offending value, or raw revert data in hex.
struct Error {
    ErrorCode code = ErrorCode::none;
    std::string data;  ///< detail, appended to the table's text after ": "

    bool operator==(const Error&) const = default;

    /// The table's text and the detail.
    std::string text() const;
};

}  // namespace rollscope::base
