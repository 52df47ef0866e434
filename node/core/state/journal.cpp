#include "node/core/state/journal.h"

#include "node/core/base/assert.h"

namespace rollscope::state {

using detail::Change;
using detail::Entry;
using detail::Slot;

using Impl = JournaledState::Impl;

namespace {

bool& flagOf(Entry& entry, Change flag) {
    switch (flag) {
        case Change::exists: return entry.exists;
        case Change::created: return entry.created;
        case Change::destroyed: return entry.destroyed;
        default: ASSERT(flag == Change::storageCleared); return entry.storageCleared;
    }
}

}  // namespace

Entry& Impl::entry(const Address& address) {
    if (lastEntry != nullptr && lastEntry->address == address) return *lastEntry;
    auto [place, isNew] = entries.try_emplace(address);
    Entry& entry = place->second;
    if (isNew) {
        entry.address = address;
        entry.base = view.account(address);
        entry.exists = entry.base.has_value();
        if (entry.exists) entry.account = *entry.base;
    }
    lastEntry = &entry;
    return entry;
}

Entry& Impl::touched(const Address& address) {
    Entry& result = entry(address);
    if (!result.exists) setFlag(result, Change::exists, true);
    if (result.touchedBy != transaction) {
        record(Change::touched, result, nullptr, U256{result.touchedBy});
        result.touchedBy = transaction;
        touchedEntries.push_back(&result);
    }
    return result;
}

Slot& Impl::slot(Entry& entry, const U256& key) {
    auto [place, isNew] = entry.slots.try_emplace(key);
    Slot& slot = place->second;
    if (isNew && entry.base && !entry.storageCleared) {
        slot.base = view.storage(entry.address, key);
        slot.current = slot.base;
    }
    if (slot.seenBy != transaction) {
        slot.original = slot.current;
        slot.seenBy = transaction;
    }
    return slot;
}

Code Impl::codeOf(Entry& entry) {
    if (entry.code) return entry.code;
    const auto own = codes.find(entry.account.codeHash);
    entry.code = own != codes.end() ? own->second : view.code(entry.account.codeHash);
    ASSERT(entry.code != nullptr);
    return entry.code;
}

bool Impl::warm(Entry& entry) {
    if (entry.warmedBy == transaction) return false;
    record(Change::warmAccount, entry, nullptr, U256{});
    entry.warmedBy = transaction;
    return true;
}

bool Impl::warm(Entry& entry, Slot& slot) {
    if (slot.warmedBy == transaction) return false;
    record(Change::warmSlot, entry, &slot, U256{});
    slot.warmedBy = transaction;
    return true;
}

void Impl::setFlag(Entry& entry, Change flag, bool value) {
    bool& current = flagOf(entry, flag);
    if (current == value) return;
    record(flag, entry, nullptr, U256{static_cast<std::uint64_t>(current)});
    current = value;
}

void Impl::clearStorage(Entry& entry) {
    setFlag(entry, Change::storageCleared, true);
    for (auto& [key, slot] : entry.slots) {
        static_cast<void>(key);
        if (slot.seenBy != transaction) {
            slot.original = slot.current;
            slot.seenBy = transaction;
        }
        if (slot.current.isZero()) continue;
        record(Change::storage, entry, &slot, slot.current);
        slot.current = U256{};
        slot.original = U256{};
    }
}

void Impl::recordTransient(const detail::TransientKey& key, const U256& previous) {
    transientJournal.emplace_back(key, previous);
    journal.push_back({Change::transient, nullptr, nullptr, U256{}});
}

void Impl::undoLast() {
    const detail::JournalEntry last = journal.back();
    journal.pop_back();
    switch (last.change) {
        case Change::balance: last.entry->account.balance = last.previous; break;
        case Change::nonce: last.entry->account.nonce = last.previous.low(); break;
        case Change::code:
            last.entry->account.codeHash = toHash(last.previous);
            last.entry->code = nullptr;
            break;
        case Change::touched: last.entry->touchedBy = last.previous.low(); break;
        case Change::storage: last.slot->current = last.previous; break;
        case Change::warmAccount: last.entry->warmedBy = 0; break;
        case Change::warmSlot: last.slot->warmedBy = 0; break;
        case Change::transient:
            transients[transientJournal.back().first] = transientJournal.back().second;
            transientJournal.pop_back();
            break;
        default: flagOf(*last.entry, last.change) = !last.previous.isZero(); break;
    }
}

void Impl::begin() {
    ++transaction;
    journal.clear();
    transientJournal.clear();
    transients.clear();
    touchedEntries.clear();
    logs.clear();
    refund = 0;
}

void Impl::end() {
    // A snapshot never reaches back over a transaction's end, so nothing is recorded here.
    for (Entry* entry : touchedEntries) {
        const bool dying = entry->destroyed || (entry->exists && entry->isEmpty());
        if (dying && entry->touchedBy == transaction) {
            entry->exists = false;
            entry->account = Account{};
            entry->code = nullptr;
            entry->storageCleared = true;
            for (auto& [key, slot] : entry->slots) {
                static_cast<void>(key);
                slot.current = U256{};
            }
        }
        entry->created = false;
        entry->destroyed = false;
    }
    begin();
}

StateDiff Impl::diff() const {
    StateDiff result;
    for (const auto& [address, entry] : entries) {
        AccountDiff change;
        if (!entry.exists) {
            if (entry.base) result.accounts.emplace(address, AccountDiff{{}, true, {}});
            continue;
        }
        change.account = entry.account;
        change.storageCleared = entry.storageCleared && entry.base.has_value();
        for (const auto& [key, slot] : entry.slots) {
            const U256 before = entry.storageCleared ? U256{} : slot.base;
            if (slot.current != before) change.storage.emplace(key, slot.current);
        }
        const bool changed = entry.base != change.account || change.storageCleared;
        if (!changed && change.storage.empty()) continue;
        const Hash& codeHash = entry.account.codeHash;
        if (!entry.base || entry.base->codeHash != codeHash) {
            const auto code = codes.find(codeHash);
            if (code != codes.end()) result.codes.emplace(codeHash, code->second);
        }
        result.accounts.emplace(address, std::move(change));
    }
    return result;
}

}  // namespace rollscope::state
