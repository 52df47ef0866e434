// What the mempool shows of itself: rows, senders, fees, limits.
#pragma once

#include "node/api/views.h"

namespace rollscope::api {

/// Where a transaction came from. What came in by the operator's hand is kept when the pool is
/// full and however long it waits; whatever comes over the network is not.
enum class TxOrigin : std::uint8_t { network, local };

struct MempoolRow {
    TxRow tx;
    std::uint64_t receivedMs = 0;
    bool queued = false;           ///< a nonce gap stands before it
    bool local = false;            ///< protected from eviction and age
    std::optional<Hash> replaced;  ///< the transaction whose place it took
    std::uint64_t sizeBytes = 0;   ///< as signed
    QString why;                   ///< why it is not included yet
};

enum class PoolOrder : std::uint8_t {
    newest,
    byTip  ///< the tip offered, highest first; queued ones last
};

/// Rows of the pool: all or one sender's, in an order.
struct PoolRequest {
    PageRequest page;
    PoolOrder order = PoolOrder::newest;
    std::optional<Address> sender = {};
};

/// A sender's part of the pool.
struct PoolSenderRow {
    Address sender;
    std::uint64_t nextNonce = 0;  ///< the first that is free
    std::uint64_t pending = 0;
    std::uint64_t queued = 0;
    std::uint64_t bytes = 0;  ///< of memory
    bool local = false;       ///< some of them are protected
    U256 highestTip;
    U256 cost;  ///< value and gas at the fee caps, wei
    std::uint64_t oldestMs = 0;
};

/// A whole transaction of the pool.
struct PoolEntry {
    types::Transaction tx;
    Hash hash;
    Address sender;
    bool queued = false;
};

/// A bar of the fee histogram: pending transactions by tip, [from, to) in wei a gas.
struct FeeBar {
    U256 from;
    std::optional<U256> to;  ///< none: and above
    std::uint64_t transactions = 0;
    std::uint64_t gas = 0;  ///< of their limits
};

struct PoolLimits {
    std::uint64_t transactions = 0;
    std::uint64_t bytes = 0;  ///< of memory
    std::uint64_t perSender = 0;
    std::uint64_t queued = 0;
    std::uint64_t local = 0;
    std::uint64_t lifetimeS = 0;
    std::uint32_t priceBumpPercent = 0;
};

/// The pool in numbers.
struct PoolView {
    std::uint64_t pending = 0;
    std::uint64_t queued = 0;
    std::uint64_t underpriced = 0;  ///< of the pending: fee cap below the next base fee
    std::uint64_t local = 0;
    std::uint64_t senders = 0;
    std::uint64_t bytes = 0;     ///< of memory
    std::uint64_t oldestMs = 0;  ///< 0 when it is empty
    U256 baseFee;                ///< of the next block
    std::vector<FeeBar> fees;    ///< lowest first
    PoolLimits limits;
};

}  // namespace rollscope::api
