#include <gtest/gtest.h>
#include <QJsonDocument>

#include "node/rpc/filters.h"
#include "node/rpc/json_eth.h"
#include "node/rpc/json_read.h"

namespace rollscope::rpc {
namespace {

QJsonValue text(const char* value) {
    return QString::fromLatin1(value);
}

TEST(JsonRead, quantitiesHaveNoLeadingZeros) {
    EXPECT_EQ(readU64(text("0x0"), "x").value(), 0U);
    EXPECT_EQ(readU64(text("0xff"), "x").value(), 255U);
    for (const char* bad : {"0x", "0x01", "12", "", "0xzz", "0x1ffffffffffffffff"}) {
        const auto number = readU64(text(bad), "x");
        ASSERT_FALSE(number) << bad;
        EXPECT_EQ(number.error().code, ErrorCode::invalidParams) << bad;
    }
    EXPECT_FALSE(readU64(5, "x"));
    EXPECT_EQ(readLooseNumber(604800, "x").value(), 604800U);
    EXPECT_EQ(readLooseNumber(text("0x10"), "x").value(), 16U);
    EXPECT_EQ(readLooseNumber(text("10"), "x").value(), 10U);
    EXPECT_FALSE(readLooseNumber(-1, "x"));
    EXPECT_FALSE(readLooseNumber(1.5, "x"));
}

TEST(JsonRead, blockParametersFollowEip1898) {
    EXPECT_EQ(readBlockId(QJsonValue::Undefined).value(), api::BlockId{api::BlockTag::latest});
    EXPECT_EQ(readBlockId(text("safe")).value(), api::BlockId{api::BlockTag::safe});
    EXPECT_EQ(readBlockId(text("0x10")).value(), api::BlockId{std::uint64_t{16}});
    const QString hash = QStringLiteral("0x") + QString(64, u'1');
    EXPECT_TRUE(std::holds_alternative<Hash>(readBlockId(hash).value()));
    EXPECT_TRUE(std::holds_alternative<Hash>(
        readBlockId(QJsonObject{{QStringLiteral("blockHash"), hash}}).value()));
    EXPECT_EQ(
        readBlockId(QJsonObject{{QStringLiteral("blockNumber"), QStringLiteral("0x2")}}).value(),
        api::BlockId{std::uint64_t{2}});
    EXPECT_FALSE(readBlockId(QJsonObject{}));
    EXPECT_FALSE(readBlockId(text("newest")));
    EXPECT_FALSE(readBlockId(12));
}

TEST(JsonRead, callsTakeDataOrInputButNotTwoThings) {
    const QJsonObject call{{QStringLiteral("to"), QStringLiteral("0x") + QString(40, u'2')},
                           {QStringLiteral("data"), QStringLiteral("0x1234")},
                           {QStringLiteral("value"), QStringLiteral("0x1")},
                           {QStringLiteral("gasPrice"), QStringLiteral("0x5")}};
    const auto request = readCallRequest(call);
    ASSERT_TRUE(request);
    EXPECT_EQ(request->data, (Bytes{0x12, 0x34}));
    EXPECT_EQ(request->maxFeePerGas, U256{5});
    QJsonObject both = call;
    both[u"input"] = QStringLiteral("0x12");
    EXPECT_FALSE(readCallRequest(both));
    QJsonObject fees = call;
    fees[u"maxFeePerGas"] = QStringLiteral("0x1");
    EXPECT_FALSE(readCallRequest(fees));
    QJsonObject odd = call;
    odd[u"data"] = QStringLiteral("0x123");
    EXPECT_FALSE(readCallRequest(odd));
    EXPECT_FALSE(readCallRequest(text("0x00")));
}

TEST(JsonRead, filtersKeepWildcardsAndTheirPlaces) {
    const QString topic = QStringLiteral("0x") + QString(64, u'3');
    const auto params = readFilter(QJsonObject{
        {QStringLiteral("topics"), QJsonArray{QJsonValue::Null, topic, QJsonArray{topic, topic}}}});
    ASSERT_TRUE(params);
    ASSERT_EQ(params->filter.topics.size(), 3U);
    EXPECT_TRUE(params->filter.topics[0].empty());
    EXPECT_EQ(params->filter.topics[2].size(), 2U);
    types::Log log;
    EXPECT_FALSE(matches(params->filter, log));
    log.topics.assign(3, params->filter.topics[1][0]);
    EXPECT_TRUE(matches(params->filter, log));
    EXPECT_FALSE(readFilter(text("latest")));
    EXPECT_FALSE(readFilter(QJsonObject{{QStringLiteral("topics"), QJsonArray{text("0x1234")}}}));
    EXPECT_FALSE(readFilter(QJsonObject{{QStringLiteral("blockHash"), topic},
                                        {QStringLiteral("fromBlock"), QStringLiteral("0x1")}}));
}

TEST(JsonWrite, legacyTransactionsSayTheirChainInV) {
    types::Transaction tx;
    tx.chainId = 31338;
    tx.signature.yParity = 1;
    const QJsonObject json = transactionJson(tx, {}, {}, std::nullopt);
    EXPECT_EQ(json[u"v"].toString().toStdString(), toQuantity(U256{31338 * 2 + 36}));
    EXPECT_TRUE(json[u"blockHash"].isNull());
    EXPECT_FALSE(json.contains(u"accessList"));
    tx.chainId.reset();
    EXPECT_EQ(transactionJson(tx, {}, {}, std::nullopt)[u"v"].toString(), QStringLiteral("0x1c"));
}

TEST(JsonWrite, depositsShowSourceAndMintAndNoPrice) {
    types::Transaction tx;
    tx.type = types::TxType::deposit;
    tx.mint = U256{5};
    const QJsonObject json = transactionJson(tx, {}, {}, TxPlace{});
    EXPECT_EQ(json[u"type"].toString(), QStringLiteral("0x7e"));
    EXPECT_EQ(json[u"mint"].toString(), QStringLiteral("0x5"));
    EXPECT_EQ(json[u"gasPrice"].toString(), QStringLiteral("0x0"));
    EXPECT_TRUE(json.contains(u"sourceHash"));
}

TEST(JsonWrite, logIndicesRunThroughTheBlock) {
    api::BlockView block;
    block.transactions.resize(2);
    block.hashes.resize(2);
    block.senders.resize(2);
    std::vector<types::Receipt> receipts(2);
    receipts[0].logs.resize(3);
    receipts[1].logs.resize(1);
    const QJsonArray json = QJsonDocument::fromJson(receiptsText(block, receipts).text).array();
    EXPECT_EQ(json[1][u"logs"][0][u"logIndex"].toString(), QStringLiteral("0x3"));
    EXPECT_EQ(json[1][u"transactionIndex"].toString(), QStringLiteral("0x1"));
}

}  // namespace
}  // namespace rollscope::rpc
