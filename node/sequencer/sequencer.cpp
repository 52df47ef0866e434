#include "node/sequencer/sequencer.h"

#include <chrono>
#include <unordered_set>

#include "node/chain/position.h"
#include "node/core/base/assert.h"
#include "node/sequencer/policy.h"
#include "node/sequencer/seal_log.h"
#include "node/sequencer/selection.h"

namespace rollscope::sequencer {
namespace {

/// How often a long stage tells how far it is.
constexpr std::uint64_t tellEveryUs = 50'000;

/// The block in the making. Lives on the heap: the builder refers to the parent's fields.
struct Pending {
    chain::ChainState parent;
    state::BlockInput input;
    std::unique_ptr<state::BlockBuilder> builder;
    std::vector<mempool::PoolTransactionPtr> candidates;
    std::optional<state::BlockResult> result;
    l1::Head l1;  ///< what its messages were read from
};

std::uint64_t systemStopwatchUs() {
    using std::chrono::steady_clock;
    const auto now = steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

api::BlockProgress freshProgress(std::uint64_t number) {
    api::BlockProgress progress;
    progress.number = number;
    for (std::size_t i = 0; i < api::blockStageCount; ++i) {
        progress.stages[i].stage = static_cast<Stage>(i);
    }
    return progress;
}

Stage after(Stage stage) {
    return stage == Stage::submit ? Stage::lock : static_cast<Stage>(static_cast<int>(stage) + 1);
}

}  // namespace

struct Sequencer::Impl {
    SequencerParts parts;
    SequencerOptions options;
    SequencerCallbacks callbacks;
    api::SequencerPolicy policy;
    bool automatic = true;
    std::unique_ptr<Pending> pending = nullptr;
    Stage stage = Stage::lock;
    std::uint64_t nextAtMs = 0;
    std::uint64_t askedMs = 0;  ///< the wall's clock as it was handed in
    std::uint64_t askedUs = 0;  ///< the stopwatch at that moment
    std::uint64_t begunUs = 0;  ///< the stopwatch when the stage began
    api::BlockProgress progress = {};
    std::optional<api::BlockProgress> last = std::nullopt;

    void tell() const {
        if (callbacks.changed) callbacks.changed();
    }

    void abandon() {
        pending.reset();
        if (stage == Stage::lock) return;
        stage = Stage::lock;
        tell();
    }

    std::uint64_t gasForUsers() const {
        return std::min(pending->builder->gasLeft(), policy.gasLimit);
    }

    /// What L1 has confirmed; behind the head by the confirmations asked for.
    derive::L1Bounds l1Bounds(state::L1Info& wanted) {
        l1::Head head = parts.mirror.head();
        if (options.confirmations > 0) {
            const std::uint64_t depth = std::min(options.confirmations, head.number);
            head = parts.mirror.headAt(head.number - depth).value_or(l1::Head{});
        }
        const std::uint64_t count = parts.mirror.inboxCountAt(head.number);
        wanted = {head.number, head.timestamp, head.baseFee, count};
        pending->l1 = head;
        return {head.number, head.timestamp, count};
    }

    void takeMessages(const state::L1Info& parent) {
        auto& input = pending->input;
        const std::uint64_t last =
            std::min(input.l1.inboxCount, parent.inboxCount + derive::maxMessagesPerBlock);
        for (auto& entry : parts.mirror.messages(parent.inboxCount, last)) {
            input.messages.push_back(std::move(entry.message));
        }
        input.messages.resize(derive::messagesForOneBlock(input.messages));
        input.l1.inboxCount = parent.inboxCount + input.messages.size();
    }

    Result<void> lock(const Now& now) {
        auto fresh = std::make_unique<Pending>();
        fresh->parent = parts.chain.latestState();
        const auto& header = fresh->parent.head.header;
        const auto position = chain::positionAt(parts.chain, header.number);
        if (!position) return failFrom(position);
        const std::uint64_t timestamp = std::max(now.chainSeconds, position->timestamp + 1);
        const std::uint64_t limit =
            std::max(now.chainSeconds, parts.mirror.head().timestamp) + derive::maxTimeDriftS;
        if (timestamp > limit) {
            return fail(ErrorCode::cancelled, "L2's clock is 15 minutes ahead of L1's");
        }
        pending = std::move(fresh);
        progress = freshProgress(header.number + 1);
        state::L1Info wanted;
        const auto bounds = l1Bounds(wanted);
        pending->input.timestamp = timestamp;
        pending->input.gasLimit = derive::blockGasLimit;
        pending->input.l1 = derive::boundedL1Info(position->l1, bounds, wanted);
        takeMessages(position->l1);
        const state::ParentState parent{*pending->parent.view, parts.chain.nodeReader(),
                                        pending->parent.head.header, parts.chain.blockHashes()};
        pending->builder = std::make_unique<state::BlockBuilder>(parent, parts.spec, pending->input,
                                                                 parts.precompiles);
        pending->builder->begin();
        progress.messages = pending->input.messages.size();
        progress.gasUsed = pending->builder->gasUsed();
        return {};
    }

    void leaveOut(const mempool::PoolTransactionPtr& tx, const Error& reason) {
        const bool dropped = endsInPool(reason.code);
        if (dropped) parts.pool.drop(tx->hash, reason.text());
        if (callbacks.skipped) callbacks.skipped(tx->hash, reason, dropped);
    }

    /// Takes the pool's best and refuses what this block can never hold.
    void validate() {
        const auto& env = pending->builder->env();
        auto best = parts.pool.best(env.baseFee, options.maxCandidates, policy.ordering);
        progress.taken = best.size();
        for (auto& tx : best) {
            const auto valid = checkAlone(tx->tx, *pending->builder, tx->sender);
            if (valid) {
                pending->candidates.push_back(std::move(tx));
            } else {
                leaveOut(tx, valid.error());
            }
        }
    }

    void sequence() {
        pending->candidates = fitting(std::move(pending->candidates), gasForUsers());
        progress.chosen = pending->candidates.size();
    }

    /// Runs the candidates in order. One that cannot run holds back its sender's later ones.
    void execute() {
        std::unordered_set<Address> held;
        auto& builder = *pending->builder;
        const std::uint64_t gasBefore = builder.gasUsed();
        const std::uint64_t gasLimit = gasForUsers();
        std::uint64_t toldAtUs = stopwatch();
        for (const auto& tx : pending->candidates) {
            if (++progress.executed % 64 == 0 && stopwatch() - toldAtUs >= tellEveryUs) {
                toldAtUs = stopwatch();
                tell();
            }
            if (held.contains(tx->sender)) continue;
            // as the block's own limit counts: what was used, then the whole limit of the next
            if (tx->tx.gasLimit > gasLimit - std::min(gasLimit, builder.gasUsed() - gasBefore)) {
                held.insert(tx->sender);
                continue;
            }
            const auto outcome = builder.apply(tx->tx, tx->sender);
            if (outcome) {
                ++progress.included;
                progress.gasUsed = builder.gasUsed();
                continue;
            }
            held.insert(tx->sender);
            leaveOut(tx, outcome.error());
        }
        builder.endTransactions();
        progress.gasUsed = builder.gasUsed();
    }

    Result<void> computeStateRoot() {
        auto result = pending->builder->seal();
        if (!result) return failFrom(result);
        pending->result = std::move(*result);
        if (!pending->result->systemCallsOk) {
            callbacks.events.say(api::EventLevel::alarm, api::Layer::l2,
                                 QStringLiteral("A system call reverted in block %1")
                                     .arg(pending->result->block.header.number));
        }
        return {};
    }

    /// The block as it was made, to be kept beside it.
    SealedRow sealedAs(const state::BlockResult& result) const {
        SealedRow row{result.hash, progress, {}};
        row.receivedMs.reserve(result.txHashes.size());
        auto next = pending->candidates.begin();
        for (std::size_t i = 0; i < result.txHashes.size(); ++i) {
            row.receivedMs.push_back(0);
            if (result.block.transactions[i].isDeposit()) continue;
            // users' are candidates, in the same order
            while (next != pending->candidates.end() && (*next)->hash != result.txHashes[i]) ++next;
            if (next != pending->candidates.end()) row.receivedMs.back() = (*next++)->receivedMs;
        }
        return row;
    }

    Result<void> submit() {
        const auto result = std::move(*pending->result);
        endStage(Stage::submit);  // as far as it can be told from within its write
        storage::WriteBatch row;
        keepSealed(row, sealedAs(result));
        pending.reset();
        if (auto inserted = parts.chain.insert(result, std::move(row)); !inserted) return inserted;
        parts.pool.onNewBlock(parts.chain.latestState(), result.txHashes, result.senders);
        if (callbacks.sealed) callbacks.sealed(result);
        return {};
    }

    Result<void> perform(const Now& now) {
        switch (stage) {
            case Stage::lock: return lock(now);
            case Stage::validate: validate(); return {};
            case Stage::sequence: sequence(); return {};
            case Stage::execute: execute(); return {};
            case Stage::computeStateRoot: return computeStateRoot();
            case Stage::submit: return submit();
        }
        return {};
    }

    std::uint64_t stopwatch() const { return options.stopwatchUs(); }

    /// A reorg, or a restored snapshot, took away what the block in the making stands on.
    bool stale() const {
        if (parts.chain.head().hash != pending->parent.head.hash) return true;
        const auto l1 = parts.mirror.headAt(pending->l1.number);
        return l1 && l1->hash != pending->l1.hash;
    }

    void ask(const Now& now) {
        askedMs = now.wallMs;
        askedUs = stopwatch();
    }

    void endStage(Stage done) {
        const std::uint64_t now = stopwatch();
        progress.stages[static_cast<std::size_t>(done)] = {done, true, now - begunUs,
                                                           askedMs + (now - askedUs) / 1'000};
    }

    Result<Stage> advance(const Now& now) {
        if (pending && stale()) abandon();
        const Stage done = stage;
        begunUs = stopwatch();
        if (auto performed = perform(now); !performed) {
            abandon();
            return failFrom(performed);
        }
        endStage(done);
        if (done == Stage::submit) last = progress;
        stage = after(done);
        tell();
        return done;
    }
};

namespace {

SequencerOptions completed(SequencerOptions options) {
    if (!options.stopwatchUs) options.stopwatchUs = systemStopwatchUs;
    return options;
}

}  // namespace

Sequencer::Sequencer(const SequencerParts& parts, const SequencerOptions& options,
                     SequencerCallbacks callbacks)
    : m(new Impl{parts, completed(options), std::move(callbacks), storedPolicy(parts.database),
                 !storedPause(parts.database)}) {
    if (options.blockTimeMs && *options.blockTimeMs != m->policy.blockTimeMs) {
        m->policy.blockTimeMs = *options.blockTimeMs;
        if (const auto kept = keepPolicy(parts.database, m->policy); !kept) {
            m->callbacks.events.say(api::EventLevel::warning, api::Layer::l2,
                                    QString::fromStdString(kept.error().text()));
        }
    }
    if (!m->automatic) {
        m->callbacks.events.say(api::EventLevel::warning, api::Layer::l2,
                                QStringLiteral("Still paused, as the operator left it: "
                                               "transactions wait"));
    }
}
Sequencer::~Sequencer() = default;

Result<bool> Sequencer::step(const Now& now) {
    if (!m->automatic) return false;
    // a block that was held goes on at once
    if (m->stage == Stage::lock) {
        if (now.wallMs < m->nextAtMs) return false;
        if (now.chainSeconds <= m->parts.chain.head().header.timestamp) return false;
    }
    const auto hash = seal(now);
    if (!hash) {
        m->nextAtMs = now.wallMs + m->policy.blockTimeMs;
        return failFrom(hash);
    }
    return true;
}

Result<Stage> Sequencer::advance(const Now& now) {
    m->ask(now);
    return m->advance(now);
}

Result<Hash> Sequencer::seal(const Now& now) {
    m->ask(now);
    for (;;) {
        const auto done = m->advance(now);
        if (!done) return failFrom(done);
        if (*done != Stage::submit) continue;
        // Keeps the rhythm when a step came late, without running after a long pause.
        const std::uint64_t due = m->nextAtMs + m->policy.blockTimeMs;
        m->nextAtMs = due > now.wallMs ? due : now.wallMs + m->policy.blockTimeMs;
        return m->parts.chain.head().hash;
    }
}

void Sequencer::abandon() {
    m->abandon();
}

Stage Sequencer::stage() const {
    return m->stage;
}

bool Sequencer::automatic() const {
    return m->automatic;
}

Result<bool> Sequencer::lockNext(const Now& now) {
    if (m->pending && !m->stale()) return false;
    m->ask(now);
    const auto locked = m->advance(now);
    if (!locked) return failFrom(locked);
    return true;
}

void Sequencer::setAutomatic(bool automatic) {
    if (m->automatic == automatic) return;
    m->automatic = automatic;
    m->tell();
}

Result<void> Sequencer::pause() {
    if (auto kept = keepPause(m->parts.database, true); !kept) return kept;
    setAutomatic(false);
    return {};
}

Result<void> Sequencer::resume() {
    if (auto kept = keepPause(m->parts.database, false); !kept) return kept;
    setAutomatic(true);
    return {};
}

Result<void> Sequencer::setPolicy(const api::SequencerPolicy& policy) {
    if (auto checked = checkPolicy(policy); !checked) return checked;
    if (auto kept = keepPolicy(m->parts.database, policy); !kept) return kept;
    m->policy = policy;
    m->nextAtMs = 0;
    m->tell();
    return {};
}

api::SequencerView Sequencer::view() const {
    api::SequencerView view;
    view.mode = m->automatic              ? api::SequencerMode::automatic
                : m->stage == Stage::lock ? api::SequencerMode::paused
                                          : api::SequencerMode::stepping;
    view.next = m->stage;
    if (m->stage != Stage::lock) view.making = m->progress;
    view.last = m->last;
    view.nextNumber = m->parts.chain.headNumber() + 1;
    view.nextBlockAtMs = m->nextAtMs;
    view.policy = m->policy;
    return view;
}

}  // namespace rollscope::sequencer
