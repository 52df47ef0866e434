// How L2's transactions get on (PROTOCOL section 4), for those who subscribed to it.
//
// In: the node's news. Out: a status each time one changes; nothing is asked while nobody listens.
#pragma once

#include <QObject>
#include <map>
#include <unordered_map>

#include "node/api/node.h"

namespace rollscope::rpc {

class StatusFeed : public QObject {
    Q_OBJECT
public:
    explicit StatusFeed(api::Node& node);

    /// Somebody wants to know of `hash`, without one of all; told soon where it stands.
    void watch(const std::optional<Hash>& hash);
    /// Each watch ends once.
    void unwatch(const std::optional<Hash>& hash);

signals:
    void changed(const rollscope::Hash& hash, const rollscope::api::StatusView& status);

private:
    /// What was told last, and to how many.
    struct Watched {
        std::size_t count = 0;
        std::optional<api::StatusView> told;
    };
    bool wanted(const Hash& hash) const;
    void ask(const Hash& hash);
    void askWatched();
    void tell(const Hash& hash, const api::StatusView& status);
    void takeBatch(const api::BatchRow& batch);

    api::Node& m_node;
    std::size_t m_all = 0;
    std::unordered_map<Hash, Watched> m_watched;
    std::map<std::uint64_t, api::TxStatus> m_batches;  ///< as told last
};

}  // namespace rollscope::rpc
