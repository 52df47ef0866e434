#include "node/core/merkle/node_row.h"

#include <span>

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

Result<std::vector<Reference>> referencesOf(BytesView row) {
    const auto node = codec::firstRlpItem(row);
    if (!node) return broken();
    const auto items = node->items();
    if (!items || items->size() < 2) return broken();
    std::span<const codec::RlpItem> children{*items};
    if (children.size() == 2) {
        const auto& path = children[0].payload;
        const bool isLeaf = path.empty() || (path[0] & leafBit) != 0;
        children = isLeaf ? children.first(0) : children.last(1);
    } else {
        children = children.first(children.size() - 1);  // the last is a branch's value
    }
    std::vector<Reference> references;
    references.reserve(children.size());
    for (const auto& item : children) {
        if (!item.isList && !item.payload.empty()) {
            const auto hash = item.hash();
            if (!hash) return broken();
            references.push_back({*hash, 0});
        }
    }
    BytesView places = row.subspan(node->encoding.size());
    if (places.empty()) return references;
    if (places.size() != references.size() * placeSize) return broken();
    for (Reference& reference : references) {
        reference.place = readPlace(places);
        places = places.subspan(placeSize);
    }
    return references;
}

}  // namespace rollscope::merkle
