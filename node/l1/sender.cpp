#include "node/l1/sender.h"

#include "node/l1/abi_book.h"

namespace rollscope::l1 {

Sender::Sender(L1& l1, const api::Signer& signer, const Address& account)
    : m_l1(l1), m_signer(signer), m_account(account) {}

Result<Hash> Sender::send(const Address& to, Bytes data, const U256& value) {
    state::CallMessage message;
    message.from = m_account;
    message.to = to;
    message.value = value;
    message.data = data;
    message.checkBalance = true;
    const auto gas = m_l1.estimateGas(message);
    if (!gas) return fail(ErrorCode::l1Rejected, explainError(gas.error()).toStdString());
    const auto nonce = m_l1.nonce(m_account);
    if (!nonce) return failFrom(nonce);

    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = m_l1.chainId();
    tx.nonce = *nonce;
    // what others do in the same block may make our call dearer
    tx.gasLimit = *gas + *gas / 5;
    tx.maxPriorityFeePerGas = U256{1'000'000'000ULL};
    tx.maxFeePerGas = m_l1.nextBaseFee() * U256{2} + tx.maxPriorityFeePerGas;
    tx.to = to;
    tx.value = value;
    tx.data = std::move(data);
    const auto raw = m_signer.sign(std::move(tx), m_account);
    if (!raw) return failFrom(raw);
    auto sent = m_l1.sendRawTransaction(*raw);
    if (!sent) return fail(ErrorCode::l1Rejected, sent.error().text());
    return sent;
}

Result<std::optional<MinedTx>> Sender::receipt(const Hash& txHash) const {
    return m_l1.receipt(txHash);
}

}  // namespace rollscope::l1
