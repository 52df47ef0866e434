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

}  // namespace rollscope::evm::gas
