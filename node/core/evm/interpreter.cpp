#include "node/core/evm/interpreter.h"

#include "node/core/crypto/keccak.h"
#include "node/core/evm/frame.h"

namespace rollscope::evm {

Hash SlotHashes::of(const std::uint8_t* input) {
    if (m_entries.empty()) m_entries.resize(size);
    // The low words of a key and of a slot number differ most.
    std::uint64_t key = 0;
    std::uint64_t slot = 0;
    std::memcpy(&key, input + 24, 8);
    std::memcpy(&slot, input + 56, 8);
    const std::uint64_t mixed = (key ^ (slot * 31)) * 0x9E3779B97F4A7C15ULL;
    Entry& entry = m_entries[mixed >> 57];
    static_assert(size == std::size_t{1} << (64 - 57));
    if (!entry.filled || std::memcmp(entry.input.data(), input, entry.input.size()) != 0) {
        std::memcpy(entry.input.data(), input, entry.input.size());
        entry.hash = crypto::keccak256({input, entry.input.size()});
        entry.filled = true;
    }
    return entry.hash;
}

Interpreter::Interpreter() = default;
Interpreter::~Interpreter() = default;

std::shared_ptr<const AnalysedCode> Interpreter::analysed(BytesView code, const Hash& codeHash) {
    if (codeHash.isZero()) return std::make_shared<const AnalysedCode>(analyse(code));
    auto& cached = m_analyses[codeHash];
    if (!cached) cached = std::make_shared<const AnalysedCode>(analyse(code));
    return cached;
}

CallResult Interpreter::run(Host& host, const BlockEnv& block, const TxEnv& tx,
                            const Message& message, BytesView code, const Hash& codeHash,
                            Tracer* tracer) {
    if (m_depth == m_frames.size()) m_frames.push_back(std::make_unique<Frame>());
    Frame& frame = *m_frames[m_depth++];
    const auto ready = analysed(code, codeHash);
    frame.top = frame.base - 1;
    frame.memory.clear();
    frame.returnData.clear();
    frame.output.clear();
    frame.gas = message.gas;
    frame.host = &host;
    frame.block = &block;
    frame.tx = &tx;
    frame.message = &message;
    frame.code = ready.get();
    frame.tracer = tracer;
    frame.slotHashes = &m_slotHashes;

    const bool traced = tracer != nullptr && tracer->wantsSteps();
    CallResult result;
    result.status = traced ? loop<true>(frame) : loop<false>(frame);
    --m_depth;
    const bool keepsGas = result.status == Status::success || result.status == Status::revert;
    if (keepsGas) {
        result.gasLeft = frame.gas;
        result.output = std::move(frame.output);
    }
    return result;
}

std::string_view statusText(Status status) {
    switch (status) {
        case Status::success: return "success";
        case Status::revert: return "execution reverted";
        case Status::outOfGas: return "out of gas";
        case Status::invalidOpcode: return "invalid opcode";
        case Status::stackUnderflow: return "stack underflow";
        case Status::stackOverflow: return "stack limit reached 1024";
        case Status::invalidJump: return "invalid jump destination";
        case Status::staticViolation: return "write protection";
        case Status::returnDataOutOfBounds: return "return data out of bounds";
        case Status::callDepth: return "max call depth exceeded";
        case Status::insufficientBalance: return "insufficient balance for transfer";
        case Status::nonceOverflow: return "nonce uint64 overflow";
        case Status::collision: return "contract address collision";
        case Status::codeTooLarge: return "max code size exceeded";
        case Status::initCodeTooLarge: return "max initcode size exceeded";
        case Status::invalidCode: return "invalid code: must not begin with 0xef";
        case Status::precompileFailed: return "precompiled contract failed";
    }
    return "unknown";
}

}  // namespace rollscope::evm
