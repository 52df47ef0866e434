#include "node/rpc/ws_session.h"

#include <QJsonDocument>

#include "node/rpc/json_eth.h"
#include "node/rpc/json_messages.h"
#include "node/rpc/json_rollup.h"
#include "node/rpc/json_sequencer.h"

namespace rollscope::rpc {
namespace {

/// A listener that reads slower than the chain grows is cut rather than fed from our memory.
constexpr qint64 maxUnreadBytes = 64LL * 1024 * 1024;

}  // namespace

WsSession::WsSession(std::unique_ptr<QWebSocket> socket, Dispatcher& dispatcher,
                     const ServerOptions& options, QObject* parent)
    : QObject(parent), m_socket(std::move(socket)), m_dispatcher(dispatcher), m_options(options) {
    m_socket->setMaxAllowedIncomingMessageSize(m_options.maxRequestBytes);
    m_socket->setMaxAllowedIncomingFrameSize(m_options.maxRequestBytes);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &WsSession::take);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray& bytes) { take(QString::fromUtf8(bytes)); });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_dispatcher.feed(), &Feed::blockSeen, this, &WsSession::takeBlock);
    connect(&m_dispatcher.feed(), &Feed::pendingSeen, this, &WsSession::takePending);
    connect(&m_dispatcher.feed(), &Feed::messageSeen, this, &WsSession::takeMessage);
    connect(&m_dispatcher.feed(), &Feed::sequencerSeen, this, &WsSession::takeSequencer);
    connect(&m_dispatcher.statuses(), &StatusFeed::changed, this, &WsSession::takeStatus);
    if (m_socket->state() != QAbstractSocket::ConnectedState) deleteLater();
}

WsSession::~WsSession() {
    for (const auto& [id, subscription] : m_subscriptions) {
        if (subscription.topic != Topic::statuses) continue;
        m_dispatcher.statuses().unwatch(subscription.transaction);
    }
}

void WsSession::take(const QString& message) {
    m_dispatcher.handle(message.toUtf8(), this,
                        [self = QPointer<WsSession>(this)](const QByteArray& answer) {
                            if (self && !answer.isEmpty()) self->send(answer);
                        });
}

void WsSession::send(const QByteArray& text) {
    if (m_socket->state() != QAbstractSocket::ConnectedState) return;
    if (m_socket->bytesToWrite() > maxUnreadBytes) {
        m_socket->close(QWebSocketProtocol::CloseCodePolicyViolated,
                        QStringLiteral("reads too slowly"));
        return;
    }
    m_socket->sendTextMessage(QString::fromUtf8(text));
}

Result<QString> WsSession::subscribe(const QString& kind, const QJsonValue& details) {
    Subscription subscription;
    if (kind == u"newHeads") {
        subscription.topic = Topic::blocks;
    } else if (kind == u"newPendingTransactions") {
        if (details.toBool()) {
            return fail(ErrorCode::invalidParams, "whole transactions are not sent, only hashes");
        }
        subscription.topic = Topic::pending;
    } else if (kind == u"logs") {
        subscription.topic = Topic::logs;
        if (!details.isUndefined() && !details.isNull()) {
            auto filter = readFilter(details);
            if (!filter) return failFrom(filter);
            subscription.filter = std::move(*filter);
        }
    } else if (kind == u"rollup_messages") {
        subscription.topic = Topic::messages;
    } else if (kind == u"rollup_sequencer") {
        subscription.topic = Topic::sequencer;
    } else if (kind == u"rollup_transactionStatus") {
        subscription.topic = Topic::statuses;
        if (!details.isUndefined() && !details.isNull()) {
            const auto hash = readHash(details, "transactionHash");
            if (!hash) return failFrom(hash);
            subscription.transaction = *hash;
        }
    } else {
        return fail(ErrorCode::invalidParams,
                    "kind: must be newHeads, logs, newPendingTransactions, rollup_messages, "
                    "rollup_sequencer or rollup_transactionStatus");
    }
    if (m_subscriptions.size() >= m_options.maxSubscriptions) {
        return fail(ErrorCode::requestTooLarge, "too many subscriptions on one connection");
    }
    const QString id = randomId();
    const auto& added = m_subscriptions.emplace(id, std::move(subscription)).first->second;
    if (added.topic == Topic::statuses) m_dispatcher.statuses().watch(added.transaction);
    return id;
}

bool WsSession::unsubscribe(const QString& id) {
    const auto found = m_subscriptions.find(id);
    if (found == m_subscriptions.end()) return false;
    const Subscription& ended = found->second;
    if (ended.topic == Topic::statuses) m_dispatcher.statuses().unwatch(ended.transaction);
    m_subscriptions.erase(found);
    return true;
}

void WsSession::takeBlock(const api::BlockView& block, const std::vector<api::LogView>& logs) {
    QJsonObject head;
    for (const auto& [id, subscription] : m_subscriptions) {
        if (subscription.topic == Topic::blocks) {
            if (head.isEmpty()) head = headerJson(block.header, block.row.hash);
            notify(id, head);
        }
        if (subscription.topic != Topic::logs) continue;
        for (const api::LogView& log : logs) {
            if (matches(subscription.filter.filter, log.log)) notify(id, logJson(log));
        }
    }
}

void WsSession::takePending(const Hash& hash) {
    for (const auto& [id, subscription] : m_subscriptions) {
        if (subscription.topic == Topic::pending) notify(id, data(hash));
    }
}

void WsSession::takeMessage(const api::MessageView& message) {
    QJsonObject json;
    for (const auto& [id, subscription] : m_subscriptions) {
        if (subscription.topic != Topic::messages) continue;
        if (json.isEmpty()) json = messageViewJson(message);
        notify(id, json);
    }
}

void WsSession::takeStatus(const Hash& hash, const api::StatusView& status) {
    QJsonObject json;
    for (const auto& [id, subscription] : m_subscriptions) {
        if (subscription.topic != Topic::statuses) continue;
        if (subscription.transaction && *subscription.transaction != hash) continue;
        if (json.isEmpty()) {
            json = statusJson(status);
            json.insert(QStringLiteral("transactionHash"), data(hash));
        }
        notify(id, json);
    }
}

void WsSession::takeSequencer(const api::SequencerView& sequencer) {
    for (const auto& [id, subscription] : m_subscriptions) {
        if (subscription.topic == Topic::sequencer) notify(id, sequencerJson(sequencer));
    }
}

void WsSession::notify(const QString& id, const QJsonValue& result) {
    const QJsonObject params{{QStringLiteral("subscription"), id},
                             {QStringLiteral("result"), result}};
    const QJsonObject message{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                              {QStringLiteral("method"), QStringLiteral("eth_subscription")},
                              {QStringLiteral("params"), params}};
    send(QJsonDocument{message}.toJson(QJsonDocument::Compact));
}

}  // namespace rollscope::rpc
