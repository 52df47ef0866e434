#include "ui/diagram/rich_text.h"

#include <algorithm>
#include <array>

namespace rollscope::ui {

namespace {

constexpr qsizetype longestEntity = 12;

struct Entity {
    const char* name;
    char32_t code;
};
constexpr std::array<Entity, 14> entities{{{"quot", U'"'},
                                           {"amp", U'&'},
                                           {"lt", U'<'},
                                           {"gt", U'>'},
                                           {"apos", U'\''},
                                           {"nbsp", U'\u00a0'},
                                           {"num", U'#'},
                                           {"semi", U';'},
                                           {"colon", U':'},
                                           {"larr", U'\u2190'},
                                           {"rarr", U'\u2192'},
                                           {"infin", U'\u221e'},
                                           {"hearts", U'\u2665'},
                                           {"check", U'\u2713'}}};

/// What `name` of "#name;" stands for; empty if nobody knows.
QString decoded(QStringView name) {
    bool ok = false;
    const bool hexadecimal = name.startsWith(QLatin1Char('x'), Qt::CaseInsensitive);
    const uint code = hexadecimal ? name.mid(1).toUInt(&ok, 16) : name.toUInt(&ok, 10);
    if (ok) {
        if (code < 0x20) return QStringLiteral(" ");
        if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) {
            return QString(QChar(QChar::ReplacementCharacter));
        }
        const auto wide = static_cast<char32_t>(code);
        return QString::fromUcs4(&wide, 1);
    }
    for (const Entity& entity : entities) {
        if (name == QLatin1String(entity.name)) return QString::fromUcs4(&entity.code, 1);
    }
    return {};
}

/// The length of "<br>", "<br/>" or "<br />" at `at`, or 0.
qsizetype breakLength(QStringView text, qsizetype at) {
    if (!text.mid(at, 3).startsWith(QLatin1String("<br"), Qt::CaseInsensitive)) return 0;
    qsizetype end = at + 3;
    while (end < text.size() && end < at + 16 && text[end].isSpace()) ++end;
    if (end < text.size() && text[end] == QLatin1Char('/')) ++end;
    return end < text.size() && text[end] == QLatin1Char('>') ? end + 1 - at : 0;
}

void trim(RichLine& line) {
    const auto isBlank = [](QChar c) { return c.isSpace() && c != QChar(QChar::Nbsp); };
    while (!line.empty()) {
        QString& text = line.back().text;
        while (!text.isEmpty() && isBlank(text.back())) text.chop(1);
        if (!text.isEmpty()) break;
        line.pop_back();
    }
    while (!line.empty()) {
        QString& text = line.front().text;
        qsizetype blank = 0;
        while (blank < text.size() && isBlank(text[blank])) ++blank;
        text.remove(0, blank);
        if (!text.isEmpty()) break;
        line.erase(line.begin());
    }
}

class Writer {
public:
    void put(const QString& text) {
        RichLine& line = m_result.lines.back();
        if (line.empty() || line.back().bold != m_bold) line.push_back({{}, m_bold});
        line.back().text += text;
    }
    void put(QChar c) {
        const bool control = c.category() == QChar::Other_Control ||
                             c == QChar::ParagraphSeparator || c == QChar::LineSeparator;
        put(QString(control ? QLatin1Char(' ') : c));
    }
    void breakLine() { m_result.lines.emplace_back(); }
    void toggle() { m_bold = !m_bold; }
    RichText result() {
        for (RichLine& line : m_result.lines) trim(line);
        auto& lines = m_result.lines;
        while (!lines.empty() && lines.back().empty()) lines.pop_back();
        const auto first = std::find_if(lines.begin(), lines.end(),
                                        [](const RichLine& line) { return !line.empty(); });
        lines.erase(lines.begin(), first);
        return std::move(m_result);
    }

private:
    RichText m_result{{RichLine{}}};
    bool m_bold = false;
};

}  // namespace

QString RichText::plain() const {
    QString result;
    for (const RichLine& line : lines) {
        if (!result.isEmpty()) result += QLatin1Char(' ');
        for (const Span& span : line) result += span.text;
    }
    return result;
}

qsizetype entityLength(QStringView text, qsizetype at) {
    if (at >= text.size() || text[at] != QLatin1Char('#')) return 0;
    qsizetype end = at + 1;
    while (end < text.size() && end - at <= longestEntity && text[end].isLetterOrNumber()) ++end;
    if (end == at + 1 || end >= text.size() || text[end] != QLatin1Char(';')) return 0;
    return end + 1 - at;
}

RichText richText(QStringView source, Escapes escapes) {
    static const QString stars = QStringLiteral("**");
    qsizetype pairs = source.count(stars) / 2 * 2;
    Writer writer;
    for (qsizetype at = 0; at < source.size();) {
        if (const qsizetype length = escapes == Escapes::mermaid ? entityLength(source, at) : 0) {
            const QString known = decoded(source.mid(at + 1, length - 2));
            writer.put(known.isEmpty() ? source.mid(at, length).toString() : known);
            at += length;
        } else if (const qsizetype size = breakLength(source, at)) {
            writer.breakLine();
            at += size;
        } else if (source.mid(at, 2) == QLatin1String("\\n")) {
            writer.breakLine();
            at += 2;
        } else if (pairs > 0 && source.mid(at, 2) == stars) {
            writer.toggle();
            --pairs;
            at += 2;
        } else {
            writer.put(source[at++]);
        }
    }
    return writer.result();
}

bool cut(RichText& text, qsizetype most) {
    qsizetype used = 0;
    for (std::size_t i = 0; i < text.lines.size(); ++i, ++used) {
        RichLine& line = text.lines[i];
        for (std::size_t k = 0; k < line.size(); ++k) {
            QString& run = line[k].text;
            if (used + run.size() <= most) {
                used += run.size();
                continue;
            }
            run.truncate(std::max<qsizetype>(most - used, 0));
            if (!run.isEmpty() && run.back().isHighSurrogate()) run.chop(1);
            line.resize(k + 1);
            text.lines.resize(i + 1);
            trim(line);
            while (!text.lines.empty() && text.lines.back().empty()) text.lines.pop_back();
            return true;
        }
        if (used > most) {
            text.lines.resize(i + 1);
            while (!text.lines.empty() && text.lines.back().empty()) text.lines.pop_back();
            return true;
        }
    }
    return false;
}

RichText plainText(const QString& text) {
    Writer writer;
    for (const QChar c : text) writer.put(c);
    return writer.result();
}

QString mermaidText(const RichText& text) {
    static const QString special = QStringLiteral("#;*\\<");
    QString result;
    for (std::size_t i = 0; i < text.lines.size(); ++i) {
        if (i > 0) result += QStringLiteral("<br/>");
        for (const Span& span : text.lines[i]) {
            if (span.bold) result += QStringLiteral("**");
            for (const QChar c : span.text) {
                if (special.contains(c) || c == QChar(QChar::Nbsp)) {
                    result += QStringLiteral("#%1;").arg(c.unicode());
                } else {
                    result += c;
                }
            }
            if (span.bold) result += QStringLiteral("**");
        }
    }
    return result;
}

}  // namespace rollscope::ui
