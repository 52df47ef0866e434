// The EVM of the Cancun fork: one frame's code against a Host.
//
// In: a message, its code, the block's and transaction's environment, a Host.
// Out: CallResult. Deterministic; what it allocates (stacks, memories, analyses) is kept for reuse.
#pragma once

#include <array>
#include <memory>
#include <unordered_map>

#include "node/core/evm/analysis.h"
#include "node/core/evm/host.h"
#include "node/core/evm/tracer.h"

namespace rollscope::evm {

/// Keccak-256 of 64-byte inputs that came up lately. A contract asks for a mapping's slot, which is
/// such a hash, once to read and again to write; most of what a token transfer hashes is repeated.
class SlotHashes {
public:
    /// keccak256 of the 64 bytes at `input`.
    Hash of(const std::uint8_t* input);

private:
    struct Entry {
        bool filled = false;
        std::array<std::uint8_t, 64> input;
        Hash hash;
    };
    static constexpr std::size_t size = 128;  // a power of two
    std::vector<Entry> m_entries;
};

/// Runs frames. One thread at a time; nested frames re-enter through Host::call.
class Interpreter {
public:
    Interpreter();
    ~Interpreter();
    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;

    /// Runs `code` (keccak `codeHash`, zero for creation code, which is not cached).
    CallResult run(Host& host, const BlockEnv& block, const TxEnv& tx, const Message& message,
                   BytesView code, const Hash& codeHash, Tracer* tracer);

    struct Frame;

private:
    template <bool Traced>
    static Status loop(Frame& frame);
    std::shared_ptr<const AnalysedCode> analysed(BytesView code, const Hash& codeHash);

    std::vector<std::unique_ptr<Frame>> m_frames;  // by depth
    std::size_t m_depth = 0;
    SlotHashes m_slotHashes;
    std::unordered_map<Hash, std::shared_ptr<const AnalysedCode>> m_analyses;
};

}  // namespace rollscope::evm
