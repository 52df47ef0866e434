// Runs a bound diagram: one arrow after the other, each lit by its evidence and nothing else.
//
// In: a diagram, a node, the user's keys. Out: the state of every item, what is waited for, why
// something failed, and a record of it all. Never blocks; all on the thread it lives on.
#pragma once

#include <QSet>
#include <optional>

#include "ui/diagram/model.h"
#include "ui/diagram/play_stage.h"

namespace rollscope::ui {

/// What has become of an arrow or note.
enum class ItemState : std::uint8_t { ahead, running, waiting, lit, failed };

/// One arrow or note of a run.
struct ItemRun {
    ItemState state = ItemState::ahead;
    std::optional<Evidence> evidence;  ///< of a lit one
    QString problem;                   ///< of a failed one, or of one that is not there yet
    std::uint64_t litAtMs = 0;         ///< wall clock
    int within = -1;  ///< the item whose transaction it happened in; -1: its own or none
};

/// Step, play, break, back, follow and replay of one diagram.
class Player : public QObject {
    Q_OBJECT
public:
    enum class Mode : std::uint8_t { none, play, follow, replay };

    Player(api::Node& node, api::Signer& signer, api::SecretVault* vault,
           QObject* parent = nullptr);
    ~Player() override;

    /// Ends what runs; nothing of the new diagram is lit.
    void setDiagram(const Diagram& diagram);
    const Diagram& diagram() const { return m_diagram; }
    /// Whether its arrows are bound to what really happens.
    bool isBound() const { return m_script != nullptr; }
    const Script* script() const { return m_script.get(); }
    /// The account and amount of the next run, and of arrow 2 if it is tried again.
    void setWish(const PlayWish& wish) { m_stage.wish = wish; }
    /// Play goes past the challenge period by the devnet's clock.
    void setMayWarp(bool may) { m_stage.mayWarp = may; }
    /// How long an arrow may take to be seen.
    void setPatience(qint64 ms) { m_stage.patienceMs = ms; }

    Mode mode() const { return m_mode; }
    const std::vector<ItemRun>& items() const { return m_items; }
    /// The item that comes next, or runs; items().size() when all that are bound are lit.
    int next() const { return hasNext() ? m_order[m_at] : static_cast<int>(m_items.size()); }
    /// The item that was lit last; -1: none.
    int last() const { return m_at == 0 ? -1 : m_order[m_at - 1]; }
    bool isBusy() const { return m_busy; }  ///< an arrow runs, or is going back
    bool isPlaying() const { return m_playing; }
    bool isFinished() const { return !hasNext() && m_at > 0; }
    /// How many items are bound.
    int boundCount() const { return static_cast<int>(m_order.size()); }
    int litCount() const;
    /// What is waited for; empty when nothing is.
    QString waitsFor() const { return m_waitsFor; }
    /// When the clock that is waited for ends, chain seconds.
    std::optional<std::uint64_t> waitsUntil() const { return m_waitsUntil; }
    /// What failed last, in words; empty when nothing did.
    QString problem() const { return m_problem; }
    /// Why going back is not possible now; empty: it is.
    QString backReason() const;
    /// "deposit 3 · 250 TST by 0xf39f…2266": what the run is about.
    QString subject() const { return m_script ? m_script->subject() : QString(); }
    /// The devnet snapshot that going back from an item returns to; none where no chain changes.
    std::optional<std::uint64_t> snapshotBefore(int item) const;
    const api::NodeConfig& config() const { return m_stage.config; }
    bool hasBreak(int item) const { return m_breaks.contains(item); }
    /// Diagram, mode, and for every arrow and note whether it is lit and by what.
    QJsonObject record() const;

public slots:
    /// Runs the next arrow or note; a failed one again.
    void step();
    /// Steps on with `paceMs` between, until a break, the end or a failure.
    void play(int paceMs);
    /// What runs comes to its end; nothing is begun after it.
    void pause();
    /// Returns to before the last arrow, or to before the transaction that it happened in.
    void back();
    /// Everything dark again; the chains stay as they are.
    void reset();
    /// Lights by what others do, from their next deposit on.
    void follow();
    /// Shows a past deposit by its index in the inbox.
    void replay(std::uint64_t index);
    /// Sets the devnet's clock forward past what is waited for.
    void warp();
    void setBreak(int item, bool on);

signals:
    /// An item's state, or what the player says of itself.
    void changed();
    /// Play came to its end: all lit, a break, a pause or a failure.
    void stopped();

private:
    /// A place to go back to.
    struct Point {
        int item = 0;
        std::size_t at = 0;  ///< its place in the order
        std::optional<std::uint64_t> snapshot;
        std::unique_ptr<Script> script;
    };

    bool hasNext() const { return m_at < m_order.size(); }
    /// The place of an item in the order; the order's end for one that is not bound.
    std::size_t placeOf(int item) const;
    void setScript(std::unique_ptr<Script> script);
    Task<Result<bool>> runNext();
    Task<Result<bool>> goBack();
    Task<Result<bool>> runWatch(std::optional<std::uint64_t> index);
    Task<Result<bool>> readConfig();
    void begin(Task<Result<bool>> task);
    void ended(const Result<bool>& result);
    void drop();
    void reorged(api::Layer layer, std::uint64_t newHead);
    void lose(api::Layer layer, const Hash& block);
    void restore(Point point);
    void tell();
    void dark();
    void light(int item, Evidence evidence);
    void failItem(int item, const Error& error);
    void goOn();

    Diagram m_diagram;
    PlayStage m_stage;
    std::unique_ptr<Script> m_script;
    std::vector<ItemRun> m_items;
    std::vector<int> m_order;  ///< items as they happen
    std::size_t m_at = 0;      ///< of the next in it
    std::vector<Point> m_points;
    QSet<int> m_breaks;
    std::optional<Task<Result<bool>>> m_task;
    QTimer m_pace;
    Mode m_mode = Mode::none;
    int m_paceMs = 0;
    bool m_busy = false, m_playing = false;
    bool m_returning = false;  ///< the chain goes back at our own wish
    QString m_waitsFor, m_problem;
    std::optional<std::uint64_t> m_waitsUntil;
};

}  // namespace rollscope::ui
