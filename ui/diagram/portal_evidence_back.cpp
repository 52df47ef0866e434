// What shows that the tokens' way back to L1 happened: arrows 9 to 21.
#include "ui/diagram/portal_script.h"
#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

using api::Layer;

Task<Result<Evidence>> PortalScript::witnessMade(PlayStage& stage) {
    if (m_facts.witness.empty()) {
        Result<Evidence> spent = co_await event(stage, Layer::l2, m_facts.exitTx, "L2Bridge",
                                                "WitnessSpent", "from", hex(m_facts.holder));
        if (spent) spent->note = tr("A signature is on no chain before it is spent.");
        co_return spent;
    }
    std::vector<U256> arguments;
    arguments.push_back(toU256(stage.contract("L2PortalToken", Layer::l2)));
    arguments.push_back(toU256(m_facts.holder));
    arguments.push_back(toU256(m_facts.payee));
    arguments.push_back(m_facts.exited);
    arguments.push_back(m_facts.nonce);
    arguments.push_back(U256{m_facts.deadline});
    const Result<api::BlockView> head =
        co_await stage.ask(stage.node.block(Layer::l2, api::BlockTag::latest));
    if (!head) co_return failFrom(head);
    const Result<U256> digest =
        co_await stage.word(Layer::l2, "L2Bridge", view::burnDigest, arguments, head->row.number);
    if (!digest) co_return failFrom(digest);
    Result<Evidence> evidence = co_await stage.blockEvidence(
        Layer::l2, head->row.number, QStringLiteral("L2Bridge · burnDigest"));
    if (!evidence) co_return evidence;
    evidence->root = toHash(*digest);
    evidence->values.push_back(named(QStringLiteral("digest"), toHash(*digest)));
    evidence->values.push_back(named(QStringLiteral("from"), m_facts.holder));
    evidence->values.push_back(named(QStringLiteral("amount"), m_facts.exited));
    evidence->values.push_back(named(QStringLiteral("nonce"), m_facts.nonce));
    evidence->values.push_back(named(QStringLiteral("deadline"), U256{m_facts.deadline}));
    evidence->values.push_back(named(QStringLiteral("signature"), QStringLiteral("bytes"),
                                     hex(BytesView(m_facts.witness))));
    evidence->note = tr("Signed beside the chain; L2Bridge gave the digest that it will check.");
    co_return evidence;
}

Task<Result<Evidence>> PortalScript::witnessSpent(PlayStage& stage) {
    return event(stage, Layer::l2, m_facts.exitTx, "L2Bridge", "WitnessSpent", "from",
                 hex(m_facts.holder));
}

Task<Result<Evidence>> PortalScript::burned(PlayStage& stage) {
    Result<Evidence> seen = co_await event(stage, Layer::l2, m_facts.exitTx, "L2PortalToken",
                                           "Transfer", "to", hex(Address{}));
    co_return seen;
}

Task<Result<Evidence>> PortalScript::queued(PlayStage& stage) {
    return event(stage, Layer::l2, m_facts.exitTx, "L2Inbox", "MessageQueued", "index",
                 outboxIndex());
}

Task<Result<Evidence>> PortalScript::drained(PlayStage& stage) {
    const std::vector<U256> none;
    const Result<U256> left =
        co_await stage.word(Layer::l2, "L2Inbox", view::queueLength, none, m_facts.exitBlock);
    if (!left) co_return failFrom(left);
    const Result<U256> next =
        co_await stage.word(Layer::l2, "L2Inbox", view::nextIndex, none, m_facts.exitBlock);
    if (!next) co_return failFrom(next);
    if (!left->isZero() || *next <= U256{m_facts.outbox}) {
        co_return notShown(tr("the queue of L2Inbox was not emptied"));
    }
    Result<Evidence> evidence = co_await stage.blockEvidence(
        Layer::l2, m_facts.exitBlock, QStringLiteral("L2Inbox · queueLength"));
    if (!evidence) co_return evidence;
    evidence->values.push_back(named(QStringLiteral("index"), U256{m_facts.outbox}));
    evidence->values.push_back(named(QStringLiteral("queueLength"), *left));
    evidence->values.push_back(named(QStringLiteral("nextIndex"), *next));
    evidence->note = tr("The end-of-block step leaves no receipt: it shows in the state after it.");
    co_return evidence;
}

Task<Result<Evidence>> PortalScript::appended(PlayStage& stage) {
    const std::vector<U256> none;
    const std::uint64_t block = m_facts.exitBlock;
    const Result<U256> after =
        co_await stage.word(Layer::l2, "L2Outbox", view::outboundCount, none, block);
    if (!after) co_return failFrom(after);
    const Result<U256> before =
        co_await stage.word(Layer::l2, "L2Outbox", view::outboundCount, none, block - 1);
    if (!before) co_return failFrom(before);
    const Result<U256> root =
        co_await stage.word(Layer::l2, "L2Outbox", view::outboundRoot, none, block);
    if (!root) co_return failFrom(root);
    const Result<U256> oldRoot =
        co_await stage.word(Layer::l2, "L2Outbox", view::outboundRoot, none, block - 1);
    if (!oldRoot) co_return failFrom(oldRoot);
    if (*before > U256{m_facts.outbox} || *after <= U256{m_facts.outbox} || *root == *oldRoot) {
        co_return notShown(tr("the outbound tree did not take the message in"));
    }
    Result<Evidence> evidence =
        co_await stage.blockEvidence(Layer::l2, block, QStringLiteral("L2Outbox · outboundRoot"));
    if (!evidence) co_return evidence;
    evidence->root = toHash(*root);
    evidence->values.push_back(named(QStringLiteral("countBefore"), *before));
    evidence->values.push_back(named(QStringLiteral("countAfter"), *after));
    evidence->values.push_back(named(QStringLiteral("rootBefore"), toHash(*oldRoot)));
    evidence->values.push_back(named(QStringLiteral("rootAfter"), toHash(*root)));
    co_return evidence;
}

Task<Result<Evidence>> PortalScript::submitted(PlayStage& stage) {
    Result<Evidence> seen = co_await stage.assertionOf(m_facts.batch);
    if (seen) m_facts.assertedIn = seen->block;
    co_return seen;
}

Task<Result<Evidence>> PortalScript::verified(PlayStage& stage) {
    const bool attested = stage.config.proofMode == QLatin1String("attestation");
    const char* const name = attested ? "ProofVerified" : "BatchFinalized";
    const QString batch = QString::number(m_facts.batch);
    const Patience patience = stage.patience;
    bool warped = false;
    if (!attested) {
        const Result<api::BatchView> view = co_await stage.ask(stage.node.batch(m_facts.batch));
        if (!view) co_return failFrom(view);
        const auto end = view->row.finalAt;
        stage.beginWait(tr("the challenge period of batch %1 to pass").arg(batch), end);
        if (stage.mayWarp && end && view->row.status != api::TxStatus::finalized) {
            const Result<api::SyncStatus> status = co_await stage.ask(stage.node.syncStatus());
            if (!status) co_return failFrom(status);
            const std::uint64_t now = status->heads.now;
            api::DevnetCommand warp{api::DevnetAction::warp, *end >= now ? *end - now + 1 : 1};
            const Result<std::uint64_t> done = co_await stage.ask(stage.node.devnet(warp));
            if (!done) co_return failFrom(done);
            warped = true;
        } else if (patience == Patience::brief) {
            stage.patience = Patience::endless;  // a clock that runs is no failure
        }
    } else {
        stage.beginWait(tr("the attestation of batch %1").arg(batch));
    }
    const std::function<bool(const api::DecodedCall&)> ours =
        [batch](const api::DecodedCall& event) { return valueOf(event, "batchIndex") == batch; };
    const Result<api::LogView> log =
        co_await stage.waitForEvent(Layer::l1, "Rollup", name, m_facts.assertedIn, ours);
    stage.patience = patience;
    if (!log) co_return failFrom(log);
    m_facts.finalTx = log->txHash;
    const Result<api::TxView> tx = co_await stage.mined(Layer::l1, log->txHash);
    if (!tx) co_return failFrom(tx);
    Result<Evidence> seen = stage.eventIn(*tx, "Rollup", name, "batchIndex", batch);
    if (seen && attested) {
        seen->note =
            tr("An attestation: verifiers who ran the batch again signed for it. No "
               "succinct proof is checked.");
    } else if (seen && warped) {
        seen->note =
            tr("No proof: nobody disputed the claim in its challenge period. The "
               "devnet's clock was set forward past the period.");
    } else if (seen) {
        seen->note = tr("No proof: nobody disputed the claim in its challenge period.");
    }
    co_return seen;
}

Task<Result<Evidence>> PortalScript::rootInserted(PlayStage& stage) {
    const QString batch = QString::number(m_facts.batch);
    stage.beginWait(tr("the final root of batch %1 in Outbox").arg(batch));
    const std::function<bool(const api::DecodedCall&)> ours =
        [batch](const api::DecodedCall& event) { return valueOf(event, "batchIndex") == batch; };
    const Result<api::LogView> log =
        co_await stage.waitForEvent(Layer::l1, "Outbox", "RootFinalized", m_facts.assertedIn, ours);
    if (!log) co_return failFrom(log);
    const Result<api::TxView> tx = co_await stage.mined(Layer::l1, log->txHash);
    if (!tx) co_return failFrom(tx);
    Result<Evidence> seen = stage.eventIn(*tx, "Outbox", "RootFinalized", "batchIndex", batch);
    if (!seen) co_return seen;
    const auto root = hashFromHex(valueOf(*seen, "root").toStdString());
    if (root) seen->root = *root;
    co_return seen;
}

Task<Result<Evidence>> PortalScript::released(PlayStage& stage) {
    return event(stage, Layer::l1, m_facts.releaseTx, "TokenPortal", "Withdrawn", "messageIndex",
                 outboxIndex());
}

Task<Result<Evidence>> PortalScript::pathChecked(PlayStage& stage) {
    const Result<Evidence> spent = co_await event(stage, Layer::l1, m_facts.releaseTx, "Outbox",
                                                  "MessageConsumed", "index", outboxIndex());
    if (!spent) co_return spent;
    const Result<api::MessageProof> proof =
        co_await stage.ask(stage.node.messageProof(api::MessageSide::outbox, m_facts.outbox));
    if (!proof) co_return failFrom(proof);
    if (hex(proof->leaf) != valueOf(*spent, "leaf")) {
        co_return notShown(tr("another leaf was checked"));
    }
    Evidence evidence = *spent;
    evidence.event = QStringLiteral("Outbox · consume");
    evidence.log.reset();
    evidence.root = proof->root;
    evidence.values.clear();
    evidence.values.push_back(named(QStringLiteral("leaf"), proof->leaf));
    evidence.values.push_back(named(QStringLiteral("root"), proof->root));
    evidence.values.push_back(named(QStringLiteral("batchIndex"), U256{m_facts.batch}));
    for (std::size_t i = 0; i < proof->path.size(); ++i) {
        evidence.values.push_back(named(QStringLiteral("path[%1]").arg(i), proof->path[i]));
    }
    evidence.note = tr("Outbox hashes the leaf up these siblings and accepts only a final root.");
    co_return evidence;
}

Task<Result<Evidence>> PortalScript::outboxConsumed(PlayStage& stage) {
    return event(stage, Layer::l1, m_facts.releaseTx, "Outbox", "MessageConsumed", "index",
                 outboxIndex());
}

Task<Result<Evidence>> PortalScript::tokensPaid(PlayStage& stage) {
    Result<Evidence> seen = co_await event(stage, Layer::l1, m_facts.releaseTx, "L1Token",
                                           "Transfer", "to", hex(m_facts.payee));
    co_return seen;
}

}  // namespace rollscope::ui
