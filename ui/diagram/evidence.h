// What shows that an arrow or note of a diagram really happened, and what it is bound to.
#pragma once

#include <QJsonObject>
#include <optional>
#include <vector>

#include "node/api/views.h"
#include "ui/diagram/task.h"

namespace rollscope::ui {

/// The type of a value that is a moment of the wall's clock in milliseconds.
inline const QString timeMsType = QStringLiteral("timeMs");
/// The type of a value that is how long something took, in microseconds.
inline const QString durationUsType = QStringLiteral("durationUs");

/// The call of a contract that left the evidence.
struct CallEvidence {
    QString contract;  ///< its name, else empty
    QString function;  ///< its name, else the selector
    Address from, to;
    U256 value;  ///< sent along, wei
    std::vector<api::NamedValue> arguments;
    std::uint64_t gasUsed = 0;  ///< its own calls included
    std::uint32_t depth = 0;    ///< 0: the transaction's own call
};

/// "TokenPortal.deposit".
QString nameOf(const CallEvidence& call);

/// Found on a chain, or on the user's own machine where `layer` says nothing.
struct Evidence {
    std::optional<api::Layer> layer;
    std::uint64_t chainId = 0;
    bool inBlock = true;  ///< false: in the sequencer's hands, and in no block yet
    std::uint64_t block = 0;
    std::uint64_t timestamp = 0;       ///< of the block, chain seconds
    std::optional<Hash> blockHash;     ///< another block at that height is no evidence
    Hash stateBefore, stateAfter;      ///< state roots before and after that block
    std::optional<Hash> transaction;   ///< that it happened in
    std::optional<std::uint64_t> gas;  ///< of that whole transaction
    std::optional<Hash> root;          ///< where no event says it: a root that does
    std::optional<api::LogView> log;   ///< the event, as the transaction logged it
    std::optional<CallEvidence> call;  ///< in that transaction
    QString event;                     ///< "L1Token · Transfer", or what was read
    std::vector<api::NamedValue> values;
    QString link;  ///< for the inspector, as in EventView::link
    QString note;  ///< a sentence to know beside it, may be empty
};

/// A value that is a time as a person reads it; none for what is no time. Chain seconds are told
/// by their names, as the contracts' events have them.
std::optional<QString> timeTextOf(const api::NamedValue& value);
/// The chain seconds of a value; none for what is no time of a chain.
std::optional<std::uint64_t> chainTimeOf(const api::NamedValue& value);
/// What stands at the arrow: "0x9790…6f46 · block 918,441".
QString shortText(const Evidence& evidence);
/// Of the JSON record.
QJsonObject jsonOf(const Evidence& evidence);

/// Whether a person does an arrow, or the system, and it is only seen.
enum class BindingKind : std::uint8_t { action, observation };

/// Where an arrow stands among the transactions of a run.
enum class Reach : std::uint8_t {
    own,     ///< changes no chain, or happens by itself: going back puts it out alone
    starts,  ///< a transaction begins here: going back returns to before it
    within,  ///< happens in the same transaction as the nearest `starts` above it
};

/// What a text tells of an arrow or note, beside the diagram.
struct ItemWords {
    const char* what;     ///< what happens, two or three sentences
    const char* without;  ///< what would go wrong without it
    const char* lights;   ///< "Lights when …"
};

/// What past runs of a diagram are found by.
enum class PastKind : std::uint8_t {
    tokenDeposit,  ///< the index of a message into TokenPortal
    etherDeposit,  ///< the index of a message of L1Bridge
    batch,         ///< the index of a batch
};

class PlayStage;

/// A diagram's bindings, and what a run of it has found so far.
class Script {
public:
    virtual ~Script() = default;
    /// The same with all that it has found: for going back.
    virtual std::unique_ptr<Script> copy() const = 0;
    virtual int items() const = 0;
    virtual BindingKind kindOf(int item) const = 0;
    virtual Reach reachOf(int item, const api::NodeConfig& config) const = 0;
    virtual ItemWords wordsOf(int item) const = 0;
    /// The items in the order in which they happen; what is not among them is not bound.
    virtual std::vector<int> order() const = 0;
    /// Why an item is not bound.
    virtual QString unboundReason(int) const { return {}; }
    /// Whether what others did may have left no trace of an item, which is then passed over.
    virtual bool mayMiss(int) const { return false; }
    /// The run holds the sequencer between two stages, and must let it go when it is given up.
    virtual bool holdsSequencer() const { return false; }
    virtual PastKind pastKind() const { return PastKind::tokenDeposit; }
    /// Of the amount that a run is played with.
    virtual QString unit() const { return QStringLiteral("ETH"); }
    /// Does what an action is bound to, then looks for the evidence.
    virtual Task<Result<Evidence>> drive(PlayStage& stage, int item) = 0;
    /// Only looks for what somebody did.
    virtual Task<Result<Evidence>> watch(PlayStage& stage, int item) = 0;
    /// What a run by others is about: waits for the next deposit, or takes a past one.
    virtual Task<Result<bool>> pick(PlayStage& stage, std::optional<std::uint64_t> index) = 0;
    /// "Deposit 3 of Alice": what the run is about; empty before it is known.
    virtual QString subject() const = 0;
};

struct Diagram;

/// The script that a diagram is bound to: the one of the built-in diagram that says the same; none
/// for a diagram that is only drawn.
std::unique_ptr<Script> scriptOf(const Diagram& diagram);

}  // namespace rollscope::ui
