#include "node/rpc/filters.h"

#include <QRandomGenerator>
#include <algorithm>

#include "node/rpc/json_eth.h"

namespace rollscope::rpc {
namespace {

constexpr std::size_t maxFilters = 1000;
constexpr qsizetype maxChanges = 100'000;

}  // namespace

Feed::Feed(api::Node& node, api::Layer layer) {
    connect(&node, &api::Node::newBlock, this,
            [this, layer](api::Layer of, const api::BlockView& block,
                          const std::vector<api::LogView>& logs) {
                if (of == layer) emit blockSeen(block, logs);
            });
    if (layer == api::Layer::l2) {
        connect(&node, &api::Node::pendingAdded, this, [this](const std::vector<Hash>& hashes) {
            for (const Hash& hash : hashes) emit pendingSeen(hash);
        });
    }
    connect(&node, &api::Node::messageChanged, this,
            [this](const api::MessageView& message) { emit messageSeen(message); });
    connect(&node, &api::Node::sequencerChanged, this,
            [this](const api::SequencerView& sequencer) { emit sequencerSeen(sequencer); });
}

bool matches(const api::LogFilter& filter, const types::Log& log) {
    const auto& addresses = filter.addresses;
    if (!addresses.empty() &&
        std::find(addresses.begin(), addresses.end(), log.address) == addresses.end()) {
        return false;
    }
    if (filter.topics.size() > log.topics.size()) return false;
    for (std::size_t i = 0; i < filter.topics.size(); ++i) {
        const auto& any = filter.topics[i];
        if (!any.empty() && std::find(any.begin(), any.end(), log.topics[i]) == any.end()) {
            return false;
        }
    }
    return true;
}

bool inRange(const FilterParams& params, std::uint64_t block) {
    const auto* from = std::get_if<std::uint64_t>(&params.filter.from);
    const auto* to = std::get_if<std::uint64_t>(&params.filter.to);
    return !(params.hasFrom && from && block < *from) && !(params.hasTo && to && block > *to);
}

QString randomId() {
    auto* random = QRandomGenerator::system();
    const U256 id{random->generate64(), random->generate64() | (1ULL << 63), 0, 0};
    return QString::fromStdString(toQuantity(id));
}

FilterStore::FilterStore(Feed& feed, std::uint32_t timeoutMs) : m_timeoutMs(timeoutMs) {
    connect(&feed, &Feed::blockSeen, this, &FilterStore::takeBlock);
    connect(&feed, &Feed::pendingSeen, this, &FilterStore::takePending);
    connect(&m_sweep, &QTimer::timeout, this, &FilterStore::sweep);
    m_sweep.start(static_cast<int>(std::max(1000U, timeoutMs / 10)));
}

Result<QString> FilterStore::add(Filter filter) {
    if (m_filters.size() >= maxFilters) {
        return fail(ErrorCode::requestTooLarge, "too many filters; uninstall some");
    }
    const QString id = randomId();
    filter.deadline.setRemainingTime(m_timeoutMs);
    m_filters.emplace(id.toStdString(), std::move(filter));
    return id;
}

bool FilterStore::remove(const QString& id) {
    return m_filters.erase(id.toStdString()) > 0;
}

const Filter* FilterStore::find(const QString& id) {
    const auto found = m_filters.find(id.toStdString());
    if (found == m_filters.end()) return nullptr;
    found->second.deadline.setRemainingTime(m_timeoutMs);
    return &found->second;
}

Result<QJsonArray> FilterStore::takeChanges(const QString& id) {
    const auto found = m_filters.find(id.toStdString());
    if (found == m_filters.end()) return fail(ErrorCode::notFound, "filter not found");
    found->second.deadline.setRemainingTime(m_timeoutMs);
    return std::exchange(found->second.changes, QJsonArray{});
}

void FilterStore::takeBlock(const api::BlockView& block, const std::vector<api::LogView>& logs) {
    for (auto& [id, filter] : m_filters) {
        if (filter.kind == FilterKind::blocks) filter.changes.append(data(block.row.hash));
        if (filter.kind != FilterKind::logs || !inRange(filter.params, block.row.number)) continue;
        for (const api::LogView& log : logs) {
            if (matches(filter.params.filter, log.log)) filter.changes.append(logJson(log));
        }
    }
    std::erase_if(m_filters, [](auto& row) { return row.second.changes.size() > maxChanges; });
}

void FilterStore::takePending(const Hash& hash) {
    for (auto& [id, filter] : m_filters) {
        if (filter.kind == FilterKind::pending) filter.changes.append(data(hash));
    }
    std::erase_if(m_filters, [](auto& row) { return row.second.changes.size() > maxChanges; });
}

void FilterStore::sweep() {
    std::erase_if(m_filters, [](auto& row) { return row.second.deadline.hasExpired(); });
}

}  // namespace rollscope::rpc
