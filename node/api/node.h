// The border. One abstract Node; pages and the RPC server know nothing else.
//
// Questions return a QFuture<Result<T>>: never blocking, safe to ask from any thread;
//   continue with .then(context, f) to be answered on the context's thread.
// Acts return a future too, and stand in the event log.
// Signals carry values and come on the node's thread, at most one of a kind a tick (100 ms)
//   for the ones that paint; newBlock and pendingAdded come for each, in order.
#pragma once

#include <QFuture>
#include <QObject>

#include "node/api/batch_views.h"
#include "node/api/execution_record.h"
#include "node/api/message_views.h"
#include "node/api/pool_views.h"
#include "node/api/receipt_view.h"
#include "node/api/sequencer_views.h"

namespace rollscope::api {

template <class T>
using Answer = QFuture<Result<T>>;

/// Nothing to say but that it worked.
struct Done {};

/// A rollup node, embedded or remote.
class Node : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    // --- questions: the node
    virtual Answer<NodeConfig> config() = 0;
    virtual Answer<SyncStatus> syncStatus() = 0;
    virtual Answer<Page<EventView>> events(PageRequest page) = 0;
    virtual Answer<std::vector<ChartPoint>> chart(Layer layer, std::uint32_t blocks) = 0;
    virtual Answer<std::vector<SearchHit>> search(QString words) = 0;

    // --- questions: chains
    virtual Answer<Page<BlockRow>> blocks(Layer layer, PageRequest page) = 0;
    virtual Answer<BlockView> block(Layer layer, BlockId id) = 0;
    virtual Answer<Page<TxRow>> transactions(Layer layer, PageRequest page) = 0;
    virtual Answer<Page<TxRow>> transactionsOf(Layer layer, Address account, PageRequest page) = 0;
    virtual Answer<TxView> transaction(Layer layer, Hash hash) = 0;
    /// `asker`: a client over the network was told; stands in the transaction's trail.
    virtual Answer<StatusView> transactionStatus(Hash hash, TxOrigin asker = TxOrigin::local) = 0;
    /// Of a transaction of L2; notFound when this node has not seen it.
    virtual Answer<TxTrail> transactionTrail(Hash hash) = 0;
    virtual Answer<std::vector<types::Receipt>> receipts(Layer layer, BlockId id) = 0;
    /// One for each hash, none for what is in no block.
    virtual Answer<std::vector<std::optional<MinedReceipt>>> receiptsOf(
        Layer layer, std::vector<Hash> hashes) = 0;
    virtual Answer<AccountView> account(Layer layer, Address address, BlockId at) = 0;
    virtual Answer<U256> storageAt(Layer layer, Address address, U256 slot, BlockId at) = 0;
    virtual Answer<Bytes> call(Layer layer, CallRequest request, BlockId at) = 0;
    virtual Answer<std::uint64_t> estimateGas(Layer layer, CallRequest request, BlockId at) = 0;
    virtual Answer<U256> suggestTip(Layer layer) = 0;
    virtual Answer<FeeHistoryView> feeHistory(Layer layer, std::uint32_t blocks, BlockId newest,
                                              std::vector<double> percentiles) = 0;
    virtual Answer<std::vector<LogView>> logs(Layer layer, LogFilter filter) = 0;
    virtual Answer<ProofView> proof(Layer layer, Address address, std::vector<U256> slots,
                                    BlockId at) = 0;

    // --- questions: traces. Each runs the block's earlier transactions again; long ones end when
    // the future is cancelled. executionTimeout, requestTooLarge, notFound.
    /// As geth's debug_traceTransaction: of a mined transaction.
    virtual Answer<TraceView> traceTransaction(Layer layer, Hash hash, TraceOptions options) = 0;
    /// As geth's debug_traceCall: a call on the state after block `at`.
    virtual Answer<TraceView> traceCall(Layer layer, CallRequest request, BlockId at,
                                        TraceOptions options, CallOverrides overrides) = 0;
    /// As geth's debug_traceBlock…: all transactions, in order.
    virtual Answer<std::vector<BlockTraceEntry>> traceBlock(Layer layer, BlockId id,
                                                            TraceOptions options) = 0;
    /// Every instruction of a mined transaction, for the stepper.
    virtual Answer<ExecutionPtr> executionOf(Layer layer, Hash hash) = 0;
    /// What a mined transaction changed: storage by contract, then balances, nonces and code.
    virtual Answer<std::vector<StateChange>> stateChangesOf(Layer layer, Hash hash) = 0;

    // --- questions: the rollup
    virtual Answer<Page<MempoolRow>> mempool(PoolRequest request) = 0;
    /// Most transactions first.
    virtual Answer<Page<PoolSenderRow>> poolSenders(PageRequest page) = 0;
    virtual Answer<PoolView> pool() = 0;
    /// Whole transactions, all or one sender's; requestTooLarge above 20,000.
    virtual Answer<std::vector<PoolEntry>> poolContent(std::optional<Address> sender) = 0;
    virtual Answer<SequencerView> sequencer() = 0;
    /// How a block of L2 is made, or was: its stages as this node's sequencer did them. notFound
    /// says why there is no record: another node made it, or it is too old.
    virtual Answer<BlockProgress> blockProgress(std::uint64_t number) = 0;
    virtual Answer<Page<BatchRow>> batches(PageRequest page) = 0;
    virtual Answer<BatchView> batch(std::uint64_t index) = 0;
    virtual Answer<OpenBatchView> openBatch() = 0;
    /// What the bytes of a batch mean; a range of them, or one transaction's.
    virtual Answer<BatchDecoding> batchDecoding(std::uint64_t index, DecodingRequest request) = 0;
    virtual Answer<BatcherPolicy> batcherPolicy() = 0;
    /// What the call as an L2 transaction would pay for its share of L1's data.
    virtual Answer<L1FeeView> estimateL1Fee(CallRequest request) = 0;
    virtual Answer<Page<DepositView>> deposits(std::optional<Address> account,
                                               PageRequest page) = 0;
    virtual Answer<Page<WithdrawalView>> withdrawals(std::optional<Address> account,
                                                     PageRequest page) = 0;
    /// By L2 transaction hash; its first withdrawal. withdrawalNotReady before ASSERTED.
    virtual Answer<WithdrawalProof> withdrawalProof(Hash l2TxHash) = 0;
    /// By withdrawal index.
    virtual Answer<WithdrawalProof> withdrawalProofAt(std::uint64_t index) = 0;
    virtual Answer<Page<MessageView>> messages(MessageSide side, std::optional<Address> account,
                                               PageRequest page) = 0;
    virtual Answer<MessageView> message(MessageSide side, std::uint64_t index) = 0;
    /// messageNotConsumable, with the reason, while the other layer knows no root above it.
    virtual Answer<MessageProof> messageProof(MessageSide side, std::uint64_t index) = 0;
    virtual Answer<MessageTreeView> messageTree(MessageTreeRequest request) = 0;
    /// The ABIs that loadAbi took in, by layer and address.
    virtual Answer<std::vector<AbiView>> abis() = 0;
    /// Turns a wish into an unsigned transaction with nonce, gas and fees filled in.
    virtual Answer<PreparedTx> prepare(Intent intent) = 0;

    // --- acts
    /// Takes in a signed transaction; its hash, or Ethereum's usual refusal.
    virtual Answer<Hash> submit(Layer layer, Bytes rawTransaction,
                                TxOrigin origin = TxOrigin::network) = 0;
    /// Many at once, in order, with an answer for each.
    virtual Answer<std::vector<Result<Hash>>> submitAll(Layer layer, std::vector<Bytes> raw) = 0;
    /// Takes a transaction out of L2's pool; notFound when it is not there.
    virtual Answer<Done> dropTransaction(Hash hash) = 0;
    virtual Answer<Done> start(Role role) = 0;
    virtual Answer<Done> stop(Role role) = 0;
    /// Posts the open batch to L1 now and asserts it; the batch's index. nothingToSubmit if empty.
    virtual Answer<std::uint64_t> flush() = 0;
    /// The clock makes no more blocks; transactions wait. Time and L1 go on. roleOff.
    virtual Answer<SequencerView> pauseSequencer() = 0;
    /// The clock makes blocks again; a block that waits between two stages goes on first.
    virtual Answer<SequencerView> resumeSequencer() = 0;
    /// Does the stage that is next, pausing first, and tells which it was.
    virtual Answer<BlockStageView> stepSequencer() = 0;
    /// Begins the next block and holds it after its first stage; as it is, if one is begun.
    virtual Answer<SequencerView> lockNextBlock() = 0;
    /// invalidParams names what is out of bounds.
    virtual Answer<SequencerView> setSequencerPolicy(SequencerPolicy policy) = 0;
    /// The batcher's policy from now on, over restarts too. invalidParams says what is out of
    /// range.
    virtual Answer<Done> setBatcherPolicy(BatcherPolicy policy) = 0;
    /// Keeps a contract's ABI, so that what the address is given, logs, returns and fails with is
    /// told in words; takes the place of an older one. `json`: the list of entries, or a
    /// compiler's artifact with an "abi" member, which may also tell the contract's name; `name`
    /// goes before it. invalidAbi says which entry is wrong, requestTooLarge how much is taken.
    virtual Answer<AbiView> loadAbi(Layer layer, Address address, Bytes json, QString name) = 0;
    /// notFound when there is none.
    virtual Answer<Done> forgetAbi(Layer layer, Address address) = 0;
    /// Devnet only: mine, warp, snapshot. The answer is a snapshot id where one is made.
    virtual Answer<std::uint64_t> devnet(DevnetCommand command) = 0;

signals:
    void headsChanged(const rollscope::api::HeadsView& heads);
    void rolesChanged(const std::vector<rollscope::api::RoleView>& roles);
    void pendingChanged(std::uint64_t pending, std::uint64_t queued);
    void sequencerChanged(const rollscope::api::SequencerView& sequencer);
    /// They entered L2's pool since it was last said, in order.
    void pendingAdded(const std::vector<rollscope::Hash>& hashes);
    /// One for each that left the pool without a block: DROPPED or REPLACED.
    void pendingEnded(rollscope::Hash hash, const rollscope::api::StatusView& status);
    void newBlock(rollscope::api::Layer layer, const rollscope::api::BlockView& block,
                  const std::vector<rollscope::api::LogView>& logs);
    void batchChanged(const rollscope::api::BatchRow& batch);
    void depositChanged(const rollscope::api::DepositView& deposit);
    void withdrawalChanged(const rollscope::api::WithdrawalView& withdrawal);
    void messageChanged(const rollscope::api::MessageView& message);
    void chainReorged(rollscope::api::Layer layer, std::uint64_t newHead);
    void abisChanged();  ///< what was told of a transaction may be told better now
    void eventLogged(const rollscope::api::EventView& event);
};

/// Registers the values that signals carry; call once at start.
void registerMetaTypes();

}  // namespace rollscope::api
