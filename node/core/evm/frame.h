// One frame's stack, memory and registers, and the instructions that need more than the stack.
#pragma once

#include <memory>

#include "node/core/base/assert.h"
#include "node/core/evm/gas.h"
#include "node/core/evm/interpreter.h"

namespace rollscope::evm {

/// A frame's byte memory: grows by words, reads zero where nothing was written.
class Memory {
public:
    std::size_t size() const { return m_size; }
    std::uint8_t* at(std::uint64_t offset) { return m_data.get() + offset; }
    BytesView view(std::uint64_t offset, std::uint64_t size) const {
        if (size == 0) return {};
        return {m_data.get() + offset, static_cast<std::size_t>(size)};
    }
    BytesView all() const { return {m_data.get(), m_size}; }
    void grow(std::size_t newSize);
    void clear();

private:
    std::unique_ptr<std::uint8_t[]> m_data;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

/// A frame of the interpreter, reused by depth.
struct Interpreter::Frame {
    static constexpr std::size_t stackLimit = 1'024;

    std::unique_ptr<U256[]> stack = std::make_unique<U256[]>(stackLimit + 1);
    U256* base = stack.get() + 1;  ///< bottom item
    U256* top = stack.get();       ///< top item; base - 1 when empty
    Memory memory;
    Bytes returnData;
    Bytes output;
    std::int64_t gas = 0;

    Host* host = nullptr;
    const BlockEnv* block = nullptr;
    const TxEnv* tx = nullptr;
    const Message* message = nullptr;
    const AnalysedCode* code = nullptr;
    Tracer* tracer = nullptr;
    SlotHashes* slotHashes = nullptr;

    /// Charges; false when the gas is out.
    bool charge(std::int64_t amount) { return (gas -= amount) >= 0; }
    /// True when the few bytes at `offset` exist already.
    bool holds(const U256& offset, std::uint64_t bytes) const {
        return offset.fitsU64() && offset.low() < memory.size() &&
               offset.low() + bytes <= memory.size();
    }
    /// Makes [offset, offset + size) exist and charges for it (yellow paper, appendix H, M).
    bool expand(const U256& offset, const U256& size) {
        if (size.isZero()) return true;
        if (!offset.fitsU64() || !size.fitsU64()) return false;
        if (offset.low() > maxMemory || size.low() > maxMemory) return false;
        const std::uint64_t end = offset.low() + size.low();
        return end <= memory.size() || expandSlow(end);
    }
    /// Charges `perWord` for each 32 bytes of `size`, which has passed `expand`.
    bool chargeWords(std::int64_t perWord, const U256& size) {
        return charge(perWord * static_cast<std::int64_t>((size.low() + 31) / 32));
    }

    /// Above it no gas limit pays for memory.
    static constexpr std::uint64_t maxMemory = std::uint64_t{1} << 32;

private:
    bool expandSlow(std::uint64_t end);
};

/// The instructions that leave the stack. Each takes its operands from f.top, leaves f.top at its
/// result, charges what the table does not, and answers success to go on.
struct Instructions {
    using Frame = Interpreter::Frame;
    static Status keccak(Frame& f);
    static Status exp(Frame& f);
    static Status balance(Frame& f);
    static Status callDataCopy(Frame& f);
    static Status codeCopy(Frame& f);
    static Status extCodeSize(Frame& f);
    static Status extCodeCopy(Frame& f);
    static Status returnDataCopy(Frame& f);
    static Status extCodeHash(Frame& f);
    static Status blockHash(Frame& f);
    static Status blobHash(Frame& f);
    static Status sload(Frame& f);
    static Status sstore(Frame& f);
    static Status tload(Frame& f);
    static Status tstore(Frame& f);
    static Status mcopy(Frame& f);
    static Status log(Frame& f, unsigned topics);
    static Status call(Frame& f, CallKind kind);
    static Status create(Frame& f, CallKind kind);
    static Status selfDestruct(Frame& f);
    static Status finish(Frame& f);  ///< RETURN and REVERT: fills f.output
};

}  // namespace rollscope::evm
