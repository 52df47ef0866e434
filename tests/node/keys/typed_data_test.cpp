#include "node/keys/typed_data.h"

#include <gtest/gtest.h>

#include <QJsonDocument>

namespace rollscope::keys {

namespace {

QJsonObject json(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

}  // namespace

// The example of the EIP.
TEST(TypedData, hashesTheMailOfTheEip) {
    const QJsonObject types = json(R"({
        "Person": [{"name": "name", "type": "string"}, {"name": "wallet", "type": "address"}],
        "Mail": [{"name": "from", "type": "Person"}, {"name": "to", "type": "Person"},
                 {"name": "contents", "type": "string"}]})");
    const QJsonObject domain = json(R"({"name": "Ether Mail", "version": "1", "chainId": 1,
        "verifyingContract": "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"})");
    const QJsonObject mail = json(R"({
        "from": {"name": "Cow", "wallet": "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},
        "to": {"name": "Bob", "wallet": "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},
        "contents": "Hello, Bob!"})");
    EXPECT_EQ(typeText(types, QStringLiteral("Mail")),
              "Mail(Person from,Person to,string contents)Person(string name,address wallet)");
    const auto hash = typedDataHash(types, QStringLiteral("Mail"), domain, mail);
    ASSERT_TRUE(hash);
    EXPECT_EQ(toHex(hash->view()),
              "0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2");
}

TEST(TypedData, refusesWhatItCannotMean) {
    const QJsonObject domain = json(R"({"name": "x"})");
    const auto refused = [&](const char* types, const char* value) {
        return !typedDataHash(json(types), QStringLiteral("A"), domain, json(value));
    };
    EXPECT_TRUE(refused("{}", "{}"));
    EXPECT_TRUE(refused(R"({"A": [{"name": "a", "type": "bytes4"}]})", R"({"a": "0x00"})"));
    EXPECT_TRUE(refused(R"({"A": [{"name": "a", "type": "nothing"}]})", R"({"a": 1})"));
    EXPECT_TRUE(refused(R"({"A": [{"name": "a", "type": "uint8[2]"}]})", R"({"a": [1]})"));
    EXPECT_TRUE(refused(R"({"A": [{"name": "a", "type": "address"}]})", R"({"a": "0x12"})"));
}

}  // namespace rollscope::keys
