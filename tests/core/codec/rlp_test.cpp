#include "node/core/codec/rlp.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/core/base/vectors.h"

namespace rollscope::codec {
namespace {

U256 number(const QString& text) {
    return u256FromDecimal(text.toStdString()).value();
}

// The vectors' `in`: texts, numbers ("#…" when large) and lists of them.
Bytes encodeJson(const QJsonValue& value) {
    if (value.isArray()) {
        RlpWriter list;
        for (const QJsonValue item : value.toArray()) list.encoded(encodeJson(item));
        return list.asList();
    }
    if (value.isDouble()) return encodeUint(static_cast<std::uint64_t>(value.toInteger()));
    const QString text = value.toString();
    if (text.startsWith(QLatin1Char('#'))) return encodeUint(number(text.mid(1)));
    const QByteArray utf8 = text.toUtf8();
    return encodeString(Bytes{utf8.begin(), utf8.end()});
}

// What was read, written again.
Bytes rewritten(const RlpItem& item) {
    if (!item.isList) return encodeString(item.payload);
    RlpWriter list;
    const auto items = item.items().value();
    for (const RlpItem& inner : items) list.encoded(rewritten(inner));
    return list.asList();
}

TEST(Rlp, writesTheYellowPapersExamples) {
    EXPECT_EQ(toHex(encodeString(asBytes("dog"))), "0x83646f67");
    EXPECT_EQ(toHex(encodeList({encodeString(asBytes("cat")), encodeString(asBytes("dog"))})),
              "0xc88363617483646f67");
    EXPECT_EQ(toHex(encodeString({})), "0x80");
    EXPECT_EQ(toHex(encodeList({})), "0xc0");
    EXPECT_EQ(toHex(encodeUint(std::uint64_t{0})), "0x80");
    EXPECT_EQ(toHex(encodeUint(std::uint64_t{15})), "0x0f");
    EXPECT_EQ(toHex(encodeUint(std::uint64_t{1024})), "0x820400");
    EXPECT_EQ(toHex(RlpWriter{}
                        .list({})
                        .list(RlpWriter{}.list({}))
                        .list(RlpWriter{}.list({}).list(RlpWriter{}.list({})))
                        .asList()),
              "0xc7c0c1c0c3c0c1c0");
    EXPECT_EQ(encodeString(Bytes(56))[0], 0xb8);
    EXPECT_EQ(encodeString(Bytes(56))[1], 56);
}

TEST(Rlp, readsTypedValuesAndNamesWhatIsWrong) {
    const Bytes list = RlpWriter{}.uint(std::uint64_t{300}).fixed(Hash{}).string({}).asList();
    const auto items = decodeRlp(list)->items(3).value();
    EXPECT_EQ(items[0].u64(), 300U);
    EXPECT_EQ(items[1].hash(), Hash{});
    EXPECT_EQ(items[2].optionalAddress().value(), std::nullopt);
    EXPECT_FALSE(items[1].address());
    EXPECT_FALSE(items[1].u256()) << "leading zeros";
    EXPECT_FALSE(items[0].boolean());
    EXPECT_FALSE(items[0].items());
    EXPECT_FALSE(decodeRlp(list)->items(2));
    EXPECT_FALSE(decodeRlp(list)->u64());
}

TEST(Rlp, refusesListsThatAreTooDeep) {
    Bytes deep = encodeList({});
    for (unsigned i = 1; i < maxRlpDepth; ++i) deep = encodeList({deep});
    EXPECT_TRUE(decodeRlp(deep));
    EXPECT_FALSE(decodeRlp(encodeList({deep})));
    EXPECT_FALSE(decodeRlp(Bytes(100'000, 0xc1)));
}

TEST(Rlp, refusesLengthsBeyondTheAddressSpace) {
    EXPECT_FALSE(decodeRlp(Bytes{0xbf, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00}));
    EXPECT_FALSE(decodeRlp(Bytes{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xf7, 0x00}));
    EXPECT_FALSE(decodeRlp({}));
}

TEST(Rlp, whatIsReadIsWhatWouldBeWritten) {
    std::mt19937_64 random{7};
    int accepted = 0;
    for (int i = 0; i < 200'000; ++i) {
        Bytes bytes(random() % 12);
        for (auto& byte : bytes) {
            const std::uint64_t r = random();
            byte = static_cast<std::uint8_t>(r % 3 == 0 ? r >> 8 : 0xc0 + (r >> 8) % 8);
        }
        const auto item = decodeRlp(bytes);
        if (!item) continue;
        ++accepted;
        ASSERT_EQ(rewritten(*item), bytes) << toHex(bytes);
    }
    EXPECT_GT(accepted, 1'000);
}

TEST(Rlp, ethereumsVectorsEncodeAsTold) {
    const auto files = vectors::files("prim-ethereum/dev/RLPTests");
    SKIP_WITHOUT_VECTORS(files);
    int cases = 0;
    for (const QString& file : files) {
        const QJsonObject tests = vectors::read(file).object();
        for (auto test = tests.begin(); test != tests.end(); ++test) {
            const QJsonObject body = test.value().toObject();
            const Bytes out =
                vectors::hex(body[QStringLiteral("out")].toString()).value_or(Bytes{});
            const QJsonValue in = body[QStringLiteral("in")];
            const std::string name = test.key().toStdString();
            ++cases;
            if (in.toString() == QStringLiteral("INVALID")) {
                EXPECT_FALSE(decodeRlp(out)) << name;
                continue;
            }
            const auto item = decodeRlp(out);
            ASSERT_TRUE(item) << name << ": " << item.error().text();
            EXPECT_EQ(rewritten(*item), out) << name;
            if (in.toString() == QStringLiteral("VALID")) continue;
            EXPECT_EQ(encodeJson(in), out) << name;
        }
    }
    EXPECT_GT(cases, 10);
}

}  // namespace
}  // namespace rollscope::codec
