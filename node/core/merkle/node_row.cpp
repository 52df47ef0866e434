#include "node/core/merkle/node_row.h"

#include <algorithm>

#include "node/core/base/assert.h"
#include "node/core/codec/rlp.h"

namespace rollscope::merkle {
namespace {

constexpr std::uint8_t leafBit = 0x20;  // of a hex prefix (yellow paper, appendix C)

tl::unexpected<Error> broken() {
    return fail(ErrorCode::storageCorrupt, "trie node does not decode");
}

}  // namespace

void appendPlace(Bytes& row, Place place) {
    ASSERT(place <= maxPlace);
    for (std::size_t i = placeSize; i-- > 0;) {
        row.push_back(static_cast<std::uint8_t>(place >> (8 * i)));
    }
}

Place readPlace(BytesView bytes) {
    Place place = 0;
    for (const std::uint8_t byte : bytes.first(placeSize)) place = place << 8 | byte;
    return place;
}

BytesView rlpOf(BytesView row) {
    const auto item = codec::firstRlpItem(row);
    return item ? item->encoding : row;
}

Result<void> readReferences(BytesView row, BytesView& rlp, std::vector<Reference>& references) {
    const auto node = codec::firstRlpItem(row);
    if (!node || !node->isList) return broken();
    rlp = node->encoding;
    const auto before = references.end() - references.begin();
    std::size_t count = 0;
    bool isLeaf = false;
    bool isHash = false;       // the item at hand is as long as one
    bool firstIsHash = false;  // a path, if there are two items
    for (BytesView rest = node->payload; !rest.empty(); ++count) {
        constexpr std::uint8_t noChild = 0x80;
        constexpr std::uint8_t hashPrefix = 0x80 + Hash::size();
        std::size_t size = 1;
        isHash = rest[0] == hashPrefix && rest.size() > Hash::size();
        if (isHash) {
            size = 1 + Hash::size();
            Reference& reference = references.emplace_back();
            std::copy_n(rest.begin() + 1, Hash::size(), reference.hash.bytes.begin());
        } else if (rest[0] != noChild) {
            const auto item = codec::firstRlpItem(rest);
            if (!item) return broken();
            size = item->encoding.size();
            if (count == 0) isLeaf = !item->payload.empty() && (item->payload[0] & leafBit) != 0;
        }
        if (count == 0 && isHash) {
            firstIsHash = true;
            isLeaf = (rest[1] & leafBit) != 0;
        }
        rest = rest.subspan(size);
    }
    const bool isShort = count == 2;
    if (isHash && (!isShort || isLeaf)) references.pop_back();  // a value
    if (isShort && firstIsHash) references.erase(references.begin() + before);
    BytesView places = row.subspan(rlp.size());
    if (places.empty()) return {};
    for (auto reference = references.begin() + before; reference != references.end(); ++reference) {
        if (places.size() < placeSize) return broken();
        reference->place = readPlace(places);
        places = places.subspan(placeSize);
    }
    if (!places.empty()) return broken();
    return {};
}

}  // namespace rollscope::merkle
