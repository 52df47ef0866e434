#include "ui/widgets/page_head.h"

#include <QPainter>

#include "ui/text/format.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

PageHead::PageHead(const QString& title, QWidget* parent) : QWidget(parent) {
    setFixedHeight(metric::pageHead);
    m_title = new TextLabel(title, Type::pageTitle);
    m_title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_sum = new TextLabel({}, Type::body, Tone::ink2);
    m_step = new TextLabel({}, Type::label, Tone::ink3);
    m_step->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_cancel = new Button(tr("Cancel"));
    m_step->hide();
    m_cancel->hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metric::margin, 0, metric::margin, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    m_middle = new QHBoxLayout;
    m_middle->setSpacing(8);
    layout->addLayout(m_middle);
    layout->addWidget(m_sum, 1);
    layout->addWidget(m_step);
    layout->addWidget(m_cancel);
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(8);
    layout->addLayout(m_actions);
    m_barDelay.setSingleShot(true);
    m_stepDelay.setSingleShot(true);
    connect(&m_barDelay, &QTimer::timeout, this, [this] {
        m_bar = true;
        update();
    });
    connect(&m_stepDelay, &QTimer::timeout, this, [this] {
        m_step->show();
        m_cancel->setVisible(static_cast<bool>(m_onCancel));
    });
    connect(m_cancel, &Button::clicked, this, [this] {
        if (m_onCancel) m_onCancel();
    });
}

void PageHead::setTitle(const QString& title) {
    m_title->setText(title);
}

void PageHead::setSum(const QString& sum) {
    m_sum->setText(sum);
}

void PageHead::addLeading(QWidget* widget) {
    static_cast<QHBoxLayout*>(layout())->insertWidget(0, widget);
}

void PageHead::addMiddle(QWidget* widget) {
    m_middle->addWidget(widget);
}

void PageHead::addAction(QWidget* widget) {
    m_actions->addWidget(widget);
}

void PageHead::setLoading(bool loading, const QString& step, std::function<void()> cancel) {
    m_step->setText(step);
    m_onCancel = std::move(cancel);
    if (loading) {
        if (!m_bar && !m_barDelay.isActive()) m_barDelay.start(200);
        if (m_step->isHidden() && !m_stepDelay.isActive()) m_stepDelay.start(2000);
        return;
    }
    m_barDelay.stop();
    m_stepDelay.stop();
    m_bar = false;
    m_step->hide();
    m_cancel->hide();
    update();
}

void PageHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::line));
    if (m_bar) painter.fillRect(QRect(0, height() - 2, width(), 2), color(Token::ink));
}

Panel::Panel(const QString& title, QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 10);
    layout->setSpacing(4);
    m_head = new QWidget;
    auto* head = new QHBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    m_title = new TextLabel(title, Type::section);
    m_figure = new TextLabel({}, Type::mono, Tone::ink2);
    m_figure->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    head->addWidget(m_title, 1);
    head->addWidget(m_figure);
    layout->addWidget(m_head);
    m_content = new QVBoxLayout;
    m_content->setSpacing(4);
    layout->addLayout(m_content, 1);
    setTitle(title);
}

void Panel::setTitle(const QString& title) {
    m_title->setText(title);
    m_head->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Panel::setFigure(const QString& figure, Tone tone) {
    m_figure->setText(figure);
    m_figure->setTone(tone);
}

void Panel::setTone(Tone tone, bool tinted) {
    m_tone = tone;
    m_toned = tone != Tone::ink && tone != Tone::ink2 && tone != Tone::ink3;
    m_tinted = tinted;
    update();
}

void Panel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor fill = m_toned && m_tinted ? tintColor(m_tone) : color(Token::bg1);
    paintBox(painter, rect(), fill, m_toned ? borderColor(m_tone) : color(Token::line));
}

EmptyState::EmptyState(const QString& sentence, QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(12);
    layout->addStretch(1);
    m_sentence = new TextLabel(sentence, Type::reading, Tone::ink2);
    m_sentence->setAlignment(Qt::AlignCenter);
    layout->addWidget(m_sentence);
    m_buttons = new QHBoxLayout;
    m_buttons->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addLayout(m_buttons);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(2);
}

void EmptyState::setSentence(const QString& sentence) {
    m_sentence->setText(sentence);
}

Button* EmptyState::addButton(const QString& text, ButtonKind kind) {
    auto* button = new Button(text, kind);
    m_buttons->addWidget(button);
    return button;
}

ErrorBar::ErrorBar(QWidget* parent) : QWidget(parent) {
    setFixedHeight(34);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(40, 0, metric::margin, 0);
    m_text = new TextLabel({}, Type::body, Tone::trouble);
    layout->addWidget(m_text, 1);
    auto* again = new Button(tr("Retry"));
    layout->addWidget(again);
    connect(again, &Button::clicked, this, &ErrorBar::retry);
    hide();
}

void ErrorBar::setProblem(const QString& text) {
    if (text == m_problem) return;
    const bool fresh = m_problem.isEmpty();
    m_problem = text;
    setVisible(!text.isEmpty());
    if (text.isEmpty()) return;
    const auto nowMs = static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch());
    if (fresh) setProperty("since", timeOfDay(nowMs));
    m_text->setText(
        tr("%1 · since %2; what is shown is from before").arg(text, property("since").toString()));
    setAccessibleName(m_text->text());
}

void ErrorBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::rdt));
    painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::rdb));
    paintIcon(painter, QRectF(16, 10, 14, 14), QStringLiteral("alarm"), color(Token::rd));
}

}  // namespace rollscope::ui
