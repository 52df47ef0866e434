// What a stranger may post as a DEFLATE stream, told part by part within bounds.
#include "node/embedded/stream_fields.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

namespace rollscope::embedded {
namespace {

using api::BatchDecoding;
using api::DecodingRequest;

Bytes deflated(BytesView data, int level) {
    z_stream stream{};
    deflateInit2(&stream, level, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
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

BatchDecoding told(BytesView stream, const DecodingRequest& request) {
    const ColumnFields none({}, 1, 1);
    BatchDecoding answer;
    const auto ok = tellStream(answer, stream, none, request);
    EXPECT_TRUE(ok) << ok.error().text();
    return answer;
}

DecodingRequest first(std::uint32_t limit) {
    DecodingRequest request;
    request.limit = limit;
    return request;
}

/// From the first part to the last, as pages.
std::vector<api::BatchField> allOf(BytesView stream) {
    std::vector<api::BatchField> parts;
    for (;;) {
        DecodingRequest request;
        request.part = parts.size();
        request.limit = mostParts;
        const auto page = told(stream, request);
        EXPECT_LE(page.fields.size(), mostParts);
        parts.insert(parts.end(), page.fields.begin(), page.fields.end());
        if (page.fields.empty() || parts.size() >= page.parts) return parts;
    }
}

void expectAllBits(const std::vector<api::BatchField>& parts, std::size_t bytes) {
    std::uint64_t bit = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        ASSERT_TRUE(parts[i].part);
        EXPECT_EQ(parts[i].part->index, i);
        ASSERT_EQ(parts[i].part->bit, bit);
        bit += parts[i].part->bits;
    }
    EXPECT_EQ(bit, bytes * 8);
}

TEST(StreamFields, aStreamThatIsCutIsToldUpToThereAndWhatIsLeftIsNamed) {
    std::mt19937_64 random{3};
    Bytes data(400);
    for (auto& byte : data) byte = static_cast<std::uint8_t>(random() % 9);
    const Bytes whole = deflated(data, 9);
    expectAllBits(allOf(whole), whole.size());
    int unread = 0;  // a cut may also fall between two parts
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        const BytesView cut = BytesView(whole).first(size);
        const auto parts = allOf(cut);
        expectAllBits(parts, size);
        if (!parts.empty() && parts.back().name == QLatin1String("Not read")) ++unread;
    }
    EXPECT_GT(unread, 10);
}

TEST(StreamFields, bytesBehindTheStreamAreNotRead) {
    Bytes stream = deflated(Bytes(100, 7), 9);
    const std::size_t size = stream.size();
    stream.resize(size + 50, 0xee);
    const auto parts = allOf(stream);
    expectAllBits(parts, stream.size());
    EXPECT_EQ(parts.back().name, QStringLiteral("Not read"));
    EXPECT_EQ(parts.back().offset, size);
    EXPECT_TRUE(parts.back().value.contains(QLatin1String("bytes after the stream")));
}

TEST(StreamFields, aBombIsToldWithinTheLimitOfTheColumns) {
    const Bytes bomb = deflated(Bytes(30'000'000), 9);
    ASSERT_LE(bomb.size(), codec::maxBatchBytes);
    const auto parts = allOf(bomb);
    expectAllBits(parts, bomb.size());
    EXPECT_EQ(parts.back().name, QStringLiteral("Not read"));
    EXPECT_LE(parts[parts.size() - 2].part->unpackedOffset, codec::maxBatchUnpacked);
}

/// Codes of one bit: a part for each bit, a million in a batch.
Bytes oneBitLiterals() {
    Bytes stream(codec::maxBatchBytes - 1, 0);
    std::size_t bit = 0;
    const auto put = [&](std::uint32_t value, unsigned width) {
        for (unsigned i = 0; i < width; ++i, ++bit) {
            stream[bit / 8] |= static_cast<std::uint8_t>(((value >> i) & 1U) << (bit % 8));
        }
    };
    put(1, 1);   // BFINAL
    put(2, 2);   // dynamic
    put(0, 5);   // 257 literal codes
    put(0, 5);   // 1 distance code
    put(14, 4);  // 18 code length codes: up to the length 1
    for (const unsigned symbol :
         {16U, 17U, 18U, 0U, 8U, 7U, 9U, 6U, 10U, 5U, 11U, 4U, 12U, 3U, 13U, 2U, 14U, 1U}) {
        put(symbol == 18 || symbol == 1 ? 1 : 0, 3);
    }
    // codes: length 1 is 0, eighteen is 1; literals 0 and 256 take one bit each
    put(0, 1);
    put(1, 1);
    put(138 - 11, 7);
    put(1, 1);
    put(117 - 11, 7);
    put(0, 1);
    put(0, 1);      // one distance code of one bit
    return stream;  // zeros: literal 0 without end
}

TEST(StreamFields, aMillionPartsAreCountedAndNeverHeldAtOnce) {
    const Bytes stream = oneBitLiterals();
    DecodingRequest request;
    request.limit = 65'536;
    const auto window = told(stream, request);
    EXPECT_GT(window.parts, 980'000u);
    EXPECT_EQ(window.fields.size(), mostPartsOfRange);
    // the bytes end where the parts do
    const auto& last = *window.fields.back().part;
    EXPECT_EQ(window.bytes.size(), (last.bit + last.bits) / 8);
    EXPECT_GE(window.bytes.size(), 4'000u);
    request.part = 900'000;
    request.limit = 100;
    const auto page = told(stream, request);
    ASSERT_EQ(page.fields.size(), 100u);
    EXPECT_EQ(page.fields.front().part->index, 900'000u);
    EXPECT_EQ(page.fields.front().name, QStringLiteral("Literal"));
}

TEST(StreamFields, tensOfThousandsOfBlocksAreAFewHundredSections) {
    Bytes stream;
    for (int i = 0; i < 20'000; ++i) {
        const std::uint8_t empty[] = {0, 0, 0, 0xff, 0xff};  // a stored block of nothing
        append(stream, BytesView(empty));
    }
    const auto answer = told(stream, first(100));
    EXPECT_LE(answer.sections.size(), 513u);
    expectAllBits(allOf(stream), stream.size());
}

TEST(StreamFields, columnsThatBreakOffAreToldAsFarAsTheyGo) {
    Bytes columns = {2, 5, 1, 7, 0, 8, 0};  // two blocks that end in their third column
    for (const int level : {0, 9}) {
        const Bytes stream = deflated(columns, level);
        const ColumnFields broken(columns, 1, 1);
        ASSERT_FALSE(broken.problem().isEmpty());
        BatchDecoding answer;
        ASSERT_TRUE(tellStream(answer, stream, broken, first(1'000)));
        expectAllBits(answer.fields, stream.size());
    }
    columns.resize(5'000, 0xff);
    const Bytes stream = deflated(columns, 0);
    BatchDecoding answer;
    ASSERT_TRUE(tellStream(answer, stream, ColumnFields(columns, 1, 1), first(65'536)));
    expectAllBits(answer.fields, stream.size());
    EXPECT_EQ(answer.sections.back().name, QStringLiteral("no column"));
}

TEST(StreamFields, noiseIsAlwaysToldWhole) {
    std::mt19937_64 random{4};
    for (int i = 0; i < 3'000; ++i) {
        Bytes stream(random() % 60);
        for (auto& byte : stream) byte = static_cast<std::uint8_t>(random());
        expectAllBits(allOf(stream), stream.size());
        DecodingRequest request;
        request.unpacked = random() % 50;
        request.limit = 3;
        told(stream, request);
        request = {};
        request.offset = random() % (stream.size() + 1);
        request.limit = static_cast<std::uint32_t>(random() % 20);
        told(stream, request);
        request.transaction = 0;
        EXPECT_TRUE(told(stream, request).fields.empty());
    }
}

}  // namespace
}  // namespace rollscope::embedded
