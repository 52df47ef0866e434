#include "node/rpc/server.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>

#include "tests/node/rpc/fake_node.h"

namespace rollscope::rpc {
namespace {

/// Runs the event loop until `done` or three seconds have passed.
template <class Done>
bool waitFor(Done done) {
    const QDeadlineTimer deadline{3000};
    while (!done() && !deadline.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
    return done();
}

class RpcServerTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        static int count = 1;
        static char name[] = "test";
        static char* arguments[] = {name, nullptr};
        if (QCoreApplication::instance() == nullptr) new QCoreApplication(count, arguments);
    }

    void SetUp() override {
        ServerOptions options;
        options.maxRequestBytes = 10'000;
        options.headTimeoutMs = 300;
        options.bodyTimeoutMs = 300;
        server = std::make_unique<RpcServer>(node, options);
        port = server->listen().value();
    }

    /// Sends bytes as they are; what came back when the server closed, or an answer was whole.
    QByteArray raw(const QByteArray& bytes) {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        EXPECT_TRUE(waitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
        socket.write(bytes);
        QByteArray answer;
        waitFor([&] {
            answer += socket.readAll();
            const auto end = answer.indexOf("\r\n\r\n");
            const auto at = answer.toLower().indexOf("content-length: ");
            if (end > 0 && at > 0) {
                const auto line = answer.mid(at + 16, answer.indexOf("\r\n", at) - at - 16);
                if (answer.size() >= end + 4 + line.toInt()) return true;
            }
            return socket.state() == QAbstractSocket::UnconnectedState ||
                   answer.startsWith("HTTP/1.1 204");
        });
        return answer;
    }

    static QByteArray request(const QByteArray& body) {
        return "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
               "Content-Length: " +
               QByteArray::number(body.size()) + "\r\n\r\n" + body;
    }

    QJsonDocument post(const QByteArray& body) {
        const QByteArray answer = raw(request(body));
        return QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4));
    }

    /// The answer to one call: {result} or {error}.
    QJsonObject call(const char* method, const QByteArray& params = "[]") {
        return post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + QByteArray{method} +
                    "\",\"params\":" + params + "}")
            .object();
    }

    int errorCode(const char* method, const QByteArray& params = "[]") {
        return call(method, params)[u"error"][u"code"].toInt();
    }

    test::FakeNode node;
    std::unique_ptr<RpcServer> server;
    std::uint16_t port = 0;
};

const QByteArray account = "\"0x1111111111111111111111111111111111111111\"";

TEST_F(RpcServerTest, answersOrdinaryQuestions) {
    EXPECT_EQ(call("eth_chainId")[u"result"].toString(), QStringLiteral("0x7a6a"));
    EXPECT_EQ(call("net_version")[u"result"].toString(), QStringLiteral("31338"));
    EXPECT_EQ(call("eth_blockNumber")[u"result"].toString(), QStringLiteral("0x7"));
    EXPECT_EQ(call("eth_getBalance", "[" + account + "]")[u"result"].toString(),
              QStringLiteral("0x1234"));
    EXPECT_EQ(
        call("eth_getTransactionCount", "[" + account + ",\"pending\"]")[u"result"].toString(),
        QStringLiteral("0x5"));
    EXPECT_EQ(call("eth_getTransactionCount", "[" + account + "]")[u"result"].toString(),
              QStringLiteral("0x3"));
    EXPECT_TRUE(call("eth_getBlockByNumber", "[\"0xff\",false]")[u"result"].isNull());
    EXPECT_EQ(call("eth_getBlockReceipts", "[\"latest\"]")[u"result"][0][u"logs"][1][u"logIndex"]
                  .toString(),
              QStringLiteral("0x1"));
    EXPECT_EQ(call("rollup_config")[u"result"][u"contracts"][u"L1Bridge"].toString().left(4),
              QStringLiteral("0x11"));
}

TEST_F(RpcServerTest, takesAbisAsJsonOrItsText) {
    const QByteArray at = "\"l2\", \"0x" + QByteArray(40, '2') + "\"";
    const auto loaded = call("rollup_loadAbi", "[" + at + ", [{\"name\": \"f\"}], \"Vault\"]");
    EXPECT_EQ(loaded[u"result"][u"name"].toString(), QStringLiteral("Vault"));
    EXPECT_EQ(loaded[u"result"][u"functions"].toString(), QStringLiteral("0x2"));
    EXPECT_EQ(node.loadedAbis.back().address[0], 0x22);
    EXPECT_TRUE(call("rollup_loadAbi", "[" + at + ", \"[]\"]")[u"result"].isObject());
    const QJsonArray list = call("rollup_getAbis")[u"result"].toArray();
    ASSERT_EQ(list.size(), 2);
    EXPECT_EQ(list[0][u"layer"].toString(), QStringLiteral("l2"));
    EXPECT_TRUE(call("rollup_forgetAbi", "[" + at + "]")[u"result"].toBool());
    EXPECT_EQ(call("rollup_forgetAbi", "[" + at + "]")[u"error"][u"code"].toInt(), -32001);
    // what the node refuses, and what never reaches it
    EXPECT_EQ(call("rollup_loadAbi", "[" + at + ", {}]")[u"error"][u"data"][u"code"].toString(),
              QStringLiteral("invalidAbi"));
    for (const QByteArray& params : {QByteArray("[]"), "[" + at + "]", "[" + at + ", 7]",
                                     "[" + at + ", [], 7]", QByteArray("[\"l3\"]")}) {
        EXPECT_EQ(call("rollup_loadAbi", params)[u"error"][u"code"].toInt(), -32602)
            << params.toStdString();
    }
}

TEST_F(RpcServerTest, namesEachErrorWithItsCode) {
    EXPECT_EQ(errorCode("eth_noSuchMethod"), -32601);
    EXPECT_EQ(errorCode("eth_getBalance"), -32602);
    EXPECT_EQ(errorCode("eth_getBalance", "[\"0x12\"]"), -32602);
    EXPECT_EQ(errorCode("eth_getBalance", "{\"address\":1}"), -32602);
    EXPECT_EQ(errorCode("eth_chainId", "[1]"), -32602);
    EXPECT_EQ(errorCode("eth_sendRawTransaction", "[\"0x\"]"), -32602);
    EXPECT_EQ(errorCode("eth_sendRawTransaction", "[\"0x01\"]"), -32000);
    EXPECT_EQ(errorCode("eth_subscribe", "[\"newHeads\"]"), -32004);
    EXPECT_EQ(errorCode("eth_feeHistory", "[\"0x2\",\"latest\",[75,25]]"), -32602);
    const QJsonObject notReady =
        call("rollup_getWithdrawalProof", "[\"0x" + QByteArray(64, '1') + "\"]");
    EXPECT_EQ(notReady[u"error"][u"data"][u"code"].toString(),
              QStringLiteral("withdrawalNotReady"));
    node.callResult = fail(ErrorCode::executionReverted, "0x1234");
    const QJsonObject reverted = call("eth_call", "[{}]");
    EXPECT_EQ(reverted[u"error"][u"code"].toInt(), 3);
    EXPECT_EQ(reverted[u"error"][u"data"].toString(), QStringLiteral("0x1234"));
}

TEST_F(RpcServerTest, answersBatchesInOrderAndNotificationsNot) {
    const QJsonArray list = post(R"([{"jsonrpc":"2.0","id":"a","method":"eth_chainId"},7,)"
                                 R"({"jsonrpc":"2.0","method":"eth_chainId"},)"
                                 R"({"jsonrpc":"2.0","id":null,"method":"eth_blockNumber"}])")
                                .array();
    ASSERT_EQ(list.size(), 3);
    EXPECT_EQ(list[0][u"id"].toString(), QStringLiteral("a"));
    EXPECT_EQ(list[1][u"error"][u"code"].toInt(), -32600);
    EXPECT_EQ(list[2][u"result"].toString(), QStringLiteral("0x7"));
    const QByteArray silent = raw(request(R"({"jsonrpc":"2.0","method":"eth_chainId"})"));
    EXPECT_TRUE(silent.startsWith("HTTP/1.1 204")) << silent.toStdString();
}

TEST_F(RpcServerTest, refusesWhatIsTooLargeTooSlowOrForeign) {
    EXPECT_TRUE(raw(request(QByteArray(20'000, ' '))).startsWith("HTTP/1.1 413"));
    EXPECT_TRUE(raw("POST / HTTP/1.1\r\nHost: evil.example\r\n\r\n").startsWith("HTTP/1.1 403"));
    EXPECT_TRUE(
        raw(request("{}").replace("application/json", "text/plain")).startsWith("HTTP/1.1 415"));
    EXPECT_TRUE(raw(request("{}").chopped(1)).startsWith("HTTP/1.1 408"));
    EXPECT_TRUE(raw(QByteArray(70'000, 'A')).startsWith("HTTP/1.1 431"));
    EXPECT_TRUE(raw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").startsWith("HTTP/1.1 405"));
    EXPECT_TRUE(raw(QByteArray::fromHex("160301020001000a0d0a0d0a")).startsWith("HTTP/1.1 400"));
    EXPECT_FALSE(call("eth_chainId")[u"result"].isUndefined());
}

TEST_F(RpcServerTest, servesManyRequestsOnOneConnection) {
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    ASSERT_TRUE(waitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
    for (int i = 0; i < 5; ++i) {
        // In two pieces: the head alone, then the body.
        const QByteArray whole = request(R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})");
        socket.write(whole.left(40));
        socket.flush();
        waitFor([n = 0]() mutable { return ++n > 2; });
        socket.write(whole.mid(40));
        QByteArray answer;
        EXPECT_TRUE(waitFor([&] { return (answer += socket.readAll()).contains("0x7a6a"); })) << i;
    }
}

TEST_F(RpcServerTest, livesOnWhenACallerHangsUpBeforeTheAnswer) {
    node.late.emplace();
    node.late->start();
    {
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        waitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; });
        socket.write(request(R"({"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{}]})"));
        waitFor([n = 0]() mutable { return ++n > 5; });
        socket.abort();
    }
    waitFor([n = 0]() mutable { return ++n > 5; });
    node.late->addResult(Bytes{1});
    node.late->finish();
    waitFor([n = 0]() mutable { return ++n > 5; });
    EXPECT_FALSE(call("eth_chainId")[u"result"].isUndefined());
}

TEST_F(RpcServerTest, namesTheOccupiedPort) {
    ServerOptions options;
    options.port = port;
    RpcServer second{node, options};
    const auto result = second.listen();
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::portInUse);
    EXPECT_NE(result.error().text().find(std::to_string(port)), std::string::npos);
}

TEST_F(RpcServerTest, polledFiltersGiveEachThingOnce) {
    const QString id = call("eth_newBlockFilter")[u"result"].toString();
    ASSERT_TRUE(id.startsWith(u"0x")) << id.toStdString();
    emit node.newBlock(api::Layer::l2, node.blockView(), {});
    emit node.newBlock(api::Layer::l1, node.blockView(), {});
    const QByteArray params = "[\"" + id.toLatin1() + "\"]";
    EXPECT_EQ(call("eth_getFilterChanges", params)[u"result"].toArray().size(), 1);
    EXPECT_EQ(call("eth_getFilterChanges", params)[u"result"].toArray().size(), 0);
    EXPECT_TRUE(call("eth_uninstallFilter", params)[u"result"].toBool());
    EXPECT_FALSE(call("eth_uninstallFilter", params)[u"result"].toBool());
    EXPECT_EQ(errorCode("eth_getFilterChanges", "[\"0xdeadbeef\"]"), -32001);
}

TEST_F(RpcServerTest, webSocketsAskAndAreTold) {
    QWebSocket socket;
    QList<QJsonObject> got;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, [&](const QString& text) {
        got.append(QJsonDocument::fromJson(text.toUtf8()).object());
    });
    socket.open(QUrl{QStringLiteral("ws://127.0.0.1:%1").arg(port)});
    ASSERT_TRUE(waitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
    socket.sendTextMessage(QStringLiteral(
        R"({"jsonrpc":"2.0","id":1,"method":"eth_subscribe","params":["newHeads"]})"));
    ASSERT_TRUE(waitFor([&] { return got.size() == 1; }));
    const QString id = got[0][u"result"].toString();
    emit node.newBlock(api::Layer::l2, node.blockView(), {});
    ASSERT_TRUE(waitFor([&] { return got.size() == 2; }));
    EXPECT_EQ(got[1][u"params"][u"subscription"].toString(), id);
    EXPECT_EQ(got[1][u"params"][u"result"][u"number"].toString(), QStringLiteral("0x7"));
    socket.sendTextMessage(QStringLiteral("{\"jsonrpc\":"));
    ASSERT_TRUE(waitFor([&] { return got.size() == 3; }));
    EXPECT_EQ(got[2][u"error"][u"code"].toInt(), -32700);
    socket.sendTextMessage(
        QStringLiteral(R"({"jsonrpc":"2.0","id":2,"method":"eth_unsubscribe","params":["%1"]})")
            .arg(id));
    ASSERT_TRUE(waitFor([&] { return got.size() == 4; }));
    emit node.newBlock(api::Layer::l2, node.blockView(), {});
    emit node.pendingAdded({Hash{}});
    waitFor([n = 0]() mutable { return ++n > 5; });
    EXPECT_EQ(got.size(), 4);
    socket.sendTextMessage(QString(20'000, u' '));
    EXPECT_TRUE(waitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }));
    EXPECT_FALSE(call("eth_chainId")[u"result"].isUndefined());
}

TEST_F(RpcServerTest, aTransactionsStatusIsToldWhereItStandsAndWhenItChanges) {
    const Hash wanted = node.blockView().hashes[0];
    QWebSocket socket;
    QList<QJsonObject> got;
    QObject::connect(&socket, &QWebSocket::textMessageReceived, [&](const QString& text) {
        got.append(QJsonDocument::fromJson(text.toUtf8()).object());
    });
    const auto statusOf = [&](qsizetype i) {
        return got[i][u"params"][u"result"][u"status"].toString();
    };
    socket.open(QUrl{QStringLiteral("ws://127.0.0.1:%1").arg(port)});
    ASSERT_TRUE(waitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }));
    socket.sendTextMessage(QStringLiteral(R"({"jsonrpc":"2.0","id":1,"method":"eth_subscribe",)"
                                          R"("params":["rollup_transactionStatus","%1"]})")
                               .arg(QString::fromStdString(toHex(wanted.view()))));
    ASSERT_TRUE(waitFor([&] { return got.size() == 2; }));
    EXPECT_TRUE(got[0].contains(u"id"));  // the subscription's id comes first
    EXPECT_EQ(statusOf(1), QStringLiteral("ACCEPTED_IN_L2"));
    emit node.newBlock(api::Layer::l2, node.blockView(), {});  // nothing new
    api::StatusView dropped;
    dropped.status = api::TxStatus::dropped;
    dropped.reason = QStringLiteral("because");
    emit node.pendingEnded(Hash{}, dropped);  // somebody else's
    emit node.pendingEnded(wanted, dropped);
    ASSERT_TRUE(waitFor([&] { return got.size() == 3; }));
    EXPECT_EQ(statusOf(2), QStringLiteral("DROPPED"));
    EXPECT_EQ(got[2][u"params"][u"result"][u"reason"].toString(), QStringLiteral("because"));
}

TEST_F(RpcServerTest, theSequencerIsPausedSteppedAndGivenAPolicy) {
    EXPECT_EQ(call("rollup_pauseSequencer")[u"result"][u"mode"].toString(),
              QStringLiteral("paused"));
    EXPECT_EQ(call("rollup_stepSequencer")[u"result"][u"stage"].toString(),
              QStringLiteral("compute state root"));
    const auto set = call("rollup_setSequencerPolicy",
                          "[{\"gasLimit\":\"0x1c9c380\",\"ordering\":\"firstCome\"}]");
    EXPECT_EQ(set[u"result"][u"policy"][u"ordering"].toString(), QStringLiteral("firstCome"));
    EXPECT_EQ(set[u"result"][u"policy"][u"blockTimeMs"].toString(), QStringLiteral("0x3e8"));
    EXPECT_EQ(errorCode("rollup_setSequencerPolicy", "[{\"ordering\":\"best\"}]"), -32602);
    EXPECT_EQ(errorCode("rollup_setSequencerPolicy", "[{\"gas\":1}]"), -32602);
    EXPECT_TRUE(call("rollup_getSequencer")[u"result"][u"making"].isNull());
}

TEST_F(RpcServerTest, thePoolsContentIsBySenderAndNonce) {
    const Address alice{{{0x0a}}}, bob{{{0x0b}}};
    types::Transaction tx;
    tx.nonce = 3;
    tx.to = bob;
    tx.value = U256{5};
    tx.gasLimit = 21'000;
    tx.maxFeePerGas = U256{7};
    node.poolEntries = {{tx, Hash{{{1}}}, alice, false}, {tx, Hash{{{2}}}, bob, true}};
    node.poolEntries[1].tx.nonce = 9;
    const auto content = call("txpool_content")[u"result"].toObject();
    const QString a = QString::fromStdString(toHex(alice.view()));
    const QString b = QString::fromStdString(toHex(bob.view()));
    EXPECT_EQ(content[u"pending"].toObject().keys(), QStringList{a});
    EXPECT_EQ(content[u"pending"][a][u"3"][u"nonce"].toString(), QStringLiteral("0x3"));
    EXPECT_EQ(content[u"queued"][b][u"9"][u"from"].toString(), b);
    EXPECT_EQ(call("txpool_inspect")[u"result"][u"pending"][a][u"3"].toString(),
              b + QStringLiteral(": 5 wei + 21000 gas × 7 wei"));
}

TEST_F(RpcServerTest, demoMethodsTakeOnlyWhatTheirNamesSay) {
    types::Transaction call1;
    call1.type = types::TxType::legacy;
    call1.to = Address{{{0x0b}}};
    call1.gasLimit = 50'000;
    call1.signature.r = call1.signature.s = U256{1};
    const auto params = [](const types::Transaction& tx) {
        return "[\"" + QByteArray::fromStdString(toHex(types::encodeTransaction(tx))) + "\"]";
    };
    EXPECT_EQ(errorCode("demo_withdraw", params(call1)), -32602);
    EXPECT_EQ(errorCode("demo_transfer", params(call1)), -32000);  // handed on: nonceTooLow
    EXPECT_EQ(node.submitted.size(), 1u);
    call1.data = {1, 2, 3, 4};
    EXPECT_EQ(errorCode("demo_transfer", params(call1)), -32602);
    EXPECT_EQ(node.submitted.size(), 1u);
}

TEST_F(RpcServerTest, webSocketsFromForeignOriginsAreRefused) {
    const QByteArray answer =
        raw("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://evil.example\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    EXPECT_TRUE(answer.startsWith("HTTP/1.1 403")) << answer.toStdString();
}

}  // namespace
}  // namespace rollscope::rpc
