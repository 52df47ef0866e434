// The devnet behind a pool that lets transactions wait, forgets them, or finds them too cheap: what
// a real L1 does and the devnet, which mines at once, does not.
#pragma once

#include <algorithm>

#include "node/core/types/replacement.h"
#include "node/crypto/native_precompiles.h"
#include "node/l1/devnet_l1.h"

namespace rollscope::testing {

class SlowL1 : public l1::L1 {
public:
    explicit SlowL1(l1::DevnetL1& devnet) : m_devnet(devnet) {}

    bool forgets = false;                   ///< takes transactions in and drops them
    U256 askedFee;                          ///< base fee below which nothing is mined
    std::vector<types::Transaction> taken;  ///< all that was ever sent, in order

    /// Mines what waits and pays enough.
    void mine() {
        std::sort(m_waiting.begin(), m_waiting.end(),
                  [](const auto& a, const auto& b) { return a.tx.nonce < b.tx.nonce; });
        std::vector<Waiting> left;
        for (auto& each : m_waiting) {
            if (each.tx.maxFeePerGas < askedFee) {
                left.push_back(std::move(each));
            } else {
                (void)m_devnet.sendRawTransaction(types::encodeTransaction(each.tx));
            }
        }
        m_waiting = std::move(left);
    }
    /// What a restart of L1's node does to its pool.
    void forget() { m_waiting.clear(); }
    std::size_t waiting() const { return m_waiting.size(); }

    Result<Hash> sendRawTransaction(BytesView raw) override {
        auto tx = types::decodeTransaction(raw);
        if (!tx) return failFrom(tx);
        const auto sender = types::senderOf(*tx, host::nativePrecompiles());
        const auto mined = m_devnet.nonce(*sender);
        if (tx->nonce < *mined) return fail(ErrorCode::nonceTooLow);
        taken.push_back(*tx);
        const Hash hash = types::transactionHash(*tx);
        if (forgets) return hash;
        for (auto& each : m_waiting) {
            if (each.sender != *sender || each.tx.nonce != tx->nonce) continue;
            if (auto pays = types::checkReplacement(each.tx, *tx, 10); !pays) {
                return failFrom(pays);
            }
            each.tx = *tx;
            return hash;
        }
        m_waiting.push_back({*tx, *sender});
        return hash;
    }
    Result<std::uint64_t> nonce(const Address& account) const override {
        auto next = m_devnet.nonce(account);
        const auto waits = [&](std::uint64_t nonce) {
            return std::any_of(m_waiting.begin(), m_waiting.end(), [&](const Waiting& each) {
                return each.sender == account && each.tx.nonce == nonce;
            });
        };
        while (next && waits(*next)) ++*next;
        return next;
    }
    U256 nextBaseFee() const override { return std::max(m_devnet.nextBaseFee(), askedFee); }

    std::uint64_t chainId() const override { return m_devnet.chainId(); }
    l1::Head head() const override { return m_devnet.head(); }
    Result<l1::Head> headAt(std::uint64_t number) const override { return m_devnet.headAt(number); }
    Result<l1::L1Block> block(std::uint64_t number) const override {
        return m_devnet.block(number);
    }
    Result<std::optional<l1::MinedTx>> receipt(const Hash& hash) const override {
        return m_devnet.receipt(hash);
    }
    Result<Bytes> call(const state::CallMessage& message) const override {
        return m_devnet.call(message);
    }
    Result<std::uint64_t> estimateGas(const state::CallMessage& message) const override {
        return m_devnet.estimateGas(message);
    }
    Result<std::uint64_t> minedNonce(const Address& account) const override {
        return m_devnet.minedNonce(account);
    }
    Result<U256> balance(const Address& account) const override {
        return m_devnet.balance(account);
    }

private:
    struct Waiting {
        types::Transaction tx;
        Address sender;
    };
    l1::DevnetL1& m_devnet;
    std::vector<Waiting> m_waiting;
};

}  // namespace rollscope::testing
