// What shows that each arrow and note of the optimistic rollup happened.
#include <algorithm>

#include "ui/diagram/rollup_script.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

using api::BlockStage;
using api::Layer;

QString tr(const char* text) {
    return QCoreApplication::translate("Player", text);
}

api::NamedValue count(const char* name, std::uint64_t value) {
    return named(QLatin1String(name), U256{value});
}

}  // namespace

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

Task<Result<Evidence>> RollupScript::pending(PlayStage& stage, const RollupPerson& person) {
    const Hash hash = *person.transferTx;
    const Result<api::StatusView> status = co_await stage.ask(stage.node.transactionStatus(hash));
    if (!status) co_return failFrom(status);
    if (status->status != api::TxStatus::pending) {
        co_return fail(
            ErrorCode::notFound,
            tr("it is not pending any more: what was answered then is not kept").toStdString());
    }
    Result<Evidence> evidence = co_await stage.seen(hash, tr("demo · status(txId)"));
    if (evidence) evidence->note = status->reason;
    co_return evidence;
}

Task<Result<Evidence>> RollupScript::pendingAlice(PlayStage& stage) {
    return pending(stage, m_alice);
}

Task<Result<Evidence>> RollupScript::pendingBob(PlayStage& stage) {
    return pending(stage, m_bob);
}

Task<Result<bool>> RollupScript::step(PlayStage& stage, BlockStage wanted) {
    const Result<api::SequencerView> before = co_await stage.ask(stage.node.sequencer());
    if (!before) co_return failFrom(before);
    const bool done =
        before->making && before->making->stages[static_cast<std::size_t>(wanted)].done;
    if (done) co_return true;  // by somebody else's hand
    if (before->next != wanted) {
        co_return fail(ErrorCode::cancelled,
                       tr("the sequencer is at “%1”, not at “%2”: somebody else has moved it")
                           .arg(api::wordOf(before->next), api::wordOf(wanted))
                           .toStdString());
    }
    if (wanted == BlockStage::lock) m_block = before->nextNumber;
    const Result<api::BlockStageView> now = co_await stage.ask(stage.node.stepSequencer());
    if (!now) co_return failFrom(now);
    co_return true;
}

Task<Result<bool>> RollupScript::lock(PlayStage& stage) {
    return step(stage, BlockStage::lock);
}

Task<Result<bool>> RollupScript::validate(PlayStage& stage) {
    return step(stage, BlockStage::validate);
}

Task<Result<bool>> RollupScript::sequence(PlayStage& stage) {
    return step(stage, BlockStage::sequence);
}

Task<Result<bool>> RollupScript::execute(PlayStage& stage) {
    return step(stage, BlockStage::execute);
}

Task<Result<bool>> RollupScript::computeRoot(PlayStage& stage) {
    return step(stage, BlockStage::computeStateRoot);
}

Task<Result<bool>> RollupScript::seal(PlayStage& stage) {
    Result<bool> sealed = co_await step(stage, BlockStage::submit);
    if (!sealed) co_return sealed;
    const Result<api::SequencerView> resumed = co_await stage.ask(stage.node.resumeSequencer());
    if (!resumed) co_return failFrom(resumed);
    m_holds = false;
    co_return true;
}

Task<Result<Evidence>> RollupScript::told(PlayStage& stage, BlockStage which, QString event) {
    const Result<api::SequencerView> view = co_await stage.ask(stage.node.sequencer());
    if (!view) co_return failFrom(view);
    std::optional<api::BlockProgress> block;
    for (const auto& each : {view->making, view->last}) {
        if (each && each->number == m_block) block = each;
    }
    const auto place = static_cast<std::size_t>(which);
    if (!block || !block->stages[place].done) {
        co_return fail(ErrorCode::notFound,
                       tr("the sequencer tells the stages of its last block only").toStdString());
    }
    Evidence evidence;
    if (view->making && view->making->number == m_block) {
        evidence.layer = Layer::l2;
        evidence.chainId = stage.chainId(Layer::l2);
        evidence.inBlock = false;
        evidence.event = event;
    } else {  // sealed since
        Result<Evidence> sealed = co_await stage.blockEvidence(Layer::l2, m_block, event);
        if (!sealed) co_return sealed;
        evidence = std::move(*sealed);
    }
    evidence.values.push_back(count("blockNumber", block->number));
    evidence.values.push_back(
        named(QStringLiteral("stage"), QStringLiteral("string"), api::wordOf(which)));
    evidence.values.push_back(count("durationUs", block->stages[place].durationUs));
    switch (which) {
        case BlockStage::lock: evidence.values.push_back(count("messages", block->messages)); break;
        case BlockStage::validate: evidence.values.push_back(count("taken", block->taken)); break;
        case BlockStage::sequence: evidence.values.push_back(count("chosen", block->chosen)); break;
        case BlockStage::execute:
            evidence.values.push_back(count("executed", block->executed));
            evidence.values.push_back(count("included", block->included));
            evidence.values.push_back(count("gasUsed", block->gasUsed));
            break;
        case BlockStage::computeStateRoot:
        case BlockStage::submit: break;
    }
    co_return evidence;
}

Task<Result<Evidence>> RollupScript::locked(PlayStage& stage) {
    return told(stage, BlockStage::lock, tr("Sequencer · lock block"));
}

Task<Result<Evidence>> RollupScript::received(PlayStage& stage) {
    const api::PoolRequest all{{0, 1'000}, api::PoolOrder::newest, std::nullopt};
    const Result<api::Page<api::MempoolRow>> pool = co_await stage.ask(stage.node.mempool(all));
    if (!pool) co_return failFrom(pool);
    Evidence evidence;
    evidence.layer = Layer::l2;
    evidence.chainId = stage.chainId(Layer::l2);
    evidence.inBlock = false;
    evidence.event = tr("Sequencer · the mempool, as received");
    int ours = 0;
    for (auto row = pool->rows.rbegin(); row != pool->rows.rend(); ++row) {
        if (row->queued) continue;
        const bool alices = row->tx.hash == m_alice.transferTx;
        const bool bobs = row->tx.hash == m_bob.transferTx;
        if (!alices && !bobs) continue;
        ++ours;
        evidence.values.push_back(named(alices ? tr("Alice's") : tr("Bob's"), row->tx.hash));
        evidence.values.push_back(count("receivedMs", row->receivedMs));
    }
    if (ours < 2) {
        co_return fail(ErrorCode::notFound, tr("the mempool holds them no more").toStdString());
    }
    evidence.values.push_back(count("inMempool", pool->total));
    const Result<api::SequencerView> view = co_await stage.ask(stage.node.sequencer());
    if (!view) co_return failFrom(view);
    evidence.values.push_back(named(QStringLiteral("ordering"), QStringLiteral("string"),
                                    api::wordOf(view->policy.ordering)));
    if (view->policy.ordering == api::TxOrdering::byTip) {
        evidence.note =
            tr("This sequencer's policy puts the highest tip first; those of equal tip "
               "go as received.");
    }
    evidence.link = txLink(Layer::l2, *m_alice.transferTx);
    co_return evidence;
}

Task<Result<Evidence>> RollupScript::validated(PlayStage& stage) {
    return told(stage, BlockStage::validate, tr("Sequencer · validate"));
}

Task<Result<Evidence>> RollupScript::asked(PlayStage& stage) {
    Result<Evidence> evidence = co_await pending(stage, m_bob);
    if (evidence) {
        evidence->note =
            tr("The answer is PENDING as long as the block is not sealed: the one of "
               "the next arrow comes after note 7.");
    }
    co_return evidence;
}

Task<Result<Evidence>> RollupScript::sequenced(PlayStage& stage) {
    return told(stage, BlockStage::sequence, tr("Sequencer · sequence"));
}

Task<Result<Evidence>> RollupScript::executed(PlayStage& stage) {
    return told(stage, BlockStage::execute, tr("Sequencer · execute"));
}

Task<Result<Evidence>> RollupScript::rootComputed(PlayStage& stage) {
    Result<Evidence> evidence =
        co_await told(stage, BlockStage::computeStateRoot, tr("Sequencer · compute state root"));
    if (evidence) {
        evidence->note =
            tr("The root is in the block's header, which everybody sees once the "
               "block is sealed.");
    }
    co_return evidence;
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
