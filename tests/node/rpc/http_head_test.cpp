#include "node/rpc/http_head.h"

#include <gtest/gtest.h>

namespace rollscope::rpc {
namespace {

const QString here = QStringLiteral("127.0.0.1");

/// The status that a request with these lines is refused with; 0 when it is served.
int statusOf(const QByteArray& lines, const QByteArray& request = "POST / HTTP/1.1") {
    const auto head = parseHead(request + "\r\n" + lines);
    if (!head) return 400;
    const auto refusal = refusalOf(*head, here, 1000);
    return refusal ? refusal->status : 0;
}

const QByteArray fine =
    "Host: localhost:8547\r\nContent-Type: application/json\r\n"
    "Content-Length: 10\r\n";

TEST(HttpHead, servesJsonPostedToItsOwnName) {
    EXPECT_EQ(statusOf(fine), 0);
    EXPECT_EQ(statusOf("Host: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
                       "Content-Length: 1"),
              0);
    EXPECT_EQ(statusOf("Host: [::1]:80\r\nContent-Type: application/json\r\nContent-Length: 1"), 0);
}

TEST(HttpHead, refusesForeignHostsAgainstRebinding) {
    for (const char* host :
         {"evil.example", "evil.example:8545", "127.0.0.1.evil.example", "localhost.evil.example",
          "localhost:1@evil.example", "10.0.0.1", "", "0.0.0.0", "127.0.0.1:80:80"}) {
        EXPECT_FALSE(isOwnHost(host, here)) << host;
    }
    EXPECT_EQ(statusOf("Host: evil.example\r\nContent-Type: application/json\r\n"
                       "Content-Length: 1"),
              403);
}

TEST(HttpHead, refusesForeignOrigins) {
    for (const char* origin : {"http://evil.example", "null", "https://localhost.evil.example",
                               "file://", "http://localhost@evil.example"}) {
        EXPECT_EQ(statusOf(fine + "Origin: " + origin), 403) << origin;
    }
    EXPECT_EQ(statusOf(fine + "Origin: http://localhost:3000"), 0);
}

TEST(HttpHead, takesJsonAlone) {
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "",
                             "multipart/form-data; boundary=x", "application/jsonx"}) {
        EXPECT_EQ(
            statusOf(QByteArray{"Host: localhost\r\nContent-Length: 1\r\nContent-Type: "} + type),
            415)
            << type;
    }
}

TEST(HttpHead, wantsALengthThatIsOneAndNotTooLarge) {
    const QByteArray rest = "Host: localhost\r\nContent-Type: application/json\r\n";
    EXPECT_EQ(statusOf(rest), 411);
    EXPECT_EQ(statusOf(rest + "Content-Length: 1001"), 413);
    EXPECT_EQ(statusOf(rest + "Content-Length: -5"), 400);
    EXPECT_EQ(statusOf(rest + "Content-Length: 99999999999999999999"), 400);
    EXPECT_EQ(statusOf(rest + "Content-Length: 1\r\nContent-Length: 2"), 400);
    EXPECT_EQ(statusOf(rest + "Transfer-Encoding: chunked"), 411);
}

TEST(HttpHead, knowsAnUpgradeAndOtherMethods) {
    const auto head = parseHead(
        "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive, Upgrade\r\n"
        "Upgrade: websocket");
    ASSERT_TRUE(head);
    EXPECT_TRUE(head->webSocket);
    EXPECT_FALSE(refusalOf(*head, here, 10));
    EXPECT_EQ(statusOf("Host: localhost", "OPTIONS / HTTP/1.1"), 405);
    EXPECT_EQ(statusOf("Host: localhost", "GET /etc HTTP/1.1"), 404);
    EXPECT_FALSE(parseHead("GET / HTTP/9.9"));
    EXPECT_FALSE(parseHead(QByteArray(70000, 'A')));
}

}  // namespace
}  // namespace rollscope::rpc
