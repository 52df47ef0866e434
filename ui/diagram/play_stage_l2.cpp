// What happens to transactions on L2 on their way to L1: pool, block, batch, state root.
#include "ui/diagram/play_stage.h"
#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

Address PlayStage::partner() const {
    for (const auto& account : signer.accounts()) {
        if (account.address != wish.account) return account.address;
    }
    return wish.account;
}

Task<Result<Evidence>> PlayStage::seen(Hash hash, QString event) {
    const Result<api::TxView> tx = co_await ask(node.transaction(api::Layer::l2, hash));
    if (!tx) co_return failFrom(tx);
    if (tx->row.status == api::TxStatus::dropped || tx->row.status == api::TxStatus::replaced) {
        co_return fail(ErrorCode::cancelled, tx->status.reason.toStdString());
    }
    Evidence evidence;
    if (tx->row.block) {
        Result<Evidence> block = co_await blockEvidence(api::Layer::l2, *tx->row.block, event);
        if (!block) co_return block;
        evidence = std::move(*block);
        if (tx->receipt) evidence.gas = tx->receipt->gasUsed;
    } else {
        evidence.layer = api::Layer::l2;
        evidence.chainId = chainId(api::Layer::l2);
        evidence.inBlock = false;
        evidence.event = event;
    }
    evidence.transaction = hash;
    evidence.link = txLink(api::Layer::l2, hash);
    evidence.values.push_back(named(QStringLiteral("from"), tx->row.from));
    if (tx->row.to) evidence.values.push_back(named(QStringLiteral("to"), *tx->row.to));
    evidence.values.push_back(named(QStringLiteral("value"), tx->row.value));
    evidence.values.push_back(named(QStringLiteral("nonce"), U256{tx->row.nonce}));
    evidence.values.push_back(
        named(QStringLiteral("status"), QStringLiteral("string"), api::wordOf(tx->row.status)));
    const Result<api::TxTrail> trail = co_await ask(node.transactionTrail(hash));
    if (trail && trail->receivedMs) {
        evidence.values.push_back(moment(QStringLiteral("received"), *trail->receivedMs));
    }
    co_return evidence;
}

Task<Result<std::uint64_t>> PlayStage::batchWith(std::uint64_t l2Block, bool post) {
    beginWait(tr("the batch with L2 block %1 on L1").arg(grouped(l2Block)));
    while (true) {
        const Result<api::BlockView> block = co_await ask(node.block(api::Layer::l2, l2Block));
        if (!block) co_return failFrom(block);
        if (block->row.batch) co_return *block->row.batch;
        if (post) {
            post = false;
            const Result<std::uint64_t> index = co_await ask(node.flush());
            // the batcher may have posted it a moment ago
            if (!index && index.error().code != ErrorCode::nothingToSubmit) {
                co_return failFrom(index);
            }
            continue;
        }
        if (isOutOfPatience()) co_return tl::make_unexpected(outOfPatience());
        co_await pause();
    }
}

Task<Result<Evidence>> PlayStage::assertionOf(std::uint64_t batch) {
    beginWait(tr("the state root of batch %1 on L1").arg(grouped(batch)));
    while (true) {
        const Result<api::BatchView> view = co_await ask(node.batch(batch));
        if (view && !view->assertions.empty()) {
            const Result<api::TxView> tx =
                co_await mined(api::Layer::l1, view->assertions.front().l1TxHash);
            if (!tx) co_return failFrom(tx);
            Result<Evidence> seen =
                eventIn(*tx, "Rollup", "StateRootSubmitted", "batchIndex", QString::number(batch));
            if (!seen) co_return seen;
            seen->values.push_back(named(QStringLiteral("batchTx"), view->row.l1TxHash));
            seen->values.push_back(named(QStringLiteral("batchBytes"), U256{view->row.sizeBytes}));
            seen->note = tr("The data came in its own transaction just before: batch %1 in L1 "
                            "block %2.")
                             .arg(grouped(view->row.index), grouped(view->row.l1Block));
            co_return seen;
        }
        if (isOutOfPatience()) co_return tl::make_unexpected(outOfPatience());
        co_await pause();
    }
}

}  // namespace rollscope::ui
