#include "ui/pages/withdrawal_detail.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/dialogs/act.h"
#include "ui/text/format.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

using Stage_ = api::WithdrawalStage;

WithdrawalDetail::WithdrawalDetail(const PageContext& context, QWidget* parent)
    : QWidget(parent), m_context(context) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metric::margin, 12, metric::margin, 12);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->setSpacing(metric::gap);
    m_title = new TextLabel({}, Type::pageTitle, Tone::ink, this);
    m_title->setObjectName(QStringLiteral("withdrawalTitle"));
    m_recipient = new HashLabel(this);
    m_badge = new Badge({}, this);
    m_expected = new TextLabel({}, Type::body, Tone::ink2, this);
    head->addWidget(m_title);
    head->addWidget(m_recipient);
    head->addWidget(m_badge);
    head->addStretch(1);
    head->addWidget(m_expected);
    column->addLayout(head);
    m_rail = new StageRail(this);
    column->addWidget(m_rail);

    auto* clocks = new QHBoxLayout;
    clocks->setSpacing(12);
    m_period = new ClockLabel(this);
    m_claimable = new ClockLabel(this);
    clocks->addWidget(m_period, 1);
    clocks->addWidget(m_claimable, 1);
    column->addLayout(clocks);

    auto* lower = new QHBoxLayout;
    lower->setSpacing(24);
    auto* left = new QVBoxLayout;
    left->setSpacing(6);
    left->addWidget(new TextLabel(tr("Why is it waiting"), Type::section, Tone::ink, this));
    m_why = new TextLabel({}, Type::reading, Tone::ink, this);
    m_why->setObjectName(QStringLiteral("withdrawalWhy"));
    m_why->setWordWrap(true);
    left->addWidget(m_why);
    auto* answers = new FactGrid(this);
    m_must = answers->addText(tr("What you must do now"));
    m_notice = answers->addText(tr("Who can claim"));
    m_wrongRoot = answers->addText(tr("After a wrong root"));
    left->addWidget(answers);
    lower->addLayout(left, 3);
    auto* right = new QVBoxLayout;
    right->setSpacing(6);
    right->addWidget(new TextLabel(tr("Where it stands"), Type::section, Tone::ink, this));
    auto* facts = new FactGrid(this);
    m_l2Tx = facts->addHash(tr("L2 transaction"));
    m_batch = facts->addHash(tr("Batch"));
    m_leaf = facts->addHash(tr("Leaf"));
    m_claimTx = facts->addHash(tr("Claim on L1"));
    right->addWidget(facts);
    right->addStretch(1);
    lower->addLayout(right, 2);
    column->addLayout(lower);

    auto* buttons = m_buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_claim = new Button(tr("Claim"), ButtonKind::primary, this);
    m_claim->setObjectName(QStringLiteral("withdrawalClaim"));
    m_proof = new Button(QStringLiteral("file"), tr("Save proof file"), ButtonKind::normal, this);
    m_proof->setObjectName(QStringLiteral("withdrawalProof"));
    buttons->addWidget(m_claim);
    buttons->addWidget(m_proof);
    buttons->addStretch(1);
    column->addLayout(buttons);
    m_problem = new TextLabel({}, Type::body, Tone::trouble, this);
    m_problem->setObjectName(QStringLiteral("withdrawalError"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    column->addWidget(m_problem);
    m_hint = new TextLabel(tr("Claim opens at READY. The proof file is there from ASSERTED on and "
                              "works in any wallet, without this node."),
                           Type::label, Tone::ink3, this);
    column->addWidget(m_hint);
    column->addStretch(1);

    connect(m_claim, &QAbstractButton::clicked, this, &WithdrawalDetail::claimAsked);
    connect(m_proof, &QAbstractButton::clicked, this, &WithdrawalDetail::proofAsked);
    connect(m_rail, &StageRail::opened, this, &WithdrawalDetail::opened);
    for (HashLabel* label : {m_recipient, m_l2Tx, m_batch, m_leaf, m_claimTx}) {
        connect(label, &HashLabel::opened, this, &WithdrawalDetail::opened);
    }
}

void WithdrawalDetail::show(const api::WithdrawalView& w, std::uint64_t period) {
    const QString name = nameOrAddress(m_context.signer, w.recipient);
    m_title->setText(tr("%1 %2 to %3").arg(amount(w.amount), w.symbol, name));
    m_recipient->setLayer(api::Layer::l1);
    m_recipient->setValue(hex(w.recipient), accountLink(api::Layer::l1, w.recipient));
    m_badge->setBadge(badgeOf(w.stage));
    m_why->setText(w.why);
    m_l2Tx->setLayer(api::Layer::l2);
    m_l2Tx->setValue(hex(w.l2TxHash), txLink(api::Layer::l2, w.l2TxHash), 8, 6);
    m_leaf->setLayer(api::Layer::l2);
    m_leaf->setValue(hex(w.leaf), messageLink(api::MessageSide::outbox, w.index), 8, 6);
    m_batch->setLayer(w.batch ? std::optional(api::Layer::l1) : std::nullopt);
    m_batch->setValue(w.batch ? grouped(*w.batch) : tr("not yet"),
                      w.batch ? batchLink(*w.batch) : QString());
    m_claimTx->setLayer(w.claimTxHash ? std::optional(api::Layer::l1) : std::nullopt);
    m_claimTx->setValue(w.claimTxHash ? hex(*w.claimTxHash) : tr("not yet"),
                        w.claimTxHash ? txLink(api::Layer::l1, *w.claimTxHash) : QString(), 8, 6);
    showClocks(w, period);
    showStages(w);
    showButtons(w);
    const bool claimed = w.stage == Stage_::claimed;
    m_must->setText(w.stage == Stage_::ready ? tr("Claim it: one transaction on L1.")
                                             : tr("Nothing."));
    m_notice->setText(claimed ? tr("It is claimed; nobody can claim it again.")
                              : tr("Anybody; it pays %1 whoever claims.").arg(name));
    m_wrongRoot->setText(tr("It pays nothing; the right root proves it again."));
}

void WithdrawalDetail::showClocks(const api::WithdrawalView& w, std::uint64_t period) {
    const std::uint64_t now = chainClock()->now();
    m_period->setTitle(tr("Challenge period"));
    m_claimable->setTitle(tr("Claimable"), tr("on L1, by anyone"));
    m_claimable->setNote({});
    switch (w.stage) {
        case Stage_::asserted:
            m_period->setTitle(tr("Challenge period"), tr("runs"));
            m_period->run(w.readyAt.value_or(now), period);
            m_period->setNote(
                tr("since the assertion of batch %1").arg(grouped(w.batch.value_or(0))));
            break;
        case Stage_::ready:
        case Stage_::claimed:
            m_period->setTitle(tr("Challenge period"), tr("over"));
            m_period->stop(0, period);
            m_period->setNote(tr("nobody disputed it with success"));
            if (m_attested) {
                m_period->setTitle(tr("Attestation"), tr("given"));
                m_period->setNote(tr("verifier keys signed the state root: final at once"));
            }
            break;
        case Stage_::invalidated:
        case Stage_::initiated:
        case Stage_::batched:
            m_period->setTitle(tr("Challenge period"), tr("not begun"));
            m_period->stop(period, period);
            m_period->setNote(tr("it begins with the assertion"));
            break;
    }
    QString expected;
    if (w.stage == Stage_::claimed) {
        m_claimable->setWords(tr("claimed"));
        m_claimable->setNote(w.claimedAt ? absoluteTime(*w.claimedAt) : QString());
        if (w.claimedAt) expected = tr("Claimed %1").arg(dateText(*w.claimedAt));
    } else if (w.stage == Stage_::ready) {
        m_claimable->setWords(tr("now"));
        m_claimable->setNote(tr("the claim pays %1 %2").arg(amount(w.amount), w.symbol));
        expected = tr("Ready to claim");
    } else if (w.readyAt) {
        m_claimable->setWords(relativeTime(*w.readyAt, now));
        m_claimable->setNote(absoluteTime(*w.readyAt));
        expected = tr("Expected %1 · %2").arg(dateText(*w.readyAt), relativeTime(*w.readyAt, now));
    } else {
        m_claimable->setWords(tr("not yet known"));
        m_claimable->setNote(tr("%1 after its batch is asserted").arg(spanText(period * 1000)));
    }
    m_expected->setText(expected);
}

void WithdrawalDetail::showStages(const api::WithdrawalView& w) {
    const StageMarks marks = stagesOf(w.stage);
    const QString batch =
        w.batch ? tr("batch %1 on L1").arg(grouped(*w.batch)) : tr("with the next batch");
    QString ready = tr("after the challenge period");
    if (w.readyAt && w.stage != Stage_::claimed) ready = tr("the period is over");
    const bool waits = w.readyAt && *w.readyAt > chainClock()->now();
    m_rail->setStages({
        {tr("INITIATED"), marks[0], tr("L2 block %1").arg(grouped(w.l2Block)),
         stageTime(w.initiatedAt), Tone::ink3, blockLink(api::Layer::l2, w.l2Block)},
        {tr("BATCHED"), marks[1], batch, stageTime(w.batchedAt.value_or(0)), Tone::ink3,
         w.batch ? batchLink(*w.batch) : QString()},
        {tr("ASSERTED"), marks[2],
         w.assertedAt ? tr("state root on L1") : tr("with its state root"),
         stageTime(w.assertedAt.value_or(0)), Tone::ink3,
         w.batch ? batchLink(*w.batch) : QString()},
        {tr("READY"),
         marks[3],
         waits ? tr("after a final assertion") : ready,
         w.readyAt ? (waits ? expectedTime(*w.readyAt) : stageTime(*w.readyAt)) : QString(),
         Tone::ink3,
         {}},
        {tr("CLAIMED"), marks[4],
         w.claimedAt ? tr("paid on L1") : tr("1 L1 transaction, by anyone"),
         stageTime(w.claimedAt.value_or(0)), Tone::ink3,
         w.claimTxHash ? txLink(api::Layer::l1, *w.claimTxHash) : QString()},
    });
}

void WithdrawalDetail::showButtons(const api::WithdrawalView& w) {
    m_claim->setText(tr("Claim %1 %2").arg(amount(w.amount, 0), w.symbol));
    const bool ready = w.stage == Stage_::ready;
    const bool proof = ready || w.stage == Stage_::asserted;
    QString reason;
    if (m_busy) {
        reason = tr("The claim is on its way to L1");
    } else if (w.stage == Stage_::claimed) {
        reason = tr("It is claimed already");
    } else if (!ready) {
        reason = tr("Claim opens at READY: %1").arg(w.why);
    }
    m_claim->setReason(reason);
    m_proof->setReason(proof                        ? QString()
                       : w.stage == Stage_::claimed ? tr("It is claimed: no proof is needed")
                                                    : tr("A proof exists once its batch is "
                                                         "asserted on L1"));
}

void WithdrawalDetail::setProblem(const QString& text) {
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
}

void WithdrawalDetail::setBusy(bool busy) {
    m_busy = busy;
}

void WithdrawalDetail::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintLine(painter, QPointF(0, 0), QPointF(width(), 0), color(Token::ctl));
}

}  // namespace rollscope::ui
