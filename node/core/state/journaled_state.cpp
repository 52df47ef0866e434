#include "node/core/state/journaled_state.h"

#include "node/core/base/assert.h"
#include "node/core/state/journal.h"

namespace rollscope::state {

using detail::Change;
using detail::Entry;
using detail::Slot;

JournaledState::JournaledState(const StateView& view) : m(std::make_unique<Impl>(view)) {}
JournaledState::~JournaledState() = default;

bool JournaledState::exists(const Address& address) {
    return m->entry(address).exists;
}

bool JournaledState::isAlive(const Address& address) {
    const Entry& entry = m->entry(address);
    return entry.exists && !entry.isEmpty();
}

U256 JournaledState::balance(const Address& address) {
    return m->entry(address).account.balance;
}

std::uint64_t JournaledState::nonce(const Address& address) {
    return m->entry(address).account.nonce;
}

Hash JournaledState::codeHash(const Address& address) {
    return m->entry(address).account.codeHash;
}

Code JournaledState::code(const Address& address) {
    return m->codeOf(m->entry(address));
}

void JournaledState::setBalance(const Address& address, const U256& balance) {
    Entry& entry = m->touched(address);
    if (entry.account.balance == balance) return;
    m->record(Change::balance, entry, nullptr, entry.account.balance);
    entry.account.balance = balance;
}

void JournaledState::addBalance(const Address& address, const U256& amount) {
    Entry& entry = m->touched(address);
    if (amount.isZero()) return;
    m->record(Change::balance, entry, nullptr, entry.account.balance);
    entry.account.balance += amount;
}

void JournaledState::subtractBalance(const Address& address, const U256& amount) {
    Entry& entry = m->touched(address);
    if (amount.isZero()) return;
    ASSERT(entry.account.balance >= amount);
    m->record(Change::balance, entry, nullptr, entry.account.balance);
    entry.account.balance -= amount;
}

void JournaledState::setNonce(const Address& address, std::uint64_t nonce) {
    Entry& entry = m->touched(address);
    m->record(Change::nonce, entry, nullptr, U256{entry.account.nonce});
    entry.account.nonce = nonce;
}

void JournaledState::setCode(const Address& address, Bytes code) {
    Entry& entry = m->touched(address);
    m->record(Change::code, entry, nullptr, toU256(entry.account.codeHash));
    entry.account.codeHash = crypto::keccak256(code);
    entry.code = std::make_shared<const Bytes>(std::move(code));
    m->codes.try_emplace(entry.account.codeHash, entry.code);
}

void JournaledState::touch(const Address& address) {
    m->touched(address);
}

void JournaledState::createContract(const Address& address) {
    Entry& entry = m->touched(address);
    setNonce(address, 1);
    m->setFlag(entry, Change::created, true);
    m->clearStorage(entry);
}

bool JournaledState::createdInTransaction(const Address& address) {
    return m->entry(address).created;
}

bool JournaledState::collides(const Address& address) {
    const Entry& entry = m->entry(address);
    if (entry.account.nonce != 0 || entry.account.codeHash != crypto::emptyKeccak) return true;
    return entry.base && !entry.storageCleared && m->view.hasOrphanStorage(address);
}

void JournaledState::markDestroyed(const Address& address) {
    m->setFlag(m->touched(address), Change::destroyed, true);
}

U256 JournaledState::storage(const Address& address, const U256& key) {
    return m->slot(m->entry(address), key).current;
}

evm::SlotRead JournaledState::loadSlot(const Address& address, const U256& key) {
    Entry& entry = m->entry(address);
    Slot& slot = m->slot(entry, key);
    return {slot.current, m->warm(entry, slot)};
}

evm::SlotWrite JournaledState::prepareStore(const Address& address, const U256& key) {
    Entry& entry = m->entry(address);
    Slot& slot = m->slot(entry, key);
    return {slot.original, slot.current, m->warm(entry, slot)};
}

void JournaledState::setStorage(const Address& address, const U256& key, const U256& value) {
    Entry& entry = m->entry(address);
    Slot& slot = m->slot(entry, key);
    m->record(Change::storage, entry, &slot, slot.current);
    slot.current = value;
}

U256 JournaledState::transient(const Address& address, const U256& key) const {
    const auto found = m->transients.find({address, key});
    return found == m->transients.end() ? U256{} : found->second;
}

void JournaledState::setTransient(const Address& address, const U256& key, const U256& value) {
    auto& current = m->transients[{address, key}];
    m->recordTransient({address, key}, current);
    current = value;
}

bool JournaledState::warmAccount(const Address& address) {
    return m->warm(m->entry(address));
}

bool JournaledState::warmSlot(const Address& address, const U256& key) {
    Entry& entry = m->entry(address);
    return m->warm(entry, m->slot(entry, key));
}

void JournaledState::addLog(types::Log&& log) {
    m->logs.push_back(std::move(log));
}
const std::vector<types::Log>& JournaledState::logs() const {
    return m->logs;
}
void JournaledState::addRefund(std::int64_t gas) {
    m->refund += gas;
}
std::int64_t JournaledState::refund() const {
    return m->refund;
}

Snapshot JournaledState::snapshot() const {
    return {m->journal.size(), m->logs.size(), m->refund};
}

void JournaledState::revertTo(const Snapshot& snapshot) {
    while (m->journal.size() > snapshot.journal) m->undoLast();
    m->logs.resize(snapshot.logs);
    m->refund = snapshot.refund;
}

void JournaledState::beginTransaction() {
    m->begin();
}
void JournaledState::endTransaction() {
    m->end();
}
StateDiff JournaledState::diff() const {
    return m->diff();
}

}  // namespace rollscope::state
