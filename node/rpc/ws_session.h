// One WebSocket: JSON-RPC in both directions, and what it has subscribed to.
#pragma once

#include <QPointer>
#include <QWebSocket>
#include <map>
#include <memory>

#include "node/rpc/dispatcher.h"

namespace rollscope::rpc {

/// Lives as long as its socket; deletes itself after.
class WsSession : public QObject, public Subscriber {
    Q_OBJECT
public:
    WsSession(std::unique_ptr<QWebSocket> socket, Dispatcher& dispatcher,
              const ServerOptions& options, QObject* parent);
    ~WsSession() override;

    Result<QString> subscribe(const QString& kind, const QJsonValue& details) override;
    bool unsubscribe(const QString& id) override;

private:
    enum class Topic : std::uint8_t { blocks, logs, pending, messages, sequencer, statuses };
    struct Subscription {
        Topic topic = Topic::blocks;
        FilterParams filter;
        std::optional<Hash> transaction;  ///< of statuses; none: all
    };

    void take(const QString& message);
    void takeBlock(const api::BlockView& block, const std::vector<api::LogView>& logs);
    void takePending(const Hash& hash);
    void takeStatus(const Hash& hash, const api::StatusView& status);
    void takeSequencer(const api::SequencerView& sequencer);
    void takeMessage(const api::MessageView& message);
    void notify(const QString& id, const QJsonValue& result);
    void send(const QByteArray& text);

    std::unique_ptr<QWebSocket> m_socket;
    Dispatcher& m_dispatcher;
    const ServerOptions& m_options;
    std::map<QString, Subscription> m_subscriptions;
};

}  // namespace rollscope::rpc
