#include "peer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <cstdio>

namespace rollscope::bench {

namespace {

constexpr int patienceMs = 120'000;

quint16 freePort() {
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

}  // namespace

bool Peer::start(const QString& program) {
    m_port = freePort();
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(
        program, {QStringLiteral("--port"), QString::number(m_port), QStringLiteral("--gas-limit"),
                  QStringLiteral("1000000000000"), QStringLiteral("--silent")});
    if (!m_process.waitForStarted()) return false;
    for (int attempt = 0; attempt < 100; ++attempt) {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        if (m_socket.waitForConnected(1'000)) return true;
        m_process.waitForFinished(100);
        if (m_process.state() == QProcess::NotRunning) return false;
    }
    return false;
}

Peer::~Peer() {
    m_socket.abort();
    m_process.terminate();
    if (!m_process.waitForFinished(3'000)) m_process.kill();
    m_process.waitForFinished(1'000);
}

QByteArray Peer::post(const QByteArray& body) {
    const QByteArray head =
        "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        "Content-Length: " +
        QByteArray::number(body.size()) + "\r\n\r\n";
    m_socket.write(head + body);
    QByteArray answer;
    qsizetype length = -1;
    qsizetype start = -1;
    while (start < 0 || answer.size() < start + length) {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patienceMs)) return {};
        answer += m_socket.readAll();
        if (start >= 0) continue;
        const qsizetype end = answer.indexOf("\r\n\r\n");
        if (end < 0) continue;
        start = end + 4;
        const QByteArray lower = answer.left(end).toLower();
        const qsizetype at = lower.indexOf("content-length:");
        if (at < 0) return {};
        length = lower.mid(at + 15, lower.indexOf("\r\n", at) - at - 15).trimmed().toLongLong();
    }
    return answer.mid(start, length);
}

QJsonValue Peer::call(const char* method, const QJsonArray& params) {
    const QJsonObject request{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                              {QStringLiteral("id"), 1},
                              {QStringLiteral("method"), QLatin1String(method)},
                              {QStringLiteral("params"), params}};
    const QByteArray answer = post(QJsonDocument(request).toJson(QJsonDocument::Compact));
    const QJsonObject object = QJsonDocument::fromJson(answer).object();
    if (!object.contains(QStringLiteral("result"))) {
        std::fprintf(stderr, "anvil: %s: %s\n", method, answer.left(300).constData());
    }
    return object[QStringLiteral("result")];
}

}  // namespace rollscope::bench
