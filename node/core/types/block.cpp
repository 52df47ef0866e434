#include "node/core/types/block.h"

#include <tuple>

#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::types {
namespace {

using codec::RlpItem;
using codec::RlpWriter;

constexpr std::size_t oldestFields = 15;
constexpr std::size_t cancunFields = 20;
constexpr std::size_t blockParts = 4;
constexpr std::size_t longestExtraData = 32;

tl::unexpected<Error> malformed(const char* why) {
    return fail(ErrorCode::invalidRlp, why);
}

template <std::size_t N>
bool copyFixed(const RlpItem& item, FixedBytes<N>& to) {
    if (item.isList || item.payload.size() != N) return false;
    std::memcpy(to.data(), item.payload.data(), N);
    return true;
}

template <class T, class U>
bool copyValue(const Result<T>& value, U& to) {
    if (value) to = *value;
    return value.has_value();
}

RlpWriter headerFields(const Header& h) {
    RlpWriter fields;
    fields.fixed(h.parentHash).fixed(h.ommersHash).fixed(h.beneficiary).fixed(h.stateRoot);
    fields.fixed(h.transactionsRoot).fixed(h.receiptsRoot).fixed(h.logsBloom);
    fields.uint(h.difficulty).uint(h.number).uint(h.gasLimit).uint(h.gasUsed).uint(h.timestamp);
    fields.string(h.extraData).fixed(h.prevRandao).fixed(h.nonce);
    // Forks only ever append, so the first field that is missing ends the header.
    if (!h.baseFeePerGas) return fields;
    fields.uint(*h.baseFeePerGas);
    if (!h.withdrawalsRoot) return fields;
    fields.fixed(*h.withdrawalsRoot);
    if (!h.blobGasUsed || !h.excessBlobGas) return fields;
    fields.uint(*h.blobGasUsed).uint(*h.excessBlobGas);
    if (h.parentBeaconBlockRoot) fields.fixed(*h.parentBeaconBlockRoot);
    return fields;
}

Result<Header> readHeader(const RlpItem& list) {
    const auto read = list.items();
    if (!read) return failFrom(read);
    const auto& items = *read;
    // 18 would be blob gas used without its excess.
    if (items.size() < oldestFields || items.size() > cancunFields || items.size() == 18) {
        return malformed("wrong number of header fields");
    }
    Header h;
    bool good = copyFixed(items[0], h.parentHash) && copyFixed(items[1], h.ommersHash) &&
                copyFixed(items[2], h.beneficiary) && copyFixed(items[3], h.stateRoot) &&
                copyFixed(items[4], h.transactionsRoot) && copyFixed(items[5], h.receiptsRoot) &&
                copyFixed(items[6], h.logsBloom) && copyValue(items[7].u256(), h.difficulty) &&
                copyValue(items[8].u64(), h.number) && copyValue(items[9].u64(), h.gasLimit) &&
                copyValue(items[10].u64(), h.gasUsed) && copyValue(items[11].u64(), h.timestamp) &&
                copyValue(items[12].bytes(), h.extraData) && copyFixed(items[13], h.prevRandao) &&
                copyFixed(items[14], h.nonce);
    if (items.size() > 15) good = good && copyValue(items[15].u256(), h.baseFeePerGas);
    if (items.size() > 16) good = good && copyValue(items[16].hash(), h.withdrawalsRoot);
    if (items.size() > 18) {
        good = good && copyValue(items[17].u64(), h.blobGasUsed) &&
               copyValue(items[18].u64(), h.excessBlobGas);
    }
    if (items.size() > 19) good = good && copyValue(items[19].hash(), h.parentBeaconBlockRoot);
    if (!good || h.extraData.size() > longestExtraData) return malformed("bad header field");
    return h;
}

}  // namespace

const Hash emptyOmmersHash{{{0x1d, 0xcc, 0x4d, 0xe8, 0xde, 0xc7, 0x5d, 0x7a, 0xab, 0x85, 0xb5,
                             0x67, 0xb6, 0xcc, 0xd4, 0x1a, 0xd3, 0x12, 0x45, 0x1b, 0x94, 0x8a,
                             0x74, 0x13, 0xf0, 0xa1, 0x42, 0xfd, 0x40, 0xd4, 0x93, 0x47}}};

const Hash emptyTrieRoot{{{0x56, 0xe8, 0x1f, 0x17, 0x1b, 0xcc, 0x55, 0xa6, 0xff, 0x83, 0x45,
                           0xe6, 0x92, 0xc0, 0xf8, 0x6e, 0x5b, 0x48, 0xe0, 0x1b, 0x99, 0x6c,
                           0xad, 0xc0, 0x01, 0x62, 0x2f, 0xb5, 0xe3, 0x63, 0xb4, 0x21}}};

Bytes encodeHeader(const Header& header) {
    return headerFields(header).asList();
}

Result<Header> decodeHeader(BytesView bytes) {
    const auto list = codec::decodeRlp(bytes);
    if (!list) return failFrom(list);
    return readHeader(*list);
}

Hash headerHash(const Header& header) {
    return crypto::keccak256(encodeHeader(header));
}

Bytes encodeBlock(const Block& block) {
    RlpWriter transactions;
    for (const Transaction& tx : block.transactions) {
        const Bytes encoding = encodeTransaction(tx);
        tx.type == TxType::legacy ? transactions.encoded(encoding) : transactions.string(encoding);
    }
    RlpWriter parts;
    parts.list(headerFields(block.header)).list(transactions);
    return parts.list(RlpWriter{}).list(RlpWriter{}).asList();
}

Result<Block> decodeBlock(BytesView bytes) {
    const auto list = codec::decodeRlp(bytes);
    if (!list) return failFrom(list);
    const auto parts = list->items(blockParts);
    if (!parts) return failFrom(parts);
    const auto& [header, transactions, ommers, withdrawals] =
        std::tie((*parts)[0], (*parts)[1], (*parts)[2], (*parts)[3]);
    for (const RlpItem& empty : {ommers, withdrawals}) {
        if (!empty.isList || !empty.payload.empty()) return malformed("ommers or withdrawals");
    }
    auto read = readHeader(header);
    if (!read) return failFrom(read);
    Block block{*std::move(read), {}};
    const auto items = transactions.items();
    if (!items) return failFrom(items);
    for (const RlpItem& item : *items) {
        const BytesView encoding = item.isList ? item.encoding : item.payload;
        auto tx = decodeTransaction(encoding);
        if (!tx) return failFrom(tx);
        // A legacy transaction wrapped in a string would be a second form of the same block.
        if (item.isList != (tx->type == TxType::legacy)) return malformed("wrapped transaction");
        block.transactions.push_back(*std::move(tx));
    }
    return block;
}

U256 nextBaseFee(const Header& parent) {
    constexpr std::uint64_t denominator = 8;
    constexpr std::uint64_t elasticity = 2;
    const U256 base = parent.baseFeePerGas.value_or(U256{1'000'000'000});
    const std::uint64_t target = parent.gasLimit / elasticity;
    if (target == 0 || parent.gasUsed == target) return base;
    const bool rises = parent.gasUsed > target;
    const std::uint64_t distance = rises ? parent.gasUsed - target : target - parent.gasUsed;
    const U256 delta = base * U256{distance} / U256{target} / U256{denominator};
    if (rises) return base + (delta.isZero() ? U256{1} : delta);
    return base - delta;
}

}  // namespace rollscope::types
