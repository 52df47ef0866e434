// Building and executing blocks of both layers, step by step or at once.
//
// In: the parent's state, nodes and header, a BlockInput. Out: the sealed block, receipts, diff,
// new trie nodes. Total: what cannot be included is left out and named.
// Steps: construct (lock) -> begin (system transaction, messages) -> apply each (validate,
// sequence, execute) -> finish (end-of-block step, state root, seal).
#pragma once

#include <memory>
#include <span>

#include "node/core/merkle/state_trie.h"
#include "node/core/state/transition.h"
#include "node/core/types/block.h"
#include "node/core/types/message.h"

namespace rollscope::state {

/// How a chain's blocks are made.
struct ChainSpec {
    std::uint64_t chainId = 0;
    bool rollup = false;  ///< L2: system transaction, messages, end-of-block step (PROTOCOL 4)
    bool operator==(const ChainSpec&) const = default;
};

/// Addresses that the L2 protocol fixes.
extern const Address systemSender;          ///< 0xDeaD…0001
extern const Address l2FeeRecipient;        ///< 0x4200…0011
extern const Address l1InfoAddress;         ///< 0x4200…0015
extern const Address l2InboxAddress;        ///< 0x4200…0016
extern const Address l2OutboxAddress;       ///< 0x4200…0017
extern const Address l2BridgeAddress;       ///< 0x4200…0010
extern const Address l2TokenAddress;        ///< 0x4200…0018
extern const Address l2PortalTokenAddress;  ///< 0x4200…0019
extern const Address l1FeeVault;            ///< 0x4200…001A: is paid the L1 data fees

/// L1 as last seen by the sequencer: what the system transaction writes to L1Info.
struct L1Info {
    std::uint64_t number = 0;
    std::uint64_t timestamp = 0;   ///< seconds
    U256 baseFee;                  ///< wei
    std::uint64_t inboxCount = 0;  ///< messages taken in, this block's included
    bool operator==(const L1Info&) const = default;
};

/// What a block is made from, apart from its parent. The last five fields are the rollup's.
struct BlockInput {
    std::uint64_t timestamp = 0;  ///< seconds
    std::uint64_t gasLimit = 30'000'000;
    Address beneficiary;  ///< ignored on L2: l2FeeRecipient
    Hash prevRandao;      ///< ignored on L2: keccak(parentHash)
    L1Info l1;
    std::vector<types::L1ToL2Message> messages;  ///< all new ones, executed and claimable, in order
    std::vector<Hash> inboundLeaves;             ///< their leaves; empty: computed from `messages`
    std::vector<types::Transaction> userTxs;
    std::vector<Address> senders;  ///< of userTxs; empty: recovered
};

/// The state that a block starts from. What it refers to must outlive its user.
struct ParentState {
    const StateView& view;
    const merkle::NodeReader& nodes;
    const types::Header& header;
    evm::BlockHashes blockHash;  ///< of ancestors; the parent's own hash is known without it
};

/// A user transaction that was left out, and why.
struct SkippedTx {
    std::size_t index = 0;  ///< in BlockInput::userTxs
    Error error;
};

/// A sealed block and everything that came of it.
struct BlockResult {
    types::Block block;
    Hash hash;
    std::vector<Hash> txHashes;    ///< of block.transactions
    std::vector<Address> senders;  ///< of block.transactions
    std::vector<types::Receipt> receipts;
    std::vector<types::Log> systemLogs;  ///< of the system calls, which have no receipts
    StateDiff diff;
    merkle::NodeSet nodes;  ///< new nodes of the state's tries
    Hash outboxRoot;        ///< L2Outbox slot 0 after the block; zero on L1
    U256 outboxCount;       ///< L2Outbox slot 1 after the block
    std::vector<SkippedTx> skipped;
    bool systemCallsOk = true;  ///< false: a system call reverted (its effects are gone)
};

/// A transaction that is about to run in a block.
struct WatchedTx {
    std::size_t index = 0;  ///< in the block
    const types::Transaction& tx;
    const Address& sender;
    JournaledState& state;  ///< before it
    const BlockEnv& block;
};

/// Told of each transaction of a block, those of begin() included; not of system calls.
class TransactionWatch {
public:
    virtual ~TransactionWatch() = default;
    /// The tracer for this transaction; null for none.
    virtual evm::Tracer* before(const WatchedTx& tx) = 0;
    /// It was included.
    virtual void after(std::size_t index, const TxOutcome& outcome) = 0;
};

/// A block in the making. One thread at a time.
class BlockBuilder {
public:
    BlockBuilder(const ParentState& parent, const ChainSpec& spec, const BlockInput& input,
                 const crypto::PrecompileHost& precompiles);
    ~BlockBuilder();
    BlockBuilder(const BlockBuilder&) = delete;
    BlockBuilder& operator=(const BlockBuilder&) = delete;

    /// L2: system transaction, inbound leaves, executed messages. L1: nothing.
    void begin();
    /// What apply would refuse; changes nothing.
    Result<void> validate(const types::Transaction& tx, const Address& sender);
    /// Runs one user transaction and adds it to the block, or says why it cannot be in it.
    Result<TxOutcome> apply(const types::Transaction& tx, const Address& sender);
    /// L2: the end-of-block step. L1: nothing. No `apply` after it.
    void endTransactions();
    /// State root and the other roots; ErrorCode::storageCorrupt when trie nodes are missing.
    /// The builder is empty afterwards.
    Result<BlockResult> seal();

    /// Environment of the block's transactions.
    const BlockEnv& env() const;
    JournaledState& state();
    std::uint64_t gasUsed() const;
    std::uint64_t gasLeft() const;
    const std::vector<types::Receipt>& receipts() const;
    const std::vector<types::Transaction>& transactions() const;
    /// `watch` must outlive the builder or be replaced by null.
    void setWatch(TransactionWatch* watch);

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

/// Builds the whole block of `input`; user transactions that cannot be included are skipped.
Result<BlockResult> executeBlock(const ParentState& parent, const ChainSpec& spec,
                                 const BlockInput& input,
                                 const crypto::PrecompileHost& precompiles);

/// Environment of a child of `parent` with `input`'s fields (also for eth_call on a head).
BlockEnv childEnv(const types::Header& parent, const ChainSpec& spec, const BlockInput& input,
                  evm::BlockHashes blockHash);

/// Environment of a block that exists: for eth_call and traces on `header`.
BlockEnv envOf(const types::Header& header, const ChainSpec& spec, evm::BlockHashes blockHash);

/// The L2 block's first transaction, which writes L1Info (PROTOCOL section 4).
types::Transaction systemTransaction(const L1Info& info, std::uint64_t l2Number);

}  // namespace rollscope::state
