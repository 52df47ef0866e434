// The token portal's diagram, driven by the page's own buttons over a real node; the node is asked
// whether what stands at each arrow is on the chains.
#include <QComboBox>
#include <QJsonArray>
#include <QMenu>
#include <QScrollBar>

#include "tests/ui/test_window.h"
#include "ui/pages/sequence_page.h"
#include "ui/text/format.h"
#include "ui/widgets/sequence_diagram.h"
#include "ui/window/inspector.h"

namespace rollscope::ui {

namespace {

constexpr int arrowItems = 24;
/// The item of an arrow of the portal's diagram.
constexpr int arrow(int number) {
    return number - 1 + (number > 5 ? 1 : 0) + (number > 8 ? 1 : 0);
}

}  // namespace

class PlayPortalTest : public QObject, protected test::WindowOverNode {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { forget(); }
    void everyArrowIsLitByWhatIsOnTheChains_data();
    void everyArrowIsLitByWhatIsOnTheChains();
    void backReturnsToBeforeTheTransaction();
    void aClockThatRunsCanBeGivenUp();
    void whatTheChainTookBackIsDarkAgain();
    void aBlockReplacedAtItsHeightIsNoEvidence();
    void theInspectorShowsWhatLitAnArrow();
    void aSmallWindowShowsTheArrowAtHand();
    void keysOfTheDiagramStepAndGoBack();
    void theRunIsExported();
    void playStopsAtABreak();
    void tooLargeADepositFailsAndCanBeMended();
    void whatOthersDoLightsTheDiagram();
    void aPastDepositIsReplayed();
    void aDiagramOfOnesOwnIsOnlyDrawn();

private:
    void open(l1::ProofMode mode);
    SequencePage* page() const { return m_window->findChild<SequencePage*>(); }
    Player& player() const { return page()->player(); }
    const ItemRun& item(int index) const {
        return player().items()[static_cast<std::size_t>(index)];
    }
    /// Presses Step until the item is lit.
    void stepTo(int last);
    void checkEvidence(int index);
    std::uint64_t head(api::Layer layer) {
        return test::answerOf(m_node->block(layer, api::BlockTag::latest)).value().row.number;
    }
    Hash does(api::Intent intent);
};

void PlayPortalTest::open(l1::ProofMode mode) {
    embedded::Options options = test::blocksEvery(150);
    options.parameters.proofMode = mode;
    openNode(std::move(options));
    openWindow("sequence");
}

void PlayPortalTest::init() {
    if (QTest::currentDataTag() == nullptr) open(l1::ProofMode::attestation);
}

void PlayPortalTest::stepTo(int last) {
    while (player().next() <= last) {
        const int now = player().next();
        click("sequenceStep");
        if (!player().isBusy() && player().next() == now) QVERIFY(item(now).problem.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!player().isBusy() || player().waitsUntil(), test::patienceMs);
        if (player().isBusy()) {  // the challenge period
            QTRY_VERIFY(m_window->findChild<QWidget*>(QStringLiteral("sequenceWarp"))->isVisible());
            QCOMPARE(item(now).state, ItemState::waiting);
            click("sequenceWarp");
            QTRY_VERIFY_WITH_TIMEOUT(!player().isBusy(), test::patienceMs);
        }
        QVERIFY2(item(now).state == ItemState::lit,
                 qPrintable(QString::number(now) + QLatin1Char(' ') + item(now).problem));
        QCOMPARE(player().next(), now + 1);
    }
}

void PlayPortalTest::checkEvidence(int index) {
    const ItemRun& run = item(index);
    QVERIFY(run.evidence.has_value());
    const Evidence& evidence = *run.evidence;
    if (index == arrow(1)) {
        QVERIFY(!evidence.layer);
        return;
    }
    QVERIFY(evidence.layer.has_value());
    const auto block = test::answerOf(m_node->block(*evidence.layer, evidence.block));
    QVERIFY(block.has_value());
    QCOMPARE(block->row.timestamp, evidence.timestamp);
    if (!evidence.transaction) {
        QVERIFY(!evidence.values.empty());
        return;
    }
    const auto tx = test::answerOf(m_node->transaction(*evidence.layer, *evidence.transaction));
    QVERIFY(tx.has_value() && tx->receipt && tx->receipt->success);
    QCOMPARE(*tx->row.block, evidence.block);
    if (evidence.root && !evidence.event.contains(QLatin1String("Finalized"))) return;
    const QString event = evidence.event.section(QStringLiteral(" · "), 1);
    if (event.contains(QLatin1Char('('))) return;  // read, not logged
    const bool logged = std::any_of(tx->logs.begin(), tx->logs.end(), [&](const auto& log) {
        return log.decoded && log.decoded->function == event;
    });
    QVERIFY2(logged, qPrintable(evidence.event));
}

Hash PlayPortalTest::does(api::Intent intent) {
    const auto prepared = test::answerOf(m_node->prepare(intent));
    if (!prepared) {
        qWarning() << errorText(prepared.error());
        return {};
    }
    const auto raw = m_signer.sign(prepared->tx, intent.from);
    const auto hash = test::answerOf(m_node->submit(prepared->layer, *raw));
    if (!hash) return {};
    const auto mined = [&] {
        const auto tx = test::answerOf(m_node->transaction(prepared->layer, *hash));
        return tx && tx->receipt.has_value();
    };
    return QTest::qWaitFor(mined, test::patienceMs) ? *hash : Hash{};
}

void PlayPortalTest::everyArrowIsLitByWhatIsOnTheChains_data() {
    QTest::addColumn<bool>("attested");
    QTest::newRow("attestation") << true;
    QTest::newRow("optimistic") << false;
}

void PlayPortalTest::everyArrowIsLitByWhatIsOnTheChains() {
    QFETCH(bool, attested);
    open(attested ? l1::ProofMode::attestation : l1::ProofMode::optimistic);
    QCOMPARE(static_cast<int>(player().items().size()), arrowItems);
    stepTo(arrowItems - 1);
    QVERIFY(player().isFinished());
    for (int i = 0; i < arrowItems; ++i) checkEvidence(i);
    // one transaction each
    const auto same = [this](int a, int b) {
        return item(arrow(a)).evidence->transaction == item(arrow(b)).evidence->transaction;
    };
    QVERIFY(same(2, 3) && same(2, 5) && same(6, 7) && same(10, 11) && same(10, 12));
    const auto outbound = test::answerOf(m_node->messageTree({api::MessageSide::outbox})).value();
    QCOMPARE(hex(*item(arrow(14)).evidence->root), hex(outbound.root));
    QCOMPARE(hex(*item(arrow(17)).evidence->root), hex(outbound.root));
    QCOMPARE(valueOf(*item(arrow(5)).evidence, "leaf"),
             hex(test::answerOf(m_node->message(api::MessageSide::inbox, 0)).value().leaf));
    QVERIFY(same(18, 19) && same(18, 21) && same(16, 17));
    QCOMPARE(same(15, 16), attested);
    QCOMPARE(item(arrow(16)).evidence->event, attested ? QStringLiteral("Rollup · ProofVerified")
                                                       : QStringLiteral("Rollup · BatchFinalized"));
    const auto withdrawal = test::answerOf(m_node->withdrawals({}, {})).value().rows.front();
    QCOMPARE(withdrawal.stage, api::WithdrawalStage::claimed);
    QCOMPARE(toDecimal(withdrawal.amount),
             toDecimal(amountFromText(QStringLiteral("250")).value()));
    const QJsonObject record = player().record();
    QCOMPARE(record[QStringLiteral("lit")].toInt(), arrowItems);
    QCOMPARE(record[QStringLiteral("items")].toArray().size(), arrowItems);
}

void PlayPortalTest::backReturnsToBeforeTheTransaction() {
    const auto rows = [this] {
        return test::answerOf(m_node->messages(api::MessageSide::inbox, {}, {})).value().total;
    };
    const std::uint64_t before = rows();
    stepTo(arrow(4));
    QCOMPARE(rows(), before + 1);
    click("sequenceBack");
    QTRY_VERIFY_WITH_TIMEOUT(!player().isBusy(), test::patienceMs);
    QCOMPARE(player().next(), arrow(2));
    QCOMPARE(player().litCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(rows(), before, test::patienceMs);
    stepTo(arrow(6));
    QVERIFY(head(api::Layer::l2) >= item(arrow(6)).evidence->block);
    checkEvidence(arrow(6));
}

void PlayPortalTest::aClockThatRunsCanBeGivenUp() {
    cleanup();
    open(l1::ProofMode::optimistic);
    stepTo(arrow(15));
    click("sequenceStep");
    QTRY_COMPARE_WITH_TIMEOUT(item(arrow(16)).state, ItemState::waiting, test::patienceMs);
    QTRY_VERIFY(page()
                    ->findChild<TextLabel*>(QStringLiteral("sequenceStatus"))
                    ->text()
                    .contains(QLatin1String("challenge period")));
    click("sequenceBack");
    QTRY_VERIFY_WITH_TIMEOUT(!player().isBusy(), test::patienceMs);
    QCOMPARE(player().next(), arrow(16));
    QCOMPARE(item(arrow(15)).state, ItemState::lit);
    stepTo(arrow(17));
}

void PlayPortalTest::whatTheChainTookBackIsDarkAgain() {
    stepTo(arrow(1));
    const auto snapshot = test::answerOf(m_node->devnet({api::DevnetAction::snapshot}));
    QVERIFY(snapshot.has_value());
    stepTo(arrow(7));
    QVERIFY(test::answerOf(m_node->devnet({api::DevnetAction::revert, *snapshot})).has_value());
    QTRY_COMPARE_WITH_TIMEOUT(player().litCount(), 1, test::patienceMs);
    QCOMPARE(player().next(), arrow(2));
    QVERIFY(player().problem().contains(QLatin1String("went back")));
    stepTo(arrow(7));
    checkEvidence(arrow(7));
}

void PlayPortalTest::aBlockReplacedAtItsHeightIsNoEvidence() {
    stepTo(arrow(1));
    const auto snapshot = test::answerOf(m_node->devnet({api::DevnetAction::snapshot}));
    stepTo(arrow(4));
    const std::uint64_t height = item(arrow(4)).evidence->block;
    const Hash lost = *item(arrow(4)).evidence->blockHash;
    // other blocks stand there before anybody is told that the chain went back
    const auto back = m_node->devnet({api::DevnetAction::revert, *snapshot});
    const auto on = m_node->devnet({api::DevnetAction::mine, 40});
    QVERIFY(test::answerOf(back).has_value() && test::answerOf(on).has_value());
    const auto now = test::answerOf(m_node->block(api::Layer::l1, height));
    QVERIFY2(now.has_value() && now->row.hash != lost, "the height is taken by another block");
    QTRY_COMPARE_WITH_TIMEOUT(player().litCount(), 1, test::patienceMs);
    QCOMPARE(player().next(), arrow(2));
    QVERIFY(player().problem().contains(QLatin1String("went back")));
    stepTo(arrow(7));
    checkEvidence(arrow(7));
}

void PlayPortalTest::theInspectorShowsWhatLitAnArrow() {
    auto* inspector = m_window->findChild<Inspector*>();
    const auto says = [&](const QString& text) {
        const auto labels = inspector->findChildren<TextLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const TextLabel* each) { return each->text().contains(text); });
    };
    stepTo(arrow(7));
    QTRY_COMPARE(inspector->current(), QStringLiteral("arrow:%1").arg(arrow(7)));
    QVERIFY(says(QStringLiteral("Mint tokens on L2")) && says(QStringLiteral("Happened in")));
    QVERIFY(says(QStringLiteral("Run so far")) && says(QStringLiteral("7 of 21")));
    QVERIFY(says(QStringLiteral("ACCEPTED_IN_L2")) || says(QStringLiteral("BATCHED")));
    QVERIFY(says(QStringLiteral("state before")) && says(QStringLiteral("Log ")));
    // an arrow that is chosen by hand, and the way from its transaction back to it
    auto* diagram = page()->findChild<SequenceDiagram*>();
    const QPoint at = diagram->itemRect(arrow(3)).center();
    QTest::mouseClick(diagram->viewport(), Qt::LeftButton, {}, at);
    QTRY_COMPARE(inspector->current(), QStringLiteral("arrow:%1").arg(arrow(3)));
    const Hash deposit = *item(arrow(3)).evidence->transaction;
    HashLabel* link = nullptr;
    for (auto* each : inspector->findChildren<HashLabel*>()) {
        if (each->value() == hex(deposit)) link = each;
    }
    QVERIFY(link != nullptr);
    QTest::mouseDClick(link, Qt::LeftButton);
    QTRY_COMPARE(inspector->current(), txLink(api::Layer::l1, deposit));
    inspector->back();
    QCOMPARE(inspector->current(), QStringLiteral("arrow:%1").arg(arrow(3)));
    QVERIFY(says(QStringLiteral("Transfer tokens from User")));
    // what is put out leaves it
    click("sequenceReset");
    QTRY_VERIFY(!inspector->current().startsWith(QLatin1String("arrow:")));
}

void PlayPortalTest::aSmallWindowShowsTheArrowAtHand() {
    m_window->resize(1024, 640);
    const auto* bar = page()->findChild<SequenceDiagram*>()->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);  // not all of it fits
    QTest::qWait(100);
    QVERIFY2(bar->value() < 20, "the first arrow, which is next, stands below the heads");
}

void PlayPortalTest::keysOfTheDiagramStepAndGoBack() {
    auto* diagram = page()->findChild<SequenceDiagram*>(QStringLiteral("sequenceDiagram"));
    diagram->setFocus();
    QTest::keyClick(diagram, Qt::Key_S);
    QTRY_COMPARE_WITH_TIMEOUT(player().litCount(), 1, test::patienceMs);
    QTRY_VERIFY(!player().isBusy());
    QTest::keyClick(diagram, Qt::Key_Right);
    QTRY_COMPARE_WITH_TIMEOUT(player().litCount(), 2, test::patienceMs);
    QTRY_VERIFY(!player().isBusy());
    QTest::keyClick(diagram, Qt::Key_Left);
    QTRY_COMPARE_WITH_TIMEOUT(player().litCount(), 1, test::patienceMs);
    QTRY_VERIFY(!player().isBusy());
    page()->setPresenting(true);
    QVERIFY(diagram->window() != m_window.get());
    QVERIFY(diagram->zoom() > 1.5);
    QTest::keyClick(diagram->window(), Qt::Key_Escape);
    QTRY_COMPARE(diagram->window(), m_window.get());
    QVERIFY(diagram->isVisible());
}

void PlayPortalTest::theRunIsExported() {
    stepTo(arrow(1));
    for (const char* kind : {"svg", "png", "mmd", "json"}) {
        const QString path = m_folder->filePath(QStringLiteral("run.") + QLatin1String(kind));
        page()->exportTo(QString::fromLatin1(kind), path);
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly) && file.size() > 500, kind);
    }
    QFile mermaid(m_folder->filePath(QStringLiteral("run.mmd")));
    QVERIFY(mermaid.open(QIODevice::ReadOnly));
    QVERIFY(readDiagrams(mermaid.readAll()).diagrams.front() == player().diagram());
}

void PlayPortalTest::playStopsAtABreak() {
    player().setBreak(arrow(6), true);
    page()->findChild<QSlider*>(QStringLiteral("sequencePace"))->setValue(100);
    click("sequencePlay");
    QTRY_VERIFY_WITH_TIMEOUT(player().next() == arrow(6) && !player().isPlaying(),
                             test::patienceMs);
    QTest::qWait(400);
    QCOMPARE(player().next(), arrow(6));
    click("sequencePlay");
    QTRY_VERIFY_WITH_TIMEOUT(player().isFinished(), test::patienceMs);
}

void PlayPortalTest::tooLargeADepositFailsAndCanBeMended() {
    auto* amount = page()->findChild<QLineEdit*>(QStringLiteral("sequenceAmount"));
    amount->setText(QStringLiteral("999999999999"));
    stepTo(arrow(1));
    click("sequenceStep");
    QTRY_COMPARE_WITH_TIMEOUT(item(arrow(2)).state, ItemState::failed, test::patienceMs);
    QTRY_VERIFY(!player().isBusy());
    QVERIFY2(item(arrow(2)).problem.contains(QLatin1String("TST")),
             qPrintable(item(arrow(2)).problem));
    QCOMPARE(player().next(), arrow(2));
    amount->setText(QStringLiteral("3"));
    stepTo(arrow(3));
    QCOMPARE(valueOf(*item(arrow(3)).evidence, "value"), QStringLiteral("3000000000000000000"));
}

void PlayPortalTest::whatOthersDoLightsTheDiagram() {
    click("sequenceFollow");
    QTest::qWait(300);
    QCOMPARE(player().litCount(), 0);
    const Address bob = m_signer.accounts()[1].address;
    const auto secrets = api::newPortalSecrets(bob);
    api::Intent intent;
    intent.from = bob;
    intent.amount = amountFromText(QStringLiteral("7")).value();
    intent.kind = api::IntentKind::approvePortal;
    does(intent);
    intent.kind = api::IntentKind::depositPortal;
    intent.redeemHash = secrets.redeemHash;
    intent.secretHash = secrets.secretHash;
    const Hash deposit = does(intent);
    QTRY_COMPARE_WITH_TIMEOUT(player().next(), arrow(6), test::patienceMs);
    QCOMPARE(*item(arrow(2)).evidence->transaction, deposit);
    QVERIFY(player().isBusy());  // nobody has claimed
    const auto messages = test::answerOf(m_node->messages(api::MessageSide::inbox, {}, {})).value();
    intent.kind = api::IntentKind::claimMessage;
    intent.message = messages.rows.front().index;
    intent.secret = secrets.claimSecret;
    const Hash claim = does(intent);
    QTRY_COMPARE_WITH_TIMEOUT(player().next(), arrow(8), test::patienceMs);
    QCOMPARE(*item(arrow(7)).evidence->transaction, claim);
    click("sequenceFollow");
    QVERIFY(!player().isBusy());
}

void PlayPortalTest::aPastDepositIsReplayed() {
    stepTo(arrow(8));
    const auto claim = item(arrow(6)).evidence->transaction;
    click("sequenceReset");
    QCOMPARE(player().litCount(), 0);
    click("sequenceReplay");
    auto* menu = page()->findChild<QMenu*>(QStringLiteral("sequenceReplays"));
    QTRY_VERIFY(menu->isVisible());
    QVERIFY(menu->actions().front()->text().contains(QLatin1String("250 TST")));
    menu->actions().front()->trigger();
    menu->close();
    QTRY_VERIFY_WITH_TIMEOUT(!player().isBusy(), test::patienceMs);
    QCOMPARE(player().mode(), Player::Mode::replay);
    // the note of the balance is past; the exit is not
    QCOMPARE(player().next(), arrow(9));
    QCOMPARE(item(arrow(6)).evidence->transaction, claim);
    QVERIFY(!player().problem().isEmpty());
    QVERIFY(!player().backReason().isEmpty());
}

void PlayPortalTest::aDiagramOfOnesOwnIsOnlyDrawn() {
    const QString path = m_folder->filePath(QStringLiteral("own.mmd"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("sequenceDiagram\n  A->>B: hello\n  what is this\n  B-->>A: bye\n");
    file.close();
    page()->openFile(path);
    QTRY_COMPARE(player().diagram().messageCount(), 2);
    QVERIFY(!player().isBound());
    auto* step = page()->findChild<Button*>(QStringLiteral("sequenceStep"));
    QVERIFY(!step->reason().isEmpty());
    click("sequenceStep");
    QCOMPARE(player().litCount(), 0);
    QVERIFY(page()
                ->findChild<TextLabel*>(QStringLiteral("sequenceStatus"))
                ->text()
                .contains(QLatin1String("not bound")));
}

}  // namespace rollscope::ui

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    rollscope::api::registerMetaTypes();
    rollscope::ui::installTheme(app, rollscope::ui::ThemeChoice::light);
    rollscope::ui::PlayPortalTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "play_portal_test.moc"
