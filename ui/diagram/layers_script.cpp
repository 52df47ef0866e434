#include "ui/diagram/layers_script.h"

#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

using api::Layer;

/// The first transaction of a user in blocks [first, last]; none when there is none.
Task<Result<bool>> firstUserTx(PlayStage& stage, std::uint64_t first, std::uint64_t last,
                               LayersFacts& facts) {
    for (std::uint64_t number = first; number <= last; ++number) {
        const Result<api::BlockView> block =
            co_await stage.ask(stage.node.block(Layer::l2, number));
        if (!block) co_return failFrom(block);
        for (std::size_t i = 0; i < block->transactions.size(); ++i) {
            if (block->transactions[i].isDeposit()) continue;
            facts.tx = block->hashes[i];
            facts.sender = block->senders[i];
            facts.block = number;
            co_return true;
        }
    }
    co_return false;
}

Task<Result<std::uint64_t>> headOf(PlayStage& stage) {
    const Result<api::BlockView> head =
        co_await stage.ask(stage.node.block(Layer::l2, api::BlockTag::latest));
    if (!head) co_return failFrom(head);
    co_return head->row.number;
}

/// The first transaction that came into the pool after a moment; none when there is none.
Task<Result<bool>> firstReceived(PlayStage& stage, std::uint64_t sinceMs, LayersFacts& facts) {
    const api::PoolRequest newest{{0, 200}, api::PoolOrder::newest, std::nullopt};
    const Result<api::Page<api::MempoolRow>> pool = co_await stage.ask(stage.node.mempool(newest));
    if (!pool) co_return failFrom(pool);
    bool found = false;
    for (const api::MempoolRow& row : pool->rows) {
        if (row.receivedMs <= sinceMs || row.queued) continue;
        facts.tx = row.tx.hash;  // the rows go back in time
        facts.sender = row.tx.from;
        found = true;
    }
    co_return found;
}

/// When the pool took in what it has now.
Task<Result<std::uint64_t>> newestReceived(PlayStage& stage) {
    const api::PoolRequest one{{0, 1}, api::PoolOrder::newest, std::nullopt};
    const Result<api::Page<api::MempoolRow>> pool = co_await stage.ask(stage.node.mempool(one));
    if (!pool) co_return failFrom(pool);
    co_return pool->rows.empty() ? 0 : pool->rows.front().receivedMs;
}

/// The L1 transaction that posted a batch.
Task<Result<api::TxView>> postOf(PlayStage& stage, std::uint64_t batch) {
    const Result<api::BatchView> view = co_await stage.ask(stage.node.batch(batch));
    if (!view) co_return failFrom(view);
    Result<api::TxView> tx = co_await stage.mined(Layer::l1, view->row.l1TxHash);
    co_return tx;
}

}  // namespace

template <class Own>
Task<Result<bool>> LayersScript<Own>::pick(PlayStage& stage, std::optional<std::uint64_t> index) {
    if (index) {
        const Result<api::BatchView> batch = co_await stage.ask(stage.node.batch(*index));
        if (!batch) co_return failFrom(batch);
        const Result<bool> found =
            co_await firstUserTx(stage, batch->row.firstBlock, batch->row.lastBlock, m_facts);
        if (!found) co_return found;
        if (!*found) {
            co_return fail(ErrorCode::notFound,
                           tr("batch %1 has no user's transaction").arg(*index).toStdString());
        }
        co_return true;
    }
    stage.beginWait(tr("a transaction on L2, by anyone"));
    const Result<std::uint64_t> start = co_await headOf(stage);
    if (!start) co_return failFrom(start);
    const Result<std::uint64_t> waited = co_await newestReceived(stage);
    if (!waited) co_return failFrom(waited);
    std::uint64_t looked = *start;
    while (true) {
        const Result<std::uint64_t> head = co_await headOf(stage);
        if (!head) co_return failFrom(head);
        looked = std::min(looked, *head);  // the chain may go back
        const Result<bool> found = co_await firstUserTx(stage, looked + 1, *head, m_facts);
        if (!found || *found) co_return found;
        looked = *head;
        const Result<bool> waits = co_await firstReceived(stage, *waited, m_facts);
        if (!waits || *waits) co_return waits;
        if (stage.isOutOfPatience()) co_return tl::make_unexpected(stage.outOfPatience());
        co_await stage.pause();
    }
}

template <class Own>
QString LayersScript<Own>::subject() const {
    if (!m_facts.tx) return {};
    return tr("transaction %1 by %2").arg(elided(*m_facts.tx), elided(m_facts.sender));
}

template <class Own>
Task<Result<bool>> LayersScript<Own>::transfer(PlayStage& stage) {
    api::Intent intent;
    intent.kind = api::IntentKind::transferL2;
    intent.from = stage.wish.account;
    intent.to = stage.partner();
    intent.amount = stage.wish.amount;
    const Result<Hash> hash = co_await stage.submit(intent);
    if (!hash) co_return failFrom(hash);
    m_facts.tx = *hash;
    m_facts.sender = intent.from;
    co_return true;
}

template <class Own>
Task<Result<bool>> LayersScript<Own>::submitBatch(PlayStage& stage) {
    const Result<std::uint64_t> batch = co_await stage.batchWith(m_facts.block, true);
    if (!batch) co_return failFrom(batch);
    m_facts.batch = *batch;
    co_return true;
}

template <class Own>
Task<Result<bool>> LayersScript<Own>::findBatch(PlayStage& stage) {
    const Result<std::uint64_t> batch = co_await stage.batchWith(m_facts.block, false);
    if (!batch) co_return failFrom(batch);
    m_facts.batch = *batch;
    co_return true;
}

template class LayersScript<TransactionFlowScript>;
template class LayersScript<StateUpdatesScript>;

const std::vector<TransactionFlowScript::Row>& TransactionFlowScript::rows() {
    using enum BindingKind;
    using enum Reach;
    using S = TransactionFlowScript;
    static const std::vector<Row> table{
        {action, starts, &S::transfer, nullptr, &S::submitted},
        {observation, within, nullptr, nullptr, &S::collected},
        {action, starts, &S::submitBatch, &S::findBatch, &S::posted},
        {observation, within, nullptr, nullptr, &S::stored},
    };
    return table;
}

Task<Result<Evidence>> TransactionFlowScript::submitted(PlayStage& stage) {
    return stage.seen(*m_facts.tx, tr("L2 Sequencer · took it in"));
}

Task<Result<Evidence>> TransactionFlowScript::collected(PlayStage& stage) {
    const Result<api::TxView> tx = co_await stage.mined(Layer::l2, *m_facts.tx);
    if (!tx) co_return failFrom(tx);
    m_facts.block = tx->row.block.value_or(0);
    stage.beginWait(tr("the batcher to take in L2 block %1").arg(grouped(m_facts.block)));
    while (true) {
        const Result<api::OpenBatchView> open = co_await stage.ask(stage.node.openBatch());
        if (!open) co_return failFrom(open);
        const Result<api::BlockView> block =
            co_await stage.ask(stage.node.block(Layer::l2, m_facts.block));
        if (!block) co_return failFrom(block);
        const bool waits =
            open->firstBlock <= m_facts.block && m_facts.block < open->firstBlock + open->blocks;
        if (waits || block->row.batch) {
            Result<Evidence> evidence =
                co_await stage.seen(*m_facts.tx, tr("Batch Builder · open batch"));
            if (!evidence) co_return evidence;
            const std::uint64_t index = block->row.batch.value_or(open->nextIndex);
            evidence->values.push_back(named(QStringLiteral("batch"), U256{index}));
            if (!block->row.batch) {
                evidence->values.push_back(named(QStringLiteral("blocks"), U256{open->blocks}));
                evidence->values.push_back(
                    named(QStringLiteral("transactions"), U256{open->transactions}));
                evidence->values.push_back(
                    named(QStringLiteral("bytesSoFar"), U256{open->sizeBytes}));
                evidence->note = tr("The block waits in the open batch, which L1 has not seen.");
            }
            co_return evidence;
        }
        if (stage.isOutOfPatience()) co_return tl::make_unexpected(stage.outOfPatience());
        co_await stage.pause();
    }
}

Task<Result<Evidence>> TransactionFlowScript::posted(PlayStage& stage) {
    const Result<api::TxView> tx = co_await postOf(stage, m_facts.batch);
    if (!tx) co_return failFrom(tx);
    Result<Evidence> seen = stage.eventIn(*tx, "Rollup", "BatchSubmitted", "batchIndex",
                                          QString::number(m_facts.batch));
    if (seen) {
        seen->values.push_back(named(QStringLiteral("callDataBytes"), U256{tx->tx.data.size()}));
        seen->note = tr("The contract Rollup takes the batches; L1Bridge keeps what is locked.");
    }
    co_return seen;
}

Task<Result<Evidence>> TransactionFlowScript::stored(PlayStage& stage) {
    Result<Evidence> seen = co_await posted(stage);
    if (!seen) co_return seen;
    const auto hash = hashFromHex(valueOf(*seen, "batchHash").toStdString());
    if (!hash) co_return fail(ErrorCode::notFound, "batchHash");
    const std::vector<U256> key{toU256(*hash)};
    const Result<U256> before =
        co_await stage.word(Layer::l1, "Rollup", view::batchIndexOf, key, seen->block - 1);
    if (!before) co_return failFrom(before);
    const Result<U256> after =
        co_await stage.word(Layer::l1, "Rollup", view::batchIndexOf, key, seen->block);
    if (!after) co_return failFrom(after);
    if (!before->isZero() || *after != U256{m_facts.batch}) {
        co_return fail(ErrorCode::notFound,
                       tr("Rollup does not have batch %1").arg(m_facts.batch).toStdString());
    }
    Evidence evidence = *seen;
    evidence.event = QStringLiteral("Rollup · batchIndexOf");
    evidence.log.reset();
    evidence.root = *hash;
    evidence.values.clear();
    evidence.values.push_back(named(QStringLiteral("batchHash"), *hash));
    evidence.values.push_back(named(QStringLiteral("indexBefore"), *before));
    evidence.values.push_back(named(QStringLiteral("indexAfter"), *after));
    for (const char* name : {"dataHash", "inboxRoot", "inboxCount"}) {
        evidence.values.push_back(
            named(QLatin1String(name), QStringLiteral("bytes32"), valueOf(*seen, name)));
    }
    evidence.note =
        tr("Rollup checked who posts, how long the data is and that no message from "
           "L1 was left out too long; then it stored the hash over all of it.");
    co_return evidence;
}

const std::vector<StateUpdatesScript::Row>& StateUpdatesScript::rows() {
    using enum BindingKind;
    using enum Reach;
    using S = StateUpdatesScript;
    static const std::vector<Row> table{
        {action, starts, &S::transfer, nullptr, &S::updated},
        {action, starts, &S::submitBatch, &S::findBatch, &S::proven},
        {observation, within, nullptr, nullptr, &S::asserted},
    };
    return table;
}

Task<Result<Evidence>> StateUpdatesScript::updated(PlayStage& stage) {
    const Result<api::TxView> tx = co_await stage.mined(Layer::l2, *m_facts.tx);
    if (!tx) co_return failFrom(tx);
    m_facts.block = tx->row.block.value_or(0);
    Result<Evidence> evidence = co_await stage.seen(*m_facts.tx, tr("L2 State · a new state root"));
    if (!evidence) co_return evidence;
    const Result<bool> placed = co_await stage.place(*evidence);
    if (!placed) co_return failFrom(placed);
    if (evidence->stateBefore == evidence->stateAfter) {
        co_return fail(ErrorCode::notFound, tr("the state root did not change").toStdString());
    }
    evidence->root = evidence->stateAfter;
    evidence->values.push_back(named(QStringLiteral("rootBefore"), evidence->stateBefore));
    evidence->values.push_back(named(QStringLiteral("rootAfter"), evidence->stateAfter));
    co_return evidence;
}

Task<Result<Evidence>> StateUpdatesScript::proven(PlayStage& stage) {
    Result<Evidence> seen = co_await stage.assertionOf(m_facts.batch);
    if (!seen) co_return seen;
    const Result<api::TxView> tx = co_await stage.mined(Layer::l1, *seen->transaction);
    if (!tx) co_return failFrom(tx);
    const QString proof = tx->input ? valueOf(*tx->input, "proof") : QString();
    if (proof.size() <= 2) {
        co_return fail(ErrorCode::notFound, tr("the transaction gives no proof").toStdString());
    }
    const bool attested = stage.config.proofMode == QLatin1String("attestation");
    seen->event = tr("Rollup · the proof that submitStateRoot was given");
    seen->log.reset();
    std::vector<api::NamedValue> values{named(
        QStringLiteral("proofBytes"), U256{static_cast<std::uint64_t>(proof.size() / 2 - 1)})};
    for (const char* name : {"outboxRoot", "blockHash", "txRoot"}) {
        values.push_back(
            named(QLatin1String(name), QStringLiteral("bytes32"), valueOf(*seen, name)));
    }
    values.push_back(named(QStringLiteral("proof"), QStringLiteral("bytes"), proof));
    seen->values = std::move(values);
    seen->note = attested ? tr("An attestation: verifiers who ran the batch again signed for its "
                               "result. No succinct proof is checked.")
                          : tr("This node's rollup is optimistic: the proof only carries the other "
                               "parts of the claim, and anyone may dispute it for the challenge "
                               "period.");
    co_return seen;
}

Task<Result<Evidence>> StateUpdatesScript::asserted(PlayStage& stage) {
    return stage.assertionOf(m_facts.batch);
}

}  // namespace rollscope::ui
