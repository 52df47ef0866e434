// The pool's and the sequencer's part in the optimistic rollup: what waits, and the stages of the
// block that takes it, as they are done or as the node keeps them.
#include <algorithm>

#include "ui/diagram/rollup_script.h"
#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

using api::BlockStage;
using api::Layer;

api::NamedValue count(const char* name, std::uint64_t value) {
    return named(QLatin1String(name), U256{value});
}

/// A value of the evidence, in place of the one that it has.
void setWord(Evidence& evidence, const QString& name, const QString& word) {
    std::erase_if(evidence.values, [&](const auto& each) { return each.name == name; });
    evidence.values.push_back(named(name, QStringLiteral("string"), word));
}

/// The evidence is of a time at which no block had the transaction.
void takeOutOfBlock(Evidence& evidence) {
    evidence.inBlock = false;
    evidence.gas.reset();
    evidence.blockHash.reset();
}

}  // namespace

Task<Result<Evidence>> RollupScript::pending(PlayStage& stage, const RollupPerson& person) {
    const Hash hash = *person.transferTx;
    const Result<api::StatusView> status = co_await stage.ask(stage.node.transactionStatus(hash));
    if (!status) co_return failFrom(status);
    if (status->status == api::TxStatus::pending) {
        Result<Evidence> evidence = co_await stage.seen(hash, tr("demo · status(txId)"));
        if (evidence) evidence->note = status->reason;
        co_return evidence;
    }
    const Result<api::TxTrail> trail = co_await stage.ask(stage.node.transactionTrail(hash));
    if (!trail) co_return failFrom(trail);
    if (!trail->receivedMs || !trail->sealedMs) {
        co_return fail(ErrorCode::notFound, trail->gap.toStdString());
    }
    Result<Evidence> evidence = co_await stage.seen(hash, tr("L2 Sequencer · taken into the pool"));
    if (!evidence) co_return evidence;
    takeOutOfBlock(*evidence);
    setWord(*evidence, QStringLiteral("status"), api::wordOf(api::TxStatus::pending));
    evidence->values.push_back(moment(QStringLiteral("until"), *trail->sealedMs));
    evidence->note =
        tr("Its sender was answered with the hash. The status was PENDING from when the pool took "
           "it in until block %1 was sealed, %2 later.")
            .arg(grouped(trail->block.value_or(0)),
                 spanText(*trail->sealedMs - std::min(*trail->receivedMs, *trail->sealedMs)));
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

Task<Result<bool>> RollupScript::findBlock(PlayStage& stage) {
    stage.beginWait(tr("the block that takes %1").arg(elided(*m_bob.transferTx)));
    while (true) {
        const Result<api::TxTrail> trail =
            co_await stage.ask(stage.node.transactionTrail(*m_bob.transferTx));
        if (!trail) co_return failFrom(trail);  // dropped, or replaced
        if (trail->block) {
            m_block = *trail->block;
            co_return true;
        }
        if (stage.isOutOfPatience()) co_return tl::make_unexpected(stage.outOfPatience());
        co_await stage.pause();
    }
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
    const Result<api::BlockProgress> block = co_await stage.ask(stage.node.blockProgress(m_block));
    if (!block) co_return failFrom(block);
    const api::BlockStageView& done = block->stages[static_cast<std::size_t>(which)];
    if (!done.done) {
        co_return fail(ErrorCode::notFound,
                       tr("the sequencer has not done “%1”").arg(wordOf(which)).toStdString());
    }
    Evidence evidence;
    if (!block->stages[static_cast<std::size_t>(BlockStage::submit)].done) {
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
    evidence.values.push_back(moment(QStringLiteral("done"), done.doneAtMs));
    evidence.values.push_back(
        named(QStringLiteral("took"), durationUsType, QString::number(done.durationUs)));
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
    Evidence evidence;
    evidence.layer = Layer::l2;
    evidence.chainId = stage.chainId(Layer::l2);
    evidence.inBlock = false;
    evidence.event = tr("Sequencer · the mempool, as received");
    bool all = true;
    for (const bool isAlice : {true, false}) {
        const Hash hash = *(isAlice ? m_alice : m_bob).transferTx;
        const Result<api::TxTrail> trail = co_await stage.ask(stage.node.transactionTrail(hash));
        if (!trail) co_return failFrom(trail);
        if (!trail->receivedMs) co_return fail(ErrorCode::notFound, trail->gap.toStdString());
        all = all && (!trail->block || *trail->block == m_block);
        evidence.values.push_back(named(isAlice ? tr("Alice's") : tr("Bob's"), hash));
        evidence.values.push_back(moment(QStringLiteral("received"), *trail->receivedMs));
    }
    const Result<api::BlockProgress> block = co_await stage.ask(stage.node.blockProgress(m_block));
    if (!block) co_return failFrom(block);
    evidence.values.push_back(count("blockNumber", block->number));
    const Result<api::SequencerView> view = co_await stage.ask(stage.node.sequencer());
    if (!view) co_return failFrom(view);
    if (m_holds) {  // how it is now: what it was for an older block is not kept
        evidence.values.push_back(named(QStringLiteral("ordering"), QStringLiteral("string"),
                                        api::wordOf(view->policy.ordering)));
        if (view->policy.ordering == api::TxOrdering::byTip) {
            evidence.note =
                tr("This sequencer's policy puts the highest tip first; those of equal tip "
                   "go as received.");
        }
    } else {
        evidence.note =
            all ? tr("Both were in the mempool when block %1 took from it.").arg(grouped(m_block))
                : tr("Block %1 took Bob's; Alice's was in an earlier one already.")
                      .arg(grouped(m_block));
    }
    evidence.link = txLink(Layer::l2, *m_alice.transferTx);
    co_return evidence;
}

Task<Result<Evidence>> RollupScript::validated(PlayStage& stage) {
    return told(stage, BlockStage::validate, tr("Sequencer · validate"));
}

Task<Result<Evidence>> RollupScript::asked(PlayStage& stage) {
    if (m_holds) {
        Result<Evidence> evidence = co_await pending(stage, m_bob);
        if (evidence) {
            evidence->note =
                tr("The answer is PENDING as long as the block is not sealed: the one of "
                   "the next arrow comes after note 7.");
        }
        co_return evidence;
    }
    const Hash hash = *m_bob.transferTx;
    const Result<api::TxTrail> trail = co_await stage.ask(stage.node.transactionTrail(hash));
    if (!trail) co_return failFrom(trail);
    const auto answer = std::find_if(
        trail->answers.begin(), trail->answers.end(),
        [](const api::StatusAnswer& each) { return each.status == api::TxStatus::pending; });
    if (answer == trail->answers.end()) {
        co_return fail(ErrorCode::notFound,
                       tr("nobody asked this node for its status while it was PENDING, or the "
                          "node was started since")
                           .toStdString());
    }
    Result<Evidence> evidence = co_await stage.seen(hash, tr("rollup_getTransactionStatus"));
    if (!evidence) co_return evidence;
    takeOutOfBlock(*evidence);
    setWord(*evidence, QStringLiteral("status"), api::wordOf(answer->status));
    evidence->values.push_back(moment(QStringLiteral("answered"), answer->atMs));
    evidence->note = tr("A client asked over the RPC port, and this was the answer then.");
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

}  // namespace rollscope::ui
