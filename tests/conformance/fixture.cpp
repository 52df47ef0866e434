#include "fixture.h"

#include <utility>

#include "node/core/base/assert.h"
#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/types/block.h"

namespace rollscope::conformance {

namespace {

thread_local std::string firstUnread;

U256 wordOfText(const std::string& text) {
    if (text.rfind("0x", 0) != 0) {
        const auto decimal = u256FromDecimal(text);
        if (!decimal) unread("number '" + text + "'");
        return decimal.value_or(U256{});
    }
    std::string digits = text.substr(2);
    if (digits.size() % 2 != 0) digits.insert(digits.begin(), '0');
    const auto bytes = bytesFromHex("0x" + digits);
    if (!bytes || bytes->size() > 32) {
        unread("number '" + text + "'");
        return {};
    }
    return u256FromBytes(*bytes);
}

}  // namespace

std::string takeUnread() {
    return std::exchange(firstUnread, {});
}

void unread(const std::string& what) {
    if (firstUnread.empty()) firstUnread = what.substr(0, 100);
}

std::string textOf(const QJsonValue& value) {
    if (!value.isString()) unread("a text that is not there");
    return value.toString().toStdString();
}

U256 wordOf(const QJsonValue& value) {
    if (value.isDouble()) {
        const auto number = value.toInteger(-1);
        if (number < 0) unread("a JSON number");
        return U256{number < 0 ? 0 : static_cast<std::uint64_t>(number)};
    }
    return wordOfText(textOf(value));
}

std::uint64_t numberOf(const QJsonValue& value) {
    return wordOf(value).saturated();
}

Bytes bytesOf(const QJsonValue& value) {
    const std::string text = textOf(value);
    const auto bytes = bytesFromHex(text.rfind("0x", 0) == 0 ? text : "0x" + text);
    if (!bytes) unread("bytes '" + text + "'");
    return bytes.value_or(Bytes{});
}

Hash hashOf(const QJsonValue& value) {
    return toHash(wordOf(value));
}
Address addressOf(const QJsonValue& value) {
    return toAddress(wordOf(value));
}

state::MemoryState stateOf(const QJsonObject& accounts) {
    state::StateDiff diff;
    for (auto it = accounts.begin(); it != accounts.end(); ++it) {
        const QJsonObject fields = it.value().toObject();
        state::AccountDiff entry;
        state::Account account;
        account.nonce = numberOf(fields[QStringLiteral("nonce")]);
        account.balance = wordOf(fields[QStringLiteral("balance")]);
        Bytes code = bytesOf(fields[QStringLiteral("code")]);
        if (!code.empty()) {
            account.codeHash = crypto::keccak256(code);
            diff.codes[account.codeHash] = std::make_shared<const Bytes>(std::move(code));
        }
        entry.account = account;
        const QJsonObject storage = fields[QStringLiteral("storage")].toObject();
        for (auto slot = storage.begin(); slot != storage.end(); ++slot) {
            entry.storage[wordOfText(slot.key().toStdString())] = wordOf(slot.value());
        }
        diff.accounts[toAddress(wordOfText(it.key().toStdString()))] = std::move(entry);
    }
    state::MemoryState result;
    const auto commit =
        merkle::commitChanges(result, types::emptyTrieRoot, state::trieChanges(diff));
    ASSERT(commit.has_value());
    result.apply(diff, commit->nodes, commit->root);
    return result;
}

Hash logsHash(const std::vector<types::Log>& logs) {
    codec::RlpWriter list;
    for (const auto& log : logs) {
        codec::RlpWriter topics;
        for (const auto& topic : log.topics) topics.fixed(topic);
        codec::RlpWriter entry;
        entry.fixed(log.address).list(topics).string(log.data);
        list.list(entry);
    }
    return crypto::keccak256(list.asList());
}

}  // namespace rollscope::conformance
