// From a body to the answer's bytes: frames, the table of methods, and the waiting in between.
#pragma once

#include <memory>
#include <unordered_map>

#include "node/rpc/context.h"
#include "node/rpc/filters.h"
#include "node/rpc/frame.h"
#include "node/rpc/status_feed.h"

namespace rollscope::rpc {

/// Serves bodies for one layer, whatever carried them.
class Dispatcher : public QObject {
    Q_OBJECT
public:
    Dispatcher(api::Node& node, const ServerOptions& options);

    /// Calls `done` once with the answer; empty when nothing is to be answered (notifications).
    /// `subscriber` is null over HTTP.
    void handle(const QByteArray& body, Subscriber* subscriber,
                std::function<void(QByteArray)> done);

    Feed& feed() { return m_feed; }
    StatusFeed& statuses() { return m_statuses; }

private:
    /// Calls of one method that came by themselves, asked together when the sockets are read.
    struct Gathered {
        std::vector<Ask> asks;
        std::vector<Reply> replies;
    };
    void gather(const Method& method, const Call& call, Reply reply);
    void runGathered();
    void run(const Call& call, Subscriber* subscriber, std::function<void(QByteArray)> done);

    Feed m_feed;
    FilterStore m_filters;
    StatusFeed m_statuses;
    Context m_context;
    std::unordered_map<const Method*, Gathered> m_gathered;
};

}  // namespace rollscope::rpc
