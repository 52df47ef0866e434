// The whole node behind the border of node/api: both chains, all roles, one thread of its own.
//
// In: Options. Out: api::Node. Questions run on a small pool and read what is thread-safe; acts
// run on the node's thread, where a timer drives Driver::tick. Signals come from that thread.
#pragma once

#include <QThread>
#include <QThreadPool>
#include <atomic>
#include <memory>

#include "node/api/node.h"
#include "node/embedded/options.h"

namespace rollscope::embedded {

class Driver;
class Intake;
struct Services;

/// A node in this process.
class EmbeddedNode : public api::Node {
    Q_OBJECT
public:
    /// Opens or creates the data directory and starts; storageLocked, ioFailed, … with the path.
    static Result<std::unique_ptr<EmbeddedNode>> open(Options options);
    /// Stops cleanly: the tick in progress ends, everything is on disk.
    ~EmbeddedNode() override;

    /// What config() answers for rpcUrl and l1RpcUrl; set by whoever runs the servers.
    void setRpcUrls(const QString& l2, const QString& l1);

    api::Answer<api::NodeConfig> config() override;
    api::Answer<api::SyncStatus> syncStatus() override;
    api::Answer<api::Page<api::EventView>> events(api::PageRequest page) override;
    api::Answer<std::vector<api::ChartPoint>> chart(api::Layer layer,
                                                    std::uint32_t blocks) override;
    api::Answer<std::vector<api::SearchHit>> search(QString words) override;
    api::Answer<api::Page<api::BlockRow>> blocks(api::Layer layer, api::PageRequest page) override;
    api::Answer<api::BlockView> block(api::Layer layer, api::BlockId id) override;
    api::Answer<api::Page<api::TxRow>> transactions(api::Layer layer,
                                                    api::PageRequest page) override;
    api::Answer<api::Page<api::TxRow>> transactionsOf(api::Layer layer, Address account,
                                                      api::PageRequest page) override;
    api::Answer<api::TxView> transaction(api::Layer layer, Hash hash) override;
    api::Answer<api::StatusView> transactionStatus(
        Hash hash, api::TxOrigin asker = api::TxOrigin::local) override;
    api::Answer<api::TxTrail> transactionTrail(Hash hash) override;
    api::Answer<std::vector<types::Receipt>> receipts(api::Layer layer, api::BlockId id) override;
    api::Answer<std::vector<std::optional<api::MinedReceipt>>> receiptsOf(
        api::Layer layer, std::vector<Hash> hashes) override;
    api::Answer<api::AccountView> account(api::Layer layer, Address address,
                                          api::BlockId at) override;
    api::Answer<U256> storageAt(api::Layer layer, Address address, U256 slot,
                                api::BlockId at) override;
    api::Answer<Bytes> call(api::Layer layer, api::CallRequest request, api::BlockId at) override;
    api::Answer<std::uint64_t> estimateGas(api::Layer layer, api::CallRequest request,
                                           api::BlockId at) override;
    api::Answer<U256> suggestTip(api::Layer layer) override;
    api::Answer<api::FeeHistoryView> feeHistory(api::Layer layer, std::uint32_t blocks,
                                                api::BlockId newest,
                                                std::vector<double> percentiles) override;
    api::Answer<std::vector<api::LogView>> logs(api::Layer layer, api::LogFilter filter) override;
    api::Answer<api::ProofView> proof(api::Layer layer, Address address, std::vector<U256> keys,
                                      api::BlockId at) override;
    api::Answer<api::TraceView> traceTransaction(api::Layer layer, Hash hash,
                                                 api::TraceOptions options) override;
    api::Answer<api::TraceView> traceCall(api::Layer layer, api::CallRequest request,
                                          api::BlockId at, api::TraceOptions options,
                                          api::CallOverrides overrides) override;
    api::Answer<std::vector<api::BlockTraceEntry>> traceBlock(api::Layer layer, api::BlockId id,
                                                              api::TraceOptions options) override;
    api::Answer<api::ExecutionPtr> executionOf(api::Layer layer, Hash hash) override;
    api::Answer<std::vector<api::StateChange>> stateChangesOf(api::Layer layer, Hash hash) override;
    api::Answer<api::Page<api::MempoolRow>> mempool(api::PoolRequest request) override;
    api::Answer<api::Page<api::PoolSenderRow>> poolSenders(api::PageRequest page) override;
    api::Answer<api::PoolView> pool() override;
    api::Answer<std::vector<api::PoolEntry>> poolContent(std::optional<Address> sender) override;
    api::Answer<api::SequencerView> sequencer() override;
    api::Answer<api::BlockProgress> blockProgress(std::uint64_t number) override;
    api::Answer<api::Page<api::BatchRow>> batches(api::PageRequest page) override;
    api::Answer<api::BatchView> batch(std::uint64_t index) override;
    api::Answer<api::OpenBatchView> openBatch() override;
    api::Answer<api::BatchDecoding> batchDecoding(std::uint64_t index,
                                                  api::DecodingRequest request) override;
    api::Answer<api::BatcherPolicy> batcherPolicy() override;
    api::Answer<api::L1FeeView> estimateL1Fee(api::CallRequest request) override;
    api::Answer<api::Done> setBatcherPolicy(api::BatcherPolicy policy) override;
    api::Answer<api::Page<api::DepositView>> deposits(std::optional<Address> account,
                                                      api::PageRequest page) override;
    api::Answer<api::Page<api::WithdrawalView>> withdrawals(std::optional<Address> account,
                                                            api::PageRequest page) override;
    api::Answer<api::WithdrawalProof> withdrawalProof(Hash l2TxHash) override;
    api::Answer<api::WithdrawalProof> withdrawalProofAt(std::uint64_t index) override;
    api::Answer<api::Page<api::MessageView>> messages(api::MessageSide side,
                                                      std::optional<Address> account,
                                                      api::PageRequest page) override;
    api::Answer<api::MessageView> message(api::MessageSide side, std::uint64_t index) override;
    api::Answer<api::MessageProof> messageProof(api::MessageSide side,
                                                std::uint64_t index) override;
    api::Answer<api::MessageTreeView> messageTree(api::MessageTreeRequest request) override;
    api::Answer<std::vector<api::AbiView>> abis() override;
    api::Answer<api::PreparedTx> prepare(api::Intent intent) override;

    api::Answer<Hash> submit(api::Layer layer, Bytes rawTransaction,
                             api::TxOrigin origin = api::TxOrigin::network) override;
    api::Answer<std::vector<Result<Hash>>> submitAll(api::Layer layer,
                                                     std::vector<Bytes> raw) override;
    api::Answer<api::Done> dropTransaction(Hash hash) override;
    api::Answer<api::Done> start(api::Role role) override;
    api::Answer<api::Done> stop(api::Role role) override;
    api::Answer<std::uint64_t> flush() override;
    api::Answer<api::SequencerView> pauseSequencer() override;
    api::Answer<api::SequencerView> resumeSequencer() override;
    api::Answer<api::BlockStageView> stepSequencer() override;
    api::Answer<api::SequencerView> lockNextBlock() override;
    api::Answer<api::SequencerView> setSequencerPolicy(api::SequencerPolicy policy) override;
    api::Answer<api::AbiView> loadAbi(api::Layer layer, Address address, Bytes json,
                                      QString name) override;
    api::Answer<api::Done> forgetAbi(api::Layer layer, Address address) override;
    api::Answer<std::uint64_t> devnet(api::DevnetCommand command) override;

private:
    explicit EmbeddedNode(std::unique_ptr<Services> services);
    /// Answers on the pool.
    template <class F>
    auto ask(F question);
    /// Answers on the pool for long work; `question` takes Queries and a cancel flag.
    template <class F>
    auto askLong(F question);
    /// Does it on the node's thread.
    template <class F>
    auto act(F deed);

    std::unique_ptr<Services> m_services;
    std::unique_ptr<Driver> m_driver;  // lives on m_thread
    std::unique_ptr<Intake> m_intake;
    QThread m_thread;
    QThreadPool m_pool;
    QThreadPool m_longPool;  // so that a trace keeps no page waiting
    std::atomic<bool> m_closing{false};
};

}  // namespace rollscope::embedded
