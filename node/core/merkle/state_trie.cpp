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
    Trie storage{reader, root};
    for (const auto& [slot, value] : change.storage) {
        const Hash key = keyOf(slot);
        const auto done = value.isZero() ? storage.remove(key.view())
                                         : storage.put(key.view(), codec::encodeUint(value));
        if (!done) return failFrom(done);
    }
    return storage.commit(nodes);
}

Result<Hash> oldStorageRoot(Trie& accounts, const Hash& key) {
    const auto leaf = accounts.get(key.view());
    if (!leaf) return failFrom(leaf);
    if (!*leaf) return emptyRoot;
    const auto account = decodeAccount(**leaf);
    if (!account) return failFrom(account);
    return account->storageRoot;
}

Result<void> apply(const NodeReader& reader, Trie& accounts, const TrieChange& change,
                   NodeSet& nodes) {
    const Hash key = keyOf(change.address);
    if (change.deleted) return accounts.remove(key.view());
    TrieAccount account{change.nonce, change.balance, emptyRoot, change.codeHash};
    if (!change.storageCleared) {
        const auto root = oldStorageRoot(accounts, key);
        if (!root) return failFrom(root);
        account.storageRoot = *root;
    }
    if (!change.storage.empty()) {
        const auto root = commitStorage(reader, account.storageRoot, change, nodes);
        if (!root) return failFrom(root);
        account.storageRoot = *root;
    }
    return accounts.put(key.view(), encodeAccount(account));
}

}  // namespace

Result<TrieCommit> commitChanges(const NodeReader& reader, const Hash& root,
                                 const std::vector<TrieChange>& changes) {
    Trie accounts{reader, root};
    TrieCommit commit;
    for (const TrieChange& change : changes) {
        if (auto done = apply(reader, accounts, change, commit.nodes); !done) {
            return failFrom(done);
        }
    }
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
