#include "node/rpc/frame.h"

#include <gtest/gtest.h>

namespace rollscope::rpc {
namespace {

int codeOf(const Error& error) {
    return errorInfo(error.code).jsonRpcCode;
}

TEST(Frame, readsOneCallWithAnyKindOfId) {
    const auto frame = readFrame(
        R"({"jsonrpc":"2.0","id":9007199254740991,"method":"eth_chainId","params":[1]})", 10);
    ASSERT_TRUE(frame);
    EXPECT_FALSE(frame->batch);
    const Call& call = frame->calls.front();
    EXPECT_EQ(call.method, QStringLiteral("eth_chainId"));
    EXPECT_EQ(call.id.toInteger(), 9007199254740991);
    EXPECT_EQ(call.params.size(), 1);
    EXPECT_FALSE(call.notification);
    const auto named = readFrame(R"({"jsonrpc":"2.0","id":"abc","method":"x"})", 10);
    EXPECT_EQ(named->calls.front().id.toString(), QStringLiteral("abc"));
    EXPECT_TRUE(readFrame(R"({"jsonrpc":"2.0","method":"x"})", 10)->calls.front().notification);
}

TEST(Frame, callsBrokenJsonAParseError) {
    for (const char* body : {"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":", "{", "", "hello", "\x01",
                             "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"}}"}) {
        const auto frame = readFrame(body, 10);
        ASSERT_FALSE(frame) << body;
        EXPECT_EQ(codeOf(frame.error()), -32700) << body;
    }
}

TEST(Frame, callsJsonThatIsNoRequestInvalid) {
    for (const char* body : {"[]", "\"eth_chainId\"", "null", "17"}) {
        const auto frame = readFrame(body, 10);
        ASSERT_FALSE(frame) << body;
        EXPECT_EQ(codeOf(frame.error()), -32600) << body;
    }
    for (const char* body :
         {R"({"jsonrpc":"2.0","id":1})", R"({"jsonrpc":"2.0","id":1,"method":5})",
          R"({"jsonrpc":"1.0","id":1,"method":"x"})", R"({"jsonrpc":"2.0","id":[],"method":"x"})",
          R"({"jsonrpc":"2.0","id":1,"method":"x","params":"y"})"}) {
        const auto frame = readFrame(body, 10);
        ASSERT_TRUE(frame) << body;
        ASSERT_TRUE(frame->calls.front().error) << body;
        EXPECT_EQ(codeOf(*frame->calls.front().error), -32600) << body;
    }
}

TEST(Frame, keepsGoodRequestsOfABatchBesideJunk) {
    const auto frame = readFrame(R"([1,{"jsonrpc":"2.0","id":7,"method":"x"},{"foo":"bar"}])", 10);
    ASSERT_TRUE(frame);
    ASSERT_EQ(frame->calls.size(), 3U);
    EXPECT_TRUE(frame->calls[0].error);
    EXPECT_TRUE(frame->calls[0].id.isNull());
    EXPECT_FALSE(frame->calls[1].error);
    EXPECT_TRUE(frame->calls[2].error);
}

TEST(Frame, refusesDepthAndLongBatches) {
    const QByteArray deep = QByteArray(100000, '[') + QByteArray(100000, ']');
    EXPECT_EQ(codeOf(readFrame(deep, 10).error()), -32700);
    EXPECT_EQ(codeOf(readFrame("{\"params\":" + deep + "}", 10).error()), -32700);
    EXPECT_EQ(codeOf(readFrame("[1,2,3]", 2).error()), -32005);
    EXPECT_TRUE(readFrame(R"({"jsonrpc":"2.0","id":1,"method":"[[[[\"[[["})", 10));
}

TEST(Frame, errorsCarryTheirStableName) {
    const QJsonObject answer =
        errorAnswer(5, Error{ErrorCode::nonceTooLow, "next nonce 3, tx nonce 1"});
    const QJsonObject error = answer[u"error"].toObject();
    EXPECT_EQ(error[u"code"].toInt(), -32000);
    EXPECT_EQ(error[u"message"].toString(),
              QStringLiteral("nonce too low: next nonce 3, tx nonce 1"));
    EXPECT_EQ(error[u"data"][u"code"].toString(), QStringLiteral("nonceTooLow"));
}

TEST(Frame, revertsCarryTheirBytesAndTheReasonInWords) {
    const std::string data =
        "0x08c379a0"
        "0000000000000000000000000000000000000000000000000000000000000020"
        "0000000000000000000000000000000000000000000000000000000000000006"
        "6e6f207761790000000000000000000000000000000000000000000000000000";
    const QJsonObject error =
        errorAnswer(5, Error{ErrorCode::executionReverted, data})[u"error"].toObject();
    EXPECT_EQ(error[u"code"].toInt(), 3);
    EXPECT_EQ(error[u"message"].toString(), QStringLiteral("execution reverted: no way"));
    EXPECT_EQ(error[u"data"].toString().toStdString(), data);
    const QJsonObject bare =
        errorAnswer(5, Error{ErrorCode::executionReverted, ""})[u"error"].toObject();
    EXPECT_EQ(bare[u"data"].toString(), QStringLiteral("0x"));
    EXPECT_EQ(revertText(QStringLiteral("0x08c379a0")), QStringLiteral("execution reverted"));
}

}  // namespace
}  // namespace rollscope::rpc
