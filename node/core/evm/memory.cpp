#include <algorithm>

#include "node/core/evm/frame.h"

namespace rollscope::evm {

namespace {
constexpr std::size_t keptCapacity = std::size_t{1} << 20;
}

void Memory::grow(std::size_t newSize) {
    if (newSize > m_capacity) {
        const std::size_t capacity = std::max<std::size_t>({newSize, m_capacity * 2, 4'096});
        std::unique_ptr<std::uint8_t[]> data(new std::uint8_t[capacity]);
        if (m_size > 0) std::memcpy(data.get(), m_data.get(), m_size);
        m_data = std::move(data);
        m_capacity = capacity;
    }
    std::memset(m_data.get() + m_size, 0, newSize - m_size);
    m_size = newSize;
}

void Memory::clear() {
    m_size = 0;
    if (m_capacity <= keptCapacity) return;
    m_data.reset();
    m_capacity = 0;
}

bool Interpreter::Frame::expandSlow(std::uint64_t end) {
    if (end > maxMemory) return false;
    const auto price = [](std::uint64_t words) {
        return static_cast<std::int64_t>(words * 3 + words * words / 512);
    };
    const std::uint64_t words = (end + 31) / 32;
    if (!charge(price(words) - price(memory.size() / 32))) return false;
    memory.grow(static_cast<std::size_t>(words * 32));
    return true;
}

}  // namespace rollscope::evm
