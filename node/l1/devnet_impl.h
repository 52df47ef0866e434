// What a devnet consists of; for its own files only.
#pragma once

#include <map>
#include <mutex>
#include <unordered_map>

#include "node/chain/chain.h"
#include "node/l1/devnet_l1.h"

namespace rollscope::l1 {

inline constexpr std::string_view devnetClockKey = "devnet/clock";
inline const state::ChainSpec devnetSpec{devnetChainId, false};

/// A transaction behind a nonce gap.
struct Waiting {
    types::Transaction tx;
    Hash hash;
};

struct DevnetL1::Impl {
    Impl(storage::Database& db, DevnetOptions opts) : database(db), options(std::move(opts)) {}

    storage::Database& database;
    DevnetOptions options;
    Contracts contracts;
    std::unique_ptr<chain::Chain> chain;
    // guards what follows; the chain guards itself
    mutable std::mutex mutex;
    std::unordered_map<Address, std::map<std::uint64_t, Waiting>> waiting;  // nonce gaps
    DevnetClock clock;
    std::optional<std::uint64_t> nextTimestamp;
    std::uint64_t nowMs = 0;

    std::uint64_t timestampOfNext(const chain::Head& head) const;
    state::BlockInput input(const chain::Head& head) const;
    /// One block with `txs`; what was left out of it.
    Result<std::vector<state::SkippedTx>> mine(std::vector<types::Transaction> txs,
                                               std::vector<Address> senders);
    /// Genesis of a new devnet.
    Result<void> create();
    /// The rollup's contracts, in the first block.
    Result<void> deploy(const api::Signer& keys, const state::Genesis& l2);
};

}  // namespace rollscope::l1
