#include "ui/window/inspector.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>

#include "ui/text/format.h"
#include "ui/widgets/button.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/hash_ladder.h"
#include "ui/widgets/labels.h"

namespace rollscope::ui {

namespace {

/// A 1 px line across the inspector.
class Line : public QWidget {
public:
    Line() { setFixedHeight(1); }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), color(Token::line)); }
};

Button* small(const QString& icon, const QString& name) {
    auto* button = new Button(icon, QString(), ButtonKind::normal);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFixedSize(24, 20);
    return button;
}

/// Tells `say` how long ago `at` was, now and at each tick of the chain's clock.
void follow(QWidget* widget, std::uint64_t at, std::function<void(const QString&)> say) {
    const auto tell = [at, say = std::move(say)] { say(relativeTime(at, chainClock()->now())); };
    tell();
    QObject::connect(chainClock(), &ChainClock::ticked, widget, tell);
}

}  // namespace

Inspector::Inspector(api::Node& node, QWidget* parent) : QWidget(parent), m_node(node) {
    setAccessibleName(tr("Inspector"));
    setFixedWidth(metric::inspector);
    setMouseTracking(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(metric::inspectorHead + 2);
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(14, 6, 14, 6);
    rows->setSpacing(2);
    auto* first = new QHBoxLayout;
    first->setSpacing(4);
    m_back = small(QStringLiteral("chevron-left"), tr("Back, Alt+Left"));
    m_forward = small(QStringLiteral("chevron-right"), tr("Forward, Alt+Right"));
    m_kind = new TextLabel(tr("Inspector"), Type::label, Tone::ink2);
    m_place = new TextLabel({}, Type::mono, Tone::ink3);
    m_place->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    first->addWidget(m_back);
    first->addWidget(m_forward);
    first->addSpacing(4);
    first->addWidget(m_kind, 1);
    first->addWidget(m_place);
    auto* second = new QHBoxLayout;
    m_title = new TextLabel({}, Type::objectTitle);
    m_badge = new Badge;
    second->addWidget(m_title, 1);
    second->addWidget(m_badge);
    rows->addLayout(first);
    rows->addLayout(second);
    layout->addWidget(head);
    layout->addWidget(new Line);
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(new Line);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(14, 9, 14, 9);
    m_copy = new Button(tr("Copy as JSON"));
    m_open = new Button(tr("Open"));
    m_open->setObjectName(QStringLiteral("inspectorOpen"));
    m_open->setToolTip(tr("On its page"));
    m_open->hide();
    foot->addWidget(m_copy);
    foot->addStretch(1);
    foot->addWidget(m_open);
    layout->addLayout(foot);
    connect(m_back, &Button::clicked, this, &Inspector::back);
    connect(m_forward, &Button::clicked, this, &Inspector::forward);
    connect(m_open, &Button::clicked, this, [this] { emit pageAsked(m_view.page); });
    connect(m_copy, &Button::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(QJsonDocument(m_view.json).toJson(QJsonDocument::Indented)));
        m_copy->setText(tr("Copied"));
        QTimer::singleShot(1000, m_copy, [this] { m_copy->setText(tr("Copy as JSON")); });
    });
    sayNothingYet();
    updateHistory();
}

void Inspector::sayNothingYet() {
    say(tr("Inspector"),
        tr("Click a hash, a block, a batch or a row, and everything about it is here."),
        Tone::ink2);
}

QString Inspector::current() const {
    return m_at < 0 ? QString() : m_history[m_at];
}

void Inspector::open(const QString& link) {
    if (link.isEmpty()) return;
    enter(link);
    read(link);
}

void Inspector::present(const ObjectView& view) {
    m_presented[view.link] = view;
    open(view.link);
}

void Inspector::forget(const QString& prefix) {
    const QString shown = current();
    for (int i = static_cast<int>(m_history.size()) - 1; i >= 0; --i) {
        if (!m_history[i].startsWith(prefix)) continue;
        m_presented.remove(m_history[i]);
        m_history.removeAt(i);
        if (i <= m_at) --m_at;
    }
    m_at = m_history.isEmpty() ? -1 : std::max(m_at, 0);
    updateHistory();
    if (shown == current()) return;
    if (m_at >= 0) return read(current());
    ++m_generation;
    m_title->setText({});
    m_badge->setBadge({});
    sayNothingYet();
}

void Inspector::enter(const QString& link) {
    if (link != current()) {
        m_history = m_history.mid(0, m_at + 1);
        m_history << link;
        if (m_history.size() > 100) m_history.removeFirst();
        m_at = static_cast<int>(m_history.size()) - 1;
    }
    updateHistory();
}

void Inspector::step(int by) {
    if (m_at + by < 0 || m_at + by >= m_history.size()) return;
    m_at += by;
    updateHistory();
    read(current());
}

void Inspector::back() {
    step(-1);
}

void Inspector::forward() {
    step(1);
}

void Inspector::refresh() {
    if (m_at >= 0) read(current());
}

void Inspector::updateHistory() {
    m_back->setReason(m_at > 0 ? QString() : tr("Nothing before this"));
    m_forward->setReason(m_at + 1 < m_history.size() ? QString() : tr("Nothing after this"));
    m_place->setText(m_at < 0 ? QString()
                              : QStringLiteral("%1 / %2").arg(m_at + 1).arg(m_history.size()));
}

void Inspector::read(const QString& link) {
    const std::uint64_t generation = ++m_generation;
    if (m_presented.contains(link)) return show(m_presented[link]);
    readObject(m_node, link, this, [this, generation, link](Result<ObjectView> view) {
        if (generation != m_generation) return;
        if (view) return show(*view);
        m_title->setText(link.section(QLatin1Char(':'), -1));
        m_badge->setBadge({});
        say(link.section(QLatin1Char(':'), 0, 0), errorText(view.error()), Tone::trouble);
    });
}

void Inspector::clearSections() {
    m_sections = new QWidget;
    auto* layout = new QVBoxLayout(m_sections);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
}

void Inspector::say(const QString& kind, const QString& sentence, Tone tone) {
    m_view = {};
    m_open->hide();
    m_copy->setReason(tr("Nothing to copy"));
    m_kind->setText(kind);
    clearSections();
    auto* text = new TextLabel(sentence, Type::body, tone);
    text->setWordWrap(true);
    auto* box = new QVBoxLayout;
    box->setContentsMargins(14, 12, 14, 12);
    box->addWidget(text);
    static_cast<QVBoxLayout*>(m_sections->layout())->addLayout(box);
    static_cast<QVBoxLayout*>(m_sections->layout())->addStretch(1);
    m_scroll->setWidget(m_sections);
    m_sections->setAutoFillBackground(false);  // setWidget() turns it on
}

void Inspector::show(const ObjectView& view) {
    const int scrolled = view.link == m_view.link ? m_scroll->verticalScrollBar()->value() : 0;
    m_view = view;
    m_copy->setReason({});
    const QString kind = linkFromText(view.link).kind;
    if (kind == QLatin1String("tx") || kind == QLatin1String("call") ||
        kind == QLatin1String("message")) {
        m_view.page = view.link;
    }
    const bool other = m_view.page != view.link;
    m_open->setVisible(!m_view.page.isEmpty());
    m_open->setText(other ? tr("Open the transaction") : tr("Open"));
    m_kind->setText(view.kind);
    m_title->setText(view.title);
    m_badge->setBadge(view.badge);
    clearSections();
    bool first = true;
    for (const ObjectSection& section : view.sections) {
        addSection(section, first);
        first = false;
    }
    static_cast<QVBoxLayout*>(m_sections->layout())->addStretch(1);
    m_scroll->setWidget(m_sections);
    m_sections->setAutoFillBackground(false);  // setWidget() turns it on
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

void Inspector::addSection(const ObjectSection& section, bool first) {
    auto* all = static_cast<QVBoxLayout*>(m_sections->layout());
    if (!first) all->addWidget(new Line);
    auto* box = new QVBoxLayout;
    box->setContentsMargins(14, 9, 14, 9);
    box->setSpacing(0);
    const QString title = section.title.isEmpty() ? section.bytesTitle : section.title;
    auto* head = new TextLabel(title, Type::sectionSmall, Tone::ink2);
    box->addWidget(head);
    box->addSpacing(4);
    for (const ObjectField& field : section.fields) {
        if (field.value.isEmpty()) continue;
        box->addWidget(makeField(field));
    }
    if (!section.bytes.empty()) {
        auto* bytes = new HexView;
        bytes->setRowBytes(8);
        bytes->setVisibleRows(6);
        bytes->setBytes(section.bytes, section.decoded);
        bytes->setFixedHeight(bytes->sizeHint().height());
        box->addWidget(bytes);
    }
    if (section.proof) box->addWidget(new ProofPanel(*section.proof));
    all->addLayout(box);
}

QWidget* Inspector::makeField(const ObjectField& field) {
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    const int space = field.words ? 3 : 1;
    layout->setContentsMargins(0, space, 0, space);
    layout->setSpacing(4);
    auto* label = new TextLabel(field.name, Type::body, Tone::ink2);
    label->setFixedWidth(metric::fieldLabel);
    if (field.words) {
        layout->addWidget(label, 0, Qt::AlignTop);
        auto* text = new TextLabel(field.value, Type::body, field.tone);
        text->setWordWrap(true);
        layout->addWidget(text, 1);
        return row;
    }
    layout->addWidget(label);
    row->setFixedHeight(metric::fieldRow);
    const bool hexadecimal = field.value.startsWith(QLatin1String("0x"));
    if (hexadecimal || !field.link.isEmpty()) {
        auto* value = new HashLabel;
        const bool named = !field.note.isEmpty();  // the name needs the room
        value->setValue(field.value, field.link, named ? 4 : 8, named ? 4 : 6);
        value->setTone(field.tone);
        if (field.layer >= 0) {
            value->setLayer(field.layer == 0 ? api::Layer::l1 : api::Layer::l2, field.solidity);
        }
        value->setSuffix(field.note);
        connect(value, &HashLabel::opened, this, &Inspector::open);
        if (field.at) {
            follow(value, *field.at, [value](const QString& time) { value->setSuffix(time); });
        }
        layout->addWidget(value);
        layout->addStretch(1);
        return row;
    }
    auto* value = new TextLabel(field.value, Type::mono, field.tone);
    value->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    if (field.at) {
        follow(value, *field.at, [value](const QString& time) { value->setText(time); });
    }
    layout->addWidget(value);
    layout->addWidget(new TextLabel(field.note, Type::body, Tone::ink3), 1);
    if (!field.tip.isEmpty()) row->setToolTip(field.tip);
    return row;
}

void Inspector::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(QRect(0, 0, 1, height()), color(Token::line));
}

void Inspector::mousePressEvent(QMouseEvent* event) {
    if (event->position().x() > 5) event->ignore();
}

// Dragging the left edge makes it wider or narrower.
void Inspector::mouseMoveEvent(QMouseEvent* event) {
    setCursor(event->position().x() < 5 ? Qt::SplitHCursor : Qt::ArrowCursor);
    if (!(event->buttons() & Qt::LeftButton)) return;
    const int wanted = width() - qRound(event->position().x());
    setFixedWidth(std::clamp(wanted, metric::inspectorMin, metric::inspectorMax));
}

}  // namespace rollscope::ui
