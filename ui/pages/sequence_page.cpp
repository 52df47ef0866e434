#include "ui/pages/sequence_page.h"

#include <QKeyEvent>
#include <QScreen>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/evidence_view.h"
#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

constexpr qreal presenterZoom = 1.64;  // texts of 18 px
constexpr qreal leastZoom = 0.93;      // rows stay readable; a diagram that needs less scrolls

/// Participants in no box of the portal have no layer; a user's arrows take their target's.
std::vector<std::optional<Tone>> tonesOf(const Diagram& diagram) {
    std::vector<std::optional<Tone>> tones;
    for (const Participant& each : diagram.participants) {
        const QString name = each.id.toLower();
        std::optional<Tone> tone;
        if (each.box < 0 && !each.actor) {
            if (name.contains(QLatin1String("l1")) || name.contains(QLatin1String("contract"))) {
                tone = Tone::l1;
            } else if (!name.contains(QLatin1String("user"))) {
                tone = Tone::l2;
            }
        }
        tones.push_back(tone);
    }
    return tones;
}

}  // namespace

SequencePage::SequencePage(const PageContext& context, QWidget* parent)
    : Page({QStringLiteral("sequence"), tr("Sequence diagrams"), QStringLiteral("sequence"), 2},
           parent),
      m_context(context),
      m_player(new Player(context.node, context.signer, context.vault, this)),
      m_builtIn(builtInDiagrams()) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = new PageHead(tr("Sequence"), this);
    column->addWidget(m_head);
    buildHead();
    buildBar(column);
    m_problems = new ErrorBar(this);
    column->addWidget(m_problems);

    m_content = new QWidget(this);
    m_content->setObjectName(QStringLiteral("sequenceContent"));
    m_content->setAutoFillBackground(true);
    m_column = column;
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(0);
    m_diagram = new SequenceDiagram(m_content);
    m_diagram->setObjectName(QStringLiteral("sequenceDiagram"));
    m_diagram->setFrameShape(QFrame::NoFrame);
    m_notes = new SequenceNotes(*m_player, context.signer, m_content);
    content->addWidget(m_diagram, 1);
    content->addWidget(m_notes);
    m_presenter = new PresenterNotes(*m_player, m_content);
    m_presenter->hide();
    content->addWidget(m_presenter);
    column->addWidget(m_content, 1);
    m_away = new EmptyState(tr("The diagram is being presented."), this);
    auto* home = m_away->addButton(tr("Bring it back"));
    connect(home, &QAbstractButton::clicked, this, [this] { setPresenting(false); });
    m_away->hide();
    column->addWidget(m_away, 1);
    m_content->installEventFilter(this);
    addKeys(m_diagram);

    connect(m_diagram, &SequenceDiagram::stepSelected, m_notes, &SequenceNotes::showItem);
    connect(m_diagram, &SequenceDiagram::stepSelected, this, [this](int item) {
        refresh();
        showEvidence(item, true);
    });
    connect(m_diagram, &SequenceDiagram::zoomChanged, this,
            [this] { m_zoomed = m_zoomed || !m_fitting; });
    connect(m_diagram, &SequenceDiagram::breakpointToggled, this, &SequencePage::toggleBreak);
    connect(m_diagram, &SequenceDiagram::stepActivated, this, [this](int item) {
        const auto& items = m_player->items();
        if (item < 0 || item >= static_cast<int>(items.size())) return;
        const auto& evidence = items[static_cast<std::size_t>(item)].evidence;
        if (evidence && !evidence->link.isEmpty()) emit openObject(evidence->link);
    });
    connect(m_player, &Player::changed, this, &SequencePage::tellEvidence);
    connect(m_notes, &SequenceNotes::opened, this, &Page::openObject);
    connect(m_notes, &SequenceNotes::wishChanged, this, &SequencePage::takeWish);
    connect(m_notes, &SequenceNotes::warpAsked, m_player, &Player::warp);
    connect(m_player, &Player::changed, this, &SequencePage::refresh);
    showDiagram(readBuiltIn(m_builtIn.front()));
}

void SequencePage::activate() {
    m_diagram->setFocus();
    refresh();
}

bool SequencePage::showLink(const QString& link) {
    const Link parsed = linkFromText(link);
    if (parsed.kind != QLatin1String("deposit")) return false;
    m_tabs->setCurrent(0);
    m_player->replay(parsed.id.toULongLong());
    return true;
}

void SequencePage::showDiagram(const Diagram& diagram) {
    m_player->setDiagram(diagram);
    if (m_player->isBound()) m_notes->setUnit(m_player->script()->unit());
    takeWish();
    m_diagram->setDiagram(diagram);
    m_diagram->setTones(tonesOf(diagram));
    m_followed = -1;
    m_zoomed = false;
    fitRows();
    m_notes->showItem(-1);
    refresh();
}

void SequencePage::fitRows() {
    if (m_zoomed || m_presenting) return;
    m_fitting = true;
    m_diagram->fit();
    if (m_diagram->zoom() < leastZoom) m_diagram->setZoom(1);
    m_diagram->showItem(std::max(0, m_diagram->selected()));  // a new zoom keeps the middle
    m_fitting = false;
}

void SequencePage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    QTimer::singleShot(0, this, &SequencePage::fitRows);  // when the diagram has its size
}

void SequencePage::takeWish() {
    const auto wish = m_notes->wish();
    if (wish) m_player->setWish(*wish);
    refresh();
}

int SequencePage::paceMs() const {
    return m_pace->value();
}

ItemMark SequencePage::markOf(int item) const {
    ItemMark mark;
    mark.breakpoint = m_player->hasBreak(item);
    if (!m_player->isBound()) return mark;
    const ItemRun& run = m_player->items()[static_cast<std::size_t>(item)];
    mark.why = run.problem.isEmpty() ? m_player->script()->unboundReason(item) : run.problem;
    switch (run.state) {
        case ItemState::ahead:
            mark.state = item == m_player->next() ? StepState::current : StepState::ahead;
            break;
        case ItemState::running: mark.state = StepState::current; break;
        case ItemState::waiting: mark.state = StepState::waiting; break;
        case ItemState::failed: mark.state = StepState::failed; break;
        case ItemState::lit:
            mark.state = run.within >= 0 ? StepState::revealed : StepState::lit;
            mark.evidence = shortText(*run.evidence);
            break;
    }
    return mark;
}

void SequencePage::refresh() {
    const int items = static_cast<int>(m_player->items().size());
    std::vector<ItemMark> marks;
    for (int i = 0; i < items; ++i) marks.push_back(markOf(i));
    if (m_diagram->itemCount() == items) m_diagram->setMarks(std::move(marks));
    const int shown = m_player->isFinished() ? m_player->last() : m_player->next();
    if (m_player->isBound() && shown != m_followed) {
        m_followed = shown;
        m_diagram->select(shown);
    }
    m_notes->showItem(m_diagram->selected());
    m_presenter->showItem(m_diagram->selected());
    const int chosen = m_diagram->selected();
    m_break->setText(chosen >= 0 && m_player->hasBreak(chosen) ? tr("No break") : tr("Break"));
    m_paceText->setText(spanText(static_cast<std::uint64_t>(paceMs())));

    const bool follows = m_player->mode() == Player::Mode::follow && m_player->isBusy();
    QString unable;
    if (!m_player->isBound()) {
        unable = tr("This diagram is drawn, not played");
    } else if (follows) {
        unable = tr("The diagram follows what others do; stop that first");
    } else if (m_player->mode() == Player::Mode::none || m_player->mode() == Player::Mode::play) {
        if (m_player->isFinished()) unable = tr("All is lit; Clear begins again");
        if (!m_notes->wish()) unable = tr("The amount is no number");
    }
    m_play->setText(m_player->isPlaying() ? tr("Pause") : tr("Play"));
    m_play->setIconName(m_player->isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"));
    m_play->setReason(m_player->isPlaying() ? QString() : unable);
    m_step->setReason(unable.isEmpty() && m_player->isBusy() ? tr("An arrow is running") : unable);
    m_back->setReason(m_player->backReason());
    m_break->setReason(chosen < 0 ? tr("No arrow is chosen") : QString());
    const QString bound = m_player->isBound() ? QString() : tr("This diagram is drawn, not played");
    m_follow->setReason(bound);
    m_follow->setText(follows ? tr("Stop") : tr("Follow"));
    m_replay->setReason(bound);
    m_reset->setReason(m_player->litCount() == 0 && !m_player->isBusy() ? tr("Nothing is lit")
                                                                        : QString());
}

void SequencePage::step() {
    if (m_step->reason().isEmpty()) m_player->step();
}

void SequencePage::togglePlay() {
    if (!m_play->reason().isEmpty()) return;
    if (m_player->isPlaying()) {
        m_player->pause();
    } else {
        m_player->play(paceMs());
    }
}

void SequencePage::toggleBreak(int item) {
    if (item >= 0) m_player->setBreak(item, !m_player->hasBreak(item));
}

void SequencePage::setPresenting(bool presenting) {
    if (presenting == m_presenting) return;
    m_presenting = presenting;
    m_notes->setVisible(!presenting);
    m_presenter->setVisible(presenting);
    m_away->setVisible(presenting);
    m_fitting = true;
    if (presenting) {
        m_content->setParent(this, Qt::Window);
        m_content->setWindowTitle(tr("Rollscope, presenter"));
        m_content->setGeometry(screen()->geometry());
        m_content->showFullScreen();
        m_content->activateWindow();
        m_diagram->setZoom(presenterZoom);
        m_diagram->setFocus();
    } else {
        m_content->setParent(this, Qt::Widget);
        m_column->insertWidget(m_column->indexOf(m_away), m_content, 1);
        m_content->show();
        m_diagram->setZoom(1);
        QTimer::singleShot(0, this, &SequencePage::fitRows);
    }
    m_fitting = false;
    m_diagram->showItem(m_diagram->selected());
}

bool SequencePage::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_content && m_presenting) {
        if (event->type() == QEvent::Close) {
            event->ignore();
            setPresenting(false);
            return true;
        }
        if (event->type() == QEvent::KeyPress) {
            auto* key = static_cast<QKeyEvent*>(event);
            const bool back = key->modifiers().testFlag(Qt::ShiftModifier);
            switch (key->key()) {
                case Qt::Key_Escape:
                case Qt::Key_F11: setPresenting(false); return true;
                case Qt::Key_F5: togglePlay(); return true;
                case Qt::Key_F10: back ? m_player->back() : step(); return true;
                default: break;
            }
        }
    }
    return Page::eventFilter(watched, event);
}

}  // namespace rollscope::ui
