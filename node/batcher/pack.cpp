#include "node/batcher/pack.h"

#include <zlib.h>

#include <algorithm>

#include "node/core/base/assert.h"

namespace rollscope::batcher {
namespace {

constexpr int rawWindow = -15;  // RFC 1951 without zlib's header
constexpr int memoryLevel = 9;
constexpr std::size_t switchingBound = 64;  // of two blocks more than deflateBound reckons with
constexpr std::size_t blockOverhead = 5 * 10 + 33;

Packed packAll(std::span<const codec::BatchBlock> blocks) {
    const Bytes columns = codec::encodeBatchColumns({blocks.begin(), blocks.end()});
    Packed packed{{codec::batchVersion}, blocks.size(), columns.size()};
    std::size_t transactions = 0;
    for (const auto& block : blocks) transactions += block.userTxs.size();
    append(packed.data, deflate(columns, transactions * codec::signatureNoise));
    return packed;
}

bool fits(const Packed& packed) {
    return packed.data.size() <= codec::maxBatchBytes &&
           packed.unpackedBytes <= codec::maxBatchUnpacked;
}

}  // namespace

Bytes deflate(BytesView bytes, std::size_t noise) {
    z_stream stream{};
    int status = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, rawWindow, memoryLevel,
                              Z_DEFAULT_STRATEGY);
    ASSERT(status == Z_OK && noise <= bytes.size());
    Bytes out(deflateBound(&stream, bytes.size()) + switchingBound);
    stream.next_in = const_cast<Bytef*>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size() - noise);
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    if (noise > 0 && noise < bytes.size()) {
        // ends the block, so that noise does not spoil the codes of what compresses
        status = ::deflate(&stream, Z_BLOCK);
        ASSERT(status == Z_OK && stream.avail_in == 0);
        status = deflateParams(&stream, Z_NO_COMPRESSION, Z_DEFAULT_STRATEGY);
        ASSERT(status == Z_OK);
    }
    stream.avail_in += static_cast<uInt>(noise);
    status = ::deflate(&stream, Z_FINISH);
    ASSERT(status == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

Result<Packed> pack(std::span<const codec::BatchBlock> blocks) {
    blocks = blocks.first(std::min(blocks.size(), codec::maxBatchBlocks));
    Packed best = packAll(blocks);
    if (fits(best)) return best;
    // The largest number that fits is in [low, high).
    std::size_t low = 0;
    std::size_t high = blocks.size();
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        Packed packed = packAll(blocks.first(middle));
        if (fits(packed)) {
            low = middle;
            best = std::move(packed);
        } else {
            high = middle;
        }
    }
    if (low == 0) return fail(ErrorCode::invalidBatch, "a block is larger than a batch");
    return best;
}

std::size_t columnBytesOf(const codec::BatchBlock& block) {
    std::size_t size = blockOverhead;
    for (const auto& tx : block.userTxs) size += codec::batchBytesOf(tx);
    return size;
}

}  // namespace rollscope::batcher
