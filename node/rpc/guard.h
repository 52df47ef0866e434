// The door in front of QHttpServer, which has neither limits nor time-outs of its own.
//
// In: sockets. Out: the same sockets, whose bytes QHttpServer sees only when they are a request
// that may be served. Each socket watches its own requests: head, body, answer, pause.
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include "node/rpc/http_head.h"
#include "node/rpc/server.h"

namespace rollscope::rpc {

/// A connection that refuses what refusalOf() names, floods, pipelining and slowness.
class GuardSocket : public QTcpSocket {
    Q_OBJECT
public:
    GuardSocket(const ServerOptions& options, std::shared_ptr<std::uint32_t> open, QObject* parent);
    ~GuardSocket() override;

    /// Answers with `refusal` and closes; QHttpServer sees no more of this socket.
    void refuse(const Refusal& refusal);

private:
    enum class Stage { head, body, answer, refused, upgraded };

    void look();
    void takeBody(quint64 bytes);
    void takeHead();
    void written();
    void expire();

    const ServerOptions& m_options;
    std::shared_ptr<std::uint32_t> m_open;  ///< counts the living sockets of the server
    Stage m_stage = Stage::head;
    QByteArray m_head;
    quint64 m_bodyLeft = 0;
    quint64 m_drained = 0;
    bool m_closeAfter = false;
    QTimer m_timer;
};

/// Hands out GuardSockets, at most maxConnections of them.
class GuardServer : public QTcpServer {
    Q_OBJECT
public:
    explicit GuardServer(const ServerOptions& options, QObject* parent = nullptr);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    const ServerOptions& m_options;
    std::shared_ptr<std::uint32_t> m_open = std::make_shared<std::uint32_t>(0);
};

}  // namespace rollscope::rpc
