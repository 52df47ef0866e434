// An execution that can be walked: every instruction of a transaction, forwards and backwards.
//
// In: filled once by trace::Recorder. Out: rows for a list, and the whole machine at any step.
// Immutable when shared; any thread may read. Steps are counted from 0 over the whole transaction.
// Kept small: a step is one row and the word it pushed, memory writes are the bytes written, and
// each frame has keyframes, so that stateAt replays only a few of the frame's own steps.
#pragma once

#include <memory>
#include <unordered_map>

#include "node/api/memory_use.h"
#include "node/api/trace_views.h"

namespace rollscope::api {

/// One row of the opcode list.
struct ExecutionStep {
    std::uint32_t pc = 0;
    std::uint8_t opcode = 0;
    std::uint32_t depth = 0;   ///< 0: the transaction's own frame
    std::uint32_t frame = 0;   ///< in frames()
    std::int64_t gas = 0;      ///< before the instruction
    std::int64_t gasCost = 0;  ///< as geth's: calls include the gas they forward
};

/// A log and where it was written.
struct ExecutionLog {
    TraceLog log;
    std::uint32_t frame = 0;
    std::uint32_t step = 0;
    bool undone = false;  ///< its frame, or one above it, failed
    std::optional<DecodedCall> decoded;
};

/// One call of the tree.
struct ExecutionFrame {
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    FrameKind kind = FrameKind::call;
    std::uint32_t parent = none;
    std::uint32_t depth = 0;
    Address from;
    Address to;           ///< whose storage is used; the new contract of a creation
    Address codeAddress;  ///< whose code ran
    QString contract;     ///< name of codeAddress where known
    U256 value;
    std::int64_t gas = 0;      ///< given
    std::int64_t gasUsed = 0;  ///< children included
    std::int64_t ownGas = 0;   ///< children taken off
    Bytes input;
    Bytes output;
    bool ok = true;
    QString error;                  ///< in Ethereum's words; empty when ok
    QString revertReason;           ///< in words where it can be told
    std::uint32_t callStep = none;  ///< the instruction that entered it; none for the outermost
    std::uint32_t firstStep = 0;    ///< steps [firstStep, endStep) are its and its children's
    std::uint32_t endStep = 0;
    std::uint32_t ownSteps = 0;
    std::vector<std::uint32_t> children;
    std::vector<std::uint32_t> logs;  ///< in logs()
    std::optional<DecodedCall> decoded;
    std::vector<NamedValue> returned;  ///< of a call that succeeded, where its function is known
};

/// What a person jumps to.
enum class MarkKind : std::uint8_t { storageWrite, log, call, create, revert, fault, selfDestruct };
struct ExecutionMark {
    std::uint32_t step = 0;
    MarkKind kind = MarkKind::call;
};

/// A slot that the execution had touched by then.
struct SlotState {
    U256 slot;
    U256 before;             ///< when the transaction began to touch it
    U256 value;              ///< at the step
    std::uint32_t step = 0;  ///< that gave it this value, or touched it first
};

/// The machine just before an instruction.
struct MachineState {
    std::uint32_t step = 0;
    std::vector<U256> stack;  ///< bottom first
    Bytes memory;
    Bytes returnData;
    std::vector<SlotState> storage;  ///< of the frame's `to`, by slot
    std::uint32_t takes = 0;         ///< stack items that the instruction takes
    std::uint32_t leaves = 0;        ///< and leaves
    MemoryRange reads;
    MemoryRange writes;
};

/// A whole execution.
class ExecutionRecord {
public:
    struct Data;
    explicit ExecutionRecord(std::unique_ptr<Data> data);
    ~ExecutionRecord();

    // --- the transaction
    bool ok() const;
    std::uint64_t gasUsed() const;       ///< refund taken off
    std::uint64_t intrinsicGas() const;  ///< before the first instruction
    std::uint64_t gasRefunded() const;
    std::size_t bytes() const;  ///< that this record holds, about

    // --- the tree: frames()[0] is the outermost; a parent stands before its children. None when
    // the transaction could not pay for its beginning (deposits).
    const std::vector<ExecutionFrame>& frames() const;
    const std::vector<ExecutionLog>& logs() const;
    /// In order of steps.
    const std::vector<ExecutionMark>& marks() const;

    // --- the steps
    std::uint32_t stepCount() const;
    ExecutionStep step(std::uint32_t index) const;
    /// What the instruction left on top of the stack: a PUSH's operand, a call's success.
    std::optional<U256> pushed(std::uint32_t index) const;
    /// The machine before step `index`; `index` == stepCount() is not allowed.
    MachineState stateAt(std::uint32_t index) const;

    // --- walking; none at the ends
    /// The frame's next own step: over the calls that this one makes.
    std::optional<std::uint32_t> over(std::uint32_t index) const;
    std::optional<std::uint32_t> overBack(std::uint32_t index) const;
    /// The caller's next step after the frame of `index` has ended.
    std::optional<std::uint32_t> out(std::uint32_t index) const;
    std::optional<std::uint32_t> nextMark(std::uint32_t index, MarkKind kind) const;
    std::optional<std::uint32_t> previousMark(std::uint32_t index, MarkKind kind) const;
    /// The next step after `index` with this opcode.
    std::optional<std::uint32_t> findOpcode(std::uint32_t index, std::uint8_t opcode) const;

private:
    std::unique_ptr<Data> m;
};

using ExecutionPtr = std::shared_ptr<const ExecutionRecord>;

}  // namespace rollscope::api
