#include "node/batcher/batcher.h"

#include "node/batcher/cargo.h"
#include "node/batcher/open_batch.h"
#include "node/batcher/policy.h"
#include "node/core/base/assert.h"
#include "node/l1/contracts.h"
#include "node/l1/flight.h"
#include "node/storage/record.h"

namespace rollscope::batcher {
namespace {

constexpr std::string_view flightKey = "batcher/flight";

QString textOf(const Error& error) {
    return QString::fromStdString(error.text());
}

}  // namespace

struct Batcher::Impl {
    BatcherParts parts;
    BatcherOptions options;
    api::EventSink events;
    api::BatcherPolicy policy;
    l1::Flight flight;
    Cargo cargo;  ///< what is on its way
    OpenBatch open;
    std::uint64_t waitUntil = 0;
    QString note;

    Impl(const BatcherParts& p, const BatcherOptions& o, api::EventSink e)
        : parts(p),
          options(o),
          events(std::move(e)),
          policy(storedPolicy(p.database, o.maxAgeS)),
          flight(p.sender, [this](const l1::FlightRecord& record) { return remember(record); }),
          open(p.chain) {
        parts.sender.setMaxFeePerGas(policy.maxFeePerGas);
        const auto stored = parts.database.record(flightKey);
        if (!stored || !*stored) return;
        storage::RecordReader in(**stored);
        cargo = Cargo::read(in);
        auto record = l1::FlightRecord::decode(in.bytes());
        if (in.done() && record) flight.resume(std::move(*record));
    }

    /// On disk before it is on L1: a crash in between sends the same transaction again, no other.
    Result<void> remember(const l1::FlightRecord& record) {
        storage::RecordWriter row;
        cargo.write(row);
        return parts.database.putRecord(flightKey, row.bytes(record.encode()));
    }

    Result<void> land() {
        flight.clear();
        storage::WriteBatch write;
        write.removeRecord(flightKey);
        return parts.database.write(std::move(write), storage::Sync::no);
    }

    void say(api::EventLevel level, const QString& words) {
        note = words;
        events.say(level, api::Layer::l1, words, linkOfFlight());
    }

    /// True when no batch is on its way any more.
    Result<bool> settle(std::uint64_t now) {
        if (!flight.active()) return true;
        const auto state = flight.poll();
        if (!state) return failFrom(state);
        const QString name = QStringLiteral("Batch %1").arg(cargo.batch);
        switch (*state) {
            case l1::FlightState::mined:
                if (parts.spans.count() < cargo.batch) {
                    note = name + QStringLiteral(" is on L1, not yet read back");
                    return false;
                }
                note = QStringLiteral("Posted batch %1").arg(cargo.batch);
                break;
            case l1::FlightState::failed:
                say(api::EventLevel::alarm, QStringLiteral("L1 refused batch %1").arg(cargo.batch));
                waitUntil = now + options.retryS;
                break;
            case l1::FlightState::lost:
                say(api::EventLevel::warning,
                    name + QStringLiteral(" lost its nonce to another transaction of the batcher's "
                                          "key; its blocks are posted anew"));
                break;
            case l1::FlightState::dropped:
                if (!knowsAllOfL1()) return false;
                if (!cargo.stillOpen(parts)) {
                    note = name + QStringLiteral(" holds blocks that were undone; it is given up");
                    break;
                }
                return goOn(now, false);
            case l1::FlightState::waiting: return goOn(now, true);
            case l1::FlightState::none: break;
        }
        if (auto landed = land(); !landed) return failFrom(landed);
        return true;
    }

    /// Sends what is on its way again: as it is when L1 forgot it, for more when L1 lets it wait.
    Result<bool> goOn(std::uint64_t now, bool waiting) {
        const QString name = QStringLiteral("Batch %1").arg(cargo.batch);
        const std::uint64_t pause = waiting ? policy.resubmitAfterS : options.retryS;
        if (now < flight.record()->sentAt + pause) {
            note = name + QStringLiteral(" waits for an L1 block");
            return false;
        }
        const auto sent = waiting ? flight.raise(now) : flight.repeat(now);
        if (sent) {
            say(api::EventLevel::warning,
                name + (waiting ? QStringLiteral(" was not mined in %1 s and is sent again for a "
                                                 "tenth more")
                                      .arg(pause)
                                : QStringLiteral(" was forgotten by L1 and is sent again")));
            return false;
        }
        // what L1 refuses for its price today it takes for more
        if (!waiting && flight.raise(now)) {
            say(api::EventLevel::warning, name + QStringLiteral(" is sent again for a tenth more"));
            return false;
        }
        note = name + QStringLiteral(" waits: ") + textOf(sent.error());
        return false;
    }

    QString linkOfFlight() const {
        if (!flight.active()) return {};
        return QStringLiteral("tx:l1:") +
               QString::fromStdString(toHex(flight.record()->txHash().view()));
    }

    /// Posting on top of a batch that we have not understood would post blocks twice.
    bool knowsAllOfL1() const {
        return parts.spans.count() == parts.mirror.batchCount() &&
               parts.mirror.head().hash == parts.sender.l1().head().hash;
    }

    /// Ready to post: nothing on its way, L1 known, the open blocks loaded.
    Result<bool> prepare(std::uint64_t now) {
        const auto settled = settle(now);
        if (!settled || !*settled) return settled;
        if (!knowsAllOfL1()) {
            note = QStringLiteral("Waits for the verifier to catch up with L1");
            return false;
        }
        if (auto followed = open.follow(parts.spans.lastBlock()); !followed) {
            return failFrom(followed);
        }
        return true;
    }

    /// Old enough content makes it due at this second; none when age alone never does.
    std::optional<std::uint64_t> dueAt() const {
        const bool byAge =
            policy.mode == api::BatchMode::automatic || policy.mode == api::BatchMode::time;
        const auto oldest = open.oldestContent();
        if (!byAge || !oldest) return std::nullopt;
        return *oldest + policy.maxAgeS;
    }

    bool isDue(std::uint64_t now) {
        if (policy.mode == api::BatchMode::manual || open.empty() || now < waitUntil) return false;
        if (open.size() == codec::maxBatchBlocks) return true;
        if (!open.oldestContent()) return false;
        if (const auto due = dueAt(); due && now >= *due) return true;
        const bool bySize =
            policy.mode == api::BatchMode::automatic || policy.mode == api::BatchMode::size;
        return open.estimatedBytes() >= (bySize ? policy.maxBytes : codec::maxBatchBytes);
    }

    Result<std::uint64_t> post(std::uint64_t now) {
        auto packed = open.pack();
        if (!packed) return failFrom(packed);
        const std::uint64_t first = open.firstBlock();
        const std::uint64_t inboxCount = open.block(packed->blocks - 1).inboxCount;
        const std::size_t size = packed->data.size();
        cargo.batch = parts.mirror.batchCount() + 1;
        cargo.lastBlock = first + packed->blocks - 1;
        cargo.lastHash = open.hash(packed->blocks - 1);
        const auto sent = flight.send(
            parts.mirror.contracts().rollup,
            l1::RollupContract::submitBatch(std::move(packed->data), inboxCount), {}, now);
        if (!sent) {
            waitUntil = now + options.retryS;
            note = textOf(sent.error());
            (void)land();
            return failFrom(sent);
        }
        say(api::EventLevel::info, QStringLiteral("Sent batch %1 (blocks %2 to %3, %4 bytes)")
                                       .arg(cargo.batch)
                                       .arg(first)
                                       .arg(cargo.lastBlock)
                                       .arg(size));
        return cargo.batch;
    }
};

Batcher::Batcher(const BatcherParts& parts, const BatcherOptions& options, api::EventSink events)
    : m(new Impl(parts, options, std::move(events))) {}
Batcher::~Batcher() = default;

Result<std::optional<std::uint64_t>> Batcher::step(std::uint64_t chainSeconds) {
    const auto ready = m->prepare(chainSeconds);
    if (!ready) return failFrom(ready);
    if (!*ready || !m->isDue(chainSeconds)) return std::nullopt;
    const auto posted = m->post(chainSeconds);
    if (!posted) return failFrom(posted);
    return *posted;
}

Result<std::uint64_t> Batcher::flush(std::uint64_t chainSeconds) {
    const auto ready = m->prepare(chainSeconds);
    if (!ready) return failFrom(ready);
    if (!*ready) return fail(ErrorCode::nothingToSubmit, m->note.toStdString());
    if (m->open.empty()) return fail(ErrorCode::nothingToSubmit);
    return m->post(chainSeconds);
}

bool Batcher::inFlight() const {
    return m->flight.active();
}

api::OpenBatchView Batcher::openBatch(std::uint64_t chainSeconds) const {
    api::OpenBatchView view;
    view.nextIndex = m->parts.mirror.batchCount() + 1;
    view.firstBlock = m->open.firstBlock();
    view.note = m->note;
    if (!m->open.follow(m->parts.spans.lastBlock())) return view;
    view.firstBlock = m->open.firstBlock();
    view.blocks = static_cast<std::uint32_t>(m->open.size());
    view.transactions = m->open.transactions();
    view.sizeBytes = m->open.empty() ? 0 : m->open.estimatedBytes();
    if (const auto due = m->dueAt()) view.postsAt = std::max(*due, chainSeconds);
    return view;
}

const api::BatcherPolicy& Batcher::policy() const {
    return m->policy;
}

Result<void> Batcher::setPolicy(const api::BatcherPolicy& policy) {
    if (auto checked = checkPolicy(policy); !checked) return checked;
    if (auto kept = keepPolicy(m->parts.database, policy); !kept) return kept;
    m->policy = policy;
    m->parts.sender.setMaxFeePerGas(policy.maxFeePerGas);
    return {};
}

QString Batcher::note() const {
    return m->note;
}

}  // namespace rollscope::batcher
