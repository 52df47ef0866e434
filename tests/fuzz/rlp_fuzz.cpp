// RLP: what the reader takes, the writer makes again byte for byte; what the writer makes, is read.
#include "node/core/codec/rlp.h"
#include "tests/fuzz/input.h"

namespace rollscope::fuzz {
namespace {

using codec::RlpItem;

Bytes encodeAgain(const RlpItem& item) {
    if (!item.isList) return codec::encodeString(item.payload);
    const auto items = item.items();
    ASSERT(items.has_value());
    std::vector<Bytes> encoded;
    for (const RlpItem& inner : *items) encoded.push_back(encodeAgain(inner));
    return codec::encodeList(encoded);
}

/// Every typed reading of an item either fails or is the one form of its value.
void readAsAll(const RlpItem& item) {
    const Bytes whole(item.encoding.begin(), item.encoding.end());
    if (const auto number = item.u64()) ASSERT(codec::encodeUint(*number) == whole);
    if (const auto number = item.u256()) ASSERT(codec::encodeUint(*number) == whole);
    if (const auto flag = item.boolean()) ASSERT(codec::encodeUint(*flag ? 1U : 0U) == whole);
    if (const auto hash = item.hash()) ASSERT(codec::encodeString(hash->view()) == whole);
    if (const auto address = item.address()) ASSERT(codec::encodeString(address->view()) == whole);
    static_cast<void>(item.optionalAddress());
    ASSERT(item.string().has_value() != item.isList);
    if (const auto items = item.items()) {
        ASSERT(item.items(items->size()).has_value() && !item.items(items->size() + 1));
        for (const RlpItem& inner : *items) readAsAll(inner);
    }
}

void readAny(BytesView bytes) {
    const auto first = codec::firstRlpItem(bytes);
    const auto item = codec::decodeRlp(bytes);
    if (first) ASSERT(first->encoding.size() <= bytes.size());
    if (!item) return;
    ASSERT(first && first->encoding.size() == bytes.size());
    ASSERT(encodeAgain(*item) == Bytes(bytes.begin(), bytes.end()));
    readAsAll(*item);
}

Bytes writeAny(Input& input, unsigned depth) {
    const std::size_t kind = input.below(depth < codec::maxRlpDepth ? 5 : 3);
    if (kind == 0) return codec::encodeUint(input.word());
    if (kind == 1) return codec::encodeString(input.bytes());
    if (kind == 2) {
        const std::size_t unit = input.below(16) == 15 ? 300 : 5;
        return codec::encodeString(Bytes(unit * input.below(256), 0x5a));
    }
    std::vector<Bytes> items;
    for (std::size_t n = input.below(5); n > 0; --n) items.push_back(writeAny(input, depth + 1));
    return codec::encodeList(items);
}

}  // namespace
}  // namespace rollscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace rollscope;
    fuzz::Input input(data, size);
    if (input.flag()) {
        fuzz::readAny(input.rest());
        return 0;
    }
    const Bytes written = fuzz::writeAny(input, 1);
    ASSERT(codec::decodeRlp(written).has_value());
    fuzz::readAny(written);
    return 0;
}
