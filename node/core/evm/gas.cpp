#include "node/core/evm/gas.h"

namespace rollscope::evm::gas {

std::int64_t intrinsic(const types::Transaction& tx) {
    std::int64_t total = transaction;
    for (const auto byte : tx.data) total += byte == 0 ? dataZeroByte : dataByte;
    if (!tx.to) {
        total += transactionCreate;
        total += initCodeWord * static_cast<std::int64_t>((tx.data.size() + 31) / 32);
    }
    for (const auto& entry : tx.accessList) {
        total += accessListAddress;
        total += accessListKey * static_cast<std::int64_t>(entry.storageKeys.size());
    }
    return total;
}

U256 blobBaseFee(std::uint64_t excessBlobGas) {
    const U256 fraction{3'338'477};
    // The Taylor series of e^(excess / fraction); its terms outgrow 256 bits only for an excess
    // that no chain of blocks can reach.
    U256 sum;
    U256 term = fraction;
    for (std::uint64_t i = 1; !term.isZero() && i < 4'096; ++i) {
        sum += term;
        term = term * U256{excessBlobGas} / (fraction * U256{i});
    }
    return sum / fraction;
}

}  // namespace rollscope::evm::gas
