#include "node/dispute/proposer.h"

#include <algorithm>

#include "node/l1/contracts.h"
#include "node/l1/flight.h"

namespace rollscope::dispute {

struct Proposer::Impl {
    ProposerParts parts;
    ProposerOptions options;
    api::EventSink events;
    l1::Flight flight;
    std::uint64_t waitUntil = 0;
    std::uint64_t assertedUpTo = 0;  ///< no batch up to it is left to assert
    QString note;

    Impl(const ProposerParts& p, const ProposerOptions& o, api::EventSink e)
        : parts(p), options(o), events(std::move(e)), flight(p.sender) {}

    const Address& rollup() const { return parts.mirror.contracts().rollup; }

    /// True when nothing is on its way and the mirror has seen what it did.
    Result<bool> settle(std::uint64_t now) {
        const auto state = flight.poll();
        if (!state) return failFrom(state);
        switch (*state) {
            case l1::FlightState::waiting:
                if (now < flight.record()->sentAt + options.resubmitAfterS) return false;
                if (const auto raised = flight.raise(now); !raised) {
                    note = QString::fromStdString(raised.error().text());
                } else {
                    note = QStringLiteral("Was not mined and is sent again for a tenth more");
                    events.say(api::EventLevel::warning, api::Layer::l1, note, link());
                }
                return false;
            case l1::FlightState::mined: {
                const auto mined = parts.sender.receipt(flight.record()->txHash());
                if (mined && *mined && (*mined)->block > parts.mirror.head().number) return false;
                break;
            }
            case l1::FlightState::failed:
                note = QStringLiteral("L1 reverted the proposer's transaction");
                events.say(api::EventLevel::warning, api::Layer::l1, note, link());
                waitUntil = now + options.retryS;
                break;
            default: break;
        }
        flight.clear();
        return true;
    }

    QString link() const {
        return QStringLiteral("tx:l1:") +
               QString::fromStdString(toHex(flight.record()->txHash().view()));
    }

    struct Stand {
        bool asserted = false;
        bool proven = false;
    };

    Stand standOf(const chain::BatchSpan& span) const {
        const Hash claim = types::claimHash(span.claim);
        Stand stand;
        for (const auto& entry : parts.mirror.assertions(span.batch)) {
            stand.proven = stand.proven || entry.proven;
            stand.asserted = stand.asserted || entry.claim == claim;
        }
        return stand;
    }

    bool isAsserted(const chain::BatchSpan& span) const { return standOf(span).asserted; }

    /// The proof that a batch lacks and can have; empty when there is none.
    Result<Bytes> missingProof(const chain::BatchSpan& span) const {
        if (!parts.attestation || standOf(span).proven) return Bytes{};
        auto given = parts.attestation(span);
        if (!given) return failFrom(given);
        return std::move(*given).value_or(Bytes{});
    }

    /// The first batch that is asserted and could be proven.
    std::optional<chain::BatchSpan> nextToProve() const {
        if (!parts.attestation) return std::nullopt;
        const std::uint64_t last = std::min(parts.spans.count(), parts.mirror.batchCount());
        for (auto batch = parts.mirror.finalizedCount() + 1; batch <= last; ++batch) {
            const auto span = parts.spans.span(batch);
            if (!span) break;
            const auto proof = missingProof(*span);
            if (isAsserted(*span) && proof && !proof->empty()) return span;
        }
        return std::nullopt;
    }

    std::optional<chain::BatchSpan> nextToAssert() {
        const std::uint64_t last = std::min(parts.spans.count(), parts.mirror.batchCount());
        // An L1 reorg takes the newest assertions away first.
        const auto newest = parts.spans.span(std::min(assertedUpTo, last));
        if (newest && !isAsserted(*newest)) assertedUpTo = 0;
        // What is final cannot be asserted any more.
        const std::uint64_t done = std::max(assertedUpTo, parts.mirror.finalizedCount());
        for (auto batch = std::min(done, last) + 1; batch <= last; ++batch) {
            const auto span = parts.spans.span(batch);
            const auto entry = parts.mirror.batch(batch);
            if (!span || !entry || entry->hash != span->batchHash) return std::nullopt;
            if (!isAsserted(*span)) return span;
            assertedUpTo = batch;
        }
        return std::nullopt;
    }

    /// The highest batch whose challenge period is over, with all before it. A batch whose first
    /// assertion is not what we found is left to others.
    std::uint64_t highestReady() const {
        std::uint64_t ready = parts.mirror.finalizedCount();
        const std::uint64_t now = parts.mirror.head().timestamp;
        for (auto batch = ready + 1; batch <= parts.mirror.assertedCount(); ++batch) {
            const auto entries = parts.mirror.assertions(batch);
            const auto span = parts.spans.span(batch);
            if (entries.empty() || !span || entries.front().finalAt > now) break;
            if (entries.front().claim != types::claimHash(span->claim)) break;
            ready = batch;
        }
        return ready;
    }

    Result<void> send(Bytes data, const U256& value, const QString& what, std::uint64_t now) {
        const auto sent = flight.send(rollup(), std::move(data), value, now);
        if (!sent) {
            waitUntil = now + options.retryS;
            note = QString::fromStdString(sent.error().text());
            return failFrom(sent);
        }
        note = what;
        events.say(api::EventLevel::info, api::Layer::l1, what, link());
        return {};
    }

    Result<U256> bondBalance() const {
        state::CallMessage message;
        message.from = parts.sender.account();
        message.to = rollup();
        message.data = l1::RollupContract::bondBalance(parts.sender.account());
        const auto output = parts.sender.l1().call(message);
        if (!output) return failFrom(output);
        if (output->size() != 32) return fail(ErrorCode::invalidAbi, "bondBalance");
        return loadU256(output->data());
    }

    Result<void> assertBatch(const chain::BatchSpan& span, std::uint64_t now) {
        const auto balance = bondBalance();
        if (!balance) return failFrom(balance);
        auto proof = missingProof(span);
        if (!proof) return failFrom(proof);
        const U256 bond = l1::assertionBond();
        if (*balance < bond && !isAsserted(span)) {
            const U256 value = bond * U256{options.bondsAtOnce};
            return send(l1::RollupContract::depositBond(), value,
                        QStringLiteral("Deposits bond for %1 assertions").arg(options.bondsAtOnce),
                        now);
        }
        const QString what =
            proof->empty()
                ? QStringLiteral("Asserts the state root of batch %1")
                : QStringLiteral(
                      "Asserts the state root of batch %1 with the verifier's attestation");
        return send(l1::RollupContract::submitStateRoot(span.claim, span.batchHash, *proof), {},
                    what.arg(span.batch), now);
    }
};

Proposer::Proposer(const ProposerParts& parts, const ProposerOptions& options,
                   api::EventSink events)
    : m(new Impl(parts, options, std::move(events))) {}
Proposer::~Proposer() = default;

Result<bool> Proposer::step(std::uint64_t chainSeconds) {
    const auto settled = m->settle(chainSeconds);
    if (!settled) return failFrom(settled);
    if (!*settled || chainSeconds < m->waitUntil) return false;
    if (const auto span = m->nextToAssert()) {
        const auto sent = m->assertBatch(*span, chainSeconds);
        if (!sent) return failFrom(sent);
        return true;
    }
    if (const auto span = m->nextToProve()) {
        const auto sent = m->assertBatch(*span, chainSeconds);
        if (!sent) return failFrom(sent);
        return true;
    }
    const std::uint64_t ready = m->highestReady();
    if (ready == m->parts.mirror.finalizedCount()) return false;
    const auto sent = m->send(l1::RollupContract::finalizeBatch(ready), {},
                              QStringLiteral("Finalizes batch %1").arg(ready), chainSeconds);
    if (!sent) return failFrom(sent);
    return true;
}

std::optional<std::uint64_t> Proposer::nextToAssert() const {
    const auto span = m->nextToAssert();
    if (!span) return std::nullopt;
    return span->batch;
}

bool Proposer::inFlight() const {
    return m->flight.active();
}

QString Proposer::note() const {
    return m->note;
}

}  // namespace rollscope::dispute
