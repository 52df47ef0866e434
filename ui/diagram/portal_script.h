// The token portal's 21 arrows and 3 notes, bound to what the node's contracts really do.
#pragma once

#include "ui/diagram/table_script.h"

namespace rollscope::ui {

/// One deposit's way to L2 and back, as far as it was found.
struct PortalFacts {
    Address depositor;
    U256 amount;                                ///< of the deposit
    std::optional<api::PortalSecrets> secrets;  ///< ours
    Hash secretHash, redeemHash;
    std::optional<Hash> depositTx;
    std::uint64_t depositBlock = 0;
    std::optional<std::uint64_t> inbox;  ///< index of its message
    std::uint64_t takenIn = 0;           ///< L2 block
    std::optional<Hash> claimTx;
    std::uint64_t claimBlock = 0;
    std::optional<Hash> redeemTx;
    std::uint64_t redeemBlock = 0;
    Address holder;  ///< who redeemed on L2
    U256 redeemed;
    U256 nonce;  ///< of the auth witness
    std::uint64_t deadline = 0;
    Bytes witness;
    std::optional<Hash> exitTx;
    std::uint64_t exitBlock = 0;
    std::uint64_t outbox = 0;  ///< index of the withdrawal's message
    Address payee;             ///< of the withdrawal on L1
    U256 exited;
    std::uint64_t batch = 0;
    std::uint64_t assertedIn = 0;   ///< L1 block
    std::optional<Hash> finalTx;    ///< that made the batch final
    std::optional<Hash> releaseTx;  ///< TokenPortal.withdraw
    std::uint64_t releaseBlock = 0;
};

/// Plays, follows and replays the token portal.
class PortalScript final : public TableScript<PortalScript> {
public:
    Reach reachOf(int item, const api::NodeConfig& config) const override;
    ItemWords wordsOf(int item) const override;
    Task<Result<bool>> pick(PlayStage& stage, std::optional<std::uint64_t> index) override;
    QString subject() const override;

    QString unit() const override { return QStringLiteral("TST"); }
    static const std::vector<Row>& rows();

private:
    // what we do ourselves
    Task<Result<bool>> makeSecrets(PlayStage& stage);
    Task<Result<bool>> deposit(PlayStage& stage);
    Task<Result<bool>> claim(PlayStage& stage);
    Task<Result<bool>> redeem(PlayStage& stage);
    Task<Result<bool>> signWitness(PlayStage& stage);
    Task<Result<bool>> exit(PlayStage& stage);
    Task<Result<bool>> submitBatch(PlayStage& stage);
    Task<Result<bool>> release(PlayStage& stage);
    // the same when others do it
    Task<Result<bool>> findClaim(PlayStage& stage);
    Task<Result<bool>> findRedeem(PlayStage& stage);
    Task<Result<bool>> findExit(PlayStage& stage);
    Task<Result<bool>> findBatch(PlayStage& stage);
    Task<Result<bool>> findRelease(PlayStage& stage);
    // evidence: arrows 1 to 8
    Task<Result<Evidence>> secrets(PlayStage& stage);
    Task<Result<Evidence>> deposited(PlayStage& stage);
    Task<Result<Evidence>> tokensTaken(PlayStage& stage);
    Task<Result<Evidence>> messageSent(PlayStage& stage);
    Task<Result<Evidence>> leafInserted(PlayStage& stage);
    Task<Result<Evidence>> consumable(PlayStage& stage);
    Task<Result<Evidence>> consumed(PlayStage& stage);
    Task<Result<Evidence>> minted(PlayStage& stage);
    Task<Result<Evidence>> redeemedTokens(PlayStage& stage);
    Task<Result<Evidence>> balanceOnL2(PlayStage& stage);
    // evidence: arrows 9 to 21
    Task<Result<Evidence>> witnessMade(PlayStage& stage);
    Task<Result<Evidence>> witnessSpent(PlayStage& stage);
    Task<Result<Evidence>> burned(PlayStage& stage);
    Task<Result<Evidence>> queued(PlayStage& stage);
    Task<Result<Evidence>> drained(PlayStage& stage);
    Task<Result<Evidence>> appended(PlayStage& stage);
    Task<Result<Evidence>> submitted(PlayStage& stage);
    Task<Result<Evidence>> verified(PlayStage& stage);
    Task<Result<Evidence>> rootInserted(PlayStage& stage);
    Task<Result<Evidence>> released(PlayStage& stage);
    Task<Result<Evidence>> pathChecked(PlayStage& stage);
    Task<Result<Evidence>> outboxConsumed(PlayStage& stage);
    Task<Result<Evidence>> tokensPaid(PlayStage& stage);
    Task<Result<Evidence>> balanceOnL1(PlayStage& stage);

    QString inboxIndex() const { return QString::number(m_facts.inbox.value_or(0)); }
    QString outboxIndex() const { return QString::number(m_facts.outbox); }
    Task<Result<Evidence>> event(PlayStage& stage, api::Layer layer,
                                 std::optional<Hash> transaction, const char* contract,
                                 const char* name, const char* key, QString value);
    Task<Result<Evidence>> balance(PlayStage& stage, api::Layer layer, const char* token,
                                   Address holder, std::uint64_t block);

    PortalFacts m_facts;
};

/// The portal's texts, one an item.
ItemWords portalWords(int item);

}  // namespace rollscope::ui
