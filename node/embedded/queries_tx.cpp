#include "node/embedded/queries.h"
#include "node/embedded/replay.h"
#include "node/l1/abi_book.h"

namespace rollscope::embedded {

namespace {

/// Remembers whose code gave the revert data that reached the end.
class RevertSource : public evm::Tracer {
public:
    void enter(const evm::Message& message) override {
        m_open.emplace_back(message.codeAddress, message.recipient);
    }
    void exit(const evm::CallResult& result) override {
        // a caller that passes data on is not its source
        if (result.status == evm::Status::revert && result.output != m_data) {
            m_data = result.output;
            source = m_open.back();
        }
        if (result.ok()) m_data.clear();
        m_open.pop_back();
    }
    std::pair<Address, Address> source;  ///< the code and the account that ran it

private:
    std::vector<std::pair<Address, Address>> m_open;
    Bytes m_data;
};

/// Remembers how one transaction failed.
class FailureWatch : public state::TransactionWatch {
public:
    explicit FailureWatch(std::size_t index) : m_index(index) {}
    evm::Tracer* before(const state::WatchedTx& tx) override {
        return tx.index == m_index ? &revert : nullptr;
    }
    void after(std::size_t index, const state::TxOutcome& outcome) override {
        if (index == m_index) error = outcome.error;
    }
    Error error{ErrorCode::executionFailed, {}};
    RevertSource revert;

private:
    std::size_t m_index;
};

}  // namespace

QString Queries::failureOf(api::Layer layer, const chain::MinedTransaction& mined) const {
    FailureWatch watch(mined.transaction.index);
    const auto replayed =
        replayBlock(m, layer, mined.transaction.block, mined.transaction.index, watch);
    if (!replayed) return l1::explainError(replayed.error());
    AbiPtr own = abiOf(layer, watch.revert.source.first);
    if (!own) own = abiOf(layer, watch.revert.source.second);
    return l1::explainError(watch.error, own.get());
}

api::StatusView Queries::statusOf(api::Layer layer, const chain::MinedTransaction& mined) const {
    api::StatusView status;
    status.block = mined.transaction.block;
    status.status = statusOfBlock(layer, mined.transaction.block);
    if (layer == api::Layer::l2) {
        status.batch = m.spans->batchOf(mined.transaction.block);
        if (!status.batch) {
            status.reason = QStringLiteral("its block's batch is not on L1 yet");
        } else if (status.status != api::TxStatus::finalized) {
            const auto assertions = m.mirror->assertions(*status.batch);
            if (assertions.empty()) {
                status.reason =
                    QStringLiteral("batch %1 has no state root on L1 yet").arg(*status.batch);
            } else {
                status.finalAt = assertions.front().finalAt;
                status.reason = QStringLiteral("the challenge period of batch %1 runs until %2")
                                    .arg(*status.batch)
                                    .arg(bridge::timeText(*status.finalAt));
            }
        }
    }
    if (!mined.receipt.receipt.success) {
        status.status = api::TxStatus::failed;
        status.reason = failureOf(layer, mined);
    }
    return status;
}

Result<api::TxView> Queries::waiting(api::Layer layer, const Hash& hash) const {
    api::TxView view;
    if (layer == api::Layer::l1) {
        const auto found = m.devnet->waiting(hash);
        if (!found) return fail(ErrorCode::notFound, toHex(hash.view()));
        view.tx = found->first;
        view.row.from = found->second;
        view.status.reason = QStringLiteral("a transaction with a lower nonce is missing");
    } else {
        const auto found = m.pool->find(hash);
        if (!found) return fail(ErrorCode::notFound, toHex(hash.view()));
        view.tx = found->tx;
        view.row.from = found->sender;
        view.row.timestamp = found->receivedMs / 1000;
        view.status.reason = QString::fromStdString(m.pool->whyWaiting(hash));
        if (view.status.reason.isEmpty()) {
            view.status.reason = m.running(api::Role::sequencer)
                                     ? QStringLiteral("waits for the next block")
                                     : QStringLiteral("the sequencer is off");
        }
    }
    view.row.layer = layer;
    view.row.hash = hash;
    view.row.type = view.tx.type;
    view.row.to = view.tx.to;
    view.row.value = view.tx.value;
    view.row.maxFeePerGas = view.tx.maxFeePerGas;
    view.row.tip = view.tx.maxPriorityFeePerGas;
    view.row.nonce = view.tx.nonce;
    view.row.gas = view.tx.gasLimit;
    view.row.status = api::TxStatus::pending;
    view.row.summary = summaryOf(layer, view.tx);
    view.status.status = api::TxStatus::pending;
    view.input = l1::decodeCall(view.tx.data, abiOf(layer, view.tx.to).get());
    return view;
}

Result<api::TxView> Queries::transaction(api::Layer layer, const Hash& hash) const {
    const chain::Chain& chain = m.chainOf(layer);
    auto mined = chain.mined(hash);
    if (!mined) return failFrom(mined);
    if (!*mined) {
        auto view = waiting(layer, hash);
        if (view) return view;
        // it may have been mined between the two looks
        mined = chain.mined(hash);
        if (!mined) return failFrom(mined);
        if (!*mined) return view;
    }
    api::TxView view;
    view.row = rowOf(layer, **mined);
    view.tx = (*mined)->transaction.tx;
    view.receipt = (*mined)->receipt.receipt;
    view.blockHash = (*mined)->transaction.blockHash;
    view.status = statusOf(layer, **mined);
    view.input = l1::decodeCall(view.tx.data, abiOf(layer, view.tx.to).get());
    if (!view.receipt->success) view.failure = view.status.reason;
    std::uint32_t index = (*mined)->receipt.firstLogIndex;
    for (const types::Log& log : view.receipt->logs) {
        api::LogView row;
        row.log = log;
        row.blockNumber = (*mined)->transaction.block;
        row.blockHash = view.blockHash;
        row.txHash = hash;
        row.txIndex = (*mined)->transaction.index;
        row.logIndex = index++;
        row.blockTimestamp = (*mined)->transaction.timestamp;
        row.decoded = l1::decodeLog(log, abiOf(layer, log.address).get());
        view.logs.push_back(std::move(row));
    }
    return view;
}

Result<api::StatusView> Queries::transactionStatus(const Hash& hash) const {
    const auto mined = m.l2->mined(hash);
    if (!mined) return failFrom(mined);
    if (*mined) return statusOf(api::Layer::l2, **mined);
    if (const auto view = waiting(api::Layer::l2, hash)) return view->status;
    if (const auto ending = m.pool->ending(hash)) {
        api::StatusView status;
        status.status = ending->status;
        status.reason = QString::fromStdString(ending->reason);
        return status;
    }
    // it may have been sealed between the two looks
    const auto again = m.l2->mined(hash);
    if (again && *again) return statusOf(api::Layer::l2, **again);
    const auto onL1 = m.devnet->reads().mined(hash);
    if (onL1 && *onL1) return statusOf(api::Layer::l1, **onL1);
    api::StatusView status;
    status.reason = QStringLiteral("this node has not seen it");
    return status;
}

}  // namespace rollscope::embedded
