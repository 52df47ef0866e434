// HTTP/1.1 for JSON-RPC alone: POST a body, get an answer; or open a WebSocket.
//
// In: sockets. Out: bodies that may be served, with a way to answer each; sockets that asked for
// the upgrade, their handshake still unread. Each connection watches its own requests: head, body,
// answer, pause; it has one request at a time and refuses what refusalOf() names, floods,
// pipelining and slowness, for which QHttpServer has no limits (docs/decisions/0005-http.md).
#pragma once

#include <QDeadlineTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <functional>

#include "node/rpc/http_head.h"
#include "node/rpc/server.h"

namespace rollscope::rpc {

/// Who serves what connections bring.
struct HttpHandlers {
    /// Calls `answer` once, at any time, with JSON; empty: there is nothing to say.
    std::function<void(const QByteArray& body, std::function<void(const QByteArray&)> answer)> post;
    /// Takes a socket over, from its handshake's first byte on.
    std::function<void(QTcpSocket* socket)> upgrade;
};

/// One connection.
class HttpSocket : public QTcpSocket {
    Q_OBJECT
public:
    HttpSocket(const ServerOptions& options, const HttpHandlers& handlers,
               std::shared_ptr<std::uint32_t> open, QObject* parent);
    ~HttpSocket() override;

    /// Says `refusal` and closes.
    void refuse(const Refusal& refusal);

private:
    enum class Stage { head, body, answer, refused, upgraded };

    void look();
    void takeHead();
    void takeBody();
    void answer(const QByteArray& json);
    void say(const QByteArray& head, const QByteArray& body);
    void written();
    void wait(std::uint32_t ms);
    void expire();

    const ServerOptions& m_options;
    const HttpHandlers& m_handlers;
    std::shared_ptr<std::uint32_t> m_open;  ///< counts the living sockets of the server
    Stage m_stage = Stage::head;
    bool m_begun = false;  ///< some of a head is there
    QByteArray m_body;
    qint64 m_bodyLeft = 0;
    quint64 m_drained = 0;
    bool m_closeAfter = false;
    QDeadlineTimer m_deadline;  ///< for what is waited for now
    QDeadlineTimer m_alarm;     ///< when m_timer goes off: at the deadline or before it
    QTimer m_timer;
};

/// Hands out HttpSockets, at most maxConnections of them.
class HttpServer : public QTcpServer {
    Q_OBJECT
public:
    HttpServer(const ServerOptions& options, HttpHandlers handlers, QObject* parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    const ServerOptions& m_options;
    const HttpHandlers m_handlers;
    std::shared_ptr<std::uint32_t> m_open = std::make_shared<std::uint32_t>(0);
};

}  // namespace rollscope::rpc
