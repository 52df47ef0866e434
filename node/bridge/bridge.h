// The life of deposits and withdrawals, told from both chains.
//
// In: L2 blocks, followed by step(), and what the mirror knows of L1. Out: each deposit and each
// withdrawal with its stage and the reason why it is not further, and the proof of a withdrawal.
// Messages are rows on disk, however many there are; cut back with the chain. Readers from any
// thread.
#pragma once

#include <memory>

#include "node/api/message_views.h"
#include "node/chain/batch_spans.h"
#include "node/chain/chain.h"
#include "node/l1/l1_mirror.h"

namespace rollscope::bridge {

/// What the bridge follows. All of it must outlive the bridge.
struct Sources {
    const l1::L1Mirror& mirror;
    const chain::Chain& l2;
    const chain::BatchSpans& spans;
    storage::Database& database;
};

/// Messages that a step found in L2 blocks, by index.
struct BridgeNews {
    std::vector<std::uint64_t> deposits;
    std::vector<std::uint64_t> withdrawals;
    std::vector<std::uint64_t> consumed;  ///< of the inbox, claimed on L2
    bool cutBack = false;
};

/// Deposits and withdrawals. `now` is the L1 clock in seconds.
class Bridge {
public:
    explicit Bridge(const Sources& sources);
    ~Bridge();
    Bridge(const Bridge&) = delete;
    Bridge& operator=(const Bridge&) = delete;

    /// Follows L2 to its head.
    Result<BridgeNews> step();
    /// The last L2 block whose messages are known here.
    std::uint64_t followedTo() const;

    std::uint64_t depositCount() const;
    /// The first deposit of an L1 transaction, or that of a leaf, or that an L2 transaction
    /// executed.
    std::optional<std::uint64_t> depositOf(const Hash& hash) const;
    std::optional<api::DepositView> deposit(std::uint64_t index, std::uint64_t now) const;
    /// Newest first; of one account (sender or recipient) or of all.
    api::Page<api::DepositView> deposits(const std::optional<Address>& account,
                                         api::PageRequest page, std::uint64_t now) const;

    std::uint64_t withdrawalCount() const;
    std::optional<api::WithdrawalView> withdrawal(std::uint64_t index, std::uint64_t now) const;
    api::Page<api::WithdrawalView> withdrawals(const std::optional<Address>& account,
                                               api::PageRequest page, std::uint64_t now) const;
    /// The first withdrawal that this L2 transaction started, or that of a leaf.
    std::optional<std::uint64_t> withdrawalOf(const Hash& hash) const;
    /// notFound; withdrawalNotReady with the reason before ASSERTED.
    Result<api::WithdrawalProof> proof(std::uint64_t index, std::uint64_t now) const;

    // --- both trees
    std::uint64_t messageCount(api::MessageSide side) const;
    std::optional<api::MessageView> message(api::MessageSide side, std::uint64_t index,
                                            std::uint64_t now) const;
    /// The message whose leaf that is, or the first of the transaction.
    std::optional<std::uint64_t> indexOf(api::MessageSide side, const Hash& hash) const;
    /// Newest first; of one account (sender or recipient) or of all.
    api::Page<api::MessageView> messages(api::MessageSide side,
                                         const std::optional<Address>& account,
                                         api::PageRequest page, std::uint64_t now) const;
    /// Of an inbox message: under the root that L2's head knows; messageNotConsumable before it was
    /// taken in. Of an outbox message: under its batch's root; messageNotConsumable before
    /// ASSERTED.
    Result<api::MessageProof> messageProof(api::MessageSide side, std::uint64_t index,
                                           std::uint64_t now) const;
    /// A piece of a tree as it is now; the inbox's with what L2 has not taken in yet.
    api::MessageTreeView tree(const api::MessageTreeRequest& request) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

/// "ETH" for the zero address, "TST" for the demo token.
QString symbolOf(const Address& l1Token, const l1::Contracts& contracts);

/// "2026-11-28 13:14:56 UTC".
QString timeText(std::uint64_t seconds);

}  // namespace rollscope::bridge
