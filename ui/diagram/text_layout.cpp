#include "ui/diagram/text_layout.h"

namespace rollscope::ui {

namespace {

/// What is not broken at a blank: runs of one or both weights.
struct Unit {
    RichLine runs;
    qreal width = 0;
};

std::vector<Unit> unitsOf(const RichLine& line, const TextMeasure& measure) {
    std::vector<Unit> result;
    bool open = false;
    for (const Span& span : line) {
        for (qsizetype at = 0; at < span.text.size();) {
            if (span.text[at] == QLatin1Char(' ')) {
                open = false;
                ++at;
                continue;
            }
            qsizetype end = span.text.indexOf(QLatin1Char(' '), at);
            if (end < 0) end = span.text.size();
            if (!open) result.emplace_back();
            open = true;
            Unit& unit = result.back();
            unit.runs.push_back({span.text.mid(at, end - at), span.bold});
            unit.width += measure.width(unit.runs.back().text, span.bold);
            at = end;
        }
    }
    return result;
}

class Breaker {
public:
    Breaker(const TextMeasure& measure, qreal most, PlacedText& result)
        : m_measure(measure), m_most(most), m_result(result) {}

    void add(const RichLine& line) {
        begin();
        for (const Unit& unit : unitsOf(line, m_measure)) {
            const qreal blank = m_used > 0 ? m_measure.width(QStringLiteral(" "), false) : 0;
            if (m_most > 0 && m_used > 0 && m_used + blank + unit.width > m_most) {
                begin();
            } else if (m_used > 0) {
                append(QStringLiteral(" "), unit.runs.front().bold && m_lastBold, blank);
            }
            if (m_most > 0 && unit.width > m_most) {
                addByCharacter(unit);
            } else {
                for (const Span& run : unit.runs) {
                    append(run.text, run.bold, m_measure.width(run.text, run.bold));
                }
            }
        }
    }

private:
    void begin() {
        m_result.lines.emplace_back();
        m_result.widths.push_back(0);
        m_used = 0;
    }

    void append(const QString& text, bool bold, qreal width) {
        RichLine& line = m_result.lines.back();
        if (line.empty() || line.back().bold != bold) line.push_back({{}, bold});
        line.back().text += text;
        m_used += width;
        m_result.widths.back() = m_used;
        m_lastBold = bold;
    }

    void addByCharacter(const Unit& unit) {
        for (const Span& run : unit.runs) {
            for (qsizetype at = 0; at < run.text.size();) {
                const bool pair = run.text[at].isHighSurrogate() && at + 1 < run.text.size();
                const QString one = run.text.mid(at, pair ? 2 : 1);
                const qreal width = m_measure.width(one, run.bold);
                if (m_used > 0 && m_used + width > m_most) begin();
                append(one, run.bold, width);
                at += one.size();
            }
        }
    }

    const TextMeasure& m_measure;
    qreal m_most;
    PlacedText& m_result;
    qreal m_used = 0;
    bool m_lastBold = false;
};

}  // namespace

qreal FontMeasure::width(const QString& text, bool bold) const {
    return (bold ? m_bold : m_plain).horizontalAdvance(text);
}

PlacedText wrapped(const RichText& text, const TextMeasure& measure, qreal most) {
    PlacedText result;
    Breaker breaker(measure, most, result);
    for (const RichLine& line : text.lines) breaker.add(line);
    qreal width = 0;
    for (const qreal one : result.widths) width = std::max(width, one);
    result.box =
        QRectF(0, 0, width, static_cast<qreal>(result.lines.size()) * measure.lineHeight());
    return result;
}

}  // namespace rollscope::ui
