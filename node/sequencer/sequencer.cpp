#include "node/sequencer/sequencer.h"

#include <unordered_set>

#include "node/chain/position.h"
#include "node/core/base/assert.h"
#include "node/sequencer/selection.h"

namespace rollscope::sequencer {
namespace {

/// The block in the making. Lives on the heap: the builder refers to the parent's fields.
struct Pending {
    chain::ChainState parent;
    state::BlockInput input;
    std::unique_ptr<state::BlockBuilder> builder;
    std::vector<mempool::PoolTransactionPtr> candidates;
    std::size_t applied = 0;
    std::optional<state::BlockResult> result;
};

Stage after(Stage stage) {
    return stage == Stage::submit ? Stage::lock : static_cast<Stage>(static_cast<int>(stage) + 1);
}

}  // namespace

std::string_view nameOf(Stage stage) {
    constexpr std::string_view names[] = {"lock block", "validate",           "sequence",
                                          "execute",    "compute state root", "submit"};
    return names[static_cast<std::size_t>(stage)];
}

struct Sequencer::Impl {
    SequencerParts parts;
    SequencerOptions options;
    SequencerCallbacks callbacks;
    std::unique_ptr<Pending> pending;
    Stage stage = Stage::lock;
    bool automatic = true;
    std::uint64_t nextAtMs = 0;

    void enter(Stage next) {
        stage = next;
        if (callbacks.stageChanged) callbacks.stageChanged(next);
    }

    void abandon() {
        pending.reset();
        if (stage != Stage::lock) enter(Stage::lock);
    }

    /// What L1 has confirmed; behind the head by the confirmations asked for.
    derive::L1Bounds l1Bounds(state::L1Info& wanted) const {
        l1::Head head = parts.mirror.head();
        if (options.confirmations > 0) {
            const std::uint64_t depth = std::min(options.confirmations, head.number);
            head = parts.mirror.headAt(head.number - depth).value_or(l1::Head{});
        }
        const std::uint64_t count = parts.mirror.inboxCountAt(head.number);
        wanted = {head.number, head.timestamp, head.baseFee, count};
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
        for (auto& tx : parts.pool.best(env.baseFee, options.maxCandidates)) {
            const auto valid = checkAlone(tx->tx, *pending->builder, tx->sender);
            if (valid) {
                pending->candidates.push_back(std::move(tx));
            } else {
                leaveOut(tx, valid.error());
            }
        }
    }

    /// Runs the candidates in order. One that cannot run holds back its sender's later ones.
    void execute() {
        std::unordered_set<Address> held;
        for (const auto& tx : pending->candidates) {
            if (held.contains(tx->sender)) continue;
            const auto outcome = pending->builder->apply(tx->tx, tx->sender);
            if (outcome) {
                ++pending->applied;
                continue;
            }
            held.insert(tx->sender);
            leaveOut(tx, outcome.error());
        }
        pending->builder->endTransactions();
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

    Result<void> submit() {
        const auto result = std::move(*pending->result);
        pending.reset();
        if (auto inserted = parts.chain.insert(result); !inserted) return inserted;
        parts.pool.onNewHead(parts.chain.latestState(), result.txHashes);
        if (callbacks.sealed) callbacks.sealed(result);
        return {};
    }

    Result<void> perform(const Now& now) {
        switch (stage) {
            case Stage::lock: return lock(now);
            case Stage::validate: validate(); return {};
            case Stage::sequence:
                pending->candidates =
                    fitting(std::move(pending->candidates), pending->builder->gasLeft());
                return {};
            case Stage::execute: execute(); return {};
            case Stage::computeStateRoot: return computeStateRoot();
            case Stage::submit: return submit();
        }
        return {};
    }

    Result<Stage> advance(const Now& now) {
        // A reorg or a restored snapshot took the parent away: begin again.
        if (pending && parts.chain.head().hash != pending->parent.head.hash) abandon();
        const Stage done = stage;
        if (auto performed = perform(now); !performed) {
            abandon();
            return failFrom(performed);
        }
        enter(after(done));
        return done;
    }
};

Sequencer::Sequencer(const SequencerParts& parts, const SequencerOptions& options,
                     SequencerCallbacks callbacks)
    : m(new Impl{parts, options, std::move(callbacks), nullptr, Stage::lock, true, 0}) {}
Sequencer::~Sequencer() = default;

Result<bool> Sequencer::step(const Now& now) {
    if (!m->automatic || now.wallMs < m->nextAtMs) return false;
    if (m->stage == Stage::lock && now.chainSeconds <= m->parts.chain.head().header.timestamp) {
        return false;
    }
    const auto hash = seal(now);
    if (!hash) {
        m->nextAtMs = now.wallMs + m->options.blockTimeMs;
        return failFrom(hash);
    }
    return true;
}

Result<Stage> Sequencer::advance(const Now& now) {
    return m->advance(now);
}

Result<Hash> Sequencer::seal(const Now& now) {
    for (;;) {
        const auto done = m->advance(now);
        if (!done) return failFrom(done);
        if (*done != Stage::submit) continue;
        // Keeps the rhythm when a step came late, without running after a long pause.
        const std::uint64_t due = m->nextAtMs + m->options.blockTimeMs;
        m->nextAtMs = due > now.wallMs ? due : now.wallMs + m->options.blockTimeMs;
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

void Sequencer::setAutomatic(bool automatic) {
    m->automatic = automatic;
}

void Sequencer::setBlockTimeMs(std::uint64_t blockTimeMs) {
    m->options.blockTimeMs = blockTimeMs;
    m->nextAtMs = 0;
}

std::size_t Sequencer::transactionsInBlock() const {
    return m->pending ? m->pending->applied : 0;
}

}  // namespace rollscope::sequencer
