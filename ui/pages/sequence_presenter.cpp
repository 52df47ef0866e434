#include "ui/pages/sequence_presenter.h"

#include <QPainter>

#include "ui/text/words.h"
#include "ui/widgets/theme.h"

namespace rollscope::ui {

namespace {

constexpr int margin = 28, titlePx = 26, textPx = 20, linePx = 18;

QFont large(Type type, int pixels) {
    QFont font = typeFont(type);
    font.setPixelSize(pixels);
    return font;
}

}  // namespace

PresenterNotes::PresenterNotes(const Player& player, QWidget* parent)
    : QWidget(parent), m_player(player) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PresenterNotes::showItem(int item) {
    m_title = m_what = m_without = m_line = QString();
    if (item >= 0 && item < static_cast<int>(m_player.items().size())) {
        const Diagram& diagram = m_player.diagram();
        m_title =
            sentenceOf(diagram, diagram.steps[diagram.items()[static_cast<std::size_t>(item)]]);
        if (const Script* script = m_player.script()) {
            const ItemWords words = script->wordsOf(item);
            m_what = QCoreApplication::translate("Player", words.what);
            m_without = QCoreApplication::translate("Player", words.without);
        }
        const ItemRun& run = m_player.items()[static_cast<std::size_t>(item)];
        if (run.evidence) {
            m_line = run.evidence->event + QStringLiteral(" · ") + shortText(*run.evidence);
        } else if (!run.problem.isEmpty()) {
            m_line = run.problem;
        } else if (!m_player.waitsFor().isEmpty()) {
            m_line = tr("Waiting for %1").arg(m_player.waitsFor());
        } else if (m_player.last() >= 0 && item == m_player.next()) {  // what came before it
            const auto& last = m_player.items()[static_cast<std::size_t>(m_player.last())].evidence;
            if (last) m_line = last->event + QStringLiteral(" · ") + shortText(*last);
        }
    }
    setAccessibleName(m_title);
    setAccessibleDescription(m_what + QLatin1Char(' ') + m_without + QLatin1Char(' ') + m_line);
    update();
}

void PresenterNotes::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(0, 0, width(), 1, color(Token::line));
    const QRect inner = rect().adjusted(margin, 14, -margin, -12);
    painter.setFont(large(Type::objectTitle, titlePx));
    painter.setPen(color(Token::ink));
    painter.drawText(QRect(inner.left(), inner.top(), inner.width(), titlePx + 10),
                     Qt::AlignLeft | Qt::AlignVCenter, m_title);
    const int top = inner.top() + titlePx + 14, bottom = inner.bottom() - linePx - 8;
    const int half = inner.width() * 6 / 11;
    painter.setFont(large(Type::reading, textPx));
    painter.drawText(QRect(inner.left(), top, half - margin, bottom - top),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_what);
    painter.setPen(color(Token::ink2));
    painter.drawText(QRect(inner.left() + half, top, inner.width() - half, bottom - top),
                     Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_without);
    painter.setFont(large(Type::mono, linePx));
    painter.setPen(color(Token::ink3));
    painter.drawText(QRect(inner.left(), bottom + 4, inner.width(), linePx + 6),
                     Qt::AlignLeft | Qt::AlignVCenter, m_line);
}

}  // namespace rollscope::ui
