#include "node/core/codec/inflate.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

namespace rollscope::codec {
namespace {

// zlib's raw DEFLATE, with everything it can emit: stored, fixed and dynamic blocks.
Bytes deflated(BytesView data, int level, int strategy) {
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, -15, 9, strategy);
    // deflateBound is one byte short for an empty stored stream.
    Bytes out(deflateBound(&stream, static_cast<uLong>(data.size())) + 64);
    stream.next_in = const_cast<Bytef*>(data.data());
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

// None when zlib refuses it or leaves bytes over.
std::optional<Bytes> inflatedByZlib(BytesView data, std::size_t limit) {
    z_stream stream{};
    inflateInit2(&stream, -15);
    Bytes out(limit + 1);
    stream.next_in = const_cast<Bytef*>(data.data());
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    const bool good = status == Z_STREAM_END && stream.avail_in == 0 && out.size() <= limit;
    inflateEnd(&stream);
    return good ? std::optional<Bytes>{out} : std::nullopt;
}

Bytes sample(std::mt19937_64& random, std::size_t size, unsigned alphabet) {
    Bytes data(size);
    for (auto& byte : data) byte = static_cast<std::uint8_t>(random() % alphabet);
    return data;
}

TEST(Inflate, undoesEverythingThatZlibWrites) {
    std::mt19937_64 random{11};
    for (const std::size_t size : {0UL, 1UL, 100UL, 5'000UL, 300'000UL}) {
        for (const unsigned alphabet : {1U, 4U, 40U, 256U}) {
            const Bytes data = sample(random, size, alphabet);
            for (const int level : {0, 1, 6, 9}) {
                for (const int strategy : {Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED}) {
                    const auto out = inflate(deflated(data, level, strategy), data.size());
                    ASSERT_TRUE(out) << out.error().text() << " size " << size << " of " << alphabet
                                     << " level " << level << " strategy " << strategy;
                    ASSERT_EQ(*out, data);
                }
            }
        }
    }
}

TEST(Inflate, stopsAtTheLimit) {
    const Bytes bomb = deflated(Bytes(1'000'000), 9, Z_DEFAULT_STRATEGY);
    EXPECT_EQ(inflate(bomb, 999'999).error().code, ErrorCode::invalidBatch);
    EXPECT_TRUE(inflate(bomb, 1'000'000));
}

TEST(Inflate, refusesDataThatIsCutOrContinued) {
    std::mt19937_64 random{12};
    const Bytes data = sample(random, 500, 20);
    Bytes stream = deflated(data, 9, Z_DEFAULT_STRATEGY);
    for (std::size_t length = 0; length < stream.size(); ++length) {
        EXPECT_FALSE(inflate(BytesView{stream}.first(length), 1'000)) << length;
    }
    stream.push_back(0);
    EXPECT_FALSE(inflate(stream, 1'000));
}

// Puts the output together again from what it was told, and checks that no bit is told twice.
class Retold : public DeflateWatch {
public:
    Bytes out;
    std::size_t bit = 0;
    std::size_t copies = 0;
    std::size_t blocks = 0;

    void item(const DeflateItem& item, BytesView all) override {
        ASSERT_EQ(item.bit, bit);
        ASSERT_GT(item.bits, 0u);
        bit += item.bits;
        if (item.part == DeflatePart::last) ++blocks;
        if (item.part == DeflatePart::literal) out.push_back(static_cast<std::uint8_t>(item.value));
        if (item.part == DeflatePart::stored) append(out, all.last(item.made));
        if (item.part == DeflatePart::copy) {
            ++copies;
            for (std::size_t i = 0; i < item.value; ++i) {
                out.push_back(out[out.size() - item.distance]);
            }
        }
        ASSERT_EQ(all.size(), out.size());
        ASSERT_TRUE(item.made == 0 || all.back() == out.back());
    }
};

TEST(Inflate, tellsEveryBitOfAStreamOnceAndWhatItMakes) {
    std::mt19937_64 random{14};
    std::size_t copies = 0;
    for (const std::size_t size : {0UL, 100UL, 70'000UL}) {
        for (const int level : {0, 9}) {
            for (const int strategy : {Z_DEFAULT_STRATEGY, Z_HUFFMAN_ONLY, Z_FIXED}) {
                const Bytes data = sample(random, size, 30);
                const Bytes stream = deflated(data, level, strategy);
                Retold retold;
                const auto out = inflate(stream, data.size(), retold);
                ASSERT_TRUE(out);
                EXPECT_EQ(*out, data);
                EXPECT_EQ(retold.out, data);
                EXPECT_EQ(retold.bit, stream.size() * 8);
                EXPECT_GE(retold.blocks, 1u);
                copies += retold.copies;
            }
        }
    }
    EXPECT_GT(copies, 0u);
}

TEST(Inflate, tellsABadStreamUpToWhereItGoesWrong) {
    std::mt19937_64 random{15};
    const Bytes data = sample(random, 500, 20);
    const Bytes stream = deflated(data, 9, Z_DEFAULT_STRATEGY);
    for (std::size_t length = 0; length < stream.size(); ++length) {
        Retold retold;
        EXPECT_FALSE(inflate(BytesView{stream}.first(length), 1'000, retold));
        EXPECT_LE(retold.bit, length * 8);
        EXPECT_TRUE(std::equal(retold.out.begin(), retold.out.end(), data.begin()));
    }
    Retold bomb;
    EXPECT_FALSE(inflate(deflated(Bytes(1'000'000), 9, Z_DEFAULT_STRATEGY), 999'999, bomb));
    EXPECT_LE(bomb.out.size(), 999'999u);
}

TEST(Inflate, acceptsExactlyWhatZlibAccepts) {
    std::mt19937_64 random{13};
    int accepted = 0;
    for (int i = 0; i < 60'000; ++i) {
        Bytes stream;
        if (i % 2 == 0) {
            stream = sample(random, random() % 40, 256);
        } else {
            const unsigned alphabet = 2 + static_cast<unsigned>(random() % 60);
            stream =
                deflated(sample(random, random() % 200, alphabet), 9, i % 4 == 1 ? Z_FIXED : 0);
            stream[random() % stream.size()] ^= static_cast<std::uint8_t>(1U << (random() % 8));
        }
        const auto expected = inflatedByZlib(stream, 4'096);
        const auto out = inflate(stream, 4'096);
        ASSERT_EQ(out.has_value(), expected.has_value()) << toHex(stream);
        if (!expected) continue;
        ++accepted;
        ASSERT_EQ(*out, *expected);
    }
    EXPECT_GT(accepted, 1'000);
}

}  // namespace
}  // namespace rollscope::codec
