// JSON-RPC over HTTP and WebSocket, for any Node: one server for each layer's port.
//
// In: bytes from the loopback. Out: calls of api::Node, and its answers as Ethereum's JSON.
// http_head, frame, json_* are pure; http_server and ws_session hold the sockets; dispatcher joins
// them.
// Everything here lives on the thread that made the server; Node is asked by futures only.
//
//   socket -> HttpSocket (limits, time-outs, Host, Origin, type) -> dispatcher -> Node
//                                          \-> WsSession (subscriptions) -/
#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "node/api/node.h"

namespace rollscope::rpc {

/// Where a server listens, and what it refuses.
struct ServerOptions {
    QString host = QStringLiteral("127.0.0.1");
    std::uint16_t port = 0;  ///< 0: any free one
    api::Layer layer = api::Layer::l2;
    std::uint32_t maxRequestBytes = 8 * 1024 * 1024;
    std::uint32_t maxBatchRequests = 1000;
    std::uint32_t maxConnections = 512;
    std::uint32_t maxSubscriptions = 256;     ///< for each WebSocket
    std::uint32_t headTimeoutMs = 10'000;     ///< for the head of a request to come in whole
    std::uint32_t bodyTimeoutMs = 20'000;     ///< for its body
    std::uint32_t idleTimeoutMs = 120'000;    ///< between requests of a kept connection
    std::uint32_t filterTimeoutMs = 300'000;  ///< a polled filter that nobody asks for is dropped
};

/// Serves one layer of a node; the node outlives it.
class RpcServer : public QObject {
    Q_OBJECT
public:
    explicit RpcServer(api::Node& node, ServerOptions options, QObject* parent = nullptr);
    ~RpcServer() override;

    /// Starts to listen; the port, or portInUse naming it, or ioFailed for a host that is not ours.
    Result<std::uint16_t> listen();

    /// The port in use; 0 before listen().
    std::uint16_t port() const;

    /// Such as "http://127.0.0.1:8547"; empty before listen().
    QString url() const;

    /// Stops to listen and closes every connection.
    void close();

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace rollscope::rpc
