#include "node/l1/flight.h"

#include "node/core/base/assert.h"

namespace rollscope::l1 {

Result<Hash> Flight::send(const Address& to, Bytes data, const U256& value) {
    ASSERT(!active());
    const auto nonce = m_sender.l1().nonce(m_sender.account());
    if (!nonce) return failFrom(nonce);
    auto hash = m_sender.send(to, std::move(data), value);
    if (hash) m_record = FlightRecord{*hash, *nonce};
    return hash;
}

Result<FlightState> Flight::poll() const {
    if (!m_record) return FlightState::none;
    const auto mined = m_sender.receipt(m_record->txHash);
    if (!mined) return failFrom(mined);
    if (*mined) return (*mined)->receipt.success ? FlightState::mined : FlightState::failed;
    const auto nonce = m_sender.l1().nonce(m_sender.account());
    if (!nonce) return failFrom(nonce);
    return *nonce <= m_record->nonce ? FlightState::lost : FlightState::waiting;
}

}  // namespace rollscope::l1
