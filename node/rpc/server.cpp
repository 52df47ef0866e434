#include "node/rpc/server.h"

#include <QHostAddress>
#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QPointer>
#include <QTcpSocket>

#include "node/rpc/dispatcher.h"
#include "node/rpc/guard.h"
#include "node/rpc/ws_session.h"

namespace rollscope::rpc {
namespace {

using Status = QHttpServerResponder::StatusCode;

const QByteArray json = QByteArrayLiteral("application/json");

bool wantsWebSocket(const QHttpServerRequest& request) {
    return request.value("Upgrade").compare("websocket", Qt::CaseInsensitive) == 0;
}

}  // namespace

struct RpcServer::Parts {
    Parts(api::Node& node, ServerOptions given)
        : options(std::move(given)), dispatcher(node, options) {}

    ServerOptions options;
    Dispatcher dispatcher;
    std::unique_ptr<QHttpServer> http;
    GuardServer* guard = nullptr;  ///< owned by `http` once bound
    QObject sessions;              ///< parent of the WebSockets

    void post(const QHttpServerRequest& request, QHttpServerResponder&& responder);
    void route();
};

void RpcServer::Parts::post(const QHttpServerRequest& request, QHttpServerResponder&& responder) {
    // The caller may hang up while Node thinks: the responder must not be touched then.
    const QPointer<QTcpSocket> socket{responder.socket()};
    auto kept = std::make_shared<QHttpServerResponder>(std::move(responder));
    dispatcher.handle(request.body(), nullptr, [socket, kept](const QByteArray& answer) {
        if (!socket || socket->state() != QAbstractSocket::ConnectedState) return;
        if (answer.isEmpty()) {
            kept->write(Status::NoContent);
        } else {
            kept->write(answer, json);
        }
    });
}

void RpcServer::Parts::route() {
    using Method = QHttpServerRequest::Method;
    http->route(QStringLiteral("/"), Method::Post,
                [this](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
                    post(request, std::move(responder));
                });
    // QHttpServer upgrades only where a GET is routed; such a GET must write nothing.
    http->route(QStringLiteral("/"), Method::Get,
                [](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
                    if (wantsWebSocket(request)) return;
                    responder.write(QByteArrayLiteral("POST JSON-RPC here, or open a WebSocket.\n"),
                                    QByteArrayLiteral("text/plain"), Status::MethodNotAllowed);
                });
    QObject::connect(http.get(), &QAbstractHttpServer::newWebSocketConnection, &sessions, [this] {
        while (http->hasPendingWebSocketConnections()) {
            auto socket = http->nextPendingWebSocketConnection();
            if (socket) new WsSession(std::move(socket), dispatcher, options, &sessions);
        }
    });
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
    auto guard = std::make_unique<GuardServer>(parts.options);
    if (!guard->listen(address, parts.options.port)) {
        const std::string where = host.toStdString() + ":" + std::to_string(parts.options.port);
        if (guard->serverError() == QAbstractSocket::AddressInUseError) {
            return fail(ErrorCode::portInUse, where);
        }
        return fail(ErrorCode::ioFailed,
                    "cannot listen on " + where + ": " + guard->errorString().toStdString());
    }
    parts.http = std::make_unique<QHttpServer>();
    parts.route();
    parts.guard = guard.release();
    parts.http->bind(parts.guard);
    return parts.guard->serverPort();
}

std::uint16_t RpcServer::port() const {
    return m_parts->guard != nullptr ? m_parts->guard->serverPort() : std::uint16_t{0};
}

QString RpcServer::url() const {
    if (m_parts->guard == nullptr) return {};
    const QHostAddress address = m_parts->guard->serverAddress();
    const bool six = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString host = six ? u'[' + address.toString() + u']' : address.toString();
    return QStringLiteral("http://%1:%2").arg(host).arg(port());
}

void RpcServer::close() {
    Parts& parts = *m_parts;
    qDeleteAll(parts.sessions.findChildren<WsSession*>(Qt::FindDirectChildrenOnly));
    if (parts.guard != nullptr) parts.guard->close();
    parts.guard = nullptr;
    parts.http.reset();
}

}  // namespace rollscope::rpc
