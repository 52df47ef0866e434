// The token portal's 21 arrows and 3 notes, bound to what the node's contracts really do.
#pragma once

#include "ui/diagram/model.h"
#include "ui/diagram/stage.h"

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
class PortalScript final : public Script {
public:
    /// Whether a diagram says what the built-in one says.
    static bool fits(const Diagram& diagram);

    std::unique_ptr<Script> copy() const override { return std::make_unique<PortalScript>(*this); }
    int items() const override;
    BindingKind kindOf(int item) const override;
    Reach reachOf(int item, const api::NodeConfig& config) const override;
    ItemWords wordsOf(int item) const override;
    Task<Result<Evidence>> drive(Stage& stage, int item) override;
    Task<Result<Evidence>> watch(Stage& stage, int item) override;
    Task<Result<bool>> pick(Stage& stage, std::optional<std::uint64_t> index) override;
    QString subject() const override;

private:
    using Act = Task<Result<bool>> (PortalScript::*)(Stage&);
    using Look = Task<Result<Evidence>> (PortalScript::*)(Stage&);
    /// What a person does, else what somebody else did, and what shows that it happened.
    struct Row {
        BindingKind kind;
        Reach reach;
        Act act, find;
        Look look;
    };
    static const std::vector<Row>& rows();

    // what we do ourselves
    Task<Result<bool>> makeSecrets(Stage& stage);
    Task<Result<bool>> deposit(Stage& stage);
    Task<Result<bool>> claim(Stage& stage);
    Task<Result<bool>> redeem(Stage& stage);
    Task<Result<bool>> signWitness(Stage& stage);
    Task<Result<bool>> exit(Stage& stage);
    Task<Result<bool>> submitBatch(Stage& stage);
    Task<Result<bool>> release(Stage& stage);
    // the same when others do it
    Task<Result<bool>> findClaim(Stage& stage);
    Task<Result<bool>> findRedeem(Stage& stage);
    Task<Result<bool>> findExit(Stage& stage);
    Task<Result<bool>> findBatch(Stage& stage);
    Task<Result<bool>> findRelease(Stage& stage);
    // evidence: arrows 1 to 8
    Task<Result<Evidence>> secrets(Stage& stage);
    Task<Result<Evidence>> deposited(Stage& stage);
    Task<Result<Evidence>> tokensTaken(Stage& stage);
    Task<Result<Evidence>> messageSent(Stage& stage);
    Task<Result<Evidence>> leafInserted(Stage& stage);
    Task<Result<Evidence>> consumable(Stage& stage);
    Task<Result<Evidence>> consumed(Stage& stage);
    Task<Result<Evidence>> minted(Stage& stage);
    Task<Result<Evidence>> redeemedTokens(Stage& stage);
    Task<Result<Evidence>> balanceOnL2(Stage& stage);
    // evidence: arrows 9 to 21
    Task<Result<Evidence>> witnessMade(Stage& stage);
    Task<Result<Evidence>> witnessSpent(Stage& stage);
    Task<Result<Evidence>> burned(Stage& stage);
    Task<Result<Evidence>> queued(Stage& stage);
    Task<Result<Evidence>> drained(Stage& stage);
    Task<Result<Evidence>> appended(Stage& stage);
    Task<Result<Evidence>> submitted(Stage& stage);
    Task<Result<Evidence>> verified(Stage& stage);
    Task<Result<Evidence>> rootInserted(Stage& stage);
    Task<Result<Evidence>> released(Stage& stage);
    Task<Result<Evidence>> pathChecked(Stage& stage);
    Task<Result<Evidence>> outboxConsumed(Stage& stage);
    Task<Result<Evidence>> tokensPaid(Stage& stage);
    Task<Result<Evidence>> balanceOnL1(Stage& stage);

    Task<Result<Evidence>> event(Stage& stage, api::Layer layer, std::optional<Hash> transaction,
                                 const char* contract, const char* name);
    Task<Result<Evidence>> balance(Stage& stage, api::Layer layer, const char* token,
                                   Address holder, std::uint64_t block);

    PortalFacts m_facts;
};

/// The script that a diagram is bound to; none for a diagram that is only drawn.
std::unique_ptr<Script> scriptOf(const Diagram& diagram);

/// The portal's texts, one an item.
ItemWords portalWords(int item);

}  // namespace rollscope::ui
