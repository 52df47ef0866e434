#include "node/verifier/verifier.h"

#include <algorithm>
#include <unordered_map>

#include "node/chain/position.h"
#include "node/verifier/batch_run.h"

namespace rollscope::verifier {
namespace {

QString hex(BytesView bytes) {
    return QString::fromStdString(toHex(bytes));
}

QString batchLink(std::uint64_t index) {
    return QStringLiteral("batch:%1").arg(index);
}

/// What differs, in the words of the assertion's parts.
QString difference(const types::Claim& theirs, const types::Claim& ours) {
    const auto part = [](const char* name, const Hash& a, const Hash& b) {
        return QStringLiteral("%1 %2 instead of %3")
            .arg(QLatin1String(name), hex(a.view()), hex(b.view()));
    };
    if (theirs.stateRoot != ours.stateRoot) {
        return part("state root", theirs.stateRoot, ours.stateRoot);
    }
    if (theirs.outboxRoot != ours.outboxRoot) {
        return part("outbox root", theirs.outboxRoot, ours.outboxRoot);
    }
    if (theirs.blockHash != ours.blockHash) {
        return part("block hash", theirs.blockHash, ours.blockHash);
    }
    return part("transaction root", theirs.txRoot, ours.txRoot);
}

}  // namespace

struct Verifier::Impl {
    VerifierParts parts;
    VerifierOptions options;
    VerifierCallbacks callbacks;
    BatchRunner runner;
    std::optional<BatchRun> run;
    std::optional<BatchRun> again;  ///< a batch that was understood without executing it
    std::vector<std::uint64_t> toCompare;
    std::unordered_map<std::uint64_t, std::size_t> compared;  ///< batch -> assertions seen
    std::uint64_t assertedUpTo = 0;  ///< batches in a row with a matching assertion
    bool started = false;
    QString note;

    Impl(const VerifierParts& p, const VerifierOptions& o, VerifierCallbacks c)
        : parts(p), options(o), callbacks(std::move(c)), runner(p) {}

    void say(api::EventLevel level, const QString& text, const QString& link) {
        note = text;
        callbacks.events.say(level, api::Layer::l2, text, link);
    }

    bool stillOnL1(std::uint64_t batch, const Hash& hash) const {
        const auto entry = parts.mirror.batch(batch);
        return entry && entry->hash == hash;
    }

    // --- L1 has changed its mind

    /// Forgets batches that are on L1 no more, the newest first.
    Result<bool> unwindBatches() {
        if (run && !stillOnL1(run->span.batch, run->span.batchHash)) run.reset();
        if (again && !stillOnL1(again->span.batch, again->span.batchHash)) again.reset();
        std::uint64_t keep = parts.spans.count();
        while (keep > 0 && !stillOnL1(keep, parts.spans.span(keep)->batchHash)) --keep;
        if (keep == parts.spans.count()) return false;
        if (auto cut = parts.spans.truncate(keep); !cut) return failFrom(cut);
        assertedUpTo = std::min(assertedUpTo, keep);
        say(api::EventLevel::warning,
            QStringLiteral("L1 was reorganised: back to batch %1").arg(keep), batchLink(keep));
        return true;
    }

    /// Whether L1 still has the block that an L2 block reports. A block that differs without
    /// showing it here is found out when its batch is derived.
    bool reportsTruly(const state::L1Info& info) const {
        const auto there = parts.mirror.headAt(info.number);
        return there && there->timestamp == info.timestamp && there->baseFee == info.baseFee &&
               parts.mirror.inboxCountAt(info.number) >= info.inboxCount;
    }

    /// Undoes blocks above the safe head that report L1 blocks which are gone.
    Result<void> unwindBlocks() {
        const std::uint64_t head = parts.chain.headNumber();
        std::uint64_t keep = head;
        for (; keep > parts.spans.lastBlock(); --keep) {
            const auto position = chain::positionAt(parts.chain, keep);
            if (!position) return failFrom(position);
            if (reportsTruly(position->l1)) break;
        }
        if (keep == head) return {};
        const auto undone = runner.undoAbove(keep);
        if (!undone) return failFrom(undone);
        run.reset();
        say(api::EventLevel::warning,
            QStringLiteral("L1 was reorganised: L2 goes back to block %1").arg(keep),
            QStringLiteral("block:l2:%1").arg(keep));
        if (callbacks.undone) callbacks.undone(*undone);
        return {};
    }

    Result<void> followReorg(const l1::MirrorNews& news) {
        const auto unwound = unwindBatches();
        if (!unwound) return failFrom(unwound);
        if (*unwound || news.reorgedTo) {
            compared.clear();
            assertedUpTo = 0;
            compareAll();
        }
        if (!*unwound && !news.reorgedTo) return {};
        return unwindBlocks();
    }

    // --- batches

    Result<void> workOnBatch() {
        if (!run) {
            auto begun = runner.begin(parts.spans.count() + 1);
            if (!begun) return failFrom(begun);
            run = std::move(*begun);
        }
        for (std::size_t i = 0; i < options.blocksPerStep && !run->done(); ++i) {
            const auto outcome = runner.next(*run, options.reexecute, callbacks);
            if (!outcome) {
                run.reset();
                return failFrom(outcome);
            }
            if (*outcome == BlockOutcome::replaced) {
                say(api::EventLevel::alarm,
                    QStringLiteral("L2 block %1 was replaced by what L1 says")
                        .arg(run->span.lastBlock),
                    QStringLiteral("block:l2:%1").arg(run->span.lastBlock));
            }
        }
        if (!run->done()) return {};
        return finishBatch();
    }

    Result<void> finishBatch() {
        const chain::BatchSpan span = run->span;
        const bool executed = run->executed;
        run.reset();
        if (auto appended = parts.spans.append(span); !appended) return appended;
        toCompare.push_back(span.batch);
        const QString blocks =
            span.empty()
                ? QStringLiteral("no blocks")
                : QStringLiteral("blocks %1 to %2").arg(span.firstBlock).arg(span.lastBlock);
        say(api::EventLevel::good,
            QStringLiteral("Batch %1 rebuilt from L1: %2").arg(span.batch).arg(blocks),
            batchLink(span.batch));
        if (callbacks.verified) callbacks.verified(span);
        if (executed && callbacks.executed) callbacks.executed(span);
        return {};
    }

    // --- batches that were understood while the role was off

    std::optional<std::uint64_t> nextToExecute() const {
        if (!options.reexecute || !callbacks.isExecuted) return std::nullopt;
        for (auto batch = parts.mirror.finalizedCount() + 1; batch <= parts.spans.count();
             ++batch) {
            if (!callbacks.isExecuted(*parts.spans.span(batch))) return batch;
        }
        return std::nullopt;
    }

    Result<void> executeAgain(std::uint64_t batch) {
        if (!again || again->span.batch != batch) {
            auto begun = runner.begin(batch);
            if (!begun) return failFrom(begun);
            again = std::move(*begun);
        }
        for (std::size_t i = 0; i < options.blocksPerStep && !again->done(); ++i) {
            const auto same = runner.recheck(*again);
            if (same && *same) continue;
            again.reset();
            options.reexecute = false;  // until the role is started again
            if (!same) return failFrom(same);
            say(api::EventLevel::alarm,
                QStringLiteral("Batch %1 does not execute to the blocks that are kept").arg(batch),
                batchLink(batch));
            return {};
        }
        if (!again->done()) return {};
        const chain::BatchSpan span = again->span;
        again.reset();
        if (callbacks.executed) callbacks.executed(span);
        return {};
    }

    // --- assertions

    void compareAll() {
        toCompare.clear();
        const std::uint64_t first = parts.mirror.finalizedCount() + 1;
        for (auto batch = first; batch <= parts.spans.count(); ++batch) toCompare.push_back(batch);
    }

    void compare(std::uint64_t batch) {
        const auto span = parts.spans.span(batch);
        if (!span) return;
        const auto entries = parts.mirror.assertions(batch);
        std::size_t& seen = compared[batch];
        for (; seen < entries.size(); ++seen) {
            const auto& entry = entries[seen];
            const bool matches = entry.claim == types::claimHash(span->claim);
            if (matches) {
                say(api::EventLevel::good,
                    QStringLiteral("Assertion of batch %1 is right").arg(batch), batchLink(batch));
            } else {
                say(api::EventLevel::alarm,
                    QStringLiteral("Assertion of batch %1 by %2 is wrong: %3")
                        .arg(QString::number(batch), hex(entry.asserter.view()),
                             difference(entry.parts, span->claim)),
                    batchLink(batch));
            }
            if (callbacks.compared) callbacks.compared(entry, matches);
        }
    }

    void compareAssertions(const l1::MirrorNews& news) {
        toCompare.insert(toCompare.end(), news.asserted.begin(), news.asserted.end());
        for (auto batch : toCompare) compare(batch);
        toCompare.clear();
    }

    // --- labels

    bool isAsserted(const chain::BatchSpan& span) const {
        const Hash claim = types::claimHash(span.claim);
        const auto entries = parts.mirror.assertions(span.batch);
        return std::any_of(entries.begin(), entries.end(),
                           [&](const auto& entry) { return entry.claim == claim; });
    }

    Result<bool> moveLabel(chain::Label label, std::uint64_t number) {
        if (parts.chain.label(label) == number) return false;
        if (auto moved = parts.chain.setLabel(label, number); !moved) return failFrom(moved);
        return true;
    }

    std::uint64_t lastBlockOf(std::uint64_t batch) const {
        const auto span = parts.spans.span(batch);
        return span ? span->lastBlock : 0;
    }

    Result<void> moveLabels() {
        const std::uint64_t count = parts.spans.count();
        while (assertedUpTo < count && isAsserted(*parts.spans.span(assertedUpTo + 1))) {
            ++assertedUpTo;
        }
        const std::uint64_t final = std::min(parts.mirror.finalizedCount(), count);
        const auto safe = moveLabel(chain::Label::safe, parts.spans.lastBlock());
        if (!safe) return failFrom(safe);
        const auto asserted = moveLabel(chain::Label::asserted, lastBlockOf(assertedUpTo));
        if (!asserted) return failFrom(asserted);
        const auto finalized = moveLabel(chain::Label::finalized, lastBlockOf(final));
        if (!finalized) return failFrom(finalized);
        if ((*safe || *asserted || *finalized) && callbacks.labelsChanged) {
            callbacks.labelsChanged();
        }
        return {};
    }
};

Verifier::Verifier(const VerifierParts& parts, const VerifierOptions& options,
                   VerifierCallbacks callbacks)
    : m(new Impl(parts, options, std::move(callbacks))) {}
Verifier::~Verifier() = default;

Result<bool> Verifier::step(const l1::MirrorNews& news) {
    if (!m->started) {
        m->started = true;
        m->compareAll();
    }
    if (auto followed = m->followReorg(news); !followed) return failFrom(followed);
    if (!caughtUp()) {
        if (auto worked = m->workOnBatch(); !worked) {
            m->note = QString::fromStdString(worked.error().text());
            return failFrom(worked);
        }
    } else if (const auto batch = m->nextToExecute()) {
        if (auto worked = m->executeAgain(*batch); !worked) return failFrom(worked);
    }
    m->compareAssertions(news);
    if (auto moved = m->moveLabels(); !moved) return failFrom(moved);
    return !caughtUp() || m->nextToExecute().has_value();
}

void Verifier::setReexecute(bool reexecute) {
    m->options.reexecute = reexecute;
}

bool Verifier::caughtUp() const {
    return m->parts.spans.count() >= m->parts.mirror.batchCount();
}

std::optional<bool> Verifier::matches(const l1::AssertionEntry& assertion) const {
    const auto span = m->parts.spans.span(assertion.batch);
    if (!span) return std::nullopt;
    return types::claimHash(span->claim) == assertion.claim;
}

QString Verifier::note() const {
    return m->note;
}

}  // namespace rollscope::verifier
