#include "node/l1/flight.h"

#include <algorithm>

#include "node/core/base/assert.h"
#include "node/storage/record.h"

namespace rollscope::l1 {
namespace {

Hash hashOfRaw(const Bytes& raw) {
    const auto tx = types::decodeTransaction(raw);
    ASSERT(tx.has_value());
    return types::transactionHash(*tx);
}

}  // namespace

Bytes FlightRecord::encode() const {
    storage::RecordWriter out;
    out.u64(nonce).u64(sentAt).bytes(raw).u32(static_cast<std::uint32_t>(hashes.size()));
    for (const auto& hash : hashes) out.fixed(hash);
    return out.take();
}

std::optional<FlightRecord> FlightRecord::decode(BytesView bytes) {
    storage::RecordReader in{bytes};
    FlightRecord record;
    record.nonce = in.u64();
    record.sentAt = in.u64();
    record.raw = in.bytes();
    for (auto left = in.u32(); left > 0 && in.ok(); --left) record.hashes.push_back(in.hash());
    if (!in.done() || record.hashes.empty() || !types::decodeTransaction(record.raw)) {
        return std::nullopt;
    }
    return record;
}

Result<void> Flight::keep() {
    if (!m_keep) return {};
    return m_keep(*m_record);
}

Result<Hash> Flight::send(const Address& to, Bytes data, const U256& value, std::uint64_t now) {
    ASSERT(!active());
    const auto tx = m_sender.build(to, std::move(data), value);
    if (!tx) return failFrom(tx);
    auto raw = m_sender.sign(*tx);
    if (!raw) return failFrom(raw);
    const Hash hash = hashOfRaw(*raw);
    m_record = FlightRecord{tx->nonce, now, std::move(*raw), {hash}};
    Result<void> sent = keep();
    if (sent) sent = m_sender.broadcast(m_record->raw);
    if (!sent) {
        clear();
        return failFrom(sent);
    }
    return hash;
}

Result<FlightState> Flight::poll() {
    if (!m_record) return FlightState::none;
    // Receipts are asked for after the nonce: what is mined in between is found.
    const auto mined = m_sender.l1().minedNonce(m_sender.account());
    if (!mined) return failFrom(mined);
    auto& hashes = m_record->hashes;
    for (auto it = hashes.begin(); it != hashes.end(); ++it) {
        const auto receipt = m_sender.receipt(*it);
        if (!receipt) return failFrom(receipt);
        if (!*receipt) continue;
        const bool success = (*receipt)->receipt.success;
        std::rotate(it, it + 1, hashes.end());
        return success ? FlightState::mined : FlightState::failed;
    }
    if (*mined > m_record->nonce) return FlightState::lost;
    const auto next = m_sender.l1().nonce(m_sender.account());
    if (!next) return failFrom(next);
    return *next <= m_record->nonce ? FlightState::dropped : FlightState::waiting;
}

Result<void> Flight::repeat(std::uint64_t now) {
    ASSERT(active());
    m_record->sentAt = now;
    if (auto kept = keep(); !kept) return kept;
    return m_sender.broadcast(m_record->raw);
}

Result<void> Flight::raise(std::uint64_t now) {
    ASSERT(active());
    auto tx = types::decodeTransaction(m_record->raw);
    ASSERT(tx.has_value());
    auto dearer = m_sender.dearer(std::move(*tx));
    if (!dearer) return failFrom(dearer);
    auto raw = m_sender.sign(*dearer);
    if (!raw) return failFrom(raw);
    m_record->hashes.push_back(hashOfRaw(*raw));
    m_record->raw = std::move(*raw);
    m_record->sentAt = now;
    if (auto kept = keep(); !kept) return kept;
    return m_sender.broadcast(m_record->raw);
}

}  // namespace rollscope::l1
