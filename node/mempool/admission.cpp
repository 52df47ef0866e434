// What the pool takes in, and Ethereum's words for what it does not.
#include <algorithm>

#include "node/core/evm/gas.h"
#include "node/core/state/l1_fee.h"
#include "node/core/types/replacement.h"
#include "node/mempool/mempool_impl.h"
#include "node/storage/record.h"

namespace rollscope::mempool {

using storage::RecordReader;
using storage::RecordWriter;

namespace {

/// In a row's arrival: it is a protected one.
constexpr std::uint64_t localBit = std::uint64_t{1} << 63;

}  // namespace

std::optional<U256> costOf(const types::Transaction& tx) {
    const auto gas = mulCarry(U256{tx.gasLimit}, tx.maxFeePerGas);
    const auto sum = addCarry(gas.value, tx.value);
    if (gas.carry || sum.carry) return std::nullopt;
    return sum.value;
}

Bytes poolKey(api::Layer layer, const Hash& hash) {
    return RecordWriter{}.u8(static_cast<std::uint8_t>(layer)).fixed(hash).take();
}

Result<Candidate> prepare(BytesView raw, const crypto::PrecompileHost& host) {
    auto tx = types::decodeTransaction(raw);
    if (!tx) return failFrom(tx);
    if (tx->isDeposit() || tx->type == types::TxType::blob) {
        return fail(ErrorCode::transactionTypeNotSupported);
    }
    const auto sender = types::senderOf(*tx, host);
    if (!sender) return failFrom(sender);
    const auto hash = types::transactionHash(*tx);
    return Candidate{std::move(*tx), hash, *sender, Bytes{raw.begin(), raw.end()}};
}

Result<void> Mempool::Impl::checkForm(const Candidate& candidate) const {
    const auto& tx = candidate.tx;
    if (tx.isDeposit() || tx.type == types::TxType::blob) {
        return fail(ErrorCode::transactionTypeNotSupported);
    }
    if (byHash.contains(candidate.hash)) return fail(ErrorCode::alreadyKnown);
    if (candidate.raw.size() > config.maxTransactionBytes) {
        return fail(ErrorCode::invalidTransaction,
                    "oversized data: transaction size " + std::to_string(candidate.raw.size()) +
                        ", limit " + std::to_string(config.maxTransactionBytes));
    }
    if (tx.chainId && *tx.chainId != config.chainId) {
        return fail(ErrorCode::wrongChainId, "have " + std::to_string(*tx.chainId) + " want " +
                                                 std::to_string(config.chainId));
    }
    if (tx.gasLimit > head.head.header.gasLimit) {
        return fail(ErrorCode::gasLimitExceeded, "tx gas " + std::to_string(tx.gasLimit) +
                                                     ", limit " +
                                                     std::to_string(head.head.header.gasLimit));
    }
    if (!tx.to && tx.data.size() > evm::gas::maxInitCodeSize) {
        return fail(ErrorCode::initCodeTooLarge, "code size " + std::to_string(tx.data.size()) +
                                                     ", limit " +
                                                     std::to_string(evm::gas::maxInitCodeSize));
    }
    if (tx.maxPriorityFeePerGas > tx.maxFeePerGas) {
        return fail(ErrorCode::tipAboveFeeCap,
                    "maxPriorityFeePerGas: " + toDecimal(tx.maxPriorityFeePerGas) +
                        ", maxFeePerGas: " + toDecimal(tx.maxFeePerGas));
    }
    if (tx.maxFeePerGas < config.minFeeCap) {
        return fail(ErrorCode::feeCapTooLow,
                    "maxFeePerGas: " + toDecimal(tx.maxFeePerGas) +
                        ", least base fee: " + toDecimal(config.minFeeCap));
    }
    const auto intrinsic = static_cast<std::uint64_t>(evm::gas::intrinsic(tx));
    if (tx.gasLimit < intrinsic) {
        return fail(
            ErrorCode::intrinsicGasTooLow,
            "gas " + std::to_string(tx.gasLimit) + ", minimum needed " + std::to_string(intrinsic));
    }
    return {};
}

U256 Mempool::Impl::l1BaseFee() const {
    if (l1BaseFeeHead != head.head.hash) {
        l1BaseFeeHead = head.head.hash;
        lastL1BaseFee = state::reportedL1BaseFee(*head.view);
    }
    return lastL1BaseFee;
}

Result<void> Mempool::Impl::checkSender(const Candidate& candidate,
                                        const SenderQueue& queue) const {
    const auto& tx = candidate.tx;
    const auto& account = queue.account;
    if (account.codeHash != crypto::emptyKeccak) {
        return fail(ErrorCode::senderNotEoa, "address " + toHex(candidate.sender.view()));
    }
    if (tx.nonce == ~std::uint64_t{0}) return fail(ErrorCode::nonceMax);
    if (tx.nonce < account.nonce) {
        return fail(ErrorCode::nonceTooLow, "next nonce " + std::to_string(account.nonce) +
                                                ", tx nonce " + std::to_string(tx.nonce));
    }
    const auto old = queue.byNonce.find(tx.nonce);
    const bool replaces = old != queue.byNonce.end();
    const auto cost = costOf(tx);
    // L1's base fee moves from block to block: it is the newcomer's alone that is asked for
    const U256 l1Fee =
        config.layer == api::Layer::l2 ? state::l1FeeOf(tx, l1BaseFee()).fee : U256{};
    const auto others = replaces ? queue.cost - *costOf(old->second.tx->tx) : queue.cost;
    const auto execution = cost ? addCarry(*cost, others) : U256Carry{{}, true};
    const auto needed = addCarry(execution.value, l1Fee);
    if (execution.carry || needed.carry || needed.value > account.balance) {
        return fail(ErrorCode::insufficientFunds,
                    "balance " + toDecimal(account.balance) + ", tx cost " +
                        (cost ? toDecimal(*cost) : "above 2^256") +
                        (l1Fee.isZero() ? "" : ", L1 data fee " + toDecimal(l1Fee)) +
                        (others.isZero() ? "" : ", other transactions " + toDecimal(others)));
    }
    if (replaces) return types::checkReplacement(old->second.tx->tx, tx, config.priceBumpPercent);
    if (queue.byNonce.size() >= config.maxPerSender) {
        return fail(ErrorCode::poolFull, "account has " + std::to_string(queue.byNonce.size()) +
                                             " transactions waiting");
    }
    return {};
}

Result<Hash> Mempool::Impl::admit(Candidate candidate, std::uint64_t nowMs,
                                  storage::WriteBatch& batch) {
    if (auto form = checkForm(candidate); !form) return failFrom(form);
    const auto known = senders.find(candidate.sender);
    if (known != senders.end() && known->second.readAt != head.head.number()) {
        reread(known->second, candidate.sender);  // it may have been paid meanwhile
    }
    const auto fresh = known == senders.end() ? queueOf(candidate.sender) : SenderQueue{};
    const auto& queue = known == senders.end() ? fresh : known->second;
    if (auto fits = checkSender(candidate, queue); !fits) return failFrom(fits);
    auto tx = std::make_shared<PoolTransaction>();
    tx->memory = memoryOf(candidate.tx, candidate.raw);
    tx->tx = std::move(candidate.tx);
    tx->hash = candidate.hash;
    tx->sender = candidate.sender;
    tx->raw = std::move(candidate.raw);
    tx->receivedMs = nowMs;
    tx->arrival = nextArrival;
    tx->local = candidate.local && localCount < config.maxLocal &&
                localMemory + tx->memory <= config.maxBytes / 4;
    const auto going = roomFor(*tx, queue);
    if (!going) return failFrom(going);
    ++nextArrival;
    if (const auto old = queue.byNonce.find(tx->tx.nonce); old != queue.byNonce.end()) {
        tx->replaced = old->second.tx->hash;
        tx->local = tx->local || old->second.tx->local;
        end(old->second.tx,
            {api::TxStatus::replaced, "replaced by a transaction that pays more", tx->hash}, batch);
    }
    for (const auto& victim : *going) {
        end(victim,
            {api::TxStatus::dropped, "the pool was full and it was the least worth", std::nullopt},
            batch);
    }
    place(tx);
    if (config.persist) {
        RecordWriter row;
        row.u64(tx->receivedMs).u64(tx->arrival | (tx->local ? localBit : 0));
        row.fixed(tx->sender).raw(tx->raw);
        batch.put(storage::Column::pool, poolKey(config.layer, tx->hash), row.view());
    }
    return tx->hash;
}

Result<void> Mempool::Impl::load() {
    struct Row {
        std::uint64_t receivedMs;
        std::uint64_t arrival;
        Candidate candidate;
    };
    std::vector<Row> rows;
    storage::WriteBatch batch;
    const auto prefix = RecordWriter{}.u8(static_cast<std::uint8_t>(config.layer)).take();
    auto scanned =
        database.scan(storage::Column::pool, {prefix, {}, storage::Order::forward},
                      [&](BytesView key, BytesView bytes) {
                          RecordReader reader{bytes};
                          Row row;
                          row.receivedMs = reader.u64();
                          row.arrival = reader.u64();
                          row.candidate.local = (row.arrival & localBit) != 0;
                          row.arrival &= ~localBit;
                          row.candidate.sender = reader.address();
                          row.candidate.raw.assign(reader.rest().begin(), reader.rest().end());
                          row.candidate.hash = hashFromBytes(key.subspan(1));
                          auto tx = types::decodeTransaction(row.candidate.raw);
                          batch.remove(storage::Column::pool, key);  // put again if it is admitted
                          if (!reader.ok() || !tx) return true;
                          row.candidate.tx = std::move(*tx);
                          rows.push_back(std::move(row));
                          return true;
                      });
    if (!scanned) return scanned;
    std::sort(rows.begin(), rows.end(),
              [](const Row& a, const Row& b) { return a.arrival < b.arrival; });
    for (auto& row : rows) {
        const auto hash = row.candidate.hash;
        const auto admitted = admit(std::move(row.candidate), row.receivedMs, batch);
        if (!admitted) {
            endings.put(hash, {api::TxStatus::dropped, admitted.error().text(), std::nullopt});
        }
    }
    if (batch.empty()) return {};
    return database.write(std::move(batch), storage::Sync::no);
}

}  // namespace rollscope::mempool
