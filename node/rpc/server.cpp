#include "node/rpc/server.h"

#include <QHostAddress>
#include <QWebSocketServer>

#include "node/rpc/dispatcher.h"
#include "node/rpc/http_server.h"
#include "node/rpc/ws_session.h"

namespace rollscope::rpc {

struct RpcServer::Parts {
    Parts(api::Node& node, ServerOptions given);

    ServerOptions options;
    Dispatcher dispatcher;
    QWebSocketServer webSockets;  ///< listens nowhere: sockets are handed to it
    std::unique_ptr<HttpServer> http;
    QObject sessions;  ///< parent of the WebSockets

    HttpHandlers handlers();
};

RpcServer::Parts::Parts(api::Node& node, ServerOptions given)
    : options(std::move(given)),
      dispatcher(node, options),
      webSockets(QStringLiteral("Rollscope"), QWebSocketServer::NonSecureMode) {
    QObject::connect(&webSockets, &QWebSocketServer::newConnection, &sessions, [this] {
        while (webSockets.hasPendingConnections()) {
            std::unique_ptr<QWebSocket> socket{webSockets.nextPendingConnection()};
            socket->setParent(nullptr);
            new WsSession(std::move(socket), dispatcher, options, &sessions);
        }
    });
}

HttpHandlers RpcServer::Parts::handlers() {
    return {[this](const QByteArray& body, auto answer) {
                dispatcher.handle(body, nullptr, std::move(answer));
            },
            [this](QTcpSocket* socket) { webSockets.handleConnection(socket); }};
}

RpcServer::RpcServer(api::Node& node, ServerOptions options, QObject* parent)
    : QObject(parent), m_parts(std::make_unique<Parts>(node, std::move(options))) {
    api::registerMetaTypes();
}

RpcServer::~RpcServer() {
    close();
}

Result<std::uint16_t> RpcServer::listen() {
    close();
    Parts& parts = *m_parts;
    const QString host =
        parts.options.host == u"localhost" ? QStringLiteral("127.0.0.1") : parts.options.host;
    const QHostAddress address{host};
    if (address.isNull()) {
        return fail(ErrorCode::ioFailed, "not an address to listen on: " + host.toStdString());
    }
    auto http = std::make_unique<HttpServer>(parts.options, parts.handlers());
    if (!http->listen(address, parts.options.port)) {
        const std::string where = host.toStdString() + ":" + std::to_string(parts.options.port);
        if (http->serverError() == QAbstractSocket::AddressInUseError) {
            return fail(ErrorCode::portInUse, where);
        }
        return fail(ErrorCode::ioFailed,
                    "cannot listen on " + where + ": " + http->errorString().toStdString());
    }
    parts.http = std::move(http);
    return parts.http->serverPort();
}

std::uint16_t RpcServer::port() const {
    return m_parts->http ? m_parts->http->serverPort() : std::uint16_t{0};
}

QString RpcServer::url() const {
    if (!m_parts->http) return {};
    const QHostAddress address = m_parts->http->serverAddress();
    const bool six = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = six ? u'[' + address.toString() + u']' : address.toString();
    return QStringLiteral("http://%1:%2").arg(host).arg(port());
}

void RpcServer::close() {
    Parts& parts = *m_parts;
    qDeleteAll(parts.sessions.findChildren<WsSession*>(Qt::FindDirectChildrenOnly));
    parts.http.reset();
}

}  // namespace rollscope::rpc
