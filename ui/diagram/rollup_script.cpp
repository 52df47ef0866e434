#include "ui/diagram/rollup_script.h"

#include <algorithm>

#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

using api::Layer;

// places among arrows and notes
constexpr int pendingOfAlice = 6, pendingOfBob = 8, lockNote = 9, askArrow = 12, answerArrow = 13,
              rootNote = 16, batchArrow = 17;

}  // namespace

const std::vector<RollupScript::Row>& RollupScript::rows() {
    using enum BindingKind;
    using enum Reach;
    using S = RollupScript;
    static const std::vector<Row> table = [] {
        std::vector<Row> bound{
            {action, starts, &S::depositAlice, nullptr, &S::depositedAlice},            // 1
            {observation, within, nullptr, nullptr, &S::emittedAlice},                  // 2
            {action, starts, &S::depositBob, &S::findDepositBob, &S::depositedBob},     // 3
            {observation, within, nullptr, nullptr, &S::emittedBob},                    // 4
            {observation, own, nullptr, nullptr, &S::balances},                         // note 1
            {action, starts, &S::transferAlice, &S::findTransferAlice, &S::sentAlice},  // 5
            {observation, within, nullptr, nullptr, &S::pendingAlice},                  // 6
            {action, within, &S::transferBob, &S::findTransferBob, &S::sentBob},        // 7
            {observation, within, nullptr, nullptr, &S::pendingBob},                    // 8
            {action, within, &S::lock, &S::findBlock, &S::locked},                      // note 2
            {observation, within, nullptr, nullptr, &S::received},                      // note 3
            {action, within, &S::validate, nullptr, &S::validated},                     // note 4
            {action, within, nullptr, nullptr, &S::asked},                              // 9
            {action, within, &S::seal, nullptr, &S::accepted},                          // 10
            {action, within, &S::sequence, nullptr, &S::sequenced},                     // note 5
            {action, within, &S::execute, nullptr, &S::executed},                       // note 6
            {action, within, &S::computeRoot, nullptr, &S::rootComputed},               // note 7
            {action, starts, &S::submitBatch, &S::findBatch, &S::posted},               // 11
        };
        constexpr std::size_t all = 31;
        bound.resize(all, Row{observation, within, nullptr, nullptr, nullptr});
        return bound;
    }();
    return table;
}

// The drawing has the answer to Bob before the block is made; a node that says ACCEPTED_IN_L2 then
// would be lying, so it comes when the block is sealed.
std::vector<int> RollupScript::order() const {
    std::vector<int> order = TableScript::order();
    order.erase(std::find(order.begin(), order.end(), answerArrow));
    order.insert(std::find(order.begin(), order.end(), batchArrow), answerArrow);
    return order;
}

QString RollupScript::unboundReason(int item) const {
    if (item <= batchArrow) return {};
    return tr(
        "Not bound: the diagram is played up to the batch on L1. What follows needs a dispute "
        "or comes after one.");
}

// Answers and stages leave no trace on a chain; the node keeps them for a time.
bool RollupScript::mayMiss(int item) const {
    return item == pendingOfAlice || item == pendingOfBob ||
           (item >= lockNote && item <= rootNote && item != answerArrow);
}

QString RollupScript::subject() const {
    if (!m_alice.depositTx) return {};
    return m_bob.depositTx ? tr("%1 and %2").arg(elided(m_alice.account), elided(m_bob.account))
                           : elided(m_alice.account);
}

Task<Result<bool>> RollupScript::pick(PlayStage& stage, std::optional<std::uint64_t> index) {
    if (index) {
        Result<bool> taken = co_await takeDeposit(stage, *index, m_alice);
        if (taken && !*taken) {
            co_return fail(ErrorCode::notFound,
                           tr("message %1 is no deposit of ether").arg(*index).toStdString());
        }
        co_return taken;
    }
    stage.beginWait(tr("a deposit of ether into L1Bridge, by anyone"));
    const api::PageRequest newest{0, 1};
    const Result<api::Page<api::DepositView>> now =
        co_await stage.ask(stage.node.deposits(std::nullopt, newest));
    if (!now) co_return failFrom(now);
    Result<bool> found = co_await findDeposit(stage, now->total, Address{}, m_alice);
    co_return found;
}

Task<Result<bool>> RollupScript::deposit(PlayStage& stage, RollupPerson& person) {
    m_amount = stage.wish.amount;
    if (m_amount.isZero()) {
        co_return fail(ErrorCode::invalidParams, tr("the amount is 0").toStdString());
    }
    api::Intent intent;
    intent.kind = api::IntentKind::depositEth;
    intent.from = person.account;
    intent.amount = m_amount;
    const Result<api::TxView> tx = co_await stage.send(intent);
    if (!tx) co_return failFrom(tx);
    const Result<Evidence> event =
        stage.eventIn(*tx, "L1Bridge", "Deposit", "from", hex(person.account));
    if (!event) co_return failFrom(event);
    person.depositTx = tx->row.hash;
    person.inbox = valueOf(*event, "messageIndex").toULongLong();
    co_return true;
}

Task<Result<bool>> RollupScript::depositAlice(PlayStage& stage) {
    m_alice.account = stage.wish.account;
    return deposit(stage, m_alice);
}

Task<Result<bool>> RollupScript::depositBob(PlayStage& stage) {
    m_bob.account = stage.partner();
    return deposit(stage, m_bob);
}

Task<Result<bool>> RollupScript::takeDeposit(PlayStage& stage, std::uint64_t index,
                                             RollupPerson& person) {
    const Result<api::MessageView> message =
        co_await stage.ask(stage.node.message(api::MessageSide::inbox, index));
    if (!message) co_return failFrom(message);
    if (message->claimable || !message->l1Token.isZero()) co_return false;
    person.account = message->from;
    person.depositTx = message->txHash;
    person.inbox = index;
    m_amount = message->amount;
    co_return true;
}

Task<Result<bool>> RollupScript::findDeposit(PlayStage& stage, std::uint64_t from, Address other,
                                             RollupPerson& person) {
    const api::PageRequest newest{0, 1};
    while (true) {
        const Result<api::Page<api::DepositView>> now =
            co_await stage.ask(stage.node.deposits(std::nullopt, newest));
        if (!now) co_return failFrom(now);
        while (from < now->total) {
            RollupPerson found;
            const Result<bool> taken = co_await takeDeposit(stage, from, found);
            if (!taken) co_return failFrom(taken);
            if (*taken && found.account != other) {
                person = found;
                co_return true;
            }
            ++from;
        }
        if (stage.isOutOfPatience()) co_return tl::make_unexpected(stage.outOfPatience());
        co_await stage.pause();
    }
}

Task<Result<bool>> RollupScript::findDepositBob(PlayStage& stage) {
    stage.beginWait(tr("somebody else to deposit ether into L1Bridge"));
    return findDeposit(stage, m_alice.inbox + 1, m_alice.account, m_bob);
}

Task<Result<bool>> RollupScript::transfer(PlayStage& stage, RollupPerson& from, Address to) {
    api::Intent intent;
    intent.kind = api::IntentKind::transferL2;
    intent.from = from.account;
    intent.to = to;
    intent.amount = m_amount >> 1;
    const Result<Hash> hash = co_await stage.submit(intent);
    if (!hash) co_return failFrom(hash);
    from.transferTx = *hash;
    co_return true;
}

Task<Result<bool>> RollupScript::transferAlice(PlayStage& stage) {
    // from here on the block is made by hand, so that both wait in the pool
    Result<api::SequencerView> paused = co_await stage.ask(stage.node.pauseSequencer());
    if (!paused) co_return failFrom(paused);
    m_holds = true;
    while (paused->making) {
        const Result<api::BlockStageView> done = co_await stage.ask(stage.node.stepSequencer());
        if (!done) co_return failFrom(done);
        paused = co_await stage.ask(stage.node.sequencer());
        if (!paused) co_return failFrom(paused);
    }
    Result<bool> sent = co_await transfer(stage, m_alice, m_bob.account);
    co_return sent;
}

Task<Result<bool>> RollupScript::transferBob(PlayStage& stage) {
    return transfer(stage, m_bob, m_alice.account);
}

Task<Result<bool>> RollupScript::findTransfer(PlayStage& stage, RollupPerson& from) {
    const api::PageRequest newest{0, 200};
    while (true) {
        const Result<api::Page<api::TxRow>> page =
            co_await stage.ask(stage.node.transactionsOf(Layer::l2, from.account, newest));
        if (!page) co_return failFrom(page);
        for (const api::TxRow& row : page->rows) {  // newest first: the oldest since stays
            const bool own = row.from == from.account && row.type != types::TxType::deposit;
            if (own && row.block && *row.block > m_onL2) {
                from.transferTx = row.hash;
                m_block = *row.block;
            }
        }
        if (from.transferTx) co_return true;
        // it may wait for a block, as a sender's first one there; a block may take it meanwhile
        const api::PoolRequest own{{0, 200}, api::PoolOrder::newest, from.account};
        const Result<api::Page<api::MempoolRow>> pool = co_await stage.ask(stage.node.mempool(own));
        if (!pool) co_return failFrom(pool);
        const auto first =
            std::min_element(pool->rows.begin(), pool->rows.end(),
                             [](const auto& a, const auto& b) { return a.tx.nonce < b.tx.nonce; });
        if (first != pool->rows.end()) {
            from.transferTx = first->tx.hash;
            co_return true;
        }
        if (stage.isOutOfPatience()) co_return tl::make_unexpected(stage.outOfPatience());
        co_await stage.pause();
    }
}

Task<Result<bool>> RollupScript::findTransferAlice(PlayStage& stage) {
    stage.beginWait(tr("a transaction of %1 on L2").arg(elided(m_alice.account)));
    return findTransfer(stage, m_alice);
}

Task<Result<bool>> RollupScript::findTransferBob(PlayStage& stage) {
    stage.beginWait(tr("a transaction of %1 on L2").arg(elided(m_bob.account)));
    return findTransfer(stage, m_bob);
}

Task<Result<bool>> RollupScript::submitBatch(PlayStage& stage) {
    const Result<std::uint64_t> batch = co_await stage.batchWith(m_block, true);
    if (!batch) co_return failFrom(batch);
    m_batch = *batch;
    co_return true;
}

Task<Result<bool>> RollupScript::findBatch(PlayStage& stage) {
    const Result<std::uint64_t> batch = co_await stage.batchWith(m_block, false);
    if (!batch) co_return failFrom(batch);
    m_batch = *batch;
    co_return true;
}

}  // namespace rollscope::ui
