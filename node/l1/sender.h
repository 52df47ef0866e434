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
    /// Never offers more than that a gas, whatever L1 asks for; none: no limit.
    void setMaxFeePerGas(const std::optional<U256>& wei) { m_maxFeePerGas = wei; }

    /// Estimates, signs and sends; a call that would revert is refused with l1Rejected and the
    /// contract's reason by name.
    Result<Hash> send(const Address& to, Bytes data, const U256& value = {});

    // --- the steps of send
    /// The next transaction of the account, unsigned; l1Rejected as above or above the limit.
    Result<types::Transaction> build(const Address& to, Bytes data, const U256& value) const;
    /// The same transaction for at least a tenth more and what L1 asks for now; l1Rejected when
    /// that is above the limit.
    Result<types::Transaction> dearer(types::Transaction tx) const;
    Result<Bytes> sign(const types::Transaction& tx) const;
    /// l1Rejected with L1's reason; what L1 has already is no error.
    Result<void> broadcast(BytesView raw);

    /// None while it is not mined.
    Result<std::optional<MinedTx>> receipt(const Hash& txHash) const;
    L1& l1() { return m_l1; }

private:
    L1& m_l1;
    const api::Signer& m_signer;
    Address m_account;
    std::optional<U256> m_maxFeePerGas;
};

}  // namespace rollscope::l1
