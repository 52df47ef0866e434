// What surrounds a running contract: its block, its transaction, the message that called it.
//
// In: types' values. Out: BlockEnv, TxEnv, Message, CallResult. Plain values, nothing runs here.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::evm {

/// Hash of the block with this number; zero when it is not known.
using BlockHashes = std::function<Hash(std::uint64_t)>;

/// The block that a transaction runs in (yellow paper, section 9.3, I_H).
struct BlockEnv {
    std::uint64_t chainId = 0;
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;  ///< seconds
    std::uint64_t gasLimit = 30'000'000;
    Address beneficiary;
    Hash prevRandao;                ///< EIP-4399
    U256 baseFee;                   ///< EIP-3198, wei
    U256 blobBaseFee{1};            ///< EIP-7516, wei
    std::optional<U256> l1BaseFee;  ///< L2: as the block reported it, prices L1 data; wei
    BlockHashes blockHash;          ///< for BLOCKHASH; an empty function answers zero
};

/// What ORIGIN, GASPRICE and BLOBHASH read.
struct TxEnv {
    Address origin;
    U256 gasPrice;  ///< effective, wei
    std::vector<Hash> blobHashes;
};

/// How a frame was entered.
enum class CallKind : std::uint8_t { call, callCode, delegateCall, staticCall, create, create2 };

inline constexpr bool isCreate(CallKind kind) {
    return kind == CallKind::create || kind == CallKind::create2;
}

/// A call or creation on its way to a new frame.
struct Message {
    CallKind kind = CallKind::call;
    bool isStatic = false;  ///< EIP-214
    int depth = 0;
    std::int64_t gas = 0;
    Address sender;
    Address recipient;    ///< whose storage and balance are used; a creation's new address
    Address codeAddress;  ///< whose code runs
    U256 value;           ///< wei, apparent value for delegate calls
    BytesView input;      ///< call data, or creation code
    Hash salt;            ///< CREATE2
};

/// How a frame ended. All but success and revert consume the frame's gas.
enum class Status : std::uint8_t {
    success,
    revert,
    outOfGas,
    invalidOpcode,
    stackUnderflow,
    stackOverflow,
    invalidJump,
    staticViolation,
    returnDataOutOfBounds,
    callDepth,
    insufficientBalance,
    nonceOverflow,
    collision,
    codeTooLarge,
    initCodeTooLarge,
    invalidCode,
    precompileFailed,
};

/// Ethereum's usual words for `status`, such as "out of gas".
std::string_view statusText(Status status);

/// What a frame leaves behind.
struct CallResult {
    Status status = Status::success;
    std::int64_t gasLeft = 0;
    Bytes output;
    Address created;  ///< of a successful creation

    bool ok() const { return status == Status::success; }
};

}  // namespace rollscope::evm
