// What an ExecutionRecord is made of. Filled by trace::Recorder; nobody else needs it.
#pragma once

#include <unordered_map>

#include "node/api/execution_record.h"

namespace rollscope::api {

/// A frame's stack and memory before one of its steps.
struct Keyframe {
    std::uint32_t step = 0;
    std::vector<U256> stack;
    Bytes memory;
};

/// What a step did to its frame's memory.
struct MemoryDelta {
    std::uint64_t offset = 0;
    std::uint64_t sizeAfter = 0;  ///< of the whole memory
    std::size_t at = 0;           ///< of the written bytes in Data::written
    std::uint32_t size = 0;
};

struct SlotHistory {
    U256 slot;
    U256 before;
    std::uint32_t firstStep = 0;
    std::vector<std::pair<std::uint32_t, U256>> values;  ///< value after the step
};

struct ExecutionRecord::Data {
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    struct Row {
        std::uint32_t pc = 0;
        std::uint32_t frame = 0;
        std::int64_t gas = 0;
        std::int64_t gasCost = 0;
        std::uint32_t word = none;   ///< the word it pushed, in `words`
        std::uint32_t delta = none;  ///< in `deltas`
        std::uint8_t opcode = 0;
    };

    bool ok = false;
    std::uint64_t gasUsed = 0;
    std::uint64_t intrinsicGas = 0;
    std::uint64_t gasRefunded = 0;
    std::size_t bytes = 0;
    std::vector<Row> rows;
    std::vector<U256> words;
    std::vector<MemoryDelta> deltas;
    Bytes written;
    std::vector<ExecutionFrame> frames;
    std::vector<std::vector<Keyframe>> keyframes;  ///< by frame, in order of steps
    std::vector<ExecutionLog> logs;
    std::vector<ExecutionMark> marks;
    std::unordered_map<Address, std::vector<SlotHistory>> storage;
};

}  // namespace rollscope::api
