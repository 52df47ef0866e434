#include "node/batcher/batcher.h"

#include "node/batcher/open_batch.h"
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
    l1::Flight flight;
    std::uint64_t flightBatch = 0;  ///< index of the batch on its way
    OpenBatch open;
    std::uint64_t waitUntil = 0;
    QString note;

    Impl(const BatcherParts& p, const BatcherOptions& o, api::EventSink e)
        : parts(p), options(o), events(std::move(e)), flight(p.sender), open(p.chain) {
        const auto stored = parts.database.record(flightKey);
        if (!stored || !*stored) return;
        storage::RecordReader in(**stored);
        l1::FlightRecord record;
        record.txHash = in.hash();
        record.nonce = in.u64();
        flightBatch = in.u64();
        if (in.done()) flight.resume(record);
    }

    Result<void> remember() {
        const auto& record = *flight.record();
        return parts.database.putRecord(
            flightKey,
            storage::RecordWriter{}.fixed(record.txHash).u64(record.nonce).u64(flightBatch));
    }

    Result<void> land() {
        flight.clear();
        storage::WriteBatch write;
        write.removeRecord(flightKey);
        return parts.database.write(std::move(write), storage::Sync::no);
    }

    /// True when no batch is on its way any more.
    Result<bool> settle(std::uint64_t now) {
        if (!flight.active()) return true;
        const auto state = flight.poll();
        if (!state) return failFrom(state);
        switch (*state) {
            case l1::FlightState::mined:
                if (parts.spans.count() < flightBatch) {
                    note = QStringLiteral("Batch %1 is on L1, not yet read back").arg(flightBatch);
                    return false;
                }
                note = QStringLiteral("Posted batch %1").arg(flightBatch);
                break;
            case l1::FlightState::failed:
                note = QStringLiteral("L1 refused batch %1").arg(flightBatch);
                events.say(api::EventLevel::alarm, api::Layer::l1, note, linkOfFlight());
                waitUntil = now + options.retryS;
                break;
            case l1::FlightState::lost:
                note = QStringLiteral("Batch %1 got lost on its way and is sent again")
                           .arg(flightBatch);
                events.say(api::EventLevel::warning, api::Layer::l1, note);
                break;
            default:
                note = QStringLiteral("Batch %1 waits for an L1 block").arg(flightBatch);
                return false;
        }
        if (auto landed = land(); !landed) return failFrom(landed);
        return true;
    }

    QString linkOfFlight() const {
        return QStringLiteral("tx:l1:") +
               QString::fromStdString(toHex(flight.record()->txHash.view()));
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

    bool isDue(std::uint64_t now) {
        if (open.empty() || now < waitUntil) return false;
        if (open.size() == codec::maxBatchBlocks) return true;
        const auto oldest = open.oldestContent();
        if (oldest && now >= *oldest + options.maxAgeS) return true;
        return oldest && open.estimatedBytes() >= codec::maxBatchBytes;
    }

    Result<std::uint64_t> post(std::uint64_t now) {
        auto packed = open.pack();
        if (!packed) return failFrom(packed);
        const std::uint64_t first = open.firstBlock();
        const std::uint64_t last = first + packed->blocks - 1;
        const std::uint64_t inboxCount = open.block(packed->blocks - 1).inboxCount;
        const std::size_t size = packed->data.size();
        flightBatch = parts.mirror.batchCount() + 1;
        const auto sent =
            flight.send(parts.mirror.contracts().rollup,
                        l1::RollupContract::submitBatch(std::move(packed->data), inboxCount));
        if (!sent) {
            waitUntil = now + options.retryS;
            note = textOf(sent.error());
            return failFrom(sent);
        }
        if (auto remembered = remember(); !remembered) return failFrom(remembered);
        note = QStringLiteral("Sent batch %1 (blocks %2 to %3, %4 bytes)")
                   .arg(flightBatch)
                   .arg(first)
                   .arg(last)
                   .arg(size);
        events.say(api::EventLevel::info, api::Layer::l1, note, linkOfFlight());
        return flightBatch;
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
    if (const auto oldest = m->open.oldestContent()) {
        view.postsAt = std::max(*oldest + m->options.maxAgeS, chainSeconds);
    }
    return view;
}

QString Batcher::note() const {
    return m->note;
}

}  // namespace rollscope::batcher
