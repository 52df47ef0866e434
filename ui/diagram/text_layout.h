// Text measured and broken into lines.
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QRectF>

#include "ui/diagram/rich_text.h"

namespace rollscope::ui {

/// What a layout must know of a font.
class TextMeasure {
public:
    virtual ~TextMeasure() = default;
    virtual qreal width(const QString& text, bool bold) const = 0;
    virtual qreal lineHeight() const = 0;
};

/// A font's own measures.
class FontMeasure final : public TextMeasure {
public:
    FontMeasure(const QFont& plain, const QFont& bold, qreal lineHeight)
        : m_plain(plain), m_bold(bold), m_lineHeight(lineHeight) {}
    qreal width(const QString& text, bool bold) const override;
    qreal lineHeight() const override { return m_lineHeight; }

private:
    QFontMetricsF m_plain, m_bold;
    qreal m_lineHeight;
};

/// Lines that fit into `box`, each as wide as `widths` says.
struct PlacedText {
    QRectF box;
    std::vector<RichLine> lines;
    std::vector<qreal> widths;
    Qt::Alignment align = Qt::AlignLeft;
    bool empty() const { return lines.empty(); }
    void moveTo(QPointF topLeft) { box.moveTopLeft(topLeft); }
};

/// Breaks a text at blanks, and longer words anywhere, so that no line is wider than `most`
/// (0: only where the text says so); the box stands at 0, 0.
PlacedText wrapped(const RichText& text, const TextMeasure& measure, qreal most);

}  // namespace rollscope::ui
