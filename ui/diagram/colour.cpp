#include "ui/diagram/colour.h"

#include <QList>

namespace rollscope::ui {

namespace {

constexpr qsizetype longestColour = 64;

QColor fromNumbers(QStringView text, bool withAlpha) {
    const qsizetype open = text.indexOf(QLatin1Char('('));
    const auto parts = text.mid(open + 1, text.size() - open - 2).split(QLatin1Char(','));
    if (parts.size() != (withAlpha ? 4 : 3)) return {};
    int channels[3];
    for (int i = 0; i < 3; ++i) {
        bool ok = false;
        channels[i] = parts[i].trimmed().toInt(&ok);
        if (!ok || channels[i] < 0 || channels[i] > 255) return {};
    }
    double alpha = 1;
    if (withAlpha) {
        bool ok = false;
        alpha = parts[3].trimmed().toDouble(&ok);
        if (!ok || !(alpha >= 0 && alpha <= 1)) return {};
    }
    QColor result(channels[0], channels[1], channels[2]);
    result.setAlphaF(static_cast<float>(alpha));
    return result;
}

}  // namespace

QColor colourOf(QStringView text) {
    if (text.isEmpty() || text.size() > longestColour) return {};
    if (text.endsWith(QLatin1Char(')'))) {
        if (text.startsWith(QLatin1String("rgba("), Qt::CaseInsensitive)) {
            return fromNumbers(text, true);
        }
        if (text.startsWith(QLatin1String("rgb("), Qt::CaseInsensitive)) {
            return fromNumbers(text, false);
        }
        return {};
    }
    for (const QChar c : text) {
        if (!c.isLetter()) return {};  // QColor would take "#fff" too, Mermaid's comment
    }
    return QColor::isValidColorName(text) ? QColor(text.toString()) : QColor();
}

qsizetype colourLength(QStringView text) {
    qsizetype end = 0;
    while (end < text.size() && !text[end].isSpace() && text[end] != QLatin1Char('(')) ++end;
    if (end < text.size() && text[end] == QLatin1Char('(')) {
        const qsizetype close = text.left(longestColour).indexOf(QLatin1Char(')'));
        if (close < 0) return 0;
        end = close + 1;
    }
    return colourOf(text.left(end)).isValid() ? end : 0;
}

}  // namespace rollscope::ui
