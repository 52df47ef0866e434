// Filters that are polled: eth_newFilter and its relatives.
//
// In: news of the Feed. Out: what came since the last question. Forgotten when nobody asks.
#pragma once

#include <QDeadlineTimer>
#include <QTimer>
#include <unordered_map>

#include "node/rpc/context.h"

namespace rollscope::rpc {

/// True when `log` is one that the addresses and topics of `filter` mean; the range apart.
bool matches(const api::LogFilter& filter, const types::Log& log);

/// True when a range given in numbers holds `block`; tags do not bound it.
bool inRange(const FilterParams& params, std::uint64_t block);

/// A new id of 128 random bits, as a QUANTITY.
QString randomId();

enum class FilterKind : std::uint8_t { logs, blocks, pending };

struct Filter {
    FilterKind kind = FilterKind::logs;
    FilterParams params;
    std::uint64_t createdAt = 0;  ///< the head when it was made
    QJsonArray changes;
    QDeadlineTimer deadline;
};

/// All filters of a server.
class FilterStore : public QObject {
    Q_OBJECT
public:
    FilterStore(Feed& feed, std::uint32_t timeoutMs);

    /// The id of the new filter; requestTooLarge when there are too many.
    Result<QString> add(Filter filter);
    bool remove(const QString& id);
    /// None for an unknown id.
    const Filter* find(const QString& id);
    /// What came since the last call; notFound for an unknown id.
    Result<QJsonArray> takeChanges(const QString& id);

private:
    void takeBlock(const api::BlockView& block, const std::vector<api::LogView>& logs);
    void takePending(const Hash& hash);
    void sweep();

    std::uint32_t m_timeoutMs;
    std::unordered_map<std::string, Filter> m_filters;
    QTimer m_sweep;
};

}  // namespace rollscope::rpc
