#include "node/l1/sender.h"

#include <algorithm>

#include "node/l1/abi_book.h"

namespace rollscope::l1 {
namespace {

const U256 usualTip{1'000'000'000};

/// What a replacement has to offer at least: a tenth more.
U256 raised(const U256& fee) {
    return fee + fee / U256{10} + U256{1};
}

tl::unexpected<Error> tooDear(const U256& needed, const U256& limit) {
    return fail(ErrorCode::l1Rejected, "L1 asks for " + toDecimal(needed) +
                                           " wei a gas, the policy offers at most " +
                                           toDecimal(limit));
}

}  // namespace

Sender::Sender(L1& l1, const api::Signer& signer, const Address& account)
    : m_l1(l1), m_signer(signer), m_account(account) {}

Result<types::Transaction> Sender::build(const Address& to, Bytes data, const U256& value) const {
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
    const U256 baseFee = m_l1.nextBaseFee();
    tx.maxPriorityFeePerGas = usualTip;
    tx.maxFeePerGas = baseFee * U256{2} + tx.maxPriorityFeePerGas;
    if (m_maxFeePerGas) {
        if (*m_maxFeePerGas < baseFee) return tooDear(baseFee, *m_maxFeePerGas);
        tx.maxFeePerGas = std::min(tx.maxFeePerGas, *m_maxFeePerGas);
        tx.maxPriorityFeePerGas = std::min(tx.maxPriorityFeePerGas, tx.maxFeePerGas);
    }
    tx.to = to;
    tx.value = value;
    tx.data = std::move(data);
    return tx;
}

Result<types::Transaction> Sender::dearer(types::Transaction tx) const {
    const U256 leastCap = raised(tx.maxFeePerGas);
    tx.maxPriorityFeePerGas = raised(tx.maxPriorityFeePerGas);
    tx.maxFeePerGas = std::max(leastCap, m_l1.nextBaseFee() * U256{2} + tx.maxPriorityFeePerGas);
    if (m_maxFeePerGas && *m_maxFeePerGas < tx.maxFeePerGas) {
        if (*m_maxFeePerGas < std::max(leastCap, tx.maxPriorityFeePerGas)) {
            return tooDear(leastCap, *m_maxFeePerGas);
        }
        tx.maxFeePerGas = *m_maxFeePerGas;
    }
    return tx;
}

Result<Bytes> Sender::sign(const types::Transaction& tx) const {
    return m_signer.sign(tx, m_account);
}

Result<void> Sender::broadcast(BytesView raw) {
    const auto sent = m_l1.sendRawTransaction(raw);
    if (sent || sent.error().code == ErrorCode::alreadyKnown) return {};
    return fail(ErrorCode::l1Rejected, sent.error().text());
}

Result<Hash> Sender::send(const Address& to, Bytes data, const U256& value) {
    const auto tx = build(to, std::move(data), value);
    if (!tx) return failFrom(tx);
    const auto raw = sign(*tx);
    if (!raw) return failFrom(raw);
    if (const auto sent = broadcast(*raw); !sent) return failFrom(sent);
    return types::transactionHash(*types::decodeTransaction(*raw));
}

Result<std::optional<MinedTx>> Sender::receipt(const Hash& txHash) const {
    return m_l1.receipt(txHash);
}

}  // namespace rollscope::l1
