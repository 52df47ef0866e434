// The answers to node/api's questions, from what any thread may read.
//
// In: Services. Out: views. Blocking, without state of its own; EmbeddedNode runs it on a pool.
#pragma once

#include <functional>

#include "node/api/execution_data.h"
#include "node/api/node.h"
#include "node/embedded/services.h"
#include "node/embedded/slot_names.h"

namespace rollscope::embedded {

/// True when the asker does not want the answer any more.
using CancelFlag = std::function<bool()>;

class Queries {
public:
    explicit Queries(const Services& services) : m(services) {}

    // --- the node
    api::NodeConfig config() const;
    api::HeadsView heads() const;
    std::vector<api::RoleView> roles() const;
    api::SyncStatus syncStatus() const;
    Result<std::vector<api::ChartPoint>> chart(api::Layer layer, std::uint32_t blocks) const;
    std::vector<api::SearchHit> search(const QString& words) const;

    // --- chains
    Result<api::Page<api::BlockRow>> blocks(api::Layer layer, api::PageRequest page) const;
    Result<api::BlockView> block(api::Layer layer, const api::BlockId& id) const;
    Result<api::Page<api::TxRow>> transactions(api::Layer layer, api::PageRequest page) const;
    Result<api::Page<api::TxRow>> transactionsOf(api::Layer layer, const Address& account,
                                                 api::PageRequest page) const;
    Result<api::TxView> transaction(api::Layer layer, const Hash& hash) const;
    Result<api::StatusView> transactionStatus(const Hash& hash) const;
    Result<api::TxTrail> transactionTrail(const Hash& hash) const;
    Result<std::vector<types::Receipt>> receipts(api::Layer layer, const api::BlockId& id) const;
    Result<std::vector<std::optional<api::MinedReceipt>>> receiptsOf(
        api::Layer layer, const std::vector<Hash>& hashes) const;
    Result<std::vector<api::LogView>> logs(api::Layer layer, const api::LogFilter& filter) const;
    Result<std::vector<api::LogView>> logsOf(api::Layer layer, std::uint64_t number) const;

    // --- state
    Result<api::AccountView> account(api::Layer layer, const Address& address,
                                     const api::BlockId& at) const;
    Result<U256> storageAt(api::Layer layer, const Address& address, const U256& slot,
                           const api::BlockId& at) const;
    Result<Bytes> call(api::Layer layer, const api::CallRequest& request,
                       const api::BlockId& at) const;
    Result<std::uint64_t> estimateGas(api::Layer layer, const api::CallRequest& request,
                                      const api::BlockId& at) const;
    U256 suggestTip(api::Layer layer) const;
    Result<api::FeeHistoryView> feeHistory(api::Layer layer, std::uint32_t blocks,
                                           const api::BlockId& newest,
                                           const std::vector<double>& percentiles) const;
    Result<api::ProofView> proof(api::Layer layer, const Address& address,
                                 const std::vector<U256>& keys, const api::BlockId& at) const;

    // --- traces
    Result<api::TraceView> traceTransaction(api::Layer layer, const Hash& hash,
                                            const api::TraceOptions& options,
                                            const CancelFlag& cancelled) const;
    Result<api::TraceView> traceCall(api::Layer layer, const api::CallRequest& request,
                                     const api::BlockId& at, const api::TraceOptions& options,
                                     const api::CallOverrides& overrides,
                                     const CancelFlag& cancelled) const;
    Result<std::vector<api::BlockTraceEntry>> traceBlock(api::Layer layer, const api::BlockId& id,
                                                         const api::TraceOptions& options,
                                                         const CancelFlag& cancelled) const;
    Result<api::ExecutionPtr> executionOf(api::Layer layer, const Hash& hash,
                                          const CancelFlag& cancelled) const;
    Result<std::vector<api::StateChange>> stateChangesOf(api::Layer layer, const Hash& hash,
                                                         const CancelFlag& cancelled) const;

    // --- the rollup
    api::Page<api::MempoolRow> mempool(const api::PoolRequest& request) const;
    Result<std::vector<api::PoolEntry>> poolContent(const std::optional<Address>& sender) const;
    api::SequencerView sequencer() const;
    Result<api::BlockProgress> blockProgress(std::uint64_t number) const;
    api::Page<api::BatchRow> batches(api::PageRequest page) const;
    std::optional<api::BatchRow> batchRow(std::uint64_t index) const;
    Result<api::BatchView> batch(std::uint64_t index) const;
    Result<api::BatchDecoding> batchDecoding(std::uint64_t index,
                                             const api::DecodingRequest& request) const;
    Result<api::L1FeeView> l1Fee(const api::CallRequest& request) const;
    /// At L1's base fee as L2 will see it next.
    api::L1FeeView l1FeeOf(const types::Transaction& tx) const;
    Result<api::WithdrawalProof> withdrawalProof(const Hash& l2TxHash) const;
    Result<api::PreparedTx> prepare(const api::Intent& intent) const;
    api::Page<api::MessageView> messages(api::MessageSide side,
                                         const std::optional<Address>& account,
                                         api::PageRequest page) const;
    Result<api::MessageView> message(api::MessageSide side, std::uint64_t index) const;

private:
    struct StateAt {
        chain::ChainState state;
        state::BlockEnv env;
    };
    Result<StateAt> stateAt(api::Layer layer, const api::BlockId& at) const;
    /// As eth_call takes it.
    static state::CallMessage messageOf(const api::CallRequest& request);
    Result<chain::MinedTransaction> minedTransaction(api::Layer layer, const Hash& hash) const;
    ContractNames contractNames(api::Layer layer) const;
    std::uint64_t nextNonce(api::Layer layer, const Address& account) const;
    U256 nextBaseFee(api::Layer layer) const;

    using AbiPtr = std::shared_ptr<const l1::AbiBook>;
    /// The ABI loaded for an address; null without.
    AbiPtr abiOf(api::Layer layer, const std::optional<Address>& address) const;
    /// As above for a frame: of the code that runs, else of the proxy that runs it.
    AbiPtr abiOf(api::Layer layer, const api::ExecutionFrame& frame) const;
    /// Calls, what they returned and logs in words; why each failed call failed.
    void decode(api::Layer layer, api::ExecutionRecord::Data& data) const;
    std::vector<api::LogView> decoded(api::Layer layer, std::vector<api::LogView> logs) const;
    /// "transfer", "deploy", "deposit", or the called function's name.
    QString summaryOf(api::Layer layer, const types::Transaction& tx) const;

    api::BlockRow rowOf(api::Layer layer, const chain::BlockRecord& record) const;
    api::TxRow rowOf(api::Layer layer, const chain::MinedTransaction& mined) const;
    api::TxStatus statusOfBlock(api::Layer layer, std::uint64_t number) const;
    api::StatusView statusOf(api::Layer layer, const chain::MinedTransaction& mined) const;
    Result<api::TxView> waiting(api::Layer layer, const Hash& hash) const;
    /// Runs a failed transaction again to learn why it failed.
    QString failureOf(api::Layer layer, const chain::MinedTransaction& mined) const;
    api::Page<api::TxRow> rowsOf(api::Layer layer,
                                 const api::Page<chain::MinedTransaction>& page) const;
    /// Adds what this node itself is the reason of.
    void explain(api::MessageView& view) const;
    Result<api::PreparedTx> preparePortal(const api::Intent& intent) const;
    Result<api::PreparedTx> prepareClaim(const api::Intent& intent) const;
    Result<api::PreparedTx> prepared(const api::Intent& intent, api::Layer layer,
                                     std::optional<Address> to, const U256& value, Bytes data,
                                     const QString& what) const;

    const Services& m;
};

/// "0.4 ETH".
QString etherText(const U256& wei);

}  // namespace rollscope::embedded
