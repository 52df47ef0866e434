#include "ui/diagram/player.h"

#include <algorithm>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

Player::Player(api::Node& node, api::Signer& signer, api::SecretVault* vault, QObject* parent)
    : QObject(parent), m_stage(node, signer, this) {
    m_stage.vault = vault;
    m_stage.waits = [this](const QString& what, std::optional<std::uint64_t> clock) {
        m_waitsFor = what;
        m_waitsUntil = clock;
        if (clock && hasNext()) {
            m_items[static_cast<std::size_t>(next())].state = ItemState::waiting;
        }
        tell();
    };
    connect(&node, &api::Node::chainReorged, this, &Player::reorged);
    m_pace.setSingleShot(true);
    connect(&m_pace, &QTimer::timeout, this, &Player::goOn);
}

Player::~Player() {
    setScript(nullptr);
}

// A run that is given up lets the sequencer go.
void Player::setScript(std::unique_ptr<Script> script) {
    const bool held = m_script && m_script->holdsSequencer();
    if (held && !(script && script->holdsSequencer())) m_stage.node.resumeSequencer();
    m_script = std::move(script);
}

std::size_t Player::placeOf(int item) const {
    return static_cast<std::size_t>(std::find(m_order.begin(), m_order.end(), item) -
                                    m_order.begin());
}

void Player::setDiagram(const Diagram& diagram) {
    m_diagram = diagram;
    m_breaks.clear();
    setScript(scriptOf(diagram));
    reset();
}

void Player::reset() {
    drop();
    m_playing = false;
    m_pace.stop();
    m_mode = Mode::none;
    if (m_script) setScript(scriptOf(m_diagram));
    dark();
    emit changed();
}

void Player::dark() {
    m_points.clear();
    m_items.assign(m_diagram.items().size(), {});
    m_order.clear();
    if (m_script) m_order = m_script->order();
    m_at = 0;
    m_problem.clear();
}

// Ends what waits. What runs tells others only by queued signals, so nobody comes here from it.
void Player::drop() {
    m_task.reset();
    m_busy = m_returning = false;
    m_stage.patience = Patience::brief;
    m_waitsFor.clear();
    m_waitsUntil.reset();
}

void Player::tell() {
    QMetaObject::invokeMethod(
        this, [this] { emit changed(); }, Qt::QueuedConnection);
}

void Player::begin(Task<Result<bool>> task) {
    m_busy = true;
    m_problem.clear();
    m_task.emplace(std::move(task));
    emit changed();
    if (!m_task) return;
    Task<Result<bool>>* const mine = &*m_task;
    mine->start([this](Result<bool> result) { ended(result); });
}

void Player::ended(const Result<bool>& result) {
    // the task is at its end but still on the stack
    auto old = std::make_shared<Task<Result<bool>>>(std::move(*m_task));
    QMetaObject::invokeMethod(
        this, [old] {}, Qt::QueuedConnection);
    drop();
    if (!result) {
        m_problem = errorText(result.error());
        m_playing = false;
    }
    emit changed();
    if (m_playing && m_mode == Mode::play && !isFinished()) {
        if (m_breaks.contains(next())) {
            m_playing = false;
        } else {
            m_pace.start(m_paceMs);
            return;
        }
    }
    m_playing = false;
    emit changed();
    emit stopped();
}

void Player::goOn() {
    if (m_playing && !m_busy && !isFinished()) begin(runNext());
}

void Player::step() {
    if (!m_script || m_busy || isFinished()) return;
    if (m_mode != Mode::play) reset();
    m_mode = Mode::play;
    begin(runNext());
}

void Player::play(int paceMs) {
    if (!m_script || isFinished()) return;
    m_paceMs = paceMs;
    if (m_mode != Mode::play) reset();
    m_mode = Mode::play;
    m_playing = true;
    if (m_busy) {
        emit changed();
    } else {
        begin(runNext());
    }
}

void Player::pause() {
    m_playing = false;
    m_pace.stop();
    if (m_mode == Mode::follow) {  // what others do has no end of its own
        drop();
        if (hasNext()) m_items[static_cast<std::size_t>(next())] = {};
    }
    emit changed();
}

void Player::setBreak(int item, bool on) {
    if (item < 0 || item >= static_cast<int>(m_items.size())) return;
    if (on) {
        m_breaks.insert(item);
    } else {
        m_breaks.remove(item);
    }
    emit changed();
}

QString Player::backReason() const {
    if (!m_script) return tr("This diagram is drawn, not played");
    if (m_mode == Mode::follow || m_mode == Mode::replay) {
        return tr("What others did is not taken back");
    }
    // a clock may run for days: what waits for it can be given up
    if (m_busy && !m_waitsUntil) return tr("An arrow is running");
    if (m_points.empty()) return tr("Nothing has happened yet");
    if (m_points.back().snapshot == std::nullopt && !m_stage.config.devnet &&
        m_script->reachOf(m_points.back().item, m_stage.config) == Reach::starts) {
        return tr("A transaction on a real chain is not taken back");
    }
    return {};
}

void Player::back() {
    if (!backReason().isEmpty()) return;
    m_playing = false;
    m_pace.stop();
    drop();
    begin(goBack());
}

void Player::follow() {
    if (!m_script) return;
    reset();
    m_mode = Mode::follow;
    m_stage.patience = Patience::endless;
    begin(runWatch({}));
}

void Player::replay(std::uint64_t index) {
    if (!m_script) return;
    reset();
    m_mode = Mode::replay;
    m_stage.patience = Patience::none;
    begin(runWatch(index));
}

void Player::warp() {
    if (!m_waitsUntil || !m_stage.config.devnet) return;
    const std::uint64_t end = *m_waitsUntil;
    m_stage.node.syncStatus().then(this, [this, end](Result<api::SyncStatus> status) {
        if (!status || !m_waitsUntil) return;
        const std::uint64_t now = status->heads.now;
        m_stage.node.devnet({api::DevnetAction::warp, end >= now ? end - now + 1 : 1})
            .then(this, [this](Result<std::uint64_t> done) {
                if (done) return;
                m_problem = errorText(done.error());
                emit changed();
            });
    });
}

std::optional<std::uint64_t> Player::snapshotBefore(int item) const {
    std::optional<std::uint64_t> snapshot;
    for (const Point& point : m_points) {
        if (point.at <= placeOf(item) && point.snapshot) snapshot = point.snapshot;
    }
    return snapshot;
}

int Player::litCount() const {
    return static_cast<int>(std::count_if(m_items.begin(), m_items.end(), [](const ItemRun& item) {
        return item.state == ItemState::lit;
    }));
}

}  // namespace rollscope::ui
