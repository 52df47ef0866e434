// What the window shows of a transaction: its tree, its steps, what it changed. On both layers.
#include "tests/scenario/harness.h"

namespace rollscope {
namespace {

using api::Layer;
using api::StateField;

class Execution : public Play {
protected:
    const api::StateChange* find(const std::vector<api::StateChange>& changes,
                                 const QString& name) {
        for (const auto& change : changes) {
            if (change.name.startsWith(name)) return &change;
        }
        return nullptr;
    }
    Hash withdraw() {
        api::Intent wish;
        wish.kind = api::IntentKind::withdrawEth;
        wish.from = alice;
        wish.amount = ether(100);
        const Hash hash = does(wish);
        EXPECT_TRUE(reaches(hash, api::TxStatus::acceptedInL2));
        return hash;
    }
};

TEST_F(Execution, ofAWithdrawalHasNamesAtEachLevel) {
    open();
    const Hash hash = withdraw();
    const api::ExecutionPtr record = have(node->executionOf(Layer::l2, hash));
    ASSERT_NE(record, nullptr);
    EXPECT_TRUE(record->ok());
    const api::TxView view = have(node->transaction(Layer::l2, hash));
    EXPECT_EQ(record->gasUsed(), view.receipt->gasUsed);
    const auto& frames = record->frames();
    ASSERT_GE(frames.size(), 2U);
    EXPECT_EQ(frames[0].contract, QStringLiteral("L2Bridge"));
    EXPECT_EQ(frames[1].contract, QStringLiteral("L2Inbox"));
    ASSERT_TRUE(frames[0].decoded && frames[1].decoded);
    EXPECT_EQ(frames[1].parent, 0U);
    EXPECT_EQ(record->intrinsicGas() + static_cast<std::uint64_t>(frames[0].gasUsed) -
                  record->gasRefunded(),
              record->gasUsed());
    ASSERT_EQ(record->logs().size(), view.logs.size());
    for (std::size_t i = 0; i < view.logs.size(); ++i) {
        EXPECT_EQ(record->logs()[i].log.index, view.logs[i].logIndex);
        EXPECT_EQ(record->logs()[i].log.data, view.logs[i].log.data);
        EXPECT_TRUE(record->logs()[i].decoded);
    }
}

TEST_F(Execution, tellsWhatItChangedByName) {
    open();
    const Hash hash = withdraw();
    const auto changes = have(node->stateChangesOf(Layer::l2, hash));
    const auto* next = find(changes, QStringLiteral("nextIndex"));
    const auto* length = find(changes, QStringLiteral("queue.length"));
    const auto* leaf = find(changes, QStringLiteral("queue[0]"));
    ASSERT_TRUE(next != nullptr && length != nullptr && leaf != nullptr);
    EXPECT_EQ(next->contract, QStringLiteral("L2Inbox"));
    EXPECT_EQ(length->after, length->before + U256{1});
    bool nonce = false;
    bool balance = false;
    for (const auto& change : changes) {
        nonce = nonce || (change.address == alice && change.field == StateField::nonce &&
                          change.after == change.before + U256{1});
        balance = balance || (change.address == alice && change.field == StateField::balance &&
                              change.before > change.after + ether(100));
    }
    EXPECT_TRUE(nonce && balance);

    api::Intent wish;
    wish.kind = api::IntentKind::approveL1Token;
    wish.from = alice;
    for (const auto& contract : have(node->config()).contracts) {
        if (contract.name == QStringLiteral("L1Token")) wish.l1Token = contract.address;
    }
    wish.amount = U256{5};
    const Hash approval = does(wish);
    ASSERT_TRUE(eventually(
        [&] { return have(node->transaction(Layer::l1, approval)).receipt.has_value(); }));
    const auto onL1 = have(node->stateChangesOf(Layer::l1, approval));
    const auto* allowance = find(onL1, QStringLiteral("allowances["));
    ASSERT_NE(allowance, nullptr);
    EXPECT_EQ(allowance->contract, QStringLiteral("L1Token"));
    EXPECT_TRUE(allowance->name.endsWith(QStringLiteral("[L1Bridge]")))
        << allowance->name.toStdString();
    EXPECT_EQ(allowance->after, U256{5});
}

TEST_F(Execution, ofTheSystemTransactionAndADepositIsThereToo) {
    open();
    api::Intent wish;
    wish.kind = api::IntentKind::depositEth;
    wish.from = bob;
    wish.amount = ether(10);
    does(wish);
    ASSERT_TRUE(eventually([&] {
        const auto page = have(node->deposits(bob, {}));
        return !page.rows.empty() && page.rows[0].l2TxHash.has_value();
    }));
    const auto deposit = have(node->deposits(bob, {})).rows[0];
    const auto block = have(node->block(Layer::l2, *deposit.l2Block));
    const auto system = have(node->executionOf(Layer::l2, block.hashes[0]));
    EXPECT_EQ(system->frames()[0].contract, QStringLiteral("L1Info"));
    EXPECT_GT(system->stepCount(), 10U);
    const auto changes = have(node->stateChangesOf(Layer::l2, *deposit.l2TxHash));
    bool minted = false;
    for (const auto& change : changes) {
        minted = minted ||
                 (change.field == StateField::balance && change.after == change.before + ether(10));
    }
    EXPECT_TRUE(minted);
    EXPECT_EQ(refused(node->executionOf(Layer::l2, Hash{})).code, ErrorCode::notFound);
}

TEST_F(Execution, isGivenUpWhenItsAskerCancels) {
    open();
    api::CallRequest endless;
    endless.to = bob;
    endless.gas = 30'000'000;
    api::CallOverrides overrides;
    api::AccountOverride account;
    account.address = bob;
    account.code = Bytes{0x5b, 0x5f, 0x56};  // jumps to itself
    overrides.accounts.push_back(account);
    auto future = node->traceCall(Layer::l2, endless, api::BlockTag::latest, {}, overrides);
    future.cancel();
    future.waitForFinished();
    EXPECT_TRUE(future.isCanceled());
    api::TraceOptions small;
    small.maxBytes = 1 << 20;
    EXPECT_EQ(
        refused(node->traceCall(Layer::l2, endless, api::BlockTag::latest, small, overrides)).code,
        ErrorCode::requestTooLarge);
}

}  // namespace
}  // namespace rollscope
