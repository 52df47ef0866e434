// A Node with two blocks and one account, so that the server's forms can be tested alone.
#pragma once

#include <QPromise>

#include "node/api/node.h"

namespace rollscope::rpc::test {

template <class T>
api::Answer<T> ready(Result<T> value) {
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

template <class T>
api::Answer<T> refused() {
    return ready<T>(fail(ErrorCode::unsupported));
}

/// Answers what the tests ask; `late` makes call() wait until finish() is called.
class FakeNode : public api::Node {
public:
    types::Header header;
    std::optional<QPromise<Result<Bytes>>> late;
    std::vector<Bytes> submitted;
    std::vector<api::AbiView> loadedAbis;
    api::SequencerView sequencing;
    std::vector<api::PoolEntry> poolEntries;
    Result<Bytes> callResult = Bytes{1, 2, 3};

    FakeNode() {
        header.number = 7;
        header.gasLimit = 30'000'000;
        header.timestamp = 1000;
        header.baseFeePerGas = U256{1'000'000'000};
    }

    api::BlockView blockView() const {
        api::BlockView view;
        view.header = header;
        view.row.number = header.number;
        view.row.hash = types::headerHash(header);
        view.row.gasLimit = header.gasLimit;
        view.row.baseFee = *header.baseFeePerGas;
        types::Transaction tx;
        tx.type = types::TxType::dynamicFee;
        tx.chainId = 31338;
        tx.maxFeePerGas = U256{3'000'000'000};
        tx.maxPriorityFeePerGas = U256{1'000'000};
        view.transactions = {tx};
        view.hashes = {Hash{{{0xaa}}}};
        view.senders = {Address{{{0xbb}}}};
        return view;
    }

    api::Answer<api::NodeConfig> config() override {
        api::NodeConfig config;
        config.l1ChainId = 31337;
        config.l2ChainId = 31338;
        config.contracts = {{QStringLiteral("L1Bridge"), api::Layer::l1, Address{{{0x11}}}}};
        return ready<api::NodeConfig>(config);
    }
    api::Answer<api::SyncStatus> syncStatus() override {
        return ready<api::SyncStatus>(api::SyncStatus{});
    }
    api::Answer<api::Page<api::EventView>> events(api::PageRequest) override {
        return ready<api::Page<api::EventView>>(api::Page<api::EventView>{});
    }
    api::Answer<std::vector<api::ChartPoint>> chart(api::Layer, std::uint32_t) override {
        return refused<std::vector<api::ChartPoint>>();
    }
    api::Answer<std::vector<api::SearchHit>> search(QString) override {
        return refused<std::vector<api::SearchHit>>();
    }
    api::Answer<api::Page<api::BlockRow>> blocks(api::Layer, api::PageRequest) override {
        return ready<api::Page<api::BlockRow>>(
            api::Page<api::BlockRow>{{blockView().row}, 0, header.number + 1});
    }
    api::Answer<api::BlockView> block(api::Layer, api::BlockId id) override {
        const auto* number = std::get_if<std::uint64_t>(&id);
        if (number != nullptr && *number > header.number) {
            return ready<api::BlockView>(fail(ErrorCode::unknownBlock));
        }
        return ready<api::BlockView>(blockView());
    }
    api::Answer<api::Page<api::TxRow>> transactions(api::Layer, api::PageRequest) override {
        return refused<api::Page<api::TxRow>>();
    }
    api::Answer<api::Page<api::TxRow>> transactionsOf(api::Layer, Address,
                                                      api::PageRequest) override {
        return refused<api::Page<api::TxRow>>();
    }
    api::Answer<api::TxView> transaction(api::Layer, Hash) override {
        return ready<api::TxView>(fail(ErrorCode::notFound));
    }
    api::Answer<api::StatusView> transactionStatus(Hash, api::TxOrigin) override {
        api::StatusView status;
        status.status = api::TxStatus::acceptedInL2;
        return ready<api::StatusView>(status);
    }
    api::Answer<std::vector<types::Receipt>> receipts(api::Layer, api::BlockId) override {
        types::Receipt receipt;
        receipt.type = types::TxType::dynamicFee;
        receipt.success = true;
        receipt.logs.resize(2);
        return ready<std::vector<types::Receipt>>(std::vector<types::Receipt>{receipt});
    }
    api::Answer<std::vector<std::optional<api::MinedReceipt>>> receiptsOf(
        api::Layer, std::vector<Hash> hashes) override {
        std::vector<std::optional<api::MinedReceipt>> receipts(hashes.size());
        for (std::size_t i = 0; i < hashes.size(); ++i) {
            if (hashes[i] == blockView().hashes[0]) receipts[i].emplace().hash = hashes[i];
        }
        return ready<std::vector<std::optional<api::MinedReceipt>>>(receipts);
    }
    api::Answer<api::AccountView> account(api::Layer, Address address, api::BlockId) override {
        api::AccountView view;
        view.address = address;
        view.balance = U256{0x1234};
        view.nonce = 3;
        view.pendingNonce = 5;
        return ready<api::AccountView>(view);
    }
    api::Answer<U256> storageAt(api::Layer, Address, U256 slot, api::BlockId) override {
        return ready<U256>(slot + U256{1});
    }
    api::Answer<Bytes> call(api::Layer, api::CallRequest, api::BlockId) override {
        if (late) return late->future();
        return ready<Bytes>(callResult);
    }
    api::Answer<std::uint64_t> estimateGas(api::Layer, api::CallRequest, api::BlockId) override {
        return ready<std::uint64_t>(21000);
    }
    api::Answer<U256> suggestTip(api::Layer) override { return ready<U256>(U256{1000}); }
    api::Answer<api::FeeHistoryView> feeHistory(api::Layer, std::uint32_t, api::BlockId,
                                                std::vector<double>) override {
        return ready<api::FeeHistoryView>(api::FeeHistoryView{7, {1, 2}, {0.5}, {{1}}});
    }
    api::Answer<std::vector<api::LogView>> logs(api::Layer, api::LogFilter) override {
        return ready<std::vector<api::LogView>>(std::vector<api::LogView>{});
    }
    api::Answer<api::ProofView> proof(api::Layer, Address, std::vector<U256>,
                                      api::BlockId) override {
        return refused<api::ProofView>();
    }
    api::Answer<api::TraceView> traceTransaction(api::Layer, Hash, api::TraceOptions) override {
        return ready<api::TraceView>(fail(ErrorCode::notFound));
    }
    api::Answer<api::TraceView> traceCall(api::Layer, api::CallRequest, api::BlockId,
                                          api::TraceOptions, api::CallOverrides) override {
        return refused<api::TraceView>();
    }
    api::Answer<std::vector<api::BlockTraceEntry>> traceBlock(api::Layer, api::BlockId,
                                                              api::TraceOptions) override {
        return refused<std::vector<api::BlockTraceEntry>>();
    }
    api::Answer<api::ExecutionPtr> executionOf(api::Layer, Hash) override {
        return refused<api::ExecutionPtr>();
    }
    api::Answer<std::vector<api::StateChange>> stateChangesOf(api::Layer, Hash) override {
        return refused<std::vector<api::StateChange>>();
    }
    api::Answer<api::Page<api::MempoolRow>> mempool(api::PoolRequest) override {
        return refused<api::Page<api::MempoolRow>>();
    }
    api::Answer<api::Page<api::PoolSenderRow>> poolSenders(api::PageRequest) override {
        return refused<api::Page<api::PoolSenderRow>>();
    }
    api::Answer<api::PoolView> pool() override { return refused<api::PoolView>(); }
    api::Answer<std::vector<api::PoolEntry>> poolContent(std::optional<Address>) override {
        return ready<std::vector<api::PoolEntry>>(poolEntries);
    }
    api::Answer<api::TxTrail> transactionTrail(Hash) override {
        return ready<api::TxTrail>(fail(ErrorCode::notFound));
    }
    api::Answer<api::BlockProgress> blockProgress(std::uint64_t) override {
        return ready<api::BlockProgress>(fail(ErrorCode::notFound));
    }
    api::Answer<api::SequencerView> sequencer() override {
        return ready<api::SequencerView>(sequencing);
    }
    api::Answer<api::Page<api::BatchRow>> batches(api::PageRequest page) override {
        return ready<api::Page<api::BatchRow>>(api::Page<api::BatchRow>{{}, page.offset, 9});
    }
    api::Answer<api::BatchView> batch(std::uint64_t) override {
        return ready<api::BatchView>(fail(ErrorCode::notFound));
    }
    api::Answer<api::OpenBatchView> openBatch() override { return refused<api::OpenBatchView>(); }
    api::Answer<api::BatchDecoding> batchDecoding(std::uint64_t, api::DecodingRequest) override {
        return refused<api::BatchDecoding>();
    }
    api::Answer<api::BatcherPolicy> batcherPolicy() override {
        return refused<api::BatcherPolicy>();
    }
    api::Answer<api::L1FeeView> estimateL1Fee(api::CallRequest) override {
        return refused<api::L1FeeView>();
    }
    api::Answer<api::Done> setBatcherPolicy(api::BatcherPolicy) override {
        return refused<api::Done>();
    }
    api::Answer<api::Page<api::DepositView>> deposits(std::optional<Address>,
                                                      api::PageRequest) override {
        return refused<api::Page<api::DepositView>>();
    }
    api::Answer<api::Page<api::WithdrawalView>> withdrawals(std::optional<Address>,
                                                            api::PageRequest) override {
        return refused<api::Page<api::WithdrawalView>>();
    }
    api::Answer<api::WithdrawalProof> withdrawalProof(Hash) override {
        return ready<api::WithdrawalProof>(fail(ErrorCode::withdrawalNotReady));
    }
    api::Answer<api::Page<api::MessageView>> messages(api::MessageSide, std::optional<Address>,
                                                      api::PageRequest) override {
        return refused<api::Page<api::MessageView>>();
    }
    api::Answer<api::MessageView> message(api::MessageSide, std::uint64_t) override {
        return refused<api::MessageView>();
    }
    api::Answer<api::MessageProof> messageProof(api::MessageSide, std::uint64_t) override {
        return refused<api::MessageProof>();
    }
    api::Answer<api::MessageTreeView> messageTree(api::MessageTreeRequest) override {
        return refused<api::MessageTreeView>();
    }
    api::Answer<api::WithdrawalProof> withdrawalProofAt(std::uint64_t) override {
        return ready<api::WithdrawalProof>(fail(ErrorCode::notFound));
    }
    api::Answer<api::PreparedTx> prepare(api::Intent) override {
        return refused<api::PreparedTx>();
    }
    api::Answer<Hash> submit(api::Layer, Bytes raw, api::TxOrigin) override {
        submitted.push_back(std::move(raw));
        return ready<Hash>(fail(ErrorCode::nonceTooLow));
    }
    api::Answer<std::vector<Result<Hash>>> submitAll(api::Layer layer,
                                                     std::vector<Bytes> raw) override {
        std::vector<Result<Hash>> answers;
        for (Bytes& each : raw) answers.push_back(submit(layer, std::move(each), {}).result());
        return ready<std::vector<Result<Hash>>>(answers);
    }
    api::Answer<api::Done> start(api::Role) override { return ready<api::Done>(api::Done{}); }
    api::Answer<api::Done> stop(api::Role) override { return ready<api::Done>(api::Done{}); }
    api::Answer<std::uint64_t> flush() override {
        return ready<std::uint64_t>(fail(ErrorCode::nothingToSubmit));
    }
    api::Answer<std::vector<api::AbiView>> abis() override {
        return ready<std::vector<api::AbiView>>(loadedAbis);
    }
    api::Answer<api::Done> dropTransaction(Hash) override { return refused<api::Done>(); }
    api::Answer<api::SequencerView> pauseSequencer() override {
        sequencing.mode = api::SequencerMode::paused;
        emit sequencerChanged(sequencing);
        return sequencer();
    }
    api::Answer<api::SequencerView> resumeSequencer() override {
        sequencing.mode = api::SequencerMode::automatic;
        emit sequencerChanged(sequencing);
        return sequencer();
    }
    api::Answer<api::BlockStageView> stepSequencer() override {
        return ready<api::BlockStageView>(
            api::BlockStageView{api::BlockStage::computeStateRoot, true, 1'500});
    }
    api::Answer<api::SequencerView> lockNextBlock() override { return sequencer(); }
    api::Answer<api::SequencerView> setSequencerPolicy(api::SequencerPolicy policy) override {
        sequencing.policy = policy;
        return sequencer();
    }
    api::Answer<api::AbiView> loadAbi(api::Layer layer, Address address, Bytes json,
                                      QString name) override {
        if (json.front() != '[') return ready<api::AbiView>(fail(ErrorCode::invalidAbi, "why"));
        loadedAbis.push_back({layer, address, name, 2, 1, 0});
        return ready<api::AbiView>(loadedAbis.back());
    }
    api::Answer<api::Done> forgetAbi(api::Layer, Address) override {
        if (loadedAbis.empty()) return ready<api::Done>(fail(ErrorCode::notFound));
        loadedAbis.clear();
        return ready<api::Done>(api::Done{});
    }
    api::Answer<std::uint64_t> devnet(api::DevnetCommand) override {
        return ready<std::uint64_t>(4);
    }
};

}  // namespace rollscope::rpc::test
