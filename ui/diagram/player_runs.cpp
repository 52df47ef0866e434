// One run of the player: what is done next, what others did, and what the chain takes back.
#include <QDateTime>
#include <algorithm>
#include <map>

#include "ui/diagram/player.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

Task<Result<bool>> Player::readConfig() {
    if (!m_stage.config.contracts.empty()) co_return true;
    const Result<api::NodeConfig> config = co_await m_stage.ask(m_stage.node.config());
    if (!config) co_return failFrom(config);
    m_stage.config = *config;
    co_return true;
}

Task<Result<bool>> Player::runNext() {
    const int item = next();
    m_items[static_cast<std::size_t>(item)] = {};
    m_items[static_cast<std::size_t>(item)].state = ItemState::running;
    tell();
    const Result<bool> ready = co_await readConfig();
    if (!ready) {
        failItem(item, ready.error());
        co_return failFrom(ready);
    }
    const Reach reach = m_script->reachOf(item, m_stage.config);
    if (reach != Reach::within && (m_points.empty() || m_points.back().item != item)) {
        Point point{item, m_at, {}, m_script->copy()};
        if (reach == Reach::starts && m_stage.config.devnet) {
            const api::DevnetCommand command{api::DevnetAction::snapshot};
            const Result<std::uint64_t> snapshot =
                co_await m_stage.ask(m_stage.node.devnet(command));
            if (!snapshot) {
                failItem(item, snapshot.error());
                co_return failFrom(snapshot);
            }
            point.snapshot = *snapshot;
        }
        m_points.push_back(std::move(point));
    }
    Result<Evidence> evidence = co_await m_script->drive(m_stage, item);
    if (!evidence) {
        failItem(item, evidence.error());
        co_return failFrom(evidence);
    }
    const Result<bool> placed = co_await m_stage.place(*evidence);
    if (!placed) {
        failItem(item, placed.error());
        co_return failFrom(placed);
    }
    (void)co_await m_stage.findCall(*evidence);
    light(item, std::move(*evidence));
    co_return true;
}

Task<Result<bool>> Player::goBack() {
    Point point = std::move(m_points.back());
    m_points.pop_back();
    m_returning = true;  // until drop()
    if (point.snapshot) {
        const api::DevnetCommand command{api::DevnetAction::revert, *point.snapshot};
        const Result<std::uint64_t> done = co_await m_stage.ask(m_stage.node.devnet(command));
        if (!done) {
            m_points.push_back(std::move(point));
            co_return failFrom(done);
        }
    }
    restore(std::move(point));
    co_return true;
}

void Player::restore(Point point) {
    setScript(std::move(point.script));
    for (std::size_t at = point.at; at < m_order.size(); ++at) {
        m_items[static_cast<std::size_t>(m_order[at])] = {};
    }
    m_at = point.at;
}

// Somebody else took blocks back: what they held is no evidence any more. Others may stand at
// their height by now, so that each block is asked for again.
void Player::reorged(api::Layer layer, std::uint64_t newHead) {
    if (m_returning) return;
    std::map<std::uint64_t, Hash> stood;
    for (const ItemRun& item : m_items) {
        if (!item.evidence || item.evidence->layer != layer || !item.evidence->blockHash) continue;
        if (item.evidence->block > newHead) return lose(layer, *item.evidence->blockHash);
        stood[item.evidence->block] = *item.evidence->blockHash;
    }
    for (const auto& [number, hash] : stood) {
        m_stage.node.block(layer, number)
            .then(this, [this, layer, hash = hash](const Result<api::BlockView>& block) {
                const bool gone =
                    block ? block->row.hash != hash : block.error().code == ErrorCode::unknownBlock;
                if (gone && !m_returning) lose(layer, hash);
            });
    }
}

// A block is gone, with all that was lit by it and since.
void Player::lose(api::Layer layer, const Hash& block) {
    const auto lost = std::find_if(m_items.begin(), m_items.end(), [&](const ItemRun& item) {
        return item.evidence && item.evidence->layer == layer && item.evidence->blockHash == block;
    });
    if (lost == m_items.end()) return;
    std::size_t gone = m_order.size();
    for (int i = 0; i < static_cast<int>(m_items.size()); ++i) {
        const auto& evidence = m_items[static_cast<std::size_t>(i)].evidence;
        if (evidence && evidence->layer == layer && evidence->blockHash == block) {
            gone = std::min(gone, placeOf(i));
        }
    }
    const std::uint64_t number = lost->evidence->block;
    m_playing = false;
    m_pace.stop();
    drop();
    while (!m_points.empty() && m_points.back().at > gone) m_points.pop_back();
    if (m_points.empty()) {
        if (m_script) setScript(scriptOf(m_diagram));
        dark();
    } else {
        restore(std::move(m_points.back()));
        m_points.pop_back();
    }
    m_problem =
        tr("The chain went back below block %1: what was lit since is gone").arg(grouped(number));
    emit changed();
    emit stopped();
}

Task<Result<bool>> Player::runWatch(std::optional<std::uint64_t> index) {
    const Result<bool> ready = co_await readConfig();
    if (!ready) co_return failFrom(ready);
    const Result<bool> picked = co_await m_script->pick(m_stage, index);
    if (!picked) co_return failFrom(picked);
    while (hasNext()) {
        const int item = next();
        m_items[static_cast<std::size_t>(item)].state = ItemState::running;
        tell();
        Result<Evidence> evidence = co_await m_script->watch(m_stage, item);
        if (evidence) {
            const Result<bool> placed = co_await m_stage.place(*evidence);
            if (!placed) evidence = failFrom(placed);
        }
        if (!evidence) {
            ItemRun& run = m_items[static_cast<std::size_t>(item)];
            run.problem = errorText(evidence.error());
            if (m_script->mayMiss(item)) {  // it stays dark: nothing shows it any more
                run.state = ItemState::ahead;
                ++m_at;
                continue;
            }
            // what has not happened yet is no failure of a past deposit
            run.state = index ? ItemState::waiting : ItemState::failed;
            tell();
            co_return failFrom(evidence);
        }
        (void)co_await m_stage.findCall(*evidence);
        light(item, std::move(*evidence));
    }
    co_return true;
}

void Player::light(int item, Evidence evidence) {
    ItemRun& run = m_items[static_cast<std::size_t>(item)];
    run.state = ItemState::lit;
    run.problem.clear();
    run.evidence = std::move(evidence);
    run.litAtMs = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    for (std::size_t at = m_at; at-- > 0;) {
        const int before = m_order[at];
        const auto& earlier = m_items[static_cast<std::size_t>(before)].evidence;
        if (!run.evidence->transaction || !earlier ||
            earlier->transaction != run.evidence->transaction) {
            continue;
        }
        run.within = before;
    }
    m_at = placeOf(item) + 1;
    m_waitsFor.clear();
    m_waitsUntil.reset();
    tell();
}

void Player::failItem(int item, const Error& error) {
    ItemRun& run = m_items[static_cast<std::size_t>(item)];
    run.state = ItemState::failed;
    run.problem = errorText(error);
    tell();
}

}  // namespace rollscope::ui
