// Bytecode by hand, and a world to run it in.
#pragma once

#include <initializer_list>

#include "node/core/evm/opcodes.h"
#include "node/core/state/executor.h"
#include "node/core/state/memory_state.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::evm::testing {

/// Instructions one after another: Code{}.push(1).push(2).op(OP_ADD).returnTop().
class Code {
public:
    Code& op(std::uint8_t instruction) {
        m_bytes.push_back(instruction);
        return *this;
    }
    Code& ops(std::initializer_list<std::uint8_t> instructions) {
        m_bytes.insert(m_bytes.end(), instructions);
        return *this;
    }
    Code& push(const U256& value) {
        const Bytes bytes = toMinimalBytes(value);
        if (bytes.empty()) return op(OP_PUSH0);
        op(static_cast<std::uint8_t>(OP_PUSH1 + bytes.size() - 1));
        append(m_bytes, bytes);
        return *this;
    }
    Code& push(const Address& address) { return push(toU256(address)); }
    /// Returns the word on top of the stack.
    Code& returnTop() { return push(0).op(OP_MSTORE).push(32).push(0).op(OP_RETURN); }
    Bytes bytes() const { return m_bytes; }

private:
    Bytes m_bytes;
};

inline Address addressNumber(std::uint8_t number) {
    Address address;
    address[0] = 0xaa;
    address[19] = number;
    return address;
}

/// An empty state with contracts put into it, in the middle of a transaction.
struct World {
    static constexpr std::int64_t gas = 1'000'000;

    state::MemoryState nothing;
    state::JournaledState journal{nothing};
    state::Executor executor{journal, block(), host::nativePrecompiles()};
    Address contract = addressNumber(1);
    Address caller = addressNumber(0xff);

    World() { journal.beginTransaction(); }

    static BlockEnv block() {
        BlockEnv env;
        env.chainId = 31338;
        env.number = 1'000;
        env.timestamp = 1'700'000'000;
        env.baseFee = U256{7};
        env.blockHash = [](std::uint64_t number) { return toHash(U256{number}); };
        return env;
    }

    CallResult run(const Code& code, Bytes input = {}, std::int64_t limit = gas) {
        journal.setCode(contract, code.bytes());
        return call(contract, std::move(input), limit);
    }

    CallResult call(const Address& to, Bytes input = {}, std::int64_t limit = gas) {
        Message message;
        message.sender = caller;
        message.recipient = to;
        message.codeAddress = to;
        message.input = input;
        message.gas = limit;
        return executor.call(message);
    }
};

/// The word that a run returned.
inline U256 word(const CallResult& result) {
    return u256FromBytes(result.output);
}

}  // namespace rollscope::evm::testing
