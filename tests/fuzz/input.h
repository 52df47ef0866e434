// A fuzzer's bytes read as decisions: numbers, choices, byte strings. Past the end all is zero, so
// every input means something and a shorter one means less. Read once in a statement: compilers
// order the operands of an expression as they like.
#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "node/core/base/assert.h"
#include "node/core/base/u256.h"

namespace rollscope::fuzz {

class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : m_bytes(data, size) {}

    bool done() const { return m_bytes.empty(); }
    std::uint8_t byte() {
        if (m_bytes.empty()) return 0;
        const std::uint8_t value = m_bytes.front();
        m_bytes = m_bytes.subspan(1);
        return value;
    }
    bool flag() { return (byte() & 1U) != 0; }
    /// 0 to limit - 1; limit is at most 256.
    std::size_t below(std::size_t limit) { return byte() % limit; }
    template <class T, std::size_t N>
    const T& oneOf(const std::array<T, N>& choices) {
        return choices[below(N)];
    }
    BytesView view(std::size_t size) {
        const BytesView taken = m_bytes.first(std::min(size, m_bytes.size()));
        m_bytes = m_bytes.subspan(taken.size());
        return taken;
    }
    /// At most 255 bytes behind their length.
    Bytes bytes() {
        const BytesView taken = view(byte());
        return {taken.begin(), taken.end()};
    }
    Bytes rest() {
        const BytesView taken = view(m_bytes.size());
        return {taken.begin(), taken.end()};
    }
    std::uint64_t u64() { return word().low(); }
    /// Of any length up to 32 bytes.
    U256 word() { return u256FromBytes(view(below(33))); }
    Hash hash() { return toHash(word()); }
    Address address() { return toAddress(word()); }

private:
    BytesView m_bytes;
};

}  // namespace rollscope::fuzz
