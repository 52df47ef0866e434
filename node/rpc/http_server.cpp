#include "node/rpc/http_server.h"

#include <QPointer>

namespace rollscope::rpc {
namespace {

constexpr qint64 maxHeadBytes = 16 * 1024;
constexpr quint64 maxDrainedBytes = 256ULL * 1024 * 1024;
constexpr std::uint32_t lingerMs = 2'000;
constexpr std::uint32_t answerTimeoutMs = 600'000;

}  // namespace

HttpSocket::HttpSocket(const ServerOptions& options, const HttpHandlers& handlers,
                       std::shared_ptr<std::uint32_t> open, QObject* parent)
    : QTcpSocket(parent), m_options(options), m_handlers(handlers), m_open(std::move(open)) {
    ++*m_open;
    connect(this, &QTcpSocket::readyRead, this, &HttpSocket::look);
    connect(this, &QTcpSocket::bytesWritten, this, &HttpSocket::written);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpSocket::expire);
    wait(m_options.headTimeoutMs);
}

HttpSocket::~HttpSocket() {
    --*m_open;
}

void HttpSocket::look() {
    switch (m_stage) {
        case Stage::upgraded: return;
        case Stage::refused:
            m_drained += static_cast<quint64>(skip(bytesAvailable()));
            if (m_drained > maxDrainedBytes) abort();
            return;
        case Stage::answer:
            if (bytesAvailable() > 0) refuse({400, "one request at a time"});
            return;
        case Stage::body: return takeBody();
        case Stage::head: return takeHead();
    }
}

void HttpSocket::takeHead() {
    // Only looked at: a handshake is read by the WebSocket.
    const QByteArray seen = peek(maxHeadBytes + 4);
    if (seen.isEmpty()) return;
    const auto end = seen.indexOf("\r\n\r\n");
    if (end < 0) {
        if (seen.size() > maxHeadBytes) return refuse({431, "the head is too large"});
        if (!m_begun) wait(m_options.headTimeoutMs);
        m_begun = true;
        return;
    }
    m_begun = false;
    const auto head = parseHead(seen.left(end));
    if (!head) return refuse({400, "not an HTTP/1.1 request"});
    if (const auto refusal = refusalOf(*head, m_options.host, m_options.maxRequestBytes)) {
        return refuse(*refusal);
    }
    const qint64 headBytes = end + 4;
    const bool isGet = head->method == "GET";
    if (head->webSocket && isGet) {
        if (bytesAvailable() > headBytes) return refuse({400, "frames before the upgrade"});
        m_stage = Stage::upgraded;
        m_timer.stop();
        return m_handlers.upgrade(this);
    }
    skip(headBytes);
    m_closeAfter = head->closeAfter;
    if (isGet) {
        if (bytesAvailable() > 0) return refuse({400, "one request at a time"});
        m_stage = Stage::answer;
        return say("405 Method Not Allowed\r\nContent-Type: text/plain",
                   "POST JSON-RPC here, or open a WebSocket.\n");
    }
    m_stage = Stage::body;
    m_bodyLeft = static_cast<qint64>(head->contentLength);
    takeBody();
}

void HttpSocket::takeBody() {
    if (bytesAvailable() > m_bodyLeft) return refuse({400, "more bytes than Content-Length"});
    const QByteArray fresh = read(m_bodyLeft);
    m_bodyLeft -= fresh.size();
    m_body = m_body.isEmpty() ? fresh : m_body + fresh;
    if (m_bodyLeft > 0) {
        if (!m_begun) wait(m_options.bodyTimeoutMs);
        m_begun = true;
        return;
    }
    m_begun = false;
    m_stage = Stage::answer;
    wait(answerTimeoutMs);
    m_handlers.post(std::exchange(m_body, {}),
                    [self = QPointer<HttpSocket>(this)](const QByteArray& json) {
                        // the caller may have hung up meanwhile
                        if (self) self->answer(json);
                    });
}

void HttpSocket::answer(const QByteArray& json) {
    if (m_stage != Stage::answer || state() != ConnectedState) return;
    if (json.isEmpty()) return say("204 No Content", {});
    say("200 OK\r\nContent-Type: application/json", json);
}

void HttpSocket::say(const QByteArray& head, const QByteArray& body) {
    QByteArray text;
    text.reserve(head.size() + body.size() + 64);
    text.append("HTTP/1.1 ").append(head);
    if (!body.isEmpty())
        text.append("\r\nContent-Length: ").append(QByteArray::number(body.size()));
    if (m_closeAfter) text.append("\r\nConnection: close");
    text.append("\r\n\r\n").append(body);
    write(text);
    flush();  // now, not at the event loop's next turn
}

void HttpSocket::written() {
    if (m_stage != Stage::answer || bytesToWrite() > 0) return;
    if (m_closeAfter) return disconnectFromHost();
    m_stage = Stage::head;
    wait(m_options.idleTimeoutMs);
}

/// A timer that is set anew for each step of each request would cost more than reading it.
void HttpSocket::wait(std::uint32_t ms) {
    m_deadline.setRemainingTime(ms);
    if (m_timer.isActive() && m_alarm <= m_deadline) return;
    m_alarm = m_deadline;
    m_timer.start(static_cast<int>(ms));
}

void HttpSocket::expire() {
    if (!m_deadline.hasExpired()) {
        m_alarm = m_deadline;
        return m_timer.start(static_cast<int>(m_deadline.remainingTime()));
    }
    // A caller that never finished its request is told; one that only kept the line is not.
    if (m_begun) return refuse({408, "the request came too slowly"});
    abort();
    deleteLater();
}

void HttpSocket::refuse(const Refusal& refusal) {
    m_stage = Stage::refused;
    m_begun = false;
    skip(bytesAvailable());
    write(refusalAnswer(refusal));
    // Closing at once would reset the line, and the caller might never read why.
    wait(lingerMs);
}

HttpServer::HttpServer(const ServerOptions& options, HttpHandlers handlers, QObject* parent)
    : QTcpServer(parent), m_options(options), m_handlers(std::move(handlers)) {}

void HttpServer::incomingConnection(qintptr descriptor) {
    auto* socket = new HttpSocket(m_options, m_handlers, m_open, this);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        return;
    }
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    if (*m_open > m_options.maxConnections) {
        socket->refuse({503, "too many connections"});
        return;
    }
    // Else the end of an answer waits 40 ms for the caller's acknowledgement of its beginning.
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

}  // namespace rollscope::rpc
