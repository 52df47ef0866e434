#include "ui/pages/sequence_notes.h"

#include <QPainter>
#include <QVBoxLayout>

#include "ui/text/format.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/sequence_diagram.h"

namespace rollscope::ui {

namespace {

constexpr int statusHeight = 20, textsHeight = 100;

QString inWords(const char* text) {
    return QCoreApplication::translate("Player", text);
}

}  // namespace

SequenceNotes::SequenceNotes(const Player& player, const api::Signer& signer, QWidget* parent)
    : QWidget(parent), m_player(player), m_signer(signer) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metric::margin, 3, metric::margin, 3);
    column->setSpacing(1);
    auto* status = new QHBoxLayout;
    m_status = new TextLabel({}, Type::body, Tone::ink2, this);
    m_status->setObjectName(QStringLiteral("sequenceStatus"));
    m_warp = new Button(QStringLiteral("warp"), tr("Set the devnet's clock past it"),
                        ButtonKind::normal, this);
    m_warp->setObjectName(QStringLiteral("sequenceWarp"));
    m_warp->hide();
    connect(m_warp, &QAbstractButton::clicked, this, &SequenceNotes::warpAsked);
    status->addWidget(m_status, 1);
    status->addWidget(m_warp);
    column->addLayout(status);

    auto* row = new QHBoxLayout;
    row->setSpacing(20);
    const auto block = [&](int stretch) {
        auto* box = new QVBoxLayout;
        box->setSpacing(3);
        row->addLayout(box, stretch);
        return box;
    };
    auto* first = block(20);
    m_place = new TextLabel({}, Type::label, Tone::ink3, this);
    m_title = new TextLabel({}, Type::objectTitle, Tone::ink, this);
    m_way = new TextLabel({}, Type::label, Tone::ink2, this);
    m_title->setObjectName(QStringLiteral("sequenceTitle"));
    first->addWidget(m_place);
    first->addWidget(m_title);
    first->addWidget(m_way);
    m_wish = new QWidget(this);
    auto* wish = new QHBoxLayout(m_wish);
    wish->setContentsMargins(0, 2, 0, 0);
    wish->setSpacing(6);
    m_account = new QComboBox(m_wish);
    m_account->setObjectName(QStringLiteral("sequenceAccount"));
    m_account->setAccessibleName(tr("Account that plays the user"));
    m_account->setToolTip(tr("The account that plays the user"));
    for (const auto& account : signer.accounts()) m_account->addItem(account.name);
    m_amount = new QLineEdit(m_wish);
    m_amount->setObjectName(QStringLiteral("sequenceAmount"));
    m_amount->setFixedWidth(72);
    wish->addWidget(m_account);
    wish->addWidget(m_amount);
    m_unit = new TextLabel({}, Type::label, Tone::ink3, m_wish);
    wish->addWidget(m_unit);
    setUnit(QStringLiteral("TST"));
    wish->addStretch(1);
    first->addWidget(m_wish);
    first->addStretch(1);
    connect(m_account, &QComboBox::currentIndexChanged, this, &SequenceNotes::wishChanged);
    connect(m_amount, &QLineEdit::textChanged, this, &SequenceNotes::wishChanged);

    const auto text = [this](QVBoxLayout* box, const QString& head, Tone tone) {
        if (!head.isEmpty()) box->addWidget(new TextLabel(head, Type::label, Tone::ink3, this));
        auto* label = new TextLabel({}, Type::body, tone, this);
        label->setWordWrap(true);
        box->addWidget(label);
        return label;
    };
    auto* what = block(28);
    m_what = text(what, tr("What happens"), Tone::ink);
    what->addStretch(1);
    auto* without = block(28);
    m_without = text(without, tr("Without it"), Tone::ink);
    without->addStretch(1);
    auto* evidence = block(28);
    m_evidenceHead = new TextLabel(tr("Evidence"), Type::label, Tone::ink3, this);
    evidence->addWidget(m_evidenceHead);
    m_lights = text(evidence, {}, Tone::clock);
    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(QStringLiteral("sequenceEvidence"));
    m_scroll->setAccessibleName(tr("Evidence"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_facts = new FactGrid;
    m_scroll->setWidget(m_facts);
    m_facts->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    evidence->addWidget(m_scroll, 1);
    column->addLayout(row, 1);
    setFixedHeight(statusHeight + textsHeight + 8);
    connect(chainClock(), &ChainClock::ticked, this, [this] {
        if (m_player.waitsUntil()) showStatus();
    });
}

void SequenceNotes::setUnit(const QString& unit) {
    if (unit == m_unit->text()) return;
    m_unit->setText(unit);
    m_amount->setText(unit == QLatin1String("ETH") ? QStringLiteral("1") : QStringLiteral("250"));
    m_amount->setAccessibleName(tr("Amount of the run in %1").arg(unit));
    m_amount->setToolTip(tr("How many %1 the run deposits or sends").arg(unit));
}

std::optional<PlayWish> SequenceNotes::wish() const {
    const auto amount = amountFromText(m_amount->text());
    if (!amount || m_account->currentIndex() < 0) return {};
    const auto accounts = m_signer.accounts();
    return PlayWish{accounts[static_cast<std::size_t>(m_account->currentIndex())].address, *amount};
}

void SequenceNotes::showStatus() {
    QString text = m_player.problem();
    Tone tone = Tone::trouble;
    const int items = static_cast<int>(m_player.items().size());
    if (!m_player.isBound()) {
        text = tr("This diagram is drawn, not played: its arrows are not bound to the chains yet.");
        tone = Tone::ink3;
    } else if (!text.isEmpty()) {
        if (m_player.mode() == Player::Mode::replay) tone = Tone::ink2;
    } else if (m_player.isFinished() && m_player.litCount() < items) {
        text = tr("%1 of %2 are lit, each by its evidence; the others say why they are not.")
                   .arg(m_player.litCount())
                   .arg(items);
        tone = Tone::ink;
    } else if (m_player.isFinished()) {
        const int notes = m_player.diagram().noteCount();
        text = notes == 0 ? tr("All %1 arrows are lit, each by its evidence.").arg(items)
                          : tr("All %1 arrows and %2 notes are lit, each by its evidence.")
                                .arg(m_player.diagram().messageCount())
                                .arg(notes);
        tone = Tone::ink;
    } else if (const auto end = m_player.waitsUntil()) {
        const auto left =
            static_cast<std::int64_t>(*end) - static_cast<std::int64_t>(chainClock()->now());
        text = tr("Waiting for %1 · %2 left")
                   .arg(m_player.waitsFor(), clockText(std::max<std::int64_t>(0, left)));
        tone = Tone::clock;
    } else if (!m_player.waitsFor().isEmpty()) {
        text = tr("Waiting for %1").arg(m_player.waitsFor());
        tone = Tone::ink2;
    } else if (m_player.litCount() > 0) {
        text = tr("%1 of %2 lit").arg(m_player.litCount()).arg(items);
        tone = Tone::ink2;
    } else {
        text =
            tr("Nothing has happened yet. Step or Play does it for real; Follow waits for "
               "somebody else to do it.");
        tone = Tone::ink3;
    }
    const QString subject = m_player.subject();
    if (!subject.isEmpty() && m_player.isBound()) text += QStringLiteral(" · ") + subject;
    m_status->setText(text);
    m_status->setTone(tone);
    m_status->setToolTip(text);
    m_warp->setVisible(m_player.waitsUntil().has_value() && m_player.config().devnet &&
                       m_player.isBusy());
}

QString SequenceNotes::titleOf(int item) const {
    const auto places = m_player.diagram().items();
    const Step& step = m_player.diagram().steps[places[static_cast<std::size_t>(item)]];
    if (const auto* message = std::get_if<Message>(&step.content)) return message->text.plain();
    if (const auto* note = std::get_if<Note>(&step.content)) return note->text.plain();
    return {};
}

void SequenceNotes::showItem(int item) {
    showStatus();
    const Diagram& diagram = m_player.diagram();
    m_wish->setVisible(m_player.isBound());
    const bool none = item < 0 || item >= static_cast<int>(m_player.items().size());
    if (none) {
        for (auto* label : {m_place, m_title, m_way, m_what, m_without, m_lights}) {
            label->setText({});
        }
        m_facts->clear();
        m_shown.reset();
        return;
    }
    const Step& step = diagram.steps[diagram.items()[static_cast<std::size_t>(item)]];
    const ItemRun& run = m_player.items()[static_cast<std::size_t>(item)];
    QString place;
    m_way->setText({});
    if (const auto* message = std::get_if<Message>(&step.content)) {
        place = tr("Arrow %1 of %2").arg(message->index).arg(diagram.messageCount());
        m_way->setText(nameOf(diagram, message->from) + QStringLiteral(" → ") +
                       nameOf(diagram, message->to));
    } else if (const auto* note = std::get_if<Note>(&step.content)) {
        place = tr("Note %1 of %2").arg(note->index).arg(diagram.noteCount());
    }
    if (const Script* script = m_player.script()) {
        place +=
            script->kindOf(item) == BindingKind::action ? tr(" · action") : tr(" · observation");
        const ItemWords words = script->wordsOf(item);
        m_what->setText(inWords(words.what));
        m_without->setText(inWords(words.without));
        const QString unbound = script->unboundReason(item);
        m_lights->setText(run.state == ItemState::lit ? QString()
                          : unbound.isEmpty()         ? inWords(words.lights)
                                                      : unbound);
    } else {
        for (auto* label : {m_what, m_without, m_lights}) label->setText({});
    }
    m_place->setText(place);
    m_title->setText(titleOf(item));
    // beside the next arrow stands what the one before it left
    const bool before = m_player.last() >= 0 && item == m_player.next() &&
                        run.state != ItemState::lit && run.problem.isEmpty();
    const int shown = before ? m_player.last() : item;
    QString head = before ? tr("Evidence of “%1”").arg(titleOf(shown)) : tr("Evidence");
    const auto& evidence = m_player.items()[static_cast<std::size_t>(shown)].evidence;
    if (evidence) head += QStringLiteral(": ") + evidence->event;
    m_evidenceHead->setText(head);
    m_evidenceHead->setToolTip(head);
    showEvidence(m_player.items()[static_cast<std::size_t>(shown)], shown);
}

void SequenceNotes::showEvidence(const ItemRun& run, int item) {
    const std::uint64_t stamp = run.litAtMs * 1000 + static_cast<std::uint64_t>(item);
    if (m_shown == stamp && run.evidence) return;
    m_shown = stamp;
    m_facts->clear();
    if (!run.evidence) {
        if (!m_player.isBound()) return;
        auto* text = m_facts->addText(tr("not lit"));
        text->setWordWrap(true);
        text->setText(run.problem.isEmpty() ? tr("it has not happened yet") : run.problem);
        return;
    }
    const Evidence& evidence = *run.evidence;
    const auto link = [this](HashLabel* label) {
        connect(label, &HashLabel::opened, this, &SequenceNotes::opened);
        return label;
    };
    if (evidence.transaction) {
        auto* label = link(m_facts->addHash(tr("transaction")));
        label->setLayer(evidence.layer);
        label->setValue(hex(*evidence.transaction), evidence.link);
    }
    if (evidence.layer && !evidence.inBlock) {
        m_facts->addText(tr("block"))->setText(tr("in none then"));
    } else if (evidence.layer) {
        auto* label = link(m_facts->addHash(tr("block")));
        label->setLayer(evidence.layer);
        label->setValue(grouped(evidence.block), blockLink(*evidence.layer, evidence.block));
    }
    if (run.within >= 0) {
        m_facts->addText(tr("shares"))
            ->setText(tr("the transaction of “%1”").arg(titleOf(run.within)));
    }
    if (evidence.gas) {
        m_facts->addText(tr("gas"), Type::mono)
            ->setText(tr("%1 in the whole transaction").arg(grouped(*evidence.gas)));
    }
    if (evidence.call) {
        m_facts->addText(tr("call"))
            ->setText(
                tr("%1, %2 gas").arg(nameOf(*evidence.call), grouped(evidence.call->gasUsed)));
    }
    for (const api::NamedValue& value : evidence.values) {
        if (const auto time = timeTextOf(value)) {
            m_facts->addText(value.name, Type::mono)->setText(*time);
            continue;
        }
        link(m_facts->addHash(value.name))->setValue(value.value);
    }
    if (!evidence.note.isEmpty()) {
        auto* note = m_facts->addText(tr("note"));
        note->setWordWrap(true);
        note->setText(evidence.note);
    }
}

void SequenceNotes::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(0, 0, width(), 1, color(Token::line));
}

}  // namespace rollscope::ui
