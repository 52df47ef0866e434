#include "node/mempool/mempool.h"

#include <algorithm>
#include <utility>

#include "node/core/base/assert.h"
#include "node/mempool/mempool_impl.h"

namespace rollscope::mempool {

using storage::WriteBatch;

namespace {

/// What nobody takes is forgotten, the oldest first.
constexpr std::size_t maxDepartures = 10'000;

}  // namespace

// --- the set, under the mutex

void Mempool::Impl::setHead(const chain::ChainState& to) {
    head = to;
    baseFee = types::nextBaseFee(head.head.header);
}

SenderQueue Mempool::Impl::queueOf(const Address& sender) const {
    SenderQueue queue;
    queue.account = head.view->account(sender).value_or(state::Account{});
    queue.nextNonce = queue.account.nonce;
    queue.readAt = head.head.number();
    return queue;
}

void Mempool::Impl::advanceNonce(SenderQueue& queue) {
    pendingCount -= queue.pending();
    auto it = queue.byNonce.lower_bound(queue.nextNonce);
    for (; it != queue.byNonce.end() && it->first == queue.nextNonce; ++it) ++queue.nextNonce;
    pendingCount += queue.pending();
}

void Mempool::Impl::place(const PoolTransactionPtr& tx) {
    auto known = senders.find(tx->sender);
    if (known == senders.end()) known = senders.emplace(tx->sender, queueOf(tx->sender)).first;
    auto& queue = known->second;
    const auto slot = queue.byNonce.insert_or_assign(tx->tx.nonce, Slot{tx, {}, {}}).first;
    weigh(queue.byNonce, slot);
    queue.cost += *costOf(tx->tx);
    advanceNonce(queue);
    placeTail(tx->sender, queue);
    byHash[tx->hash] = tx;
    byArrival[tx->arrival] = tx;
    memory += tx->memory;
    if (tx->local) {
        ++localCount;
        localMemory += tx->memory;
    }
    ++revision;
}

void Mempool::Impl::remove(const PoolTransactionPtr& tx, WriteBatch& batch) {
    const auto known = senders.find(tx->sender);
    ASSERT(known != senders.end());
    auto& queue = known->second;
    const auto slot = queue.byNonce.find(tx->tx.nonce);
    ASSERT(slot != queue.byNonce.end());
    weigh(queue.byNonce, queue.byNonce.erase(slot));
    queue.cost -= *costOf(tx->tx);
    pendingCount -= queue.pending();
    if (tx->tx.nonce < queue.nextNonce && tx->tx.nonce >= queue.account.nonce) {
        queue.nextNonce = tx->tx.nonce;
    }
    pendingCount += queue.pending();
    placeTail(tx->sender, queue);
    if (queue.byNonce.empty()) {
        pendingCount -= queue.pending();
        senders.erase(known);
    }
    memory -= tx->memory;
    if (tx->local) {
        --localCount;
        localMemory -= tx->memory;
    }
    byArrival.erase(tx->arrival);
    if (config.persist) batch.remove(storage::Column::pool, poolKey(config.layer, tx->hash));
    byHash.erase(tx->hash);
    ++revision;
}

void Mempool::Impl::end(const PoolTransactionPtr& tx, PoolEnding ending, WriteBatch& batch) {
    const auto kept = tx;  // `tx` may live in an index that remove() empties
    remove(kept, batch);
    noteEnding(kept->hash, std::move(ending));
}

void Mempool::Impl::noteEnding(const Hash& hash, PoolEnding ending) {
    departures.push_back({hash, ending});
    if (departures.size() > maxDepartures) departures.pop_front();
    endings.put(hash, std::move(ending));
}

void Mempool::Impl::save(WriteBatch&& batch) {
    // Rows that stay behind are refused at the next start: their nonces are used up.
    if (!batch.empty()) static_cast<void>(database.write(std::move(batch), storage::Sync::no));
}

void Mempool::Impl::reread(SenderQueue& queue, const Address& sender) {
    queue.readAt = head.head.number();
    pendingCount -= queue.pending();
    const auto before = std::exchange(queue.account, queueOf(sender).account);
    if (before.nonce != queue.account.nonce) {
        queue.nextNonce = queue.account.nonce;
        auto it = queue.byNonce.lower_bound(queue.nextNonce);
        for (; it != queue.byNonce.end() && it->first == queue.nextNonce; ++it) ++queue.nextNonce;
    }
    pendingCount += queue.pending();
    placeTail(sender, queue);
}

void Mempool::Impl::refresh(const Address& sender, WriteBatch& batch) {
    const auto known = senders.find(sender);
    if (known == senders.end()) return;
    auto& queue = known->second;
    reread(queue, sender);
    std::vector<std::pair<PoolTransactionPtr, PoolEnding>> ended;
    for (const auto& [nonce, slot] : queue.byNonce) {
        if (nonce >= queue.account.nonce) break;
        ended.push_back({slot.tx,
                         {api::TxStatus::replaced,
                          "nonce too low: another transaction with nonce " + std::to_string(nonce) +
                              " is in a block",
                          std::nullopt}});
    }
    if (queue.cost > queue.account.balance) {  // else each of them is covered
        auto it = queue.byNonce.lower_bound(queue.account.nonce);
        for (; it != queue.byNonce.end(); ++it) {
            const auto& tx = it->second.tx;
            if (*costOf(tx->tx) <= queue.account.balance) continue;
            const Error error{ErrorCode::insufficientFunds,
                              "balance " + toDecimal(queue.account.balance) + ", tx cost " +
                                  toDecimal(*costOf(tx->tx))};
            ended.push_back({tx, {api::TxStatus::dropped, error.text(), std::nullopt}});
        }
    }
    for (auto& [tx, ending] : ended) end(tx, std::move(ending), batch);
}

void Mempool::Impl::refreshAll(WriteBatch& batch) {
    std::vector<Address> all;
    all.reserve(senders.size());
    for (const auto& [sender, queue] : senders) all.push_back(sender);
    for (const Address& sender : all) refresh(sender, batch);
}

void Mempool::Impl::takeOut(const std::vector<Hash>& included, WriteBatch& batch) {
    for (const auto& hash : included) {
        const auto known = byHash.find(hash);
        if (known == byHash.end()) continue;
        const PoolTransactionPtr tx = known->second;
        auto& queue = senders.at(tx->sender);
        // the account moves on with it, so that those after it are behind no gap meanwhile
        if (tx->tx.nonce == queue.account.nonce && queue.nextNonce > tx->tx.nonce) {
            ++queue.account.nonce;
            --pendingCount;
        }
        remove(tx, batch);
    }
}

bool Mempool::Impl::isPending(const PoolTransaction& tx) const {
    const auto known = senders.find(tx.sender);
    return known != senders.end() && tx.tx.nonce < known->second.nextNonce;
}

// --- public

Mempool::Mempool(std::unique_ptr<Impl> impl) : m(std::move(impl)) {}
Mempool::~Mempool() = default;

Result<std::unique_ptr<Mempool>> Mempool::open(storage::Database& database,
                                               const PoolConfig& config,
                                               const chain::ChainState& head,
                                               const crypto::PrecompileHost& host) {
    ASSERT(head.view);
    auto impl = std::make_unique<Impl>(database, config, head, host);
    if (auto loaded = config.persist ? impl->load() : Result<void>{}; !loaded) {
        return failFrom(loaded);
    }
    return std::unique_ptr<Mempool>(new Mempool(std::move(impl)));
}

Result<Hash> Mempool::add(BytesView raw, std::uint64_t nowMs) {
    auto candidate = prepare(raw, m->host);
    if (!candidate) return failFrom(candidate);
    return add(std::move(*candidate), nowMs);
}

Result<Hash> Mempool::add(const types::Transaction& tx, const Address& sender,
                          std::uint64_t nowMs) {
    return add(Candidate{tx, types::transactionHash(tx), sender, types::encodeTransaction(tx)},
               nowMs);
}

Result<Hash> Mempool::add(Candidate candidate, std::uint64_t nowMs) {
    std::vector<Candidate> one;
    one.push_back(std::move(candidate));
    return addAll(std::move(one), nowMs).front();
}

std::vector<Result<Hash>> Mempool::addAll(std::vector<Candidate> candidates, std::uint64_t nowMs) {
    std::vector<Result<Hash>> answers;
    answers.reserve(candidates.size());
    const std::lock_guard lock(m->mutex);
    WriteBatch batch;
    for (auto& candidate : candidates) {
        answers.push_back(m->admit(std::move(candidate), nowMs, batch));
    }
    if (batch.empty()) return answers;
    const auto written = m->database.write(std::move(batch), storage::Sync::no);
    if (written) return answers;
    // What is not on disk was not accepted.
    WriteBatch unused;
    for (auto& answer : answers) {
        if (!answer) continue;
        const auto known = m->byHash.find(*answer);
        if (known != m->byHash.end()) m->remove(PoolTransactionPtr{known->second}, unused);
        answer = failFrom(written);
    }
    return answers;
}

bool Mempool::drop(const Hash& hash, std::string reason) {
    const std::lock_guard lock(m->mutex);
    const auto known = m->byHash.find(hash);
    if (known == m->byHash.end()) return false;
    WriteBatch batch;
    m->end(known->second, {api::TxStatus::dropped, std::move(reason), std::nullopt}, batch);
    m->save(std::move(batch));
    return true;
}

std::size_t Mempool::expire(std::uint64_t nowMs) {
    const std::lock_guard lock(m->mutex);
    std::vector<PoolTransactionPtr> old;
    for (const auto& [arrival, tx] : m->byArrival) {
        if (tx->receivedMs + m->config.lifetimeMs > nowMs) break;
        const bool stuck = !m->isPending(*tx) || tx->tx.maxFeePerGas < m->baseFee;
        if (stuck && !tx->local) old.push_back(tx);
    }
    WriteBatch batch;
    for (const auto& tx : old) {
        m->end(tx,
               {api::TxStatus::dropped,
                "waited for " + std::to_string(m->config.lifetimeMs / 60'000) +
                    " minutes without a way into a block",
                std::nullopt},
               batch);
    }
    m->save(std::move(batch));
    return old.size();
}

std::vector<PoolDeparture> Mempool::takeDepartures() {
    const std::lock_guard lock(m->mutex);
    std::vector<PoolDeparture> all(std::make_move_iterator(m->departures.begin()),
                                   std::make_move_iterator(m->departures.end()));
    m->departures.clear();
    return all;
}

void Mempool::onNewHead(const chain::ChainState& head, const std::vector<Hash>& included) {
    const std::lock_guard lock(m->mutex);
    m->setHead(head);
    WriteBatch batch;
    m->takeOut(included, batch);
    m->refreshAll(batch);
    m->save(std::move(batch));
}

void Mempool::onNewBlock(const chain::ChainState& head, const std::vector<Hash>& included,
                         std::span<const Address> senders) {
    const std::lock_guard lock(m->mutex);
    const bool follows = head.head.header.parentHash == m->head.head.hash;
    m->setHead(head);
    WriteBatch batch;
    m->takeOut(included, batch);
    // nonces grow and balances fall by an account's own transactions alone
    if (follows) {
        for (const Address& sender : senders) m->refresh(sender, batch);
    } else {
        m->refreshAll(batch);
    }
    m->save(std::move(batch));
}

void Mempool::onReorg(const chain::ChainState& head, const std::vector<types::Transaction>& undone,
                      const std::vector<Address>& senders, std::uint64_t nowMs) {
    ASSERT(undone.size() == senders.size());
    const std::lock_guard lock(m->mutex);
    m->setHead(head);
    WriteBatch batch;
    m->refreshAll(batch);
    for (std::size_t i = 0; i < undone.size(); ++i) {
        if (undone[i].isDeposit()) continue;
        const auto hash = types::transactionHash(undone[i]);
        Candidate candidate{undone[i], hash, senders[i], types::encodeTransaction(undone[i])};
        const auto admitted = m->admit(std::move(candidate), nowMs, batch);
        if (!admitted && admitted.error().code != ErrorCode::alreadyKnown) {
            m->noteEnding(hash, {api::TxStatus::dropped, admitted.error().text(), std::nullopt});
        }
    }
    m->save(std::move(batch));
}

std::uint64_t Mempool::nextNonce(const Address& sender) const {
    const std::lock_guard lock(m->mutex);
    const auto known = m->senders.find(sender);
    return known == m->senders.end() ? m->queueOf(sender).nextNonce : known->second.nextNonce;
}

PoolTransactionPtr Mempool::find(const Hash& hash) const {
    const std::lock_guard lock(m->mutex);
    const auto known = m->byHash.find(hash);
    return known == m->byHash.end() ? nullptr : known->second;
}

bool Mempool::contains(const Hash& hash) const {
    return find(hash) != nullptr;
}

PoolCounts Mempool::counts() const {
    const std::lock_guard lock(m->mutex);
    return {m->pendingCount, m->byHash.size() - m->pendingCount};
}

std::optional<PoolEnding> Mempool::ending(const Hash& hash) const {
    const std::lock_guard lock(m->mutex);
    const auto* known = m->endings.find(hash);
    return known ? std::optional{*known} : std::nullopt;
}

std::string Mempool::whyWaiting(const Hash& hash) const {
    const std::lock_guard lock(m->mutex);
    const auto known = m->byHash.find(hash);
    return known == m->byHash.end() ? std::string{} : m->whyWaiting(*known->second);
}

std::vector<PoolTransactionPtr> Mempool::pendingOf(const Address& sender) const {
    const std::lock_guard lock(m->mutex);
    std::vector<PoolTransactionPtr> result;
    const auto known = m->senders.find(sender);
    if (known == m->senders.end()) return result;
    const auto& queue = known->second;
    for (auto nonce = queue.account.nonce; nonce < queue.nextNonce; ++nonce) {
        result.push_back(queue.byNonce.at(nonce).tx);
    }
    return result;
}

std::uint64_t Mempool::revision() const {
    const std::lock_guard lock(m->mutex);
    return m->revision;
}

}  // namespace rollscope::mempool
