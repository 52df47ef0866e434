#include "node/batcher/pack.h"

#include <zlib.h>

#include <algorithm>

#include "node/core/base/assert.h"

namespace rollscope::batcher {
namespace {

constexpr int rawWindow = -15;  // RFC 1951 without zlib's header
constexpr int memoryLevel = 9;
constexpr std::size_t switchingBound = 64;  // of two blocks more than deflateBound reckons with
constexpr int maxGuesses = 4;  // then halving, which ends soon whatever the blocks hold
constexpr std::size_t blockOverhead = 5 * 10 + 33;

Packed packAll(std::span<const codec::BatchBlock> blocks) {
    const Bytes columns = codec::encodeBatchColumns(blocks);
    Packed packed{{codec::batchVersion}, blocks.size(), columns.size()};
    std::size_t transactions = 0;
    for (const auto& block : blocks) transactions += block.userTxs.size();
    append(packed.data, deflate(columns, transactions * codec::signatureNoise));
    return packed;
}

/// What the first so many blocks have in them.
struct Prefix {
    std::size_t noise = 0;    ///< bytes of signatures, which are posted as they are
    std::size_t columns = 0;  ///< bytes of the rest, at most
};

/// prefixes[n] is of the first n blocks. Ends with the last ones that may fit by their signatures.
std::vector<Prefix> prefixesOf(std::span<const codec::BatchBlock> blocks) {
    std::vector<Prefix> prefixes(1);
    for (const auto& block : blocks) {
        Prefix next = prefixes.back();
        const std::size_t noise = block.userTxs.size() * codec::signatureNoise;
        next.noise += noise;
        next.columns += columnBytesOf(block) - noise;
        if (next.noise > codec::maxBatchBytes && prefixes.size() > 1) break;
        prefixes.push_back(next);
    }
    return prefixes;
}

/// The longest prefix that fits if all of it compresses as well as what was packed did.
std::size_t guess(const std::vector<Prefix>& prefixes, const Packed& packed) {
    const Prefix& known = prefixes[packed.blocks];
    const auto rest = packed.data.size() - std::min(known.noise, packed.data.size());
    const double ratio = static_cast<double>(rest) / static_cast<double>(known.columns + 1);
    std::size_t count = prefixes.size() - 1;
    while (count > 1 && static_cast<double>(prefixes[count].noise) +
                                static_cast<double>(prefixes[count].columns) * ratio >
                            static_cast<double>(codec::maxBatchBytes)) {
        --count;
    }
    return count;
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
    const auto prefixes = prefixesOf(blocks);
    Packed last = packAll(blocks.first(prefixes.size() - 1));
    if (fits(last)) return last;
    Packed best;
    // The largest number that fits is in [low, high).
    std::size_t low = 0;
    std::size_t high = last.blocks;
    for (int tries = 0; high - low > 1; ++tries) {
        const std::size_t aim = tries < maxGuesses ? guess(prefixes, last) : low + (high - low) / 2;
        const std::size_t next = std::clamp(aim, low + 1, high - 1);
        last = packAll(blocks.first(next));
        if (fits(last)) {
            low = next;
            best = last;
        } else {
            high = next;
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
