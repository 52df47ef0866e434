#include "node/l1/devnet_l1.h"

#include <algorithm>

#include "node/core/crypto/keccak.h"
#include "node/core/types/replacement.h"
#include "node/crypto/native_precompiles.h"
#include "node/l1/devnet_impl.h"
#include "node/storage/record.h"

namespace rollscope::l1 {

namespace {

constexpr std::uint64_t priceBumpPercent = 10;  // as the L2 pool asks
constexpr std::size_t maxQueuedPerSender = 64;

Bytes encodeClock(const DevnetClock& clock) {
    storage::RecordWriter writer;
    writer.u64(static_cast<std::uint64_t>(clock.offsetMs())).u64(clock.pausedAtMs());
    return writer.take();
}

}  // namespace

DevnetL1::DevnetL1(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}
DevnetL1::~DevnetL1() = default;

std::uint64_t DevnetL1::Impl::timestampOfNext(const chain::Head& head) const {
    const std::uint64_t wanted = nextTimestamp.value_or(clock.seconds(nowMs));
    return std::max(wanted, head.header.timestamp + 1);
}

state::BlockInput DevnetL1::Impl::input(const chain::Head& head) const {
    state::BlockInput result;
    result.timestamp = timestampOfNext(head);
    result.prevRandao = crypto::keccak256(head.hash.view());
    return result;
}

Result<std::vector<state::SkippedTx>> DevnetL1::Impl::mine(std::vector<types::Transaction> txs,
                                                           std::vector<Address> senders) {
    const chain::ChainState parent = chain->latestState();
    state::BlockInput block = input(parent.head);
    block.userTxs = std::move(txs);
    block.senders = std::move(senders);
    const bool optional = !block.userTxs.empty();
    auto result = state::executeBlock(
        {*parent.view, chain->nodeReader(), parent.head.header, chain->blockHashes()}, devnetSpec,
        block, host::nativePrecompiles());
    if (!result) return failFrom(result);
    // a block that a refused transaction asked for is not worth mining
    if (optional && result->block.transactions.empty()) return result->skipped;
    storage::WriteBatch extra;
    extra.putRecord(devnetClockKey, encodeClock(clock));
    // Nobody waits for an empty block: it reaches the disk with the next one that is waited
    // for.
    const bool empty = result->block.transactions.empty();
    const auto inserted =
        chain->insert(*result, std::move(extra), empty ? storage::Sync::no : storage::Sync::yes);
    if (!inserted) return tl::make_unexpected(inserted.error());
    nextTimestamp.reset();
    return result->skipped;
}

Result<Hash> DevnetL1::sendRawTransaction(BytesView raw) {
    auto tx = types::decodeTransaction(raw);
    if (!tx) return failFrom(tx);
    if (tx->isDeposit() || tx->type == types::TxType::blob) {
        return fail(ErrorCode::transactionTypeNotSupported);
    }
    if (tx->chainId && *tx->chainId != devnetChainId) {
        return fail(ErrorCode::wrongChainId, "have " + std::to_string(*tx->chainId) + ", want " +
                                                 std::to_string(devnetChainId));
    }
    const auto sender = types::senderOf(*tx, host::nativePrecompiles());
    if (!sender) return failFrom(sender);
    const Hash hash = types::transactionHash(*tx);
    std::lock_guard lock(m->mutex);
    if (m->chain->contains(hash)) return fail(ErrorCode::alreadyKnown);
    const auto account = m->chain->latestState().view->account(*sender);
    const std::uint64_t nonce = account ? account->nonce : 0;
    if (tx->nonce < nonce) {
        return fail(ErrorCode::nonceTooLow, "next nonce " + std::to_string(nonce) + ", tx nonce " +
                                                std::to_string(tx->nonce));
    }
    auto& queue = m->waiting[*sender];
    if (tx->nonce > nonce) {
        const auto known = queue.find(tx->nonce);
        if (known != queue.end() && known->second.hash == hash) {
            return fail(ErrorCode::alreadyKnown);
        }
        if (known != queue.end()) {
            const auto paid = types::checkReplacement(known->second.tx, *tx, priceBumpPercent);
            if (!paid) return tl::make_unexpected(paid.error());
        } else if (queue.size() >= maxQueuedPerSender) {
            return fail(ErrorCode::poolFull);
        }
        queue[tx->nonce] = {std::move(*tx), hash};
        return hash;
    }
    auto skipped = m->mine({std::move(*tx)}, {*sender});
    if (!skipped) return failFrom(skipped);
    if (!skipped->empty()) return tl::make_unexpected((*skipped)[0].error);
    // the gap may be closed now: those behind it follow in one block
    std::vector<types::Transaction> ready;
    for (auto next = queue.find(nonce + 1); next != queue.end();
         next = queue.find(nonce + 1 + ready.size())) {
        ready.push_back(std::move(next->second.tx));
        queue.erase(next);
    }
    if (queue.empty()) m->waiting.erase(*sender);
    if (!ready.empty()) {
        std::vector<Address> senders(ready.size(), *sender);
        const auto more = m->mine(std::move(ready), std::move(senders));
        if (!more) return failFrom(more);
    }
    return hash;
}

Result<bool> DevnetL1::step(std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->nowMs = nowMs;
    if (m->clock.paused()) return false;
    const chain::Head head = m->chain->head();
    const std::uint64_t due = head.header.timestamp + (m->options.blockTimeMs + 999) / 1000;
    if (m->clock.seconds(nowMs) < due) return false;
    const auto mined = m->mine({}, {});
    if (!mined) return failFrom(mined);
    return true;
}

Result<void> DevnetL1::mine(std::uint64_t count, std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->nowMs = nowMs;
    if (count > 10'000) return fail(ErrorCode::invalidParams, "at most 10000 blocks at once");
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto mined = m->mine({}, {});
        if (!mined) return tl::make_unexpected(mined.error());
    }
    return {};
}

Result<void> DevnetL1::warp(std::uint64_t seconds, std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->nowMs = nowMs;
    // a century: far enough for any challenge period, near enough for 64-bit milliseconds
    if (seconds > 3'153'600'000ULL) return fail(ErrorCode::invalidParams, "at most 100 years");
    m->clock.warp(seconds);
    const auto mined = m->mine({}, {});
    if (!mined) return tl::make_unexpected(mined.error());
    return {};
}

Result<void> DevnetL1::setNextTimestamp(std::uint64_t seconds) {
    std::lock_guard lock(m->mutex);
    const std::uint64_t head = m->chain->head().header.timestamp;
    if (seconds <= head || seconds > head + 3'153'600'000ULL) {
        return fail(ErrorCode::invalidParams, "timestamp must be above " + std::to_string(head));
    }
    m->nextTimestamp = seconds;
    m->clock.set(seconds, m->nowMs);
    return {};
}

void DevnetL1::pauseClock(std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->clock.pause(nowMs);
    static_cast<void>(m->database.putRecord(devnetClockKey, encodeClock(m->clock)));
}

void DevnetL1::resumeClock(std::uint64_t nowMs) {
    std::lock_guard lock(m->mutex);
    m->clock.resume(nowMs);
    static_cast<void>(m->database.putRecord(devnetClockKey, encodeClock(m->clock)));
}

Result<void> DevnetL1::revertTo(std::uint64_t number, const DevnetClock& clock) {
    std::lock_guard lock(m->mutex);
    storage::WriteBatch extra;
    extra.putRecord(devnetClockKey, encodeClock(clock));
    const auto cut = m->chain->truncate(number, std::move(extra));
    if (!cut) return cut;
    m->clock = clock;
    m->waiting.clear();
    m->nextTimestamp.reset();
    return {};
}

DevnetClock DevnetL1::clock() const {
    std::lock_guard lock(m->mutex);
    return m->clock;
}

std::uint64_t DevnetL1::now(std::uint64_t nowMs) const {
    std::lock_guard lock(m->mutex);
    return m->clock.seconds(nowMs);
}

const Contracts& DevnetL1::contracts() const {
    return m->contracts;
}
const RollupParameters& DevnetL1::parameters() const {
    return m->options.parameters;
}
chain::Chain& DevnetL1::chain() {
    return *m->chain;
}

const chain::Chain& DevnetL1::reads() const {
    return *m->chain;
}

std::vector<Hash> DevnetL1::pending() const {
    std::lock_guard lock(m->mutex);
    std::vector<Hash> hashes;
    for (const auto& [sender, queue] : m->waiting) {
        for (const auto& [nonce, each] : queue) hashes.push_back(each.hash);
    }
    return hashes;
}

std::optional<std::pair<types::Transaction, Address>> DevnetL1::waiting(const Hash& hash) const {
    std::lock_guard lock(m->mutex);
    for (const auto& [sender, queue] : m->waiting) {
        for (const auto& [nonce, each] : queue) {
            if (each.hash == hash) return std::pair(each.tx, sender);
        }
    }
    return std::nullopt;
}

std::uint64_t DevnetL1::chainId() const {
    return devnetChainId;
}

Result<std::uint64_t> DevnetL1::nonce(const Address& account) const {
    const auto known = m->chain->latestState().view->account(account);
    std::uint64_t next = known ? known->nonce : 0;
    std::lock_guard lock(m->mutex);
    const auto queue = m->waiting.find(account);
    if (queue == m->waiting.end()) return next;
    while (queue->second.contains(next)) ++next;
    return next;
}

Result<std::uint64_t> DevnetL1::minedNonce(const Address& account) const {
    const auto known = m->chain->latestState().view->account(account);
    return known ? known->nonce : 0;
}

state::BlockEnv DevnetL1::pendingEnv() const {
    const chain::Head head = m->chain->head();
    std::lock_guard lock(m->mutex);
    return state::childEnv(head.header, devnetSpec, m->input(head), m->chain->blockHashes());
}

}  // namespace rollscope::l1
