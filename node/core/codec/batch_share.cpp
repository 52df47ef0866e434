#include "node/core/codec/batch_share.h"

#include <algorithm>
#include <array>

namespace rollscope::codec {
namespace {

// Figures of bench/batch, rounded up.
constexpr std::uint64_t signatureBytes = 64;
constexpr std::uint64_t smallColumns = 8;   // kind, nonce, gas limit, fees, lengths, parity
constexpr std::uint64_t accountBytes = 13;  // four in ten were never seen before
constexpr std::uint64_t contractBytes = 2;  // contracts are called again and again
constexpr std::uint64_t selectorBytes = 1;  // so are their functions
constexpr std::uint64_t repeatBytes = 2;    // a distance and a length, mostly short ones
constexpr std::size_t selectorSize = 4;
constexpr std::size_t leastRepeat = 4;
constexpr std::size_t longestRepeat = 258;  // as DEFLATE's
constexpr std::size_t window = 32'768;
constexpr unsigned tableBits = 11;

std::uint32_t wordAt(BytesView data, std::size_t at) {
    return static_cast<std::uint32_t>(data[at]) | static_cast<std::uint32_t>(data[at + 1]) << 8 |
           static_cast<std::uint32_t>(data[at + 2]) << 16 |
           static_cast<std::uint32_t>(data[at + 3]) << 24;
}

std::size_t placeOf(std::uint32_t word) {
    return (word * 2'654'435'761U) >> (32 - tableBits);
}

/// Length of the run of zeros at `at`: zeros have always been seen before.
std::size_t zerosAt(BytesView data, std::size_t at, std::size_t most) {
    std::size_t length = 0;
    while (length < most && data[at + length] == 0) ++length;
    return length;
}

std::size_t commonAt(BytesView data, std::size_t from, std::size_t at, std::size_t most) {
    std::size_t length = 0;
    while (length < most && data[from + length] == data[at + length]) ++length;
    return length;
}

}  // namespace

std::uint64_t dataShareOf(BytesView data) {
    if (data.empty()) return 0;
    if (data.size() <= selectorSize) return data.size();
    std::array<std::uint32_t, std::size_t{1} << tableBits> seen{};  // position + 1 of a word
    std::uint64_t share = selectorBytes;
    std::size_t at = selectorSize;
    while (at + leastRepeat <= data.size()) {
        const std::size_t most = std::min(longestRepeat, data.size() - at);
        std::size_t length = zerosAt(data, at, most);
        if (length < leastRepeat) {
            std::uint32_t& place = seen[placeOf(wordAt(data, at))];
            const std::size_t before = place;
            place = static_cast<std::uint32_t>(at + 1);
            if (before != 0 && at + 1 - before <= window) {
                length = commonAt(data, before - 1, at, most);
            }
        }
        const bool repeats = length >= leastRepeat;
        share += repeats ? repeatBytes : 1;
        at += repeats ? length : 1;
    }
    return share + (data.size() - at);
}

std::uint64_t batchShareOf(const types::Transaction& tx) {
    std::uint64_t share = signatureBytes + smallColumns;
    if (tx.to) share += tx.data.empty() ? accountBytes : contractBytes;
    share += static_cast<std::uint64_t>(tx.value.byteLength());
    for (const auto& tuple : tx.accessList) share += 21 + 32 * tuple.storageKeys.size();
    return share + dataShareOf(tx.data);
}

}  // namespace rollscope::codec
