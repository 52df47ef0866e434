// The optimistic rollup's diagram and the architecture's two flows, driven by the page's own
// buttons over a real node; the node is asked whether what stands at each arrow is true.
//
//   ROLLSCOPE_PICTURES=folder test_ui_play_rollup     keeps the window at some of the steps
#include <QJsonArray>
#include <QMenu>

#include "tests/ui/test_window.h"
#include "ui/pages/sequence_page.h"
#include "ui/text/format.h"
#include "ui/widgets/sequence_diagram.h"
#include "ui/window/inspector.h"

namespace rollscope::ui {

namespace {

using api::Layer;
using test::answerOf;

// items of the optimistic rollup: arrows and notes in their places
constexpr int depositOfAlice = 0, depositOfBob = 2, balancesNote = 4, transferOfAlice = 5,
              pendingOfAlice = 6, pendingOfBob = 8, lockNote = 9, validateNote = 11, askArrow = 12,
              answerArrow = 13, sequenceNote = 14, executeNote = 15, rootNote = 16, batchArrow = 17,
              allItems = 31, boundItems = 18;

}  // namespace

class PlayRollupTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { forget(); }
    void theRollupIsPlayedUpToItsBatch();
    void backFromAStageReturnsToBeforeTheTransfers();
    void aRunThatIsGivenUpLetsTheSequencerGo();
    void theTransactionFlowIsPlayed_data();
    void theTransactionFlowIsPlayed();
    void theStateUpdatesArePlayed();
    void whatOthersDoLightsTheFlow();
    void aPastBatchIsReplayed();
    void depositsOfOthersLightTheRollup();
    void whatNobodyAskedIsDark();

private:
    void open(l1::ProofMode mode);
    void choose(const char* id);
    SequencePage* page() const { return m_window->findChild<SequencePage*>(); }
    Player& player() const { return page()->player(); }
    const ItemRun& item(int index) const {
        return player().items()[static_cast<std::size_t>(index)];
    }
    QString value(int index, const char* name) const {
        return valueOf(*item(index).evidence, name);
    }
    /// Presses Step until the item is next, or all are lit.
    void stepBefore(int last);
    /// That the stages are those of the block that took a transaction.
    void checkStagesOf(const Hash& transaction);
    /// That an evidence's transaction is in the block it names.
    void checkOnChain(int index);
    api::SequencerView sequencer() { return answerOf(m_node->sequencer()).value(); }
    /// Into the pool, and no further.
    Hash sends(api::Intent intent);
    /// And into a block.
    Hash does(api::Intent intent);
    void picture(const char* name) {
        const QString folder = qEnvironmentVariable("ROLLSCOPE_PICTURES");
        if (folder.isEmpty()) return;
        QTest::qWait(400);  // what moves comes to rest
        m_window->grab().save(folder + QLatin1Char('/') + QLatin1String(name));
    }
};

void PlayRollupTest::open(l1::ProofMode mode) {
    embedded::Options options = test::blocksEvery(150);
    options.parameters.proofMode = mode;
    openNode(std::move(options));
    openWindow("sequence");
}

void PlayRollupTest::init() {
    if (QTest::currentDataTag() == nullptr) open(l1::ProofMode::optimistic);
}

void PlayRollupTest::choose(const char* id) {
    const auto all = builtInDiagrams();
    for (int i = 0; i < static_cast<int>(all.size()); ++i) {
        if (all[static_cast<std::size_t>(i)].id != QLatin1String(id)) continue;
        const auto buttons = page()->findChild<Tabs*>()->findChildren<Button*>();
        QTest::mouseClick(buttons[i], Qt::LeftButton);
    }
    QVERIFY(player().isBound());
    QCOMPARE(player().litCount(), 0);
}

void PlayRollupTest::stepBefore(int last) {
    while (player().next() != last && !player().isFinished()) {
        const int now = player().next();
        click("sequenceStep");
        QTRY_VERIFY_WITH_TIMEOUT(!player().isBusy(), test::patienceMs);
        QVERIFY2(item(now).state == ItemState::lit,
                 qPrintable(QString::number(now) + QLatin1Char(' ') + item(now).problem));
        QCOMPARE(player().last(), now);
    }
}

void PlayRollupTest::checkOnChain(int index) {
    const Evidence& evidence = *item(index).evidence;
    QVERIFY(evidence.layer && evidence.transaction && evidence.inBlock);
    const auto tx = answerOf(m_node->transaction(*evidence.layer, *evidence.transaction));
    QVERIFY(tx.has_value() && tx->receipt && tx->receipt->success);
    QCOMPARE(*tx->row.block, evidence.block);
    const auto block = answerOf(m_node->block(*evidence.layer, evidence.block));
    QCOMPARE(block->row.hash, *evidence.blockHash);
    QCOMPARE(block->header.stateRoot, evidence.stateAfter);
}

Hash PlayRollupTest::sends(api::Intent intent) {
    const auto prepared = answerOf(m_node->prepare(intent));
    if (!prepared) {
        qWarning() << errorText(prepared.error());
        return {};
    }
    const auto raw = m_signer.sign(prepared->tx, intent.from);
    return answerOf(m_node->submit(prepared->layer, *raw)).value_or(Hash{});
}

Hash PlayRollupTest::does(api::Intent intent) {
    const Hash hash = sends(intent);
    const Layer layer = intent.kind == api::IntentKind::depositEth ? Layer::l1 : Layer::l2;
    const auto mined = [&] {
        const auto tx = answerOf(m_node->transaction(layer, hash));
        return tx && tx->receipt.has_value();
    };
    return QTest::qWaitFor(mined, test::patienceMs) ? hash : Hash{};
}

void PlayRollupTest::theRollupIsPlayedUpToItsBatch() {
    choose("optimistic-rollup");
    QCOMPARE(static_cast<int>(player().items().size()), allItems);
    QCOMPARE(player().boundCount(), boundItems);
    const Address alice = m_signer.accounts()[0].address, bob = m_signer.accounts()[1].address;
    stepBefore(balancesNote);
    for (const int each : {depositOfAlice, depositOfAlice + 1, depositOfBob, depositOfBob + 1}) {
        checkOnChain(each);
    }
    QCOMPARE(value(depositOfAlice, "from"), hex(alice));
    QCOMPARE(value(depositOfBob, "from"), hex(bob));
    QCOMPARE(item(depositOfAlice + 1).evidence->event, QStringLiteral("L1Bridge · Deposit"));
    stepBefore(lockNote);
    // both wait: nobody makes blocks but the steps
    for (const int each : {pendingOfAlice, pendingOfBob}) {
        QCOMPARE(value(each, "status"), QStringLiteral("PENDING"));
        const auto status = answerOf(m_node->transactionStatus(*item(each).evidence->transaction));
        QCOMPARE(status->status, api::TxStatus::pending);
    }
    QVERIFY(sequencer().mode != api::SequencerMode::automatic);
    const std::uint64_t head =
        answerOf(m_node->block(Layer::l2, api::BlockTag::latest))->row.number;
    const std::pair<int, api::BlockStage> stages[] = {
        {lockNote, api::BlockStage::lock},
        {validateNote, api::BlockStage::validate},
        {sequenceNote, api::BlockStage::sequence},
        {executeNote, api::BlockStage::execute},
        {rootNote, api::BlockStage::computeStateRoot}};
    for (const auto& [note, stage] : stages) {
        stepBefore(note);
        QCOMPARE(sequencer().next, stage);  // not done before its note
        click("sequenceStep");
        QTRY_VERIFY_WITH_TIMEOUT(!player().isBusy(), test::patienceMs);
        QVERIFY(sequencer().making->stages[static_cast<std::size_t>(stage)].done);
        QCOMPARE(value(note, "stage"), api::wordOf(stage));
        QCOMPARE(value(note, "blockNumber"), QString::number(head + 1));
    }
    QCOMPARE(item(answerArrow).state, ItemState::ahead);  // it is not true yet
    picture("rollup-stages.png");
    QVERIFY(item(askArrow).evidence.has_value());
    QCOMPARE(value(validateNote, "taken"), QStringLiteral("2"));
    QCOMPARE(value(executeNote, "included"), QStringLiteral("2"));
    QCOMPARE(player().next(), answerArrow);
    stepBefore(batchArrow);
    QCOMPARE(value(answerArrow, "status"), QStringLiteral("ACCEPTED_IN_L2"));
    checkOnChain(answerArrow);
    QCOMPARE(item(answerArrow).evidence->block, head + 1);
    QVERIFY(!player().script()->holdsSequencer());
    QTRY_COMPARE(sequencer().mode, api::SequencerMode::automatic);
    stepBefore(-1);
    QVERIFY(player().isFinished());
    checkOnChain(batchArrow);
    QCOMPARE(item(batchArrow).evidence->event, QStringLiteral("Rollup · StateRootSubmitted"));
    picture("rollup-batch.png");
    // the rest says why it is dark
    QCOMPARE(player().litCount(), boundItems);
    const QJsonArray items = player().record()[QStringLiteral("items")].toArray();
    QCOMPARE(items.size(), allItems);
    for (int i = boundItems; i < allItems; ++i) {
        const QJsonObject each = items[i].toObject();
        QVERIFY(!each[QStringLiteral("lit")].toBool());
        QVERIFY(each[QStringLiteral("unbound")].toString().contains(QLatin1String("dispute")));
    }
}

void PlayRollupTest::backFromAStageReturnsToBeforeTheTransfers() {
    choose("optimistic-rollup");
    stepBefore(sequenceNote);
    click("sequenceBack");
    QTRY_VERIFY_WITH_TIMEOUT(!player().isBusy(), test::patienceMs);
    QCOMPARE(player().next(), transferOfAlice);
    QTRY_COMPARE_WITH_TIMEOUT(sequencer().mode, api::SequencerMode::automatic, test::patienceMs);
    QVERIFY(!sequencer().making);
    stepBefore(batchArrow);
    checkOnChain(answerArrow);
}

void PlayRollupTest::aRunThatIsGivenUpLetsTheSequencerGo() {
    choose("optimistic-rollup");
    stepBefore(executeNote);
    QVERIFY(sequencer().mode != api::SequencerMode::automatic);
    const Hash waits = *item(transferOfAlice).evidence->transaction;
    click("sequenceReset");
    QCOMPARE(player().litCount(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(sequencer().mode, api::SequencerMode::automatic, test::patienceMs);
    const auto mined = [&] {
        const auto tx = answerOf(m_node->transaction(Layer::l2, waits));
        return tx && tx->receipt.has_value();
    };
    QTRY_VERIFY_WITH_TIMEOUT(mined(), test::patienceMs);
}

void PlayRollupTest::theTransactionFlowIsPlayed_data() {
    QTest::addColumn<bool>("attested");
    QTest::newRow("optimistic") << false;
    QTest::newRow("attestation") << true;
}

void PlayRollupTest::theTransactionFlowIsPlayed() {
    QFETCH(bool, attested);
    open(attested ? l1::ProofMode::attestation : l1::ProofMode::optimistic);
    choose("transaction-flow");
    click("sequencePlay");
    QTRY_VERIFY_WITH_TIMEOUT(player().isFinished(), test::patienceMs);
    QCOMPARE(player().litCount(), 4);
    const Hash tx = *item(0).evidence->transaction;
    QCOMPARE(*item(1).evidence->transaction, tx);
    checkOnChain(1);
    checkOnChain(2);
    QCOMPARE(item(2).evidence->event, QStringLiteral("Rollup · BatchSubmitted"));
    const auto& call = item(2).evidence->call;
    QVERIFY(call.has_value());
    QCOMPARE(nameOf(*call), QStringLiteral("Rollup.submitBatch"));
    QVERIFY(!call->arguments.empty());
    QVERIFY(call->gasUsed > 0 && call->gasUsed < *item(2).evidence->gas);
    const auto status = answerOf(m_node->transactionStatus(tx));
    QCOMPARE(QString::number(*status->batch), value(2, "batchIndex"));
    QCOMPARE(value(3, "indexBefore"), QStringLiteral("0"));
    QCOMPARE(value(3, "indexAfter"), value(2, "batchIndex"));
    const auto batch = answerOf(m_node->batch(*status->batch));
    QCOMPARE(value(3, "batchHash"), hex(batch->row.hash));
    QCOMPARE(*item(3).evidence->transaction, batch->row.l1TxHash);
    auto* inspector = m_window->findChild<Inspector*>();
    QTRY_COMPARE(inspector->current(), QStringLiteral("arrow:3"));
    picture("flow.png");
}

void PlayRollupTest::theStateUpdatesArePlayed() {
    choose("state-updates");
    click("sequencePlay");
    QTRY_VERIFY_WITH_TIMEOUT(player().isFinished(), test::patienceMs);
    QCOMPARE(player().litCount(), 3);
    checkOnChain(0);
    picture("state.png");
    QVERIFY(value(0, "rootBefore") != value(0, "rootAfter"));
    const auto block = answerOf(m_node->block(Layer::l2, item(0).evidence->block));
    QCOMPARE(value(0, "rootAfter"), hex(block->header.stateRoot));
    checkOnChain(2);
    const auto batch = answerOf(m_node->batch(value(2, "batchIndex").toULongLong()));
    QCOMPARE(value(2, "stateRoot"), hex(batch->assertions.front().parts.stateRoot));
    QVERIFY(batch->assertions.front().matches);
    QVERIFY(value(1, "proofBytes").toInt() >= 4 * 32);
    QCOMPARE(value(1, "txRoot"), value(2, "txRoot"));
}

void PlayRollupTest::whatOthersDoLightsTheFlow() {
    choose("transaction-flow");
    click("sequenceFollow");
    QTest::qWait(400);
    QCOMPARE(player().litCount(), 0);
    api::Intent intent;
    intent.kind = api::IntentKind::transferL2;
    intent.from = m_signer.accounts()[2].address;
    intent.to = m_signer.accounts()[3].address;
    intent.amount = U256{5};
    const Hash sent = does(intent);
    QTRY_COMPARE_WITH_TIMEOUT(player().litCount(), 2, test::patienceMs);
    QCOMPARE(*item(0).evidence->transaction, sent);
    QVERIFY(value(0, "received").toULongLong() > 0);
    QVERIFY(answerOf(m_node->flush()).has_value());
    QTRY_COMPARE_WITH_TIMEOUT(player().litCount(), 4, test::patienceMs);
    checkOnChain(2);
}

void PlayRollupTest::aPastBatchIsReplayed() {
    choose("state-updates");
    click("sequencePlay");
    QTRY_VERIFY_WITH_TIMEOUT(player().isFinished(), test::patienceMs);
    const Hash tx = *item(0).evidence->transaction;
    click("sequenceReset");
    click("sequenceReplay");
    auto* menu = page()->findChild<QMenu*>(QStringLiteral("sequenceReplays"));
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(menu->actions().front()->text().startsWith(QLatin1String("Batch ")));
    menu->actions().front()->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(player().isFinished(), test::patienceMs);
    QCOMPARE(player().mode(), Player::Mode::replay);
    QCOMPARE(*item(0).evidence->transaction, tx);
}

void PlayRollupTest::depositsOfOthersLightTheRollup() {
    choose("optimistic-rollup");
    click("sequenceFollow");
    QTest::qWait(400);
    const Address carol = m_signer.accounts()[2].address, dave = m_signer.accounts()[3].address;
    api::Intent intent;
    intent.kind = api::IntentKind::depositEth;
    intent.amount = amountFromText(QStringLiteral("2")).value();
    intent.from = carol;
    const Hash first = does(intent);
    QTRY_COMPARE_WITH_TIMEOUT(player().next(), depositOfBob, test::patienceMs);
    QCOMPARE(*item(depositOfAlice).evidence->transaction, first);
    does(intent);  // hers again is not Bob's
    intent.from = dave;
    const Hash second = does(intent);
    QTRY_COMPARE_WITH_TIMEOUT(player().next(), transferOfAlice, test::patienceMs);
    QCOMPARE(*item(depositOfBob).evidence->transaction, second);
    intent.kind = api::IntentKind::transferL2;
    intent.from = carol;
    intent.to = dave;
    // both wait for a time: it is PENDING while it is
    QVERIFY(answerOf(m_node->pauseSequencer()).has_value());
    const Hash forth = sends(intent);
    QTRY_COMPARE_WITH_TIMEOUT(player().next(), pendingOfBob - 1, test::patienceMs);
    QCOMPARE(*item(pendingOfAlice).evidence->transaction, forth);
    QCOMPARE(value(pendingOfAlice, "status"), QStringLiteral("PENDING"));
    QVERIFY(!item(pendingOfAlice).evidence->inBlock);
    intent.from = dave;
    intent.to = carol;
    const Hash back = sends(intent);
    QTRY_COMPARE_WITH_TIMEOUT(player().next(), lockNote, test::patienceMs);
    QTest::qWait(500);
    QCOMPARE(item(lockNote).state, ItemState::running);  // no block has it
    // as the RPC server asks for a client
    QVERIFY(answerOf(m_node->transactionStatus(back, api::TxOrigin::network)).has_value());
    QVERIFY(answerOf(m_node->resumeSequencer()).has_value());
    QTRY_COMPARE_WITH_TIMEOUT(player().next(), batchArrow, test::patienceMs);
    QCOMPARE(*item(answerArrow).evidence->transaction, back);
    QVERIFY(answerOf(m_node->flush()).has_value());
    QTRY_VERIFY_WITH_TIMEOUT(player().isFinished(), test::patienceMs);
    checkStagesOf(back);
    picture("rollup-followed.png");

    // what the node has kept shows it again
    click("sequenceReplay");
    auto* menu = page()->findChild<QMenu*>(QStringLiteral("sequenceReplays"));
    QTRY_VERIFY(menu->isVisible());
    menu->actions().back()->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(player().isFinished(), test::patienceMs);
    QCOMPARE(*item(depositOfAlice).evidence->transaction, first);
    checkStagesOf(back);
    QCOMPARE(value(pendingOfAlice, "status"), QStringLiteral("PENDING"));
    QVERIFY(!item(pendingOfAlice).evidence->inBlock);
}

void PlayRollupTest::whatNobodyAskedIsDark() {
    choose("optimistic-rollup");
    api::Intent intent;
    intent.amount = amountFromText(QStringLiteral("2")).value();
    for (const int user : {2, 3}) {
        intent.kind = api::IntentKind::depositEth;
        intent.from = m_signer.accounts()[static_cast<std::size_t>(user)].address;
        does(intent);
    }
    const auto arrived = [&] {
        const auto all = answerOf(m_node->deposits({}, {}));
        return std::all_of(all->rows.begin(), all->rows.end(),
                           [](const auto& each) { return each.l2TxHash.has_value(); });
    };
    QTRY_VERIFY_WITH_TIMEOUT(arrived(), test::patienceMs);
    intent.kind = api::IntentKind::transferL2;
    intent.amount = U256{7};
    intent.to = m_signer.accounts()[4].address;
    Hash last;
    for (const int user : {2, 3}) {
        intent.from = m_signer.accounts()[static_cast<std::size_t>(user)].address;
        last = does(intent);
    }
    QVERIFY(answerOf(m_node->flush()).has_value());
    const auto deposits = answerOf(m_node->deposits({}, {}));
    player().replay(deposits->rows.back().index);
    QTRY_VERIFY_WITH_TIMEOUT(player().isFinished(), test::patienceMs);
    QCOMPARE(player().litCount(), boundItems - 1);
    QCOMPARE(item(askArrow).state, ItemState::ahead);
    QVERIFY(item(askArrow).problem.contains(QLatin1String("nobody asked")));
    QVERIFY(page()->findChild<SequenceDiagram*>()->scene().marks[askArrow].why.contains(
        QLatin1String("nobody asked")));
    QCOMPARE(*item(answerArrow).evidence->transaction, last);
}

void PlayRollupTest::checkStagesOf(const Hash& transaction) {
    QCOMPARE(player().litCount(), boundItems);
    const auto tx = answerOf(m_node->transaction(Layer::l2, transaction));
    const auto made = answerOf(m_node->blockProgress(*tx->row.block));
    QVERIFY(made.has_value());
    const std::pair<int, api::BlockStage> stages[] = {
        {lockNote, api::BlockStage::lock},
        {validateNote, api::BlockStage::validate},
        {sequenceNote, api::BlockStage::sequence},
        {executeNote, api::BlockStage::execute},
        {rootNote, api::BlockStage::computeStateRoot}};
    for (const auto& [note, stage] : stages) {
        QCOMPARE(value(note, "blockNumber"), QString::number(*tx->row.block));
        QCOMPARE(value(note, "stage"), api::wordOf(stage));
        QCOMPARE(value(note, "done"),
                 QString::number(made->stages[static_cast<std::size_t>(stage)].doneAtMs));
    }
    QCOMPARE(value(askArrow, "status"), QStringLiteral("PENDING"));
    QVERIFY(value(askArrow, "answered").toULongLong() <= made->stages.back().doneAtMs);
    QVERIFY(value(lockNote + 1, "received").toULongLong() <= made->stages.back().doneAtMs);
}

}  // namespace rollscope::ui

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    rollscope::api::registerMetaTypes();
    rollscope::ui::installTheme(app, qEnvironmentVariableIsSet("ROLLSCOPE_DARK")
                                         ? rollscope::ui::ThemeChoice::dark
                                         : rollscope::ui::ThemeChoice::light);
    rollscope::ui::PlayRollupTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "play_rollup_test.moc"
