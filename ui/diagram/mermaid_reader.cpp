// Mermaid's sequenceDiagram, statement by statement.
#include <QCoreApplication>
#include <array>

#include "ui/diagram/builder.h"
#include "ui/diagram/colour.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("diagram", text);
}

constexpr std::array<ArrowWord, 10> arrows{{{"<<-->>", true, ArrowHead::filled, true},
                                            {"<<->>", false, ArrowHead::filled, true},
                                            {"-->>", true, ArrowHead::filled},
                                            {"->>", false, ArrowHead::filled},
                                            {"-->", true, ArrowHead::none},
                                            {"->", false, ArrowHead::none},
                                            {"--x", true, ArrowHead::cross},
                                            {"-x", false, ArrowHead::cross},
                                            {"--)", true, ArrowHead::open},
                                            {"-)", false, ArrowHead::open}}};

/// Where the statement at the text's start ends: at `;` or at a comment's `#`.
qsizetype statementEnd(QStringView text) {
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == QLatin1Char(';')) return at;
        if (text[at] != QLatin1Char('#')) continue;
        const qsizetype length = entityLength(text, at);
        if (length == 0) return at;
        at += length - 1;
    }
    return text.size();
}

class Reader {
public:
    explicit Reader(Problems& problems) : m_builder(problems, Escapes::mermaid) {}

    Diagram read(const std::vector<Line>& lines) {
        bool begun = false;
        for (const Line& line : lines) {
            m_builder.at(line);
            QStringView text = line.text.trimmed();
            if (!begun && text.startsWith(QLatin1String("sequenceDiagram"), Qt::CaseInsensitive)) {
                begun = true;
                text = text.mid(QLatin1String("sequenceDiagram").size());
            } else if (!begun) {
                frontMatter(text);
                continue;
            }
            readLine(text);
            if (m_builder.full()) break;
        }
        return m_builder.finish();
    }

private:
    void frontMatter(QStringView text) {
        if (!text.startsWith(QLatin1String("title:"))) return;
        m_builder.setTitle(text.mid(6).trimmed());
    }

    void readLine(QStringView text) {
        if (skipsDescription(text)) return;
        while (!text.isEmpty() && !m_builder.full()) {
            text = text.trimmed();
            if (text.startsWith(QLatin1String("%%"))) return;
            const qsizetype end = statementEnd(text);
            const QStringView statement = text.left(end).trimmed();
            if (!statement.isEmpty()) read(statement);
            if (end >= text.size() || text[end] == QLatin1Char('#')) return;
            text = text.mid(end + 1);
        }
    }

    /// `accDescr { … }` runs over lines.
    bool skipsDescription(QStringView text) {
        if (!m_inDescription) {
            const qsizetype brace = text.indexOf(QLatin1Char('{'));
            m_inDescription = text.startsWith(QLatin1String("accDescr")) && brace >= 0 &&
                              brace < 16 && !text.contains(QLatin1Char('}'));
            return m_inDescription;
        }
        m_inDescription = !text.contains(QLatin1Char('}'));
        return true;
    }

    void read(QStringView text) {
        const Words words = firstWord(text);
        if (keyword(text, words)) return;
        const qsizetype colon = text.indexOf(QLatin1Char(':'));
        const FoundArrow found =
            findArrow(text, colon < 0 ? text.size() : colon, arrows.data(), arrows.size());
        if (found.arrow != nullptr) return readMessage(m_builder, text, found, true);
        m_builder.problem(text, tr("a message such as “A->>B: text”, a note or a keyword"));
    }

    bool keyword(QStringView text, const Words& words) {
        const QStringView word = words.first, rest = words.rest;
        if (same(word, "participant")) return participant(text, rest, false);
        if (same(word, "actor")) return participant(text, rest, true);
        if (same(word, "end") && rest.isEmpty()) return m_builder.end(word), true;
        if (same(word, "box")) return box(word, rest);
        if (m_builder.inBox()) {
            m_builder.problem(text, tr("a participant or “end” within a box"));
            return true;
        }
        if (same(word, "note") && readNote(m_builder, rest)) return true;
        if (same(word, "autonumber")) return readNumbering(m_builder, rest), true;
        if (same(word, "title:")) return m_builder.setTitle(rest), true;
        if (same(word, "title")) {
            const bool colon = rest.startsWith(QLatin1Char(':'));
            return m_builder.setTitle(colon ? rest.mid(1).trimmed() : rest), true;
        }
        if (same(word, "activate")) return m_builder.activate(rest, true), true;
        if (same(word, "deactivate")) return m_builder.activate(rest, false), true;
        if (same(word, "create")) return create(text, rest);
        if (same(word, "destroy")) return m_builder.destroy(rest), true;
        return frame(word, rest) || unseen(word);
    }

    bool participant(QStringView text, QStringView rest, bool actor) {
        if (rest.isEmpty()) {
            m_builder.problem(text.mid(text.size()), tr("a participant's name"));
            return true;
        }
        const auto [id, name] = alias(rest);
        m_builder.declare(id, name, actor);
        return true;
    }

    /// "A as Alice" taken apart; no alias: an empty second.
    static std::pair<QStringView, QStringView> alias(QStringView text) {
        for (qsizetype at = text.indexOf(QLatin1String("as"), 1, Qt::CaseInsensitive); at > 0;
             at = text.indexOf(QLatin1String("as"), at + 1, Qt::CaseInsensitive)) {
            if (at + 2 < text.size() && text[at - 1].isSpace() && text[at + 2].isSpace()) {
                return {text.left(at).trimmed(), text.mid(at + 3).trimmed()};
            }
        }
        return {text, {}};
    }

    bool create(QStringView text, QStringView rest) {
        const Words words = firstWord(rest);
        const bool actor = same(words.first, "actor");
        const auto [id, name] =
            alias(actor || same(words.first, "participant") ? words.rest : rest);
        if (id.isEmpty()) {
            m_builder.problem(text.mid(text.size()), tr("a participant's name"));
        } else {
            m_builder.create(id, name, actor);
        }
        return true;
    }

    bool box(QStringView word, QStringView rest) {
        const qsizetype length = colourLength(rest);
        m_builder.beginBox(
            rest.mid(length).trimmed(),
            length == 0 ? QStringLiteral("transparent") : rest.left(length).toString(), word);
        return true;
    }

    bool frame(QStringView word, QStringView rest) {
        for (const FragmentKind kind :
             {FragmentKind::loop, FragmentKind::alt, FragmentKind::opt, FragmentKind::par,
              FragmentKind::critical, FragmentKind::breakOut}) {
            if (word.compare(keywordOf(kind), Qt::CaseInsensitive) == 0) {
                m_builder.begin(kind, rest, {}, word);
                return true;
            }
        }
        if (same(word, "rect")) {
            if (!rest.isEmpty() && !colourOf(rest).isValid()) {
                m_builder.problem(rest, tr("a colour such as “rgb(0, 0, 255)”"));
                rest = {};
            }
            m_builder.begin(FragmentKind::rect, {}, rest.toString(), word);
            return true;
        }
        for (const char* part : {"else", "and", "option"}) {
            if (same(word, part)) {
                m_builder.part(QString::fromLatin1(part), rest, word);
                return true;
            }
        }
        return false;
    }

    /// Statements that draw nothing.
    static bool unseen(QStringView word) {
        for (const char* known : {"accTitle:", "accDescr:", "accTitle", "accDescr", "link", "links",
                                  "properties", "details"}) {
            if (same(word, known)) return true;
        }
        return false;
    }

    Builder m_builder;
    bool m_inDescription = false;
};

}  // namespace

Diagram readMermaid(const std::vector<Line>& lines, Problems& problems) {
    return Reader(problems).read(lines);
}

}  // namespace rollscope::ui
