#include "node/core/state/journaled_state.h"

#include <gtest/gtest.h>

#include "chain.h"

namespace rollscope::state::testing {
namespace {

const Address alice = [] {
    Address address;
    address[19] = 0xa1;
    return address;
}();
const Address bob = [] {
    Address address;
    address[19] = 0xb0;
    return address;
}();

/// Alice has 100 wei and 7 in slot 1.
MemoryState start() {
    StateDiff diff;
    diff.accounts[alice] = AccountDiff{Account{1, U256{100}, crypto::emptyKeccak}, false, {}};
    diff.accounts[alice].storage[U256{1}] = U256{7};
    MemoryState state;
    state.apply(diff, {}, Hash{});
    return state;
}

TEST(JournaledState, revertsToASnapshot) {
    const MemoryState base = start();
    JournaledState state(base);
    state.beginTransaction();
    state.setBalance(alice, U256{50});
    const Snapshot snapshot = state.snapshot();
    state.addBalance(bob, U256{50});
    state.setNonce(alice, 9);
    state.setStorage(alice, U256{1}, U256{8});
    state.setTransient(alice, U256{1}, U256{8});
    state.setCode(bob, Bytes{0x00});
    state.addLog({});
    state.addRefund(5);
    state.revertTo(snapshot);
    EXPECT_EQ(state.balance(alice), U256{50});
    EXPECT_EQ(state.nonce(alice), 1U);
    EXPECT_EQ(state.storage(alice, U256{1}), U256{7});
    EXPECT_EQ(state.transient(alice, U256{1}), U256{0});
    EXPECT_FALSE(state.exists(bob));
    EXPECT_TRUE(state.code(bob)->empty());
    EXPECT_TRUE(state.logs().empty());
    EXPECT_EQ(state.refund(), 0);
}

TEST(JournaledState, aRevertedAccessIsColdAgain) {
    const MemoryState base = start();
    JournaledState state(base);
    state.beginTransaction();
    const Snapshot snapshot = state.snapshot();
    EXPECT_TRUE(state.warmAccount(alice));
    EXPECT_TRUE(state.warmSlot(alice, U256{1}));
    EXPECT_FALSE(state.warmSlot(alice, U256{1}));
    state.revertTo(snapshot);
    EXPECT_TRUE(state.warmAccount(alice));
    EXPECT_TRUE(state.warmSlot(alice, U256{1}));
}

TEST(JournaledState, theNextTransactionsOriginalIsThisOnesResult) {
    const MemoryState base = start();
    JournaledState state(base);
    state.beginTransaction();
    state.setStorage(alice, U256{1}, U256{8});
    EXPECT_EQ(state.prepareStore(alice, U256{1}).original, U256{7});
    state.endTransaction();
    EXPECT_EQ(state.prepareStore(alice, U256{1}).original, U256{8});
}

TEST(JournaledState, emptyAccountsThatWereTouchedGo) {
    const MemoryState base = start();
    JournaledState state(base);
    state.beginTransaction();
    state.touch(bob);
    EXPECT_TRUE(state.exists(bob));
    state.endTransaction();
    EXPECT_FALSE(state.exists(bob));
    EXPECT_TRUE(state.diff().accounts.empty());
}

TEST(JournaledState, aDestroyedContractLeavesNothing) {
    const MemoryState base = start();
    JournaledState state(base);
    state.beginTransaction();
    state.createContract(bob);
    state.setStorage(bob, U256{2}, U256{3});
    state.markDestroyed(bob);
    state.endTransaction();
    EXPECT_FALSE(state.exists(bob));
    EXPECT_EQ(state.storage(bob, U256{2}), U256{0});
}

TEST(JournaledState, theDiffHoldsOnlyWhatChanged) {
    const MemoryState base = start();
    JournaledState state(base);
    state.beginTransaction();
    state.setStorage(alice, U256{1}, U256{8});
    state.setStorage(alice, U256{1}, U256{7});
    state.addBalance(bob, U256{5});
    state.endTransaction();
    const StateDiff diff = state.diff();
    ASSERT_EQ(diff.accounts.size(), 1U);
    EXPECT_EQ(diff.accounts.at(bob).account->balance, U256{5});
}

TEST(Overlay, showsTheDiffOverTheBase) {
    const MemoryState base = start();
    StateDiff diff;
    diff.accounts[alice] = AccountDiff{Account{2, U256{1}, crypto::emptyKeccak}, false, {}};
    const OverlayView view(base, diff);
    EXPECT_EQ(view.account(alice)->nonce, 2U);
    EXPECT_EQ(view.storage(alice, U256{1}), U256{7});
    diff.accounts[alice].storageCleared = true;
    EXPECT_EQ(view.storage(alice, U256{1}), U256{0});
    diff.accounts[alice].account.reset();
    EXPECT_FALSE(view.account(alice).has_value());
}

TEST(MergeDiff, isTheSameAsApplyingOneAfterTheOther) {
    StateDiff first;
    first.accounts[alice] = AccountDiff{{}, true, {}};
    StateDiff second;
    second.accounts[alice] = AccountDiff{Account{1, U256{1}, crypto::emptyKeccak}, false, {}};
    second.accounts[alice].storage[U256{2}] = U256{9};
    mergeDiff(first, std::move(second));
    MemoryState state = start();
    state.apply(first, {}, Hash{});
    EXPECT_EQ(state.storage(alice, U256{1}), U256{0}) << "deleted in between";
    EXPECT_EQ(state.storage(alice, U256{2}), U256{9});
}

}  // namespace
}  // namespace rollscope::state::testing
