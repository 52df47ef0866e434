// The sequence page's head, its bar of buttons and its keys.
#include <QShortcut>
#include <QVBoxLayout>

#include "ui/pages/sequence_page.h"

namespace rollscope::ui {

namespace {

constexpr int slowestMs = 4000, fastestMs = 100, usualMs = 800;
constexpr int ownTab = -1;

}  // namespace

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

}  // namespace rollscope::ui
