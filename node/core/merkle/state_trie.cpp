#include "node/core/merkle/state_trie.h"

#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/trie.h"

namespace rollscope::merkle {
namespace {

Bytes encodeAccount(const TrieAccount& account) {
    codec::RlpWriter fields;
    fields.uint(account.nonce).uint(account.balance);
    return fields.fixed(account.storageRoot).fixed(account.codeHash).asList();
}

Result<TrieAccount> decodeAccount(BytesView encoding) {
    const auto corrupt = [] { return fail(ErrorCode::storageCorrupt, "bad account leaf"); };
    const auto list = codec::decodeRlp(encoding);
    if (!list) return corrupt();
    const auto items = list->items(4);
    if (!items) return corrupt();
    const auto nonce = (*items)[0].u64();
    const auto balance = (*items)[1].u256();
    const auto storageRoot = (*items)[2].hash();
    const auto codeHash = (*items)[3].hash();
    if (!nonce || !balance || !storageRoot || !codeHash) return corrupt();
    return TrieAccount{*nonce, *balance, *storageRoot, *codeHash};
}

Hash keyOf(const Address& address) {
    return crypto::keccak256(address.view());
}

Hash keyOf(const U256& slot) {
    return crypto::keccak256(toHash(slot).view());
}

Result<Hash> commitStorage(const NodeReader& reader, const Hash& root, const TrieChange& change,
                           NodeSet& nodes) {
    std::vector<Hash> keys;
    keys.reserve(change.storage.size());
    for (const auto& [slot, value] : change.storage) keys.push_back(keyOf(slot));
    Trie storage{reader, root};
    const auto done = storage.editAll(
        keys,
        [&](std::size_t i, const std::optional<Bytes>&, NodeSet&) -> Result<Bytes> {
            const U256& value = change.storage[i].second;
            return value.isZero() ? Bytes{} : codec::encodeUint(value);
        },
        nodes);
    if (!done) return failFrom(done);
    return storage.commit(nodes);
}

/// The account's leaf after `change`; empty when it is gone.
Result<Bytes> editAccount(const NodeReader& reader, const TrieChange& change,
                          const std::optional<Bytes>& old, NodeSet& nodes) {
    if (change.deleted) return Bytes{};
    TrieAccount account{change.nonce, change.balance, emptyRoot, change.codeHash};
    if (old && !change.storageCleared) {
        const auto before = decodeAccount(*old);
        if (!before) return failFrom(before);
        account.storageRoot = before->storageRoot;
    }
    if (!change.storage.empty()) {
        const auto root = commitStorage(reader, account.storageRoot, change, nodes);
        if (!root) return failFrom(root);
        account.storageRoot = *root;
    }
    return encodeAccount(account);
}

}  // namespace

Result<TrieCommit> commitChanges(const NodeReader& reader, const Hash& root,
                                 const std::vector<TrieChange>& changes) {
    std::vector<Hash> keys;
    keys.reserve(changes.size());
    for (const TrieChange& change : changes) keys.push_back(keyOf(change.address));
    Trie accounts{reader, root};
    TrieCommit commit;
    const auto done = accounts.editAll(
        keys,
        [&](std::size_t i, const std::optional<Bytes>& old, NodeSet& nodes) {
            return editAccount(reader, changes[i], old, nodes);
        },
        commit.nodes);
    if (!done) return failFrom(done);
    commit.root = accounts.commit(commit.nodes);
    return commit;
}

Result<std::optional<TrieAccount>> readAccount(const NodeReader& reader, const Hash& root,
                                               const Address& address) {
    const auto leaf = Trie{reader, root}.get(keyOf(address).view());
    if (!leaf) return failFrom(leaf);
    if (!*leaf) return std::optional<TrieAccount>{};
    const auto account = decodeAccount(**leaf);
    if (!account) return failFrom(account);
    return std::optional<TrieAccount>{*account};
}

Result<U256> readStorage(const NodeReader& reader, const Hash& storageRoot, const U256& slot) {
    const auto leaf = Trie{reader, storageRoot}.get(keyOf(slot).view());
    if (!leaf) return failFrom(leaf);
    if (!*leaf) return U256{};
    const auto item = codec::decodeRlp(**leaf);
    const auto value = item ? item->u256() : Result<U256>{failFrom(item)};
    if (!value) return fail(ErrorCode::storageCorrupt, "bad storage leaf");
    return value;
}

}  // namespace rollscope::merkle
