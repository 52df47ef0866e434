#include "fixture.h"

#include "node/core/base/assert.h"
#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/types/block.h"

namespace rollscope::conformance {

namespace {

std::string textOf(const QJsonValue& value) {
    return value.toString().toStdString();
}

U256 wordOfText(const std::string& text) {
    if (text.rfind("0x", 0) != 0) return u256FromDecimal(text).value_or(U256{});
    std::string digits = text.substr(2);
    if (digits.size() % 2 != 0) digits.insert(digits.begin(), '0');
    const auto bytes = bytesFromHex("0x" + digits);
    ASSERT(bytes && bytes->size() <= 32);
    return u256FromBytes(*bytes);
}

}  // namespace

U256 wordOf(const QJsonValue& value) {
    return wordOfText(textOf(value));
}
std::uint64_t numberOf(const QJsonValue& value) {
    return wordOf(value).saturated();
}

Bytes bytesOf(const QJsonValue& value) {
    const auto bytes = bytesFromHex(textOf(value));
    ASSERT(bytes.has_value());
    return *bytes;
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
