// One transaction of a role on its way to L1: sent once, watched until it is mined or lost.
#pragma once

#include "node/l1/sender.h"

namespace rollscope::l1 {

/// How the transaction fares.
enum class FlightState : std::uint8_t {
    none,     ///< nothing was sent
    waiting,  ///< L1 has it, no block yet
    mined,    ///< in a block, succeeded
    failed,   ///< in a block, reverted
    lost,     ///< L1 forgot it and its nonce is free: send again
};

/// What must survive a restart.
struct FlightRecord {
    Hash txHash;
    std::uint64_t nonce = 0;
};

/// At most one transaction at a time, so that nothing is sent twice. `sender` must outlive it.
class Flight {
public:
    explicit Flight(Sender& sender) : m_sender(sender) {}

    bool active() const { return m_record.has_value(); }
    const std::optional<FlightRecord>& record() const { return m_record; }
    /// Goes on watching what an earlier run sent.
    void resume(const FlightRecord& record) { m_record = record; }
    /// Sends; nothing must be on its way.
    Result<Hash> send(const Address& to, Bytes data, const U256& value = {});
    /// Where it stands now; changes nothing.
    Result<FlightState> poll() const;
    /// The transaction's end is dealt with.
    void clear() { m_record.reset(); }

private:
    Sender& m_sender;
    std::optional<FlightRecord> m_record;
};

}  // namespace rollscope::l1
