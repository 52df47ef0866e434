// Batches: the decoder is total and bounded, inflating agrees with zlib, blocks come back.
#include <zlib.h>

#include "node/core/codec/batch.h"
#include "node/core/codec/inflate.h"
#include "tests/fuzz/transaction_input.h"

namespace rollscope::fuzz {
namespace {

constexpr std::uint64_t chainId = 31'338;
constexpr std::size_t limit = 65'536;

/// What zlib makes of it; none unless one whole stream fills `deflated` and its output `limit`.
std::optional<Bytes> zlibInflate(const Bytes& deflated) {
    z_stream stream{};
    ASSERT(inflateInit2(&stream, -15) == Z_OK);
    Bytes out(limit + 1);
    stream.next_in = const_cast<Bytef*>(deflated.data());
    stream.avail_in = static_cast<uInt>(deflated.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = ::inflate(&stream, Z_FINISH);
    const bool whole = status == Z_STREAM_END && stream.avail_in == 0 && stream.total_out <= limit;
    out.resize(stream.total_out);
    inflateEnd(&stream);
    if (!whole) return std::nullopt;
    return out;
}

Bytes zlibDeflate(const Bytes& bytes, int level, int strategy) {
    z_stream stream{};
    ASSERT(deflateInit2(&stream, level, Z_DEFLATED, -15, 9, strategy) == Z_OK);
    Bytes out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 16);
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    ASSERT(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

void checkInflate(const Bytes& deflated) {
    const auto ours = codec::inflate(deflated, limit);
    const auto theirs = zlibInflate(deflated);
    ASSERT(ours.has_value() == theirs.has_value());
    if (ours) ASSERT(*ours == *theirs);
}

/// What is told of the columns' values covers every byte once.
struct Tiles : codec::BatchWatch {
    std::size_t end = 0;
    void value(codec::BatchColumn, std::size_t, std::size_t offset, std::size_t length) override {
        ASSERT(offset == end && length > 0);
        end += length;
    }
};

void checkColumns(const Bytes& columns) {
    Tiles tiles;
    const auto blocks = codec::decodeBatchColumns(columns, chainId, &tiles);
    if (!blocks) return;
    ASSERT(tiles.end == columns.size());
    const Bytes again = codec::encodeBatchColumns(*blocks);
    const auto same = codec::decodeBatchColumns(again, chainId);
    ASSERT(same && *same == *blocks);
    // A stranger may list an address twice (docs/protocol.md, 4.1); all else has one form.
    ASSERT(again == columns || again.size() < columns.size());
}

std::vector<codec::BatchBlock> anyBlocks(Input& input) {
    std::vector<codec::BatchBlock> blocks;
    codec::BatchBlock block;
    for (std::size_t n = input.below(5); n > 0; --n) {
        block.timestamp += input.u64() >> 8;
        block.l1Number += input.byte();
        block.l1Timestamp += input.byte();
        block.l1BaseFee = input.word();
        block.inboxCount += input.byte();
        block.userTxs.clear();
        for (std::size_t t = input.below(5); t > 0; --t) {
            types::Transaction tx = anyTransaction(input);
            if (tx.isDeposit() || tx.type == types::TxType::blob) continue;
            if (tx.chainId) tx.chainId = chainId;
            tx.signature = {static_cast<std::uint8_t>(input.flag()), input.word(), input.word()};
            block.userTxs.push_back(std::move(tx));
        }
        blocks.push_back(block);
    }
    return blocks;
}

void roundTrip(Input& input) {
    const auto blocks = anyBlocks(input);
    Bytes columns = codec::encodeBatchColumns(blocks);
    std::size_t bound = 0;
    for (const auto& block : blocks) {
        for (const auto& tx : block.userTxs) bound += codec::batchBytesOf(tx);
    }
    ASSERT(columns.size() <= bound + 2 + blocks.size() * 100);
    const int level = static_cast<int>(input.below(10));
    const int strategy = static_cast<int>(input.below(5));
    Bytes data = zlibDeflate(columns, level, strategy);
    checkInflate(data);
    data.insert(data.begin(), codec::batchVersion);
    const auto decoded = codec::decodeBatch(data, chainId);
    ASSERT(decoded && *decoded == blocks);
    if (input.done()) return;
    const std::size_t at = static_cast<std::size_t>(input.u64() % columns.size());
    columns[at] = input.byte();
    checkColumns(columns);
    data[1 + static_cast<std::size_t>(input.u64() % (data.size() - 1))] = input.byte();
    static_cast<void>(codec::decodeBatch(data, chainId));
    data.erase(data.begin());
    checkInflate(data);
}

}  // namespace
}  // namespace rollscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace rollscope;
    fuzz::Input input(data, size);
    switch (input.below(4)) {
        case 0: fuzz::checkInflate(input.rest()); break;
        case 1: fuzz::checkColumns(input.rest()); break;
        case 2: static_cast<void>(codec::decodeBatch(input.rest(), fuzz::chainId)); break;
        default: fuzz::roundTrip(input);
    }
    return 0;
}
