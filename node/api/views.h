// The values that cross the border between a node and whoever looks at it.
//
// In: nothing. Out: plain structs, copied freely, with units in their names.
// Times are Unix seconds of the chain's clock unless a name says Ms.
#pragma once

#include <QMetaType>
#include <QString>
#include <optional>
#include <variant>
#include <vector>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"
#include "node/core/types/block.h"
#include "node/core/types/message.h"

namespace rollscope::api {

/// Which chain is meant.
enum class Layer : std::uint8_t { l1, l2 };

/// PROTOCOL section 6.
enum class Role : std::uint8_t { sequencer, batcher, proposer, verifier, challenger, l1Devnet };

/// PROTOCOL section 4.
enum class TxStatus : std::uint8_t {
    pending,
    acceptedInL2,
    batched,
    asserted,
    finalized,
    failed,
    dropped,
    replaced,
    unknown,
};

/// PROTOCOL section 7.
enum class WithdrawalStage : std::uint8_t {
    initiated,
    batched,
    asserted,
    ready,
    claimed,
    invalidated
};

/// The life of a deposit: in the L1 inbox, taken in by an L2 block, that block on L1.
enum class DepositStage : std::uint8_t { onL1, acceptedInL2, batched, finalized, failed };

/// The protocol's word, such as "ACCEPTED_IN_L2".
QString wordOf(TxStatus status);
QString wordOf(WithdrawalStage stage);
QString wordOf(DepositStage stage);
QString wordOf(Role role);

/// Block tags of JSON-RPC.
enum class BlockTag : std::uint8_t { earliest, latest, pending, safe, finalized };
using BlockId = std::variant<BlockTag, std::uint64_t, Hash>;

/// Rows [offset, offset + limit) of a list, newest first.
struct PageRequest {
    std::uint64_t offset = 0;
    std::uint32_t limit = 100;  ///< at most 1000
};

/// Some rows and how many there are in all.
template <class Row>
struct Page {
    std::vector<Row> rows;
    std::uint64_t offset = 0;
    std::uint64_t total = 0;
};

/// A chain's position.
struct HeadView {
    std::uint64_t number = 0;
    Hash hash;
    std::uint64_t timestamp = 0;
};

/// Everything the top bar shows; sent whole whenever a part of it changed.
struct HeadsView {
    HeadView l1;
    HeadView unsafe;    ///< latest L2 block
    HeadView safe;      ///< last L2 block whose batch is on L1
    HeadView asserted;  ///< last L2 block with an assertion on L1
    HeadView finalized;
    std::uint64_t pending = 0;  ///< mempool
    std::uint64_t queued = 0;
    std::uint64_t batches = 0;  ///< highest batch index on L1
    std::uint64_t now = 0;      ///< the chain clock
    bool clockPaused = false;
    U256 l1BaseFee;
    U256 l2BaseFee;
};

struct RoleView {
    Role role = Role::sequencer;
    bool running = false;
    bool available = true;
    std::optional<Address> account;  ///< its L1 key
    U256 balance;                    ///< on L1, wei
    QString note;                    ///< what it did last, or why it waits
};

struct ContractView {
    QString name;
    Layer layer = Layer::l1;
    Address address;
};

struct NodeConfig {
    std::uint64_t l1ChainId = 0;
    std::uint64_t l2ChainId = 0;
    std::vector<ContractView> contracts;
    std::uint64_t blockTimeMs = 0;
    std::uint64_t l1BlockTimeMs = 0;
    std::uint64_t challengePeriodS = 0;
    std::uint64_t forceInclusionDelayS = 0;
    std::uint64_t sequencerTimeoutS = 0;
    QString proofMode;  ///< "optimistic" or "attestation": what makes an assertion final
    std::uint64_t maxBatchBytes = 0;
    std::uint64_t maxBatchBlocks = 0;
    std::uint64_t l2GasLimit = 0;
    Hash l2GenesisHash;
    bool devnet = false;  ///< time can be warped
    QString dataDir;
    QString version;
    QString rpcUrl;  ///< L2, empty when no server runs
    QString l1RpcUrl;
};

struct SyncStatus {
    HeadsView heads;
    std::vector<RoleView> roles;
    QString verifierNote;  ///< last comparison's outcome
    std::uint64_t l1Confirmations = 0;
    std::uint64_t startedAtMs = 0;  ///< wall clock
};

struct BlockRow {
    Layer layer = Layer::l2;
    std::uint64_t number = 0;
    Hash hash;
    std::uint64_t timestamp = 0;
    std::uint32_t transactions = 0;
    std::uint64_t gasUsed = 0;
    std::uint64_t gasLimit = 0;
    U256 baseFee;
    std::uint64_t sizeBytes = 0;
    TxStatus status = TxStatus::acceptedInL2;
    std::optional<std::uint64_t> batch;
};

struct BlockView {
    BlockRow row;
    types::Header header;
    std::vector<types::Transaction> transactions;
    std::vector<Hash> hashes;  ///< of the transactions, in order
    std::vector<Address> senders;
};

struct NamedValue {
    QString name;
    QString type;
    QString value;
};

/// A call or event of a contract whose ABI is known.
struct DecodedCall {
    QString contract;
    QString function;
    std::vector<NamedValue> arguments;
};

/// An ABI that a person gave the node for a contract's address.
struct AbiView {
    Layer layer = Layer::l2;
    Address address;
    QString name;  ///< of the contract; empty when nobody told it
    std::uint32_t functions = 0;
    std::uint32_t events = 0;
    std::uint32_t errors = 0;
};

struct TxRow {
    Layer layer = Layer::l2;
    Hash hash;
    types::TxType type = types::TxType::legacy;
    Address from;
    std::optional<Address> to;
    std::optional<Address> created;
    U256 value;
    U256 maxFeePerGas;
    U256 tip;
    std::uint64_t nonce = 0;
    std::uint64_t gas = 0;  ///< used when mined, else the limit
    std::optional<std::uint64_t> block;
    std::uint32_t index = 0;
    std::uint64_t timestamp = 0;  ///< of the block, or when the pool took it in
    TxStatus status = TxStatus::unknown;
    QString summary;  ///< function name if known, "transfer", "deploy", "deposit"
};

struct LogView {
    types::Log log;
    std::uint64_t blockNumber = 0;
    Hash blockHash;
    Hash txHash;
    std::uint32_t txIndex = 0;
    std::uint32_t logIndex = 0;
    std::uint64_t blockTimestamp = 0;
    std::optional<DecodedCall> decoded;
};

struct StatusView {
    TxStatus status = TxStatus::unknown;
    QString reason;  ///< for FAILED, DROPPED, REPLACED and for what waits
    std::optional<std::uint64_t> block;
    std::optional<std::uint64_t> batch;
    std::optional<std::uint64_t> finalAt;  ///< expected, chain clock
};

struct TxView {
    TxRow row;
    types::Transaction tx;
    std::optional<types::Receipt> receipt;  ///< none while pending
    Hash blockHash;
    std::vector<LogView> logs;
    StatusView status;
    std::optional<DecodedCall> input;
    QString failure;  ///< revert reason in words
};

struct BatchRow {
    std::uint64_t index = 0;
    Hash hash;
    std::uint64_t firstBlock = 0;
    std::uint64_t lastBlock = 0;
    std::uint32_t transactions = 0;  ///< of users
    std::uint64_t sizeBytes = 0;     ///< as posted
    std::uint64_t unpackedBytes = 0;
    std::uint64_t inboxCount = 0;
    Hash l1TxHash;
    std::uint64_t l1Block = 0;
    std::uint64_t l1Timestamp = 0;
    std::uint64_t l1GasUsed = 0;
    U256 l1Fee;
    TxStatus status = TxStatus::batched;  ///< BATCHED, ASSERTED or FINALIZED
    std::optional<std::uint64_t> assertedAt;
    std::optional<std::uint64_t> finalAt;  ///< end of the challenge period
};

struct AssertionView {
    Hash claim;
    types::Claim parts;
    Address asserter;
    std::uint64_t assertedAt = 0;
    std::uint64_t finalAt = 0;
    bool matches = false;  ///< equals what our own execution found
    bool final = false;
    Hash l1TxHash;
};

struct BatchView {
    BatchRow row;
    types::BatchRecord record;
    Bytes data;
    Address postedBy;
    std::vector<AssertionView> assertions;
};

/// Blocks sealed but not yet posted.
struct OpenBatchView {
    std::uint64_t nextIndex = 0;
    std::uint64_t firstBlock = 0;
    std::uint32_t blocks = 0;
    std::uint32_t transactions = 0;
    std::uint64_t sizeBytes = 0;  ///< compressed so far, estimated
    std::optional<std::uint64_t> postsAt;
    QString note;
};

struct DepositView {
    std::uint64_t index = 0;  ///< in the inbox tree
    types::L1ToL2Message message;
    Address from;       ///< L1 account that sent the transaction
    Address recipient;  ///< who receives on L2
    U256 amount;
    Address l1Token;  ///< zero: ETH
    Address l2Token;
    QString symbol;
    DepositStage stage = DepositStage::onL1;
    Hash l1TxHash;
    std::uint64_t l1Block = 0;
    std::uint64_t l1Timestamp = 0;
    std::optional<Hash> l2TxHash;
    std::optional<std::uint64_t> l2Block;
    std::optional<std::uint64_t> l2Timestamp;
    Hash leaf;
    QString why;  ///< what it waits for, or why it failed
};

struct WithdrawalView {
    std::uint64_t index = 0;  ///< the withdrawal id, in the outbound tree
    types::L2ToL1Message message;
    Address from;
    Address recipient;
    U256 amount;
    Address l1Token;  ///< zero: ETH
    QString symbol;
    WithdrawalStage stage = WithdrawalStage::initiated;
    Hash l2TxHash;
    std::uint64_t l2Block = 0;
    std::uint64_t initiatedAt = 0;
    std::optional<std::uint64_t> batch;
    std::optional<std::uint64_t> batchedAt;
    std::optional<std::uint64_t> assertedAt;
    std::optional<std::uint64_t> readyAt;  ///< expected or past, chain clock
    bool proven = false;
    std::optional<std::uint64_t> claimedAt;
    std::optional<Hash> claimTxHash;
    Hash leaf;
    QString why;  ///< a sentence: what it waits for
};

/// PROTOCOL section 7: all that a claim on L1 needs.
struct WithdrawalProof {
    types::L2ToL1Message message;
    Hash leaf;
    std::vector<Hash> path;  ///< 32 siblings, leaf level first
    Hash root;
    std::uint64_t batchIndex = 0;
    WithdrawalStage stage = WithdrawalStage::asserted;
    std::optional<std::uint64_t> readyAt;
    Bytes proof;      ///< argument of L1Bridge.withdraw(leaf, proof); empty for a portal's message
    Address claimTo;  ///< the L1 contract to call; zero when the message is for another contract
    Bytes claimData;  ///< with this, by anyone
};

struct AccountView {
    Address address;
    U256 balance;
    std::uint64_t nonce = 0;
    std::uint64_t pendingNonce = 0;
    Bytes code;
    Hash codeHash;
};

struct CallRequest {
    std::optional<Address> from;
    std::optional<Address> to;
    std::optional<std::uint64_t> gas;
    U256 value;
    Bytes data;
    std::optional<U256> maxFeePerGas;  ///< or gasPrice
    std::optional<U256> maxPriorityFeePerGas;
    std::optional<std::uint64_t> nonce;
    std::vector<types::AccessTuple> accessList;
};

struct LogFilter {
    std::optional<Hash> blockHash;
    BlockId from = BlockTag::latest;
    BlockId to = BlockTag::latest;
    std::vector<Address> addresses;
    std::vector<std::vector<Hash>> topics;  ///< per position: any of; empty matches all
};

struct StorageProofView {
    U256 key;
    U256 value;
    std::vector<Bytes> nodes;
};

/// EIP-1186.
struct ProofView {
    Address address;
    U256 balance;
    std::uint64_t nonce = 0;
    Hash codeHash;
    Hash storageHash;
    std::vector<Bytes> nodes;
    std::vector<StorageProofView> storage;
};

struct FeeHistoryView {
    std::uint64_t oldestBlock = 0;
    std::vector<U256> baseFees;  ///< one more than blocks
    std::vector<double> gasUsedRatio;
    std::vector<std::vector<U256>> rewards;
};

/// What a user wants; the node turns it into an unsigned transaction.
enum class IntentKind : std::uint8_t {
    transferL1,
    transferL2,
    depositEth,
    depositToken,
    withdrawEth,
    withdrawToken,
    forceWithdrawEth,  ///< the exit hatch, on L1
    claimWithdrawal,   ///< of L1Bridge or TokenPortal, whichever the message is for
    approveL1Token,    ///< lets L1Bridge take tokens
    deployL2,
    callL2,
    approvePortal,  ///< lets TokenPortal take tokens
    depositPortal,  ///< TokenPortal.deposit(amount, redeemHash, secretHash)
    claimMessage,   ///< L2Bridge.claim(message, secret, path)
    redeemToken,    ///< L2Token.redeem(amount, secret)
    exitToL1,       ///< L2Bridge.exitToL1 with the auth witness `signature`
    callL1,         ///< `data` to a contract on L1: a claim from a proof file
};

struct Intent {
    IntentKind kind = IntentKind::transferL2;
    Address from;
    std::optional<Address> to;
    U256 amount;
    Address l1Token;
    Address l2Token;
    std::uint64_t withdrawal = 0;  ///< index, for claimWithdrawal
    std::uint64_t message = 0;     ///< index in the inbox, for claimMessage
    Hash redeemHash;               ///< for depositPortal, keccak(abi.encode(secret, recipient))
    Hash secretHash;               ///< for depositPortal, keccak(abi.encode(claim secret))
    Hash secret;                   ///< claim secret of claimMessage, redeem secret of redeemToken
    U256 witnessNonce;             ///< of the auth witness, for exitToL1
    std::uint64_t deadline = 0;    ///< of the auth witness, seconds
    Bytes signature;               ///< the auth witness: EIP-712 BurnAuthorization, 65 bytes
    Bytes data;
    std::uint64_t gasLimit = 0;  ///< 0: estimated
};

struct PreparedTx {
    Layer layer = Layer::l2;
    types::Transaction tx;  ///< complete but for the signature
    U256 maxCost;           ///< value + gas at the fee cap, wei
    QString sentence;       ///< what it will do and cost
};

enum class DevnetAction : std::uint8_t {
    mine,
    warp,
    setNextTimestamp,
    pauseClock,
    resumeClock,
    snapshot,
    revert
};

struct DevnetCommand {
    DevnetAction action = DevnetAction::mine;
    std::uint64_t value = 0;  ///< seconds to warp, blocks to mine, or snapshot id
};

enum class EventLevel : std::uint8_t { info, good, warning, alarm };

/// A line of the event log and of --json-log.
struct EventView {
    std::uint64_t sequence = 0;
    std::uint64_t timeMs = 0;  ///< wall clock
    EventLevel level = EventLevel::info;
    std::optional<Layer> layer;
    QString source;  ///< "sequencer", "batcher", "rpc", …
    QString text;
    QString link;  ///< "block:l2:12", "tx:l1:0x…", "batch:3", "withdrawal:0", or empty
};

/// A point of the Overview's charts: one a block.
struct ChartPoint {
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;
    std::uint32_t transactions = 0;
    std::uint64_t gasUsed = 0;
};

/// What a search word may mean, best first; `link` as in EventView.
struct SearchHit {
    QString title;
    QString detail;
    QString link;
};

}  // namespace rollscope::api
