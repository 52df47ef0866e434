#include "ui/pages/sequence_page.h"

#include <QKeyEvent>
#include <QScreen>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/pages/evidence_view.h"
#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

constexpr qreal presenterZoom = 1.64;  // texts of 18 px
constexpr int slowestMs = 4000, fastestMs = 100, usualMs = 800;
constexpr qreal leastZoom = 0.93;  // rows stay readable; a diagram that needs less scrolls
constexpr int ownTab = -1;

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

void SequencePage::buildHead() {
    QStringList names;
    for (const BuiltInDiagram& each : m_builtIn) names << each.title;
    m_tabs = new Tabs(names, m_head);
    m_head->addMiddle(m_tabs);
    m_files = new QComboBox(m_head);
    m_files->setObjectName(QStringLiteral("sequenceFiles"));
    m_files->setAccessibleName(tr("Diagrams of the opened file"));
    m_files->hide();
    m_head->addMiddle(m_files);
    auto* open = new Button(QStringLiteral("file"), tr("Open diagram"), ButtonKind::normal, this);
    open->setObjectName(QStringLiteral("sequenceOpen"));
    open->setToolTip(tr("Mermaid, Markdown with Mermaid, or sequencediagram.org's notation"));
    m_head->addAction(open);
    auto* save = new Button(tr("Export"), ButtonKind::normal, this);
    save->setObjectName(QStringLiteral("sequenceExport"));
    m_head->addAction(save);
    m_menu = new QMenu(this);
    const std::pair<const char*, QString> kinds[] = {{"svg", tr("Picture as SVG…")},
                                                     {"png", tr("Picture as PNG…")},
                                                     {"mmd", tr("Mermaid text…")},
                                                     {"json", tr("Record of the run (JSON)…")}};
    for (const auto& [kind, title] : kinds) {
        const QString name = QString::fromLatin1(kind);
        connect(m_menu->addAction(title), &QAction::triggered, this,
                [this, name] { exportAs(name); });
    }
    connect(save, &QAbstractButton::clicked, this,
            [this, save] { m_menu->popup(save->mapToGlobal(QPoint(0, save->height() + 2))); });
    connect(open, &QAbstractButton::clicked, this, &SequencePage::askFile);
    connect(m_tabs, &Tabs::currentChanged, this, [this](int index) {
        if (index == ownTab) return;
        m_problems->setProblem({});
        showDiagram(readBuiltIn(m_builtIn[static_cast<std::size_t>(index)]));
    });
    connect(m_files, &QComboBox::activated, this, [this](int index) {
        if (index < 0 || index >= static_cast<int>(m_own.diagrams.size())) return;
        m_tabs->setCurrent(ownTab);
        showDiagram(m_own.diagrams[static_cast<std::size_t>(index)]);
    });
}

void SequencePage::buildBar(QBoxLayout* column) {
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(metric::margin, 7, metric::margin, 7);
    bar->setSpacing(6);
    const auto button = [&](const char* name, const char* icon, const QString& text,
                            const QString& tip, ButtonKind kind = ButtonKind::normal) {
        auto* made = *icon == '\0' ? new Button(text, kind, this)
                                   : new Button(QString::fromLatin1(icon), text, kind, this);
        made->setObjectName(QString::fromLatin1(name));
        made->setToolTip(tip);
        bar->addWidget(made);
        return made;
    };
    m_step = button("sequenceStep", "step", tr("Step"),
                    tr("Does the next arrow for real (F10; S or → in the diagram)"),
                    ButtonKind::primary);
    m_step->setKey(Qt::Key_F10);
    m_play = button("sequencePlay", "play", tr("Play"),
                    tr("Steps on by itself, until a break (F5; Space in the diagram)"));
    m_play->setKey(Qt::Key_F5);
    m_break = button("sequenceBreak", "", tr("Break"),
                     tr("Play stops before the chosen arrow (B in the diagram)"));
    m_back = button("sequenceBack", "chevron-left", tr("Back"),
                    tr("Takes the last arrow back, with its whole transaction (Shift+F10; ← in "
                       "the diagram)"));
    m_back->setKey(QKeyCombination(Qt::SHIFT, Qt::Key_F10));
    m_reset = button("sequenceReset", "", tr("Clear"),
                     tr("All arrows dark for a new run; the chains stay as they are"));
    m_pace = new QSlider(Qt::Horizontal, this);
    m_pace->setObjectName(QStringLiteral("sequencePace"));
    m_pace->setRange(fastestMs, slowestMs);
    m_pace->setInvertedAppearance(true);
    m_pace->setValue(usualMs);
    m_pace->setFixedWidth(64);
    m_pace->setAccessibleName(tr("Pace of Play"));
    m_paceText = new TextLabel({}, Type::mono, Tone::ink2, this);
    bar->addSpacing(4);
    bar->addWidget(m_pace);
    bar->addWidget(m_paceText);
    bar->addStretch(1);
    m_follow = button("sequenceFollow", "eye", tr("Follow"),
                      tr("Lights by itself for what anyone does next"));
    m_replay = button("sequenceReplay", "deposits", tr("Replay"),
                      tr("Shows a past run, filled with its own data"));
    m_present = button("sequencePresent", "expand", tr("Present"),
                       tr("Large and alone on the screen; Esc returns (F11)"));
    m_present->setKey(Qt::Key_F11);
    column->addLayout(bar);
    m_replays = new QMenu(this);
    m_replays->setObjectName(QStringLiteral("sequenceReplays"));

    connect(m_step, &QAbstractButton::clicked, this, &SequencePage::step);
    connect(m_play, &QAbstractButton::clicked, this, &SequencePage::togglePlay);
    connect(m_break, &QAbstractButton::clicked, this,
            [this] { toggleBreak(m_diagram->selected()); });
    connect(m_back, &QAbstractButton::clicked, m_player, &Player::back);
    connect(m_reset, &QAbstractButton::clicked, m_player, &Player::reset);
    connect(m_follow, &QAbstractButton::clicked, this, [this] {
        if (m_player->mode() == Player::Mode::follow && m_player->isBusy()) {
            m_player->pause();
        } else {
            m_player->follow();
        }
    });
    connect(m_replay, &QAbstractButton::clicked, this, &SequencePage::askReplay);
    connect(m_present, &QAbstractButton::clicked, this, [this] { setPresenting(!m_presenting); });
    connect(m_pace, &QSlider::valueChanged, this, [this] { refresh(); });
}

void SequencePage::addKeys(QWidget* on) {
    const auto key = [this, on](const QKeySequence& keys, auto act) {
        auto* shortcut = new QShortcut(keys, on);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    key(Qt::Key_Space, [this] { togglePlay(); });
    key(Qt::Key_S, [this] { step(); });
    key(Qt::Key_Right, [this] { step(); });
    key(Qt::Key_Left, [this] { m_player->back(); });
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
