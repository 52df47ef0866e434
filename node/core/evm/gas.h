// Gas figures of the Cancun fork (yellow paper, appendix G, and the EIPs since).
#pragma once

#include <cstdint>

#include "node/core/types/transaction.h"

namespace rollscope::evm::gas {

inline constexpr std::int64_t transaction = 21'000;
inline constexpr std::int64_t transactionCreate = 32'000;
inline constexpr std::int64_t dataZeroByte = 4;
inline constexpr std::int64_t dataByte = 16;              // EIP-2028
inline constexpr std::int64_t accessListAddress = 2'400;  // EIP-2930
inline constexpr std::int64_t accessListKey = 1'900;
inline constexpr std::int64_t initCodeWord = 2;     // EIP-3860
inline constexpr std::int64_t coldAccount = 2'600;  // EIP-2929
inline constexpr std::int64_t coldSlot = 2'100;
inline constexpr std::int64_t warm = 100;
inline constexpr std::int64_t storeSet = 20'000;
inline constexpr std::int64_t storeReset = 2'900;
inline constexpr std::int64_t storeSentry = 2'300;       // EIP-2200
inline constexpr std::int64_t storeClearRefund = 4'800;  // EIP-3529
inline constexpr std::int64_t refundQuotient = 5;
inline constexpr std::int64_t callValue = 9'000;
inline constexpr std::int64_t callStipend = 2'300;
inline constexpr std::int64_t newAccount = 25'000;
inline constexpr std::int64_t create = 32'000;
inline constexpr std::int64_t codeByte = 200;
inline constexpr std::int64_t selfDestruct = 5'000;
inline constexpr std::int64_t log = 375;
inline constexpr std::int64_t logByte = 8;
inline constexpr std::int64_t copyWord = 3;
inline constexpr std::int64_t keccakWord = 6;
inline constexpr std::int64_t expByte = 50;
inline constexpr std::int64_t perBlob = 131'072;  // EIP-4844
inline constexpr std::uint64_t targetBlobGas = 393'216;
inline constexpr std::uint64_t maxBlobGas = 786'432;

inline constexpr std::size_t maxCodeSize = 24'576;      // EIP-170
inline constexpr std::size_t maxInitCodeSize = 49'152;  // EIP-3860
inline constexpr int maxDepth = 1'024;

/// Gas that a transaction costs before it runs (yellow paper, 6.2; EIP-2028, 2930, 3860).
std::int64_t intrinsic(const types::Transaction& tx);

/// Wei a unit of blob gas costs in a block with this excess (EIP-4844).
U256 blobBaseFee(std::uint64_t excessBlobGas);

}  // namespace rollscope::evm::gas
