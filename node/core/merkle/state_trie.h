// The account trie with its storage tries: state roots and EIP-1186 proofs (yellow paper, 4.1).
#pragma once

#include <vector>

#include "node/core/base/u256.h"
#include "node/core/merkle/node_store.h"

namespace rollscope::merkle {

/// An account as the trie's leaf holds it.
struct TrieAccount {
    std::uint64_t nonce = 0;
    U256 balance;
    Hash storageRoot;
    Hash codeHash;
    bool operator==(const TrieAccount&) const = default;
};

/// A change of one account; slots and addresses are unhashed.
struct TrieChange {
    Address address;
    bool deleted = false;
    bool storageCleared = false;
    std::uint64_t nonce = 0;
    U256 balance;
    Hash codeHash;
    std::vector<std::pair<U256, U256>> storage;  ///< slot, value; 0 deletes
};

/// A new root and the nodes it needs beyond the old one's.
struct TrieCommit {
    Hash root;
    NodeSet nodes;
};

/// Applies `changes` to the state at `root`, hashing each dirty node once.
/// ErrorCode::storageCorrupt when a node is missing.
Result<TrieCommit> commitChanges(const NodeReader& reader, const Hash& root,
                                 const std::vector<TrieChange>& changes);

/// None when the account is absent.
Result<std::optional<TrieAccount>> readAccount(const NodeReader& reader, const Hash& root,
                                               const Address& address);
/// Zero when absent.
Result<U256> readStorage(const NodeReader& reader, const Hash& storageRoot, const U256& slot);

/// Nodes on the path to `keccak(key)`, root first, as eth_getProof gives them.
Result<std::vector<Bytes>> proofNodes(const NodeReader& reader, const Hash& root, BytesView key);

}  // namespace rollscope::merkle
