#include "node/core/merkle/state_trie.h"

#include <gtest/gtest.h>

#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/trie.h"

namespace rollscope::merkle {
namespace {

struct MemoryNodes final : NodeReader {
    NodeSet nodes;
    std::optional<Bytes> node(const Hash& hash) const override {
        const auto found = nodes.find(hash);
        return found == nodes.end() ? std::nullopt : std::optional<Bytes>{found->second};
    }
};

Address addressOf(std::uint64_t number) {
    return toAddress(U256{number});
}

class StateTrie : public ::testing::Test {
protected:
    void commit(const std::vector<TrieChange>& changes) {
        const auto done = commitChanges(m_store, m_root, changes);
        ASSERT_TRUE(done) << done.error().text();
        m_root = done->root;
        m_store.nodes.insert(done->nodes.begin(), done->nodes.end());
    }
    TrieChange change(std::uint64_t account, std::uint64_t nonce) {
        TrieChange result;
        result.address = addressOf(account);
        result.nonce = nonce;
        result.balance = U256{1} << 100;
        result.codeHash = crypto::emptyKeccak;
        return result;
    }
    std::optional<TrieAccount> account(std::uint64_t number) {
        return readAccount(m_store, m_root, addressOf(number)).value();
    }

    MemoryNodes m_store;
    Hash m_root = emptyRoot;
};

TEST_F(StateTrie, accountsAndSlotsReadBack) {
    TrieChange contract = change(1, 7);
    contract.storage = {{U256{0}, U256{5}}, {U256{1}, ~U256{}}};
    commit({contract, change(2, 9)});
    EXPECT_EQ(account(1)->nonce, 7U);
    EXPECT_EQ(account(2)->storageRoot, emptyRoot);
    EXPECT_EQ(account(2)->balance, U256{1} << 100);
    EXPECT_FALSE(account(3));
    const Hash storageRoot = account(1)->storageRoot;
    EXPECT_EQ(readStorage(m_store, storageRoot, 0), U256{5});
    EXPECT_EQ(readStorage(m_store, storageRoot, 1), ~U256{});
    EXPECT_EQ(readStorage(m_store, storageRoot, 2), U256{});
}

TEST_F(StateTrie, undoneChangesRestoreTheRoot) {
    for (std::uint64_t i = 1; i < 100; ++i) commit({change(i, i)});
    const Hash before = m_root;
    TrieChange touched = change(5, 5);
    touched.storage = {{U256{3}, U256{4}}};
    commit({touched, change(200, 1)});
    EXPECT_NE(m_root, before);
    touched.storage = {{U256{3}, U256{}}};
    TrieChange gone = change(200, 0);
    gone.deleted = true;
    commit({gone, touched});
    EXPECT_EQ(m_root, before);
}

TEST_F(StateTrie, clearedStorageStartsEmpty) {
    TrieChange contract = change(1, 1);
    contract.storage = {{U256{0}, U256{5}}, {U256{1}, U256{6}}};
    commit({contract});
    contract.storageCleared = true;
    contract.storage = {{U256{2}, U256{7}}};
    commit({contract});
    const Hash storageRoot = account(1)->storageRoot;
    EXPECT_EQ(readStorage(m_store, storageRoot, 0), U256{});
    EXPECT_EQ(readStorage(m_store, storageRoot, 2), U256{7});
}

TEST_F(StateTrie, proofsShowPresenceAndAbsenceAndNothingElse) {
    std::vector<TrieChange> changes;
    for (std::uint64_t i = 1; i < 300; ++i) changes.push_back(change(i, i));
    commit(changes);
    for (std::uint64_t i = 1; i < 400; i += 7) {
        const Address address = addressOf(i);
        auto proof = proofNodes(m_store, m_root, address.view()).value();
        const auto leaf = verifyProof(m_root, address.view(), proof);
        ASSERT_TRUE(leaf) << leaf.error().text();
        EXPECT_EQ(leaf->has_value(), i < 300);
        proof.back().back() ^= 1;
        EXPECT_EQ(verifyProof(m_root, address.view(), proof).error().code, ErrorCode::invalidProof);
        proof.back().back() ^= 1;
        proof.push_back(proof.front());
        EXPECT_FALSE(verifyProof(m_root, address.view(), proof));
        proof.resize(1);
        EXPECT_FALSE(verifyProof(m_root, address.view(), proof));
    }
    EXPECT_TRUE(verifyProof(emptyRoot, Bytes{1}, {}));
}

TEST_F(StateTrie, aProofSufficesToReadTheAccount) {
    std::vector<TrieChange> changes;
    for (std::uint64_t i = 1; i < 50; ++i) changes.push_back(change(i, i));
    commit(changes);
    MemoryNodes witness;
    const auto proof = proofNodes(m_store, m_root, addressOf(9).view()).value();
    for (const Bytes& node : proof) {
        witness.nodes[crypto::keccak256(node)] = node;
    }
    EXPECT_EQ(readAccount(witness, m_root, addressOf(9)).value()->nonce, 9U);
    EXPECT_LT(witness.nodes.size(), 5U);
}

}  // namespace
}  // namespace rollscope::merkle
