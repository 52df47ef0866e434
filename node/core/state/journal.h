// Inside JournaledState: cached accounts and slots, and the list of changes to undo.
#pragma once

#include "node/core/state/journaled_state.h"

namespace rollscope::state::detail {

/// A storage slot: as in the view, at the transaction's start, and now.
struct Slot {
    U256 base;
    U256 original;
    U256 current;
    std::uint64_t seenBy = 0;    ///< transaction that `original` belongs to
    std::uint64_t warmedBy = 0;  ///< transaction in which it is warm
};

/// A cached account. It stays in the table even when it does not exist.
struct Entry {
    Account account;
    std::optional<Account> base;
    Code code;  ///< null: not loaded
    bool exists = false;
    bool created = false;         ///< by this transaction
    bool destroyed = false;       ///< by this transaction
    bool storageCleared = false;  ///< the view's storage no longer counts
    std::uint64_t warmedBy = 0;
    std::uint64_t touchedBy = 0;
    Address address;
    std::unordered_map<U256, Slot> slots;

    bool isEmpty() const {
        return account.nonce == 0 && account.balance.isZero() &&
               account.codeHash == crypto::emptyKeccak;
    }
};

enum class Change : std::uint8_t {
    balance,
    nonce,
    code,
    exists,
    created,
    destroyed,
    storageCleared,
    touched,
    storage,
    transient,
    warmAccount,
    warmSlot,
};

/// What to put back, and where.
struct JournalEntry {
    Change change;
    Entry* entry = nullptr;
    Slot* slot = nullptr;
    U256 previous;
};

/// Key of EIP-1153's storage.
struct TransientKey {
    Address address;
    U256 key;
    bool operator==(const TransientKey&) const = default;
};

struct TransientHash {
    std::size_t operator()(const TransientKey& key) const noexcept {
        return std::hash<Address>{}(key.address) ^ (std::hash<U256>{}(key.key) * 31);
    }
};

}  // namespace rollscope::state::detail

namespace rollscope::state {

struct JournaledState::Impl {
    explicit Impl(const StateView& stateView) : view(stateView) {}

    const StateView& view;
    std::unordered_map<Address, detail::Entry> entries;  // nodes never move or go
    std::unordered_map<Hash, Code> codes;                // set by this state
    std::unordered_map<detail::TransientKey, U256, detail::TransientHash> transients;
    std::vector<detail::JournalEntry> journal;
    std::vector<std::pair<detail::TransientKey, U256>> transientJournal;
    std::vector<detail::Entry*> touchedEntries;
    std::vector<types::Log> logs;
    std::int64_t refund = 0;
    std::uint64_t transaction = 1;
    detail::Entry* lastEntry = nullptr;

    detail::Entry& entry(const Address& address);
    detail::Entry& touched(const Address& address);
    detail::Slot& slot(detail::Entry& entry, const U256& key);
    Code codeOf(detail::Entry& entry);
    bool warm(detail::Entry& entry);
    bool warm(detail::Entry& entry, detail::Slot& slot);
    void setFlag(detail::Entry& entry, detail::Change flag, bool value);
    void clearStorage(detail::Entry& entry);
    void record(detail::Change change, detail::Entry& entry, detail::Slot* slot,
                const U256& previous) {
        journal.push_back({change, &entry, slot, previous});
    }
    void recordTransient(const detail::TransientKey& key, const U256& previous);
    void undoLast();
    void begin();
    void end();
    StateDiff diff() const;
};

}  // namespace rollscope::state
