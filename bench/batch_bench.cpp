// What a transfer weighs on L1, and how fast batches are packed and read.
//
// The load: 400 accounts with nonces from 0 to 5,000 that each send several times; blocks of 60
// EIP-1559 transactions, a second apart, under a base fee that moves; four of five wallets offer
// twice the base fee and a tip of their habit, the rest a cap of their own. Six recipients of ten
// are of 300 known ones, popular ones oftener; four were never seen. Half of the amounts are
// round to three figures, half are exact to the wei. Signatures are 64 random bytes, as real ones
// look. Tokens: four ERC-20 contracts, the same recipients and amounts, in the call data.
#include <zlib.h>

#include <cstdio>
#include <random>

#include "measure.h"
#include "node/batcher/pack.h"
#include "node/core/codec/abi.h"
#include "node/core/codec/batch_share.h"
#include "node/core/codec/rlp.h"

namespace rollscope::bench {

namespace {

constexpr std::uint64_t chainId = 31'338;
constexpr std::size_t senders = 400;
constexpr std::size_t knownRecipients = 300;
constexpr std::size_t blockTransactions = 60;
constexpr std::uint64_t gwei = 1'000'000'000;
constexpr double tokenGas[] = {34'500, 51'600, 46'100, 29'400};

struct Load {
    const char* name;
    bool token;
    double goal;  ///< bytes a transfer
};

/// Draws the load's transactions.
class Draw {
public:
    Draw() {
        for (auto& nonce : m_nonces) nonce = m_random() % 5'000;
        for (auto& tip : m_tips) tip = habit();
        for (auto& to : m_known) to = address();
        for (auto& token : m_tokens) token = address();
    }

    codec::BatchBlock block(std::uint64_t number, bool token) {
        codec::BatchBlock block;
        block.timestamp = 1'790'000'000 + number;
        block.l1Number = 7'000'000 + number / 12;
        block.l1Timestamp = 1'790'000'000 + number / 12 * 12;
        block.l1BaseFee = U256{9 * gwei + number / 12 * 7'654'321};
        block.inboxCount = 40 + number / 30;
        m_baseFee += m_baseFee / 1'000 * (m_random() % 40) - m_baseFee / 1'000 * 20;
        for (std::size_t i = 0; i < blockTransactions; ++i) {
            block.userTxs.push_back(transaction(token));
        }
        return block;
    }

private:
    types::Transaction transaction(bool token) {
        const std::size_t from = m_random() % senders;
        types::Transaction tx;
        tx.type = types::TxType::dynamicFee;
        tx.chainId = chainId;
        tx.nonce = m_nonces[from]++;
        tx.maxPriorityFeePerGas = U256{m_tips[from]};
        tx.maxFeePerGas = m_random() % 5 == 0 ? U256{(2 + m_random() % 9) * gwei / 2}
                                              : U256{2 * m_baseFee + m_tips[from]};
        tx.gasLimit = 21'000;
        const U256 amount = this->amount();
        const Address to = recipient();
        if (token) {
            const std::size_t which = m_random() % 4;
            tx.to = m_tokens[which];
            tx.gasLimit = static_cast<std::uint64_t>(tokenGas[m_random() % 4]);
            tx.data =
                codec::AbiEncoder{}.address(to).uint(amount).call("transfer(address,uint256)");
        } else {
            tx.to = to;
            tx.value = amount;
        }
        tx.signature.yParity = m_random() % 2;
        tx.signature.r = U256{m_random(), m_random(), m_random(), m_random()};
        // the lower half of the curve's order (EIP-2)
        tx.signature.s = U256{m_random(), m_random(), m_random(), m_random()} >> 1;
        return tx;
    }
    Address recipient() {
        if (m_random() % 10 < 4) return address();
        const auto rank = std::min(m_random() % knownRecipients, m_random() % knownRecipients);
        return m_known[rank];
    }
    U256 amount() {
        const std::uint64_t exact = m_random() % (20 * gwei);
        if (m_random() % 2 == 0) return U256{exact / 20'000'000} * U256{gwei / 1'000 * gwei};
        return U256{exact} * U256{gwei} + U256{m_random() % gwei};
    }
    std::uint64_t habit() {
        constexpr std::uint64_t tips[] = {gwei, gwei / 10, gwei / 100, 3 * gwei / 2};
        return tips[m_random() % 4];
    }
    Address address() {
        Address result;
        for (auto& byte : result.bytes) byte = static_cast<std::uint8_t>(m_random());
        return result;
    }

    std::mt19937_64 m_random{2};
    std::uint64_t m_baseFee = gwei / 2;
    std::uint64_t m_nonces[senders];
    std::uint64_t m_tips[senders];
    Address m_known[knownRecipients];
    Address m_tokens[4];
};

/// The same blocks without columns: RLP of each, one after the other, and DEFLATE.
std::size_t rlpDeflated(std::span<const codec::BatchBlock> blocks) {
    codec::RlpWriter all;
    for (const auto& block : blocks) {
        codec::RlpWriter fields;
        fields.uint(block.timestamp).uint(block.l1Number).uint(block.l1Timestamp);
        fields.uint(block.l1BaseFee).uint(block.inboxCount);
        for (const auto& tx : block.userTxs) fields.string(types::encodeTransaction(tx));
        all.list(fields);
    }
    return batcher::deflate(all.payload()).size();
}

bool measure(const Load& load) {
    Draw draw;
    std::vector<codec::BatchBlock> blocks;
    for (std::uint64_t i = 0; i < codec::maxBatchBlocks; ++i) {
        blocks.push_back(draw.block(i, load.token));
    }
    auto packed = batcher::pack(blocks);
    if (!packed) return false;
    const std::span<const codec::BatchBlock> taken(blocks.data(), packed->blocks);
    std::vector<double> packing, reading;
    bool same = true;
    for (int i = 0; i < 20; ++i) {
        packing.push_back(secondsOf([&] { packed = batcher::pack(taken); }));
        Result<std::vector<codec::BatchBlock>> read;
        reading.push_back(secondsOf([&] { read = codec::decodeBatch(packed->data, chainId); }));
        same = same && read && std::equal(read->begin(), read->end(), taken.begin(), taken.end());
    }
    const auto transactions = static_cast<double>(packed->blocks * blockTransactions);
    const double bytes = static_cast<double>(packed->data.size()) / transactions;
    const double megabytes = static_cast<double>(packed->unpackedBytes) / 1e6;
    std::printf("%s: %zu in %zu blocks, %zu bytes on L1, %.1f bytes each (goal: %.0f)%s\n",
                load.name, packed->blocks * blockTransactions, packed->blocks, packed->data.size(),
                bytes, load.goal, bytes <= load.goal ? "" : " MISSED");
    std::printf("  RLP and DEFLATE: %.1f bytes each\n",
                static_cast<double>(rlpDeflated(taken)) / transactions);
    std::printf("  packing %.1f MB/s, reading %.0f MB/s of columns\n",
                megabytes / quickest(packing), megabytes / quickest(reading));
    std::uint64_t shares = 0;
    for (const auto& block : taken) {
        for (const auto& tx : block.userTxs) shares += codec::batchShareOf(tx);
    }
    std::printf("  reckoned in the L1 data fee: %.1f bytes each\n",
                static_cast<double>(shares) / transactions);
    if (!same) std::fprintf(stderr, "what was read is not what was packed\n");
    return same && bytes <= load.goal;
}

}  // namespace

int batchBench() {
    const bool ether = measure({"ETH transfers", false, 95});
    const bool tokens = measure({"ERC-20 transfers", true, 110});
    return ether && tokens ? 0 : 1;
}

}  // namespace rollscope::bench
