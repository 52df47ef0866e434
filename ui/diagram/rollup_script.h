// The optimistic rollup's diagram, bound from the deposits to the batch on L1.
#pragma once

#include "ui/diagram/table_script.h"

namespace rollscope::ui {

/// Alice or Bob, as far as the run has come.
struct RollupPerson {
    Address account;
    std::optional<Hash> depositTx;
    std::uint64_t inbox = 0;         ///< index of the deposit's message
    std::optional<Hash> transferTx;  ///< on L2
};

/// Two people deposit, pay each other, and see their block made stage by stage.
class RollupScript final : public TableScript<RollupScript> {
public:
    static const std::vector<Row>& rows();
    std::vector<int> order() const override;
    QString unboundReason(int item) const override;
    bool mayMiss(int item) const override;
    bool holdsSequencer() const override { return m_holds; }
    PastKind pastKind() const override { return PastKind::etherDeposit; }
    ItemWords wordsOf(int item) const override;
    Task<Result<bool>> pick(PlayStage& stage, std::optional<std::uint64_t> index) override;
    QString subject() const override;

private:
    using Acted = Task<Result<bool>>;
    using Looked = Task<Result<Evidence>>;

    Acted depositAlice(PlayStage& stage);
    Acted depositBob(PlayStage& stage);
    Acted findDepositBob(PlayStage& stage);
    Acted transferAlice(PlayStage& stage);
    Acted findTransferAlice(PlayStage& stage);
    Acted transferBob(PlayStage& stage);
    Acted findTransferBob(PlayStage& stage);
    Acted lock(PlayStage& stage);
    Acted findBlock(PlayStage& stage);
    Acted validate(PlayStage& stage);
    Acted sequence(PlayStage& stage);
    Acted execute(PlayStage& stage);
    Acted computeRoot(PlayStage& stage);
    Acted seal(PlayStage& stage);
    Acted submitBatch(PlayStage& stage);
    Acted findBatch(PlayStage& stage);

    Looked depositedAlice(PlayStage& stage);
    Looked emittedAlice(PlayStage& stage);
    Looked depositedBob(PlayStage& stage);
    Looked emittedBob(PlayStage& stage);
    Looked balances(PlayStage& stage);
    Looked sentAlice(PlayStage& stage);
    Looked pendingAlice(PlayStage& stage);
    Looked sentBob(PlayStage& stage);
    Looked pendingBob(PlayStage& stage);
    Looked locked(PlayStage& stage);
    Looked received(PlayStage& stage);
    Looked validated(PlayStage& stage);
    Looked asked(PlayStage& stage);
    Looked sequenced(PlayStage& stage);
    Looked executed(PlayStage& stage);
    Looked rootComputed(PlayStage& stage);
    Looked accepted(PlayStage& stage);
    Looked posted(PlayStage& stage);

    Acted deposit(PlayStage& stage, RollupPerson& person);
    /// The first deposit of ether from an index of the inbox on, by anyone but `other`.
    Acted findDeposit(PlayStage& stage, std::uint64_t from, Address other, RollupPerson& person);
    Acted takeDeposit(PlayStage& stage, std::uint64_t index, RollupPerson& person);
    Acted transfer(PlayStage& stage, RollupPerson& from, Address to);
    Acted findTransfer(PlayStage& stage, RollupPerson& from);
    Looked deposited(PlayStage& stage, const RollupPerson& person);
    Looked emitted(PlayStage& stage, const RollupPerson& person);
    Looked pending(PlayStage& stage, const RollupPerson& person);
    /// The sequencer's next stage, done by us.
    Acted step(PlayStage& stage, api::BlockStage wanted);
    /// What the sequencer says of a stage of our block, or the node has kept of it.
    Looked told(PlayStage& stage, api::BlockStage which, QString event);

    RollupPerson m_alice, m_bob;
    U256 m_amount;
    std::uint64_t m_onL2 = 0;   ///< block that both deposits are in
    std::uint64_t m_block = 0;  ///< with Bob's transfer
    std::uint64_t m_batch = 0;
    bool m_holds = false;
};

}  // namespace rollscope::ui
