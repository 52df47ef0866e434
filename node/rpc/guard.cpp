#include "node/rpc/guard.h"

namespace rollscope::rpc {
namespace {

constexpr qsizetype maxHeadBytes = 16 * 1024;
constexpr quint64 maxDrainedBytes = 256ULL * 1024 * 1024;
constexpr int lingerMs = 2000;
constexpr int answerTimeoutMs = 600'000;

}  // namespace

GuardSocket::GuardSocket(const ServerOptions& options, std::shared_ptr<std::uint32_t> open,
                         QObject* parent)
    : QTcpSocket(parent), m_options(options), m_open(std::move(open)) {
    ++*m_open;
    // Our slot is connected before QHttpServer's, so it sees each byte first.
    connect(this, &QTcpSocket::readyRead, this, &GuardSocket::look);
    connect(this, &QTcpSocket::bytesWritten, this, &GuardSocket::written);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &GuardSocket::expire);
    m_timer.start(static_cast<int>(m_options.headTimeoutMs));
}

void GuardSocket::look() {
    if (m_stage == Stage::upgraded) return;
    if (m_stage == Stage::refused) {
        m_drained += static_cast<quint64>(skip(bytesAvailable()));
        if (m_drained > maxDrainedBytes) abort();
        return;
    }
    // QHttpServer reads all there is each time: what is available now is what is new.
    const auto fresh = bytesAvailable();
    if (fresh <= 0) return;
    if (m_stage == Stage::answer) return refuse({400, "one request at a time"});
    if (m_stage == Stage::body) return takeBody(static_cast<quint64>(fresh));
    if (m_head.isEmpty()) m_timer.start(static_cast<int>(m_options.headTimeoutMs));
    m_head += peek(fresh);
    takeHead();
}

GuardSocket::~GuardSocket() {
    --*m_open;
}

void GuardSocket::takeBody(quint64 bytes) {
    if (bytes > m_bodyLeft) return refuse({400, "more bytes than Content-Length"});
    m_bodyLeft -= bytes;
    if (m_bodyLeft > 0) {
        m_stage = Stage::body;
        return;
    }
    m_stage = Stage::answer;
    m_timer.start(answerTimeoutMs);
}

void GuardSocket::takeHead() {
    const auto end = m_head.indexOf("\r\n\r\n");
    if ((end < 0 && m_head.size() > maxHeadBytes) || end > maxHeadBytes) {
        return refuse({431, "the head is too large"});
    }
    if (end < 0) return;
    const auto head = parseHead(m_head.left(end));
    if (!head) return refuse({400, "not an HTTP/1.1 request"});
    if (const auto refusal = refusalOf(*head, m_options.host, m_options.maxRequestBytes)) {
        return refuse(*refusal);
    }
    const auto bodyBytes = static_cast<quint64>(m_head.size() - end - 4);
    m_head.clear();
    if (head->webSocket && head->method == "GET") {
        if (bodyBytes > 0) return refuse({400, "frames before the upgrade"});
        m_stage = Stage::upgraded;
        m_timer.stop();
        return;
    }
    m_closeAfter = head->closeAfter;
    m_bodyLeft = head->contentLength;
    m_timer.start(static_cast<int>(m_options.bodyTimeoutMs));
    takeBody(bodyBytes);
}

void GuardSocket::written() {
    if (m_stage != Stage::answer || bytesToWrite() > 0) return;
    if (m_closeAfter) return disconnectFromHost();
    m_stage = Stage::head;
    m_timer.start(static_cast<int>(m_options.idleTimeoutMs));
}

void GuardSocket::expire() {
    // A caller that never finished its request is told; one that only kept the line is not.
    if (m_stage == Stage::body || (m_stage == Stage::head && !m_head.isEmpty())) {
        return refuse({408, "the request came too slowly"});
    }
    abort();
    deleteLater();
}

void GuardSocket::refuse(const Refusal& refusal) {
    m_stage = Stage::refused;
    disconnect(this, &QTcpSocket::readyRead, nullptr, nullptr);
    connect(this, &QTcpSocket::readyRead, this, &GuardSocket::look);
    if (isTransactionStarted()) commitTransaction();
    skip(bytesAvailable());
    write(refusalAnswer(refusal));
    // Closing at once would reset the line, and the caller might never read why.
    m_timer.start(lingerMs);
}

GuardServer::GuardServer(const ServerOptions& options, QObject* parent)
    : QTcpServer(parent), m_options(options) {
    setMaxPendingConnections(static_cast<int>(m_options.maxConnections));
}

void GuardServer::incomingConnection(qintptr descriptor) {
    auto* socket = new GuardSocket(m_options, m_open, this);
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
    addPendingConnection(socket);
}

}  // namespace rollscope::rpc
