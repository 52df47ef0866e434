// What shows that each arrow and note of the optimistic rollup happened.
#include <algorithm>

#include "ui/diagram/rollup_script.h"
#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

using api::Layer;

Task<Result<Evidence>> RollupScript::deposited(PlayStage& stage, const RollupPerson& person) {
    const Hash hash = *person.depositTx;
    const Result<api::TxView> tx = co_await stage.mined(Layer::l1, hash);
    if (!tx) co_return failFrom(tx);
    Result<Evidence> evidence = co_await stage.blockEvidence(
        Layer::l1, tx->row.block.value_or(0), QStringLiteral("L1Bridge · deposit()"));
    if (!evidence) co_return evidence;
    evidence->transaction = hash;
    if (tx->receipt) evidence->gas = tx->receipt->gasUsed;
    evidence->link = txLink(Layer::l1, hash);
    evidence->values.push_back(named(QStringLiteral("from"), tx->row.from));
    if (tx->row.to) evidence->values.push_back(named(QStringLiteral("to"), *tx->row.to));
    evidence->values.push_back(named(QStringLiteral("value"), tx->row.value));
    co_return evidence;
}

Task<Result<Evidence>> RollupScript::depositedAlice(PlayStage& stage) {
    return deposited(stage, m_alice);
}

Task<Result<Evidence>> RollupScript::depositedBob(PlayStage& stage) {
    return deposited(stage, m_bob);
}

Task<Result<Evidence>> RollupScript::emitted(PlayStage& stage, const RollupPerson& person) {
    const Hash hash = *person.depositTx;
    const QString index = QString::number(person.inbox);
    const Result<api::TxView> tx = co_await stage.mined(Layer::l1, hash);
    if (!tx) co_return failFrom(tx);
    Result<Evidence> seen = stage.eventIn(*tx, "L1Bridge", "Deposit", "messageIndex", index);
    co_return seen;
}

Task<Result<Evidence>> RollupScript::emittedAlice(PlayStage& stage) {
    return emitted(stage, m_alice);
}

Task<Result<Evidence>> RollupScript::emittedBob(PlayStage& stage) {
    return emitted(stage, m_bob);
}

Task<Result<Evidence>> RollupScript::balances(PlayStage& stage) {
    stage.beginWait(tr("L2 blocks that take in both deposits"));
    std::vector<api::NamedValue> values;
    m_onL2 = 0;
    for (const bool isAlice : {true, false}) {
        const RollupPerson person = isAlice ? m_alice : m_bob;
        std::uint64_t block = 0;
        while (block == 0) {
            const Result<api::MessageView> message =
                co_await stage.ask(stage.node.message(api::MessageSide::inbox, person.inbox));
            if (message && message->takenIn) {
                block = *message->takenIn;
            } else if (stage.isOutOfPatience()) {
                co_return tl::make_unexpected(stage.outOfPatience());
            } else {
                co_await stage.pause();
            }
        }
        const api::BlockId at = block, earlier = block - 1;
        const Result<api::AccountView> after =
            co_await stage.ask(stage.node.account(Layer::l2, person.account, at));
        if (!after) co_return failFrom(after);
        const Result<api::AccountView> before =
            co_await stage.ask(stage.node.account(Layer::l2, person.account, earlier));
        if (!before) co_return failFrom(before);
        if (after->balance <= before->balance) {
            co_return fail(ErrorCode::notFound, tr("the balance of %1 on L2 did not grow")
                                                    .arg(elided(person.account))
                                                    .toStdString());
        }
        const QString name = isAlice ? QStringLiteral("Alice") : QStringLiteral("Bob");
        values.push_back(named(name, person.account));
        values.push_back(named(QStringLiteral("before"), before->balance));
        values.push_back(named(QStringLiteral("after"), after->balance));
        m_onL2 = std::max(m_onL2, block);
    }
    Result<Evidence> evidence =
        co_await stage.blockEvidence(Layer::l2, m_onL2, tr("L2 State · balances"));
    if (evidence) evidence->values = std::move(values);
    co_return evidence;
}

Task<Result<Evidence>> RollupScript::sentAlice(PlayStage& stage) {
    return stage.seen(*m_alice.transferTx, tr("L2 Sequencer · took it in"));
}

Task<Result<Evidence>> RollupScript::sentBob(PlayStage& stage) {
    return stage.seen(*m_bob.transferTx, tr("L2 Sequencer · took it in"));
}

Task<Result<Evidence>> RollupScript::accepted(PlayStage& stage) {
    const Hash hash = *m_bob.transferTx;
    const Result<api::TxView> tx = co_await stage.mined(Layer::l2, hash);
    if (!tx) co_return failFrom(tx);
    m_block = tx->row.block.value_or(m_block);
    Result<Evidence> evidence = co_await stage.seen(hash, tr("demo · status(txId)"));
    if (!evidence) co_return evidence;
    const Result<api::BlockView> block = co_await stage.ask(stage.node.block(Layer::l2, m_block));
    if (!block) co_return failFrom(block);
    evidence->root = block->header.stateRoot;
    evidence->note = tr("Soft finality: the sequencer's word, until the batch is on L1.");
    co_return evidence;
}

Task<Result<Evidence>> RollupScript::posted(PlayStage& stage) {
    return stage.assertionOf(m_batch);
}

}  // namespace rollscope::ui
