#include "ui/widgets/stage_list.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

constexpr int lineStep = 18, markWidth = 18, inset = 3;

/// A dotted ring ahead, half a disc at hand, a tick behind.
void paintMark(QPainter& painter, QPointF centre, StageLine::State state) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ring(centre.x() - 4, centre.y() - 4, 8, 8);
    QPen pen(color(state == StageLine::ahead ? Token::ink3 : Token::ink), 1.2);
    switch (state) {
        case StageLine::ahead:
            pen.setDashPattern({1.2, 1.8});
            painter.setPen(pen);
            painter.drawEllipse(ring);
            break;
        case StageLine::doing:
            painter.setPen(pen);
            painter.drawEllipse(ring);
            painter.setPen(Qt::NoPen);
            painter.setBrush(color(Token::ink));
            painter.drawPie(ring, 90 * 16, 180 * 16);
            break;
        case StageLine::done:
            pen.setColor(color(Token::l2));
            pen.setWidthF(1.5);
            painter.setPen(pen);
            painter.drawPolyline(QPolygonF{centre + QPointF(-3.5, 0.5), centre + QPointF(-1, 3),
                                           centre + QPointF(3.5, -3)});
            break;
    }
    painter.restore();
}

}  // namespace

StageList::StageList(QWidget* parent) : QAbstractButton(parent) {
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (!m_link.isEmpty()) emit opened(m_link);
    });
}

void StageList::setLines(const QList<StageLine>& lines) {
    m_lines = lines;
    QStringList said;
    for (const StageLine& line : lines) {
        const QString state = line.state == StageLine::done    ? tr("done")
                              : line.state == StageLine::doing ? tr("at hand")
                                                               : tr("ahead");
        said << line.word + u' ' + state + (line.fact.isEmpty() ? QString() : u' ' + line.fact);
    }
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize StageList::sizeHint() const {
    return {140, std::max(6, static_cast<int>(m_lines.size())) * lineStep};
}

void StageList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    int top = 0;
    for (const StageLine& line : m_lines) {
        const QRect row(0, top, width(), lineStep);
        top += lineStep;
        if (line.state == StageLine::doing) painter.fillRect(row, color(Token::bg3));
        paintMark(painter, {row.left() + inset + 5.0, row.center().y() + 0.5}, line.state);
        painter.setFont(typeFont(Type::mono));
        painter.setPen(color(line.state == StageLine::doing ? Token::ink : Token::ink2));
        const int factWidth = painter.fontMetrics().horizontalAdvance(line.fact);
        const QRect inside = row.adjusted(inset + markWidth, 0, -inset, 0);
        painter.drawText(inside, Qt::AlignRight | Qt::AlignVCenter, line.fact);
        painter.setFont(typeFont(Type::body));
        painter.setPen(color(line.state == StageLine::ahead ? Token::ink3 : Token::ink));
        const QRect words = inside.adjusted(0, 0, -factWidth - 6, 0);
        painter.drawText(
            words, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(line.word, Qt::ElideRight, words.width()));
    }
    if (hasFocus()) {
        paintBox(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), QColor(),
                 color(Token::ink));
    }
}

void StageList::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return click();
    QAbstractButton::keyPressEvent(event);
}

}  // namespace rollscope::ui
