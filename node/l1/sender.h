// A role's way to send to L1: fills in nonce, gas and fees, signs with the role's key, sends.
#pragma once

#include "node/api/signer.h"
#include "node/l1/l1.h"

namespace rollscope::l1 {

/// Sends transactions of one account. `l1` and `signer` must outlive it.
class Sender {
public:
    Sender(L1& l1, const api::Signer& signer, const Address& account);

    const Address& account() const { return m_account; }
    /// Estimates, signs and sends; a call that would revert is refused with l1Rejected and the
    /// contract's reason by name.
    Result<Hash> send(const Address& to, Bytes data, const U256& value = {});
    /// None while it is not mined.
    Result<std::optional<MinedTx>> receipt(const Hash& txHash) const;
    L1& l1() { return m_l1; }

private:
    L1& m_l1;
    const api::Signer& m_signer;
    Address m_account;
};

}  // namespace rollscope::l1
