// One transaction of a role on its way to L1: sent, watched, sent again for more when it is not
// mined, until it is mined or another transaction has taken its nonce.
//
// Whatever is signed keeps the nonce of the first attempt, so that L1 can mine only one of them.
#pragma once

#include <functional>

#include "node/l1/sender.h"

namespace rollscope::l1 {

/// How the transaction fares.
enum class FlightState : std::uint8_t {
    none,     ///< nothing was sent
    waiting,  ///< L1 has it, no block yet
    mined,    ///< in a block, succeeded
    failed,   ///< in a block, reverted
    dropped,  ///< L1 forgot it and its nonce is free
    lost,     ///< its nonce was used by another transaction: it can never be mined
};

/// What must survive a restart.
struct FlightRecord {
    std::uint64_t nonce = 0;
    std::uint64_t sentAt = 0;  ///< of the last attempt, chain seconds
    Bytes raw;                 ///< the last attempt, signed
    std::vector<Hash> hashes;  ///< of all attempts, the last one last

    const Hash& txHash() const { return hashes.back(); }
    Bytes encode() const;
    /// None when the bytes are no record.
    static std::optional<FlightRecord> decode(BytesView bytes);
};

/// At most one transaction at a time. `sender` must outlive it.
class Flight {
public:
    /// Told of what is signed before it is sent, so that a crash in between loses nothing.
    using Keep = std::function<Result<void>(const FlightRecord&)>;

    explicit Flight(Sender& sender, Keep keep = {}) : m_sender(sender), m_keep(std::move(keep)) {}

    bool active() const { return m_record.has_value(); }
    const std::optional<FlightRecord>& record() const { return m_record; }
    /// Goes on watching what an earlier run sent.
    void resume(FlightRecord record) { m_record = std::move(record); }
    /// Sends; nothing must be on its way. Nothing is when L1 refuses it.
    Result<Hash> send(const Address& to, Bytes data, const U256& value, std::uint64_t now);
    /// Where it stands now; changes nothing but which attempt is told as the last.
    Result<FlightState> poll();
    /// The last attempt once more, as it is.
    Result<void> repeat(std::uint64_t now);
    /// A new attempt that pays at least a tenth more.
    Result<void> raise(std::uint64_t now);
    /// The transaction's end is dealt with.
    void clear() { m_record.reset(); }

private:
    Result<void> keep();

    Sender& m_sender;
    Keep m_keep;
    std::optional<FlightRecord> m_record;
};

}  // namespace rollscope::l1
