#include "node/sequencer/selection.h"

#include <unordered_set>

#include "node/core/codec/batch.h"

namespace rollscope::sequencer {
namespace {

/// The columns of a block apart from its transactions are never longer.
constexpr std::size_t blockOverhead = 128;
constexpr std::size_t dataLimit = codec::maxBlockColumns - blockOverhead;

}  // namespace

bool endsInPool(ErrorCode reason) {
    switch (reason) {
        case ErrorCode::nonceTooHigh:
        case ErrorCode::gasLimitExceeded:
        case ErrorCode::feeCapTooLow: return false;
        default: return true;
    }
}

Result<void> checkAlone(const types::Transaction& tx, state::BlockBuilder& builder,
                        const Address& sender) {
    if (codec::batchBytesOf(tx) > dataLimit) {
        return fail(ErrorCode::invalidTransaction, "larger than a batch can carry");
    }
    const auto valid = builder.validate(tx, sender);
    if (!valid && valid.error().code != ErrorCode::nonceTooHigh) return valid;
    return {};
}

std::vector<mempool::PoolTransactionPtr> fitting(
    std::vector<mempool::PoolTransactionPtr> candidates, std::uint64_t gasLeft) {
    std::vector<mempool::PoolTransactionPtr> chosen;
    std::unordered_set<Address> waiting;
    std::size_t bytes = 0;
    for (auto& candidate : candidates) {
        const std::size_t size = codec::batchBytesOf(candidate->tx);
        // Gas limits are upper bounds: what is really used decides when the block is executed.
        const bool fits = bytes + size <= dataLimit && candidate->tx.gasLimit <= gasLeft;
        if (!fits || waiting.contains(candidate->sender)) {
            waiting.insert(candidate->sender);
            continue;
        }
        bytes += size;
        chosen.push_back(std::move(candidate));
    }
    return chosen;
}

}  // namespace rollscope::sequencer
