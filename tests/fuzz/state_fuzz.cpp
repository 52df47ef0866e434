// The state trie: after any blocks of changes its root is that of tries built anew from what should
// be there, and every account and slot reads as it was written.
#include <map>

#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/trie.h"
#include "node/core/state/memory_state.h"
#include "tests/fuzz/input.h"

namespace rollscope::fuzz {
namespace {

struct Account {
    state::Account fields;
    std::map<U256, U256> storage;
};
using Model = std::map<Address, Account>;

constexpr std::size_t addresses = 24;
constexpr std::size_t slots = 40;

Address addressNumber(std::size_t number) {
    Address address;
    address[19] = static_cast<std::uint8_t>(number);
    return address;
}

Hash rootOf(const std::vector<std::pair<Hash, Bytes>>& leaves) {
    const merkle::EmptyNodeReader none;
    merkle::Trie trie(none);
    for (const auto& [key, value] : leaves) ASSERT(trie.put(key.view(), value).has_value());
    merkle::NodeSet nodes;
    return trie.commit(nodes);
}

Hash storageRootOf(const Account& account) {
    std::vector<std::pair<Hash, Bytes>> leaves;
    for (const auto& [slot, value] : account.storage) {
        leaves.emplace_back(crypto::keccak256(toHash(slot).view()), codec::encodeUint(value));
    }
    return rootOf(leaves);
}

Hash rootOf(const Model& model) {
    std::vector<std::pair<Hash, Bytes>> leaves;
    for (const auto& [address, account] : model) {
        codec::RlpWriter leaf;
        leaf.uint(account.fields.nonce).uint(account.fields.balance);
        leaf.fixed(storageRootOf(account)).fixed(account.fields.codeHash);
        leaves.emplace_back(crypto::keccak256(address.view()), leaf.asList());
    }
    return rootOf(leaves);
}

/// Changes one account in the model and says so in the diff, which knows it once a block at most.
void change(Input& input, Model& model, state::StateDiff& diff) {
    const Address address = addressNumber(input.below(addresses));
    if (diff.accounts.contains(address)) return;
    state::AccountDiff& done = diff.accounts[address];
    const auto found = model.find(address);
    const std::size_t kind = input.below(8);
    if (kind == 0) {
        done.storageCleared = true;
        if (found != model.end()) model.erase(found);
        return;
    }
    if (found == model.end() || kind == 1) {  // as new
        done.storageCleared = found != model.end() || input.flag();
        model[address] = {};
    }
    Account& account = model[address];
    account.fields.nonce = input.byte();
    account.fields.balance = U256{1} + input.byte();
    if (kind == 2) account.fields.codeHash = crypto::keccak256(Bytes(1, input.byte()));
    done.account = account.fields;
    for (std::size_t n = kind < 5 ? 0 : input.below(kind == 7 ? 40 : 4); n > 0; --n) {
        const U256 slot{input.below(slots)};
        const U256 value = input.flag() ? U256{input.byte()} : U256{};
        done.storage[slot] = value;
        if (value.isZero())
            account.storage.erase(slot);
        else
            account.storage[slot] = value;
    }
}

void compare(const state::MemoryState& state, const Model& model) {
    for (std::size_t i = 0; i < addresses; ++i) {
        const Address address = addressNumber(i);
        const auto read = merkle::readAccount(state, state.root(), address);
        const auto found = model.find(address);
        ASSERT(read && read->has_value() == (found != model.end()));
        ASSERT(state.account(address).has_value() == read->has_value());
        const auto proof = merkle::proofNodes(state, state.root(), address.view());
        ASSERT(proof.has_value());
        const auto proven = merkle::verifyProof(state.root(), address.view(), *proof);
        ASSERT(proven && proven->has_value() == read->has_value());
        if (!*read) continue;
        const Account& account = found->second;
        ASSERT((*read)->nonce == account.fields.nonce);
        ASSERT((*read)->balance == account.fields.balance);
        ASSERT((*read)->codeHash == account.fields.codeHash);
        ASSERT(*state.account(address) == account.fields);
        for (std::size_t s = 0; s < slots; ++s) {
            const auto kept = account.storage.find(U256{s});
            const U256 value = kept == account.storage.end() ? U256{} : kept->second;
            const auto inTrie = merkle::readStorage(state, (*read)->storageRoot, U256{s});
            ASSERT(inTrie && *inTrie == value);
            ASSERT(state.storage(address, U256{s}) == value);
        }
    }
}

void blocks(Input& input) {
    Model model;
    state::MemoryState state;
    for (std::size_t block = 0; block < 8 && !input.done(); ++block) {
        state::StateDiff diff;
        for (std::size_t n = 1 + input.below(24); n > 0; --n) change(input, model, diff);
        const auto commit = merkle::commitChanges(state, state.root(), state::trieChanges(diff));
        ASSERT(commit.has_value());
        for (const auto& [hash, node] : commit->nodes) ASSERT(crypto::keccak256(node) == hash);
        ASSERT(commit->root == rootOf(model));
        state.apply(diff, commit->nodes, commit->root);
    }
    compare(state, model);
}

}  // namespace
}  // namespace rollscope::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    rollscope::fuzz::Input input(data, size);
    rollscope::fuzz::blocks(input);
    return 0;
}
