// What contracts call their functions, events and errors.
//
// In: ABIs as JSON; call data, logs, revert data. Out: names and arguments in words. Read-only
// once read, any thread. The free functions know the rollup's contracts; `own` is the ABI that a
// person loaded for the address in question, which goes first.
#pragma once

#include <QJsonArray>
#include <unordered_map>

#include "node/l1/abi_entry.h"

namespace rollscope::l1 {

/// The entries of one ABI, or of several contracts, by selector and topic.
class AbiBook {
public:
    static constexpr qsizetype maxEntries = 5'000;

    /// Takes all entries in as `contract`'s; invalidAbi names the entry that is wrong.
    Result<void> read(const QJsonArray& abi, const QString& contract);

    std::optional<api::DecodedCall> call(BytesView data) const;
    /// What the function that `input` calls returned; none when it is unknown.
    std::optional<std::vector<api::NamedValue>> returned(BytesView input, BytesView output) const;
    std::optional<api::DecodedCall> event(const types::Log& log) const;
    std::optional<api::DecodedCall> error(BytesView data) const;

    std::size_t functions() const { return m_functions.size(); }
    std::size_t events() const { return m_events.size(); }
    std::size_t errors() const { return m_errors.size(); }

private:
    // selectors may be shared; the first whose types fit the bytes is taken
    template <class Key>
    using Entries = std::unordered_map<Key, std::vector<AbiEntry>>;

    Entries<std::uint32_t> m_functions;
    Entries<std::uint32_t> m_errors;
    Entries<Hash> m_events;  // "indexed" may differ
};

/// A call by its selector.
std::optional<api::DecodedCall> decodeCall(BytesView data, const AbiBook* own = nullptr);

/// What a call returned; empty when its function is unknown or returns nothing.
std::vector<api::NamedValue> decodeReturned(BytesView input, BytesView output,
                                            const AbiBook* own = nullptr);

/// An event by its topic and number of indexed arguments.
std::optional<api::DecodedCall> decodeLog(const types::Log& log, const AbiBook* own = nullptr);

/// Revert data in words: Error(string), Panic(uint256), known errors by name, else the hex.
QString explainRevert(BytesView data, const AbiBook* own = nullptr);

/// As above for an error of ErrorCode::executionReverted, which carries the data in hex; other
/// errors in their own words.
QString explainError(const Error& error, const AbiBook* own = nullptr);

}  // namespace rollscope::l1
