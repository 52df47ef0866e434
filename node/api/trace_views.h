// What a traced execution says: geth's three tracers, changes of state, and what may be overridden.
//
// In: nothing. Out: plain structs, filled by node/trace, written as JSON by node/rpc.
// Gas is in gas units; a frame's gas includes what its children used.
#pragma once

#include <string>
#include <utility>

#include "node/api/views.h"

namespace rollscope::api {

/// geth's tracers that this node has.
enum class TracerKind : std::uint8_t { structLog, call, prestate };

/// What a tracer is asked for; each reads the fields that concern it.
struct TraceOptions {
    TracerKind tracer = TracerKind::structLog;
    // struct logger
    bool enableMemory = false;
    bool disableStack = false;
    bool enableReturnData = false;
    std::uint64_t limit = 0;  ///< bytes of JSON after which no step is added; 0: all
    // callTracer
    bool onlyTopCall = false;
    bool withLog = false;
    // prestateTracer
    bool diffMode = false;
    bool disableCode = false;
    bool includeEmpty = false;
    // struct logger and prestateTracer
    bool disableStorage = false;
    // all
    std::uint64_t timeoutMs = 5'000;
    std::uint64_t maxBytes = std::uint64_t{512} << 20;  ///< of the trace; more is requestTooLarge
};

/// How a frame was entered; selfDestruct is the frame that geth shows for SELFDESTRUCT.
enum class FrameKind : std::uint8_t {
    call,
    callCode,
    delegateCall,
    staticCall,
    create,
    create2,
    selfDestruct
};

/// The opcode's name, such as "DELEGATECALL".
const char* wordOf(FrameKind kind);
/// "PUSH1", or "opcode 0xc not defined" as geth writes it.
std::string opcodeName(std::uint8_t opcode);

struct TraceLog {
    Address address;
    std::vector<Hash> topics;
    Bytes data;
    std::uint64_t index = 0;     ///< in the transaction
    std::uint64_t position = 0;  ///< calls of its frame that came before it
};

/// A frame as geth's callTracer shows it.
struct CallTrace {
    FrameKind kind = FrameKind::call;
    Address from;
    std::optional<Address> to;
    std::optional<U256> value;  ///< none for STATICCALL
    std::uint64_t gas = 0;
    std::uint64_t gasUsed = 0;
    Bytes input;
    Bytes output;
    std::string error;         ///< empty: it succeeded
    std::string revertReason;  ///< of Error(string) and Panic(uint256)
    std::vector<CallTrace> calls;
    std::vector<TraceLog> logs;
};

using SlotValue = std::pair<U256, U256>;  ///< slot, value

/// One line of geth's struct logger: the machine just before an instruction.
struct StructLog {
    std::uint32_t pc = 0;
    std::uint8_t opcode = 0;
    std::int32_t depth = 1;
    std::int64_t gas = 0;
    std::int64_t gasCost = 0;
    std::uint64_t refund = 0;
    std::string error;
    std::optional<std::vector<U256>> stack;  ///< bottom first
    std::optional<Bytes> memory;
    Bytes returnData;
    std::optional<std::vector<SlotValue>> storage;  ///< at SLOAD and SSTORE: touched so far
};

struct StructTrace {
    std::uint64_t gas = 0;  ///< used
    bool failed = false;
    Bytes returnValue;
    std::vector<StructLog> logs;
};

/// An account as geth's prestateTracer shows it; what is empty is left out.
struct PrestateAccount {
    std::optional<U256> balance;
    std::uint64_t nonce = 0;
    std::optional<Bytes> code;
    std::optional<Hash> codeHash;
    std::vector<SlotValue> storage;
};
using PrestateMap = std::vector<std::pair<Address, PrestateAccount>>;  ///< by address

struct PrestateTrace {
    bool diff = false;
    PrestateMap pre;
    PrestateMap post;  ///< diffMode only: what changed
};

using TraceView = std::variant<StructTrace, CallTrace, PrestateTrace>;

/// One transaction of a traced block: its trace, or why there is none.
struct BlockTraceEntry {
    Hash hash;
    std::optional<TraceView> trace;
    QString error;
};

/// An account as it should be instead (geth's stateOverrides).
struct AccountOverride {
    Address address;
    std::optional<std::uint64_t> nonce;
    std::optional<U256> balance;
    std::optional<Bytes> code;
    std::optional<std::vector<SlotValue>> storage;  ///< replaces all of it
    std::vector<SlotValue> storageDiff;             ///< single slots
};

/// What debug_traceCall may change before it runs.
struct CallOverrides {
    std::vector<AccountOverride> accounts;
    std::optional<std::uint64_t> number;
    std::optional<std::uint64_t> timestamp;
    std::optional<std::uint64_t> gasLimit;
    std::optional<Address> beneficiary;
    std::optional<Hash> prevRandao;
    std::optional<U256> baseFee;
};

/// Which part of the state changed.
enum class StateField : std::uint8_t { balance, nonce, code, slot };

/// One part of the state, before and after a transaction, fees included.
struct StateChange {
    Address address;
    QString contract;  ///< its name where known
    StateField field = StateField::slot;
    U256 slot;
    QString name;  ///< of the slot where known: "totalSupply", "balanceOf[0x70…79c8]"
    U256 before;   ///< code: its size
    U256 after;
    bool created = false;  ///< the account did not exist before
    bool deleted = false;  ///< the account does not exist any more
};

}  // namespace rollscope::api
