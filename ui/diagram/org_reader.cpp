// The notation of sequencediagram.org: what of it a sequence diagram needs, not its styles.
#include <QCoreApplication>
#include <array>

#include "ui/diagram/builder.h"
#include "ui/diagram/colour.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("diagram", text);
}

constexpr std::array<ArrowWord, 14> arrows{{{"<<-->>", true, ArrowHead::filled, true},
                                            {"<<->>", false, ArrowHead::filled, true},
                                            {"<-->", true, ArrowHead::filled, true},
                                            {"<->", false, ArrowHead::filled, true},
                                            {"<<--", true, ArrowHead::open, false, true},
                                            {"<<-", false, ArrowHead::open, false, true},
                                            {"<--", true, ArrowHead::filled, false, true},
                                            {"<-", false, ArrowHead::filled, false, true},
                                            {"-->>", true, ArrowHead::open},
                                            {"->>", false, ArrowHead::open},
                                            {"-->", true, ArrowHead::filled},
                                            {"->", false, ArrowHead::filled},
                                            {"--x", true, ArrowHead::cross},
                                            {"-x", false, ArrowHead::cross}}};

QStringView unquoted(QStringView text) {
    const bool quoted =
        text.size() >= 2 && text.front() == QLatin1Char('"') && text.back() == QLatin1Char('"');
    return quoted ? text.mid(1, text.size() - 2) : text;
}

class Reader {
public:
    explicit Reader(Problems& problems) : m_builder(problems, Escapes::none) {}

    Diagram read(const std::vector<Line>& lines) {
        for (const Line& line : lines) {
            m_builder.at(line);
            const QStringView text = line.text.trimmed();
            if (text.isEmpty() || text.startsWith(QLatin1Char('#')) ||
                text.startsWith(QLatin1String("//"))) {
                continue;
            }
            read(text);
            if (m_builder.full()) break;
        }
        return m_builder.finish();
    }

private:
    void read(QStringView text) {
        const Words words = firstWord(text);
        const qsizetype colon = text.indexOf(QLatin1Char(':'));
        const FoundArrow found =
            findArrow(text, colon < 0 ? text.size() : colon, arrows.data(), arrows.size());
        // a name may begin with a keyword ("loop back->B: x"), and a label may hold an arrow
        const bool isMessage = found.arrow != nullptr && !same(words.first, "note");
        if (isMessage && colon >= 0) return readMessage(m_builder, text, found, false);
        if (keyword(text, words) || unseen(words.first)) return;
        if (isMessage) return readMessage(m_builder, text, found, false);
        m_builder.problem(text, tr("a message such as “A->B: text”, a note or a participant"));
    }

    bool keyword(QStringView text, const Words& words) {
        const QStringView word = words.first, rest = words.rest;
        if (word == QLatin1String("title")) return m_builder.setTitle(rest), true;
        for (const char* kind : {"participant", "actor", "boundary", "control", "entity",
                                 "database", "rparticipant", "queue"}) {
            if (word == QLatin1String(kind)) return participant(text, words);
        }
        for (const char* kind : {"note", "box", "abox", "rbox", "aboxright", "ref"}) {
            if (same(word, kind) && readNote(m_builder, rest)) return true;
        }
        if (same(word, "autonumber")) return readNumbering(m_builder, rest), true;
        if (same(word, "activate")) return m_builder.activate(rest, true), true;
        if (same(word, "deactivate")) return m_builder.activate(rest, false), true;
        if (same(word, "destroy")) return m_builder.destroy(rest), true;
        if (same(word, "participantgroup")) return group(word, rest);
        if (same(word, "end") && rest.isEmpty()) return m_builder.end(word), true;
        if (same(word, "else")) {
            return m_builder.part(QStringLiteral("else"), rest, word), true;
        }
        return frame(word, rest);
    }

    bool participant(QStringView text, const Words& words) {
        QStringView rest = words.rest;
        const qsizetype quote = rest.lastIndexOf(QLatin1Char('"'));
        if (const qsizetype style = rest.lastIndexOf(QLatin1String(" #")); style > quote) {
            rest = rest.left(std::max<qsizetype>(style, 0)).trimmed();
        }
        if (rest.isEmpty()) {
            m_builder.problem(text.mid(text.size()), tr("a participant's name"));
            return true;
        }
        const bool actor = same(words.first, "actor");
        const qsizetype as = rest.lastIndexOf(QLatin1String(" as "));
        if (as > 0) {
            m_builder.declare(rest.mid(as + 4).trimmed(), unquoted(rest.left(as).trimmed()), actor);
        } else {
            m_builder.declare(unquoted(rest), {}, actor);
        }
        return true;
    }

    bool group(QStringView word, QStringView rest) {
        QString colour = QStringLiteral("transparent");
        if (rest.startsWith(QLatin1Char('#'))) {
            const Words words = firstWord(rest);
            const QStringView name = words.first.mid(1);
            const QColor hexadecimal(words.first.toString());
            if (colourOf(name).isValid()) {
                colour = name.toString();
            } else if (hexadecimal.isValid()) {
                colour = QStringLiteral("rgb(%1,%2,%3)")
                             .arg(hexadecimal.red())
                             .arg(hexadecimal.green())
                             .arg(hexadecimal.blue());
            }
            rest = words.rest;
        }
        m_builder.beginBox(rest, colour, word);
        return true;
    }

    bool frame(QStringView word, QStringView rest) {
        for (const FragmentKind kind :
             {FragmentKind::loop, FragmentKind::alt, FragmentKind::opt, FragmentKind::par,
              FragmentKind::critical, FragmentKind::breakOut}) {
            if (word == keywordOf(kind)) return m_builder.begin(kind, rest, {}, word), true;
        }
        for (const char* other :
             {"group", "seq", "strict", "neg", "ignore", "consider", "assert", "region"}) {
            if (word != QLatin1String(other)) continue;
            m_builder.problem(word, tr("a frame that can be drawn: loop, alt, opt, par, critical "
                                       "or break"));
            m_builder.beginIgnored(word);
            return true;
        }
        if (word == QLatin1String("thread")) {
            return m_builder.part(QStringLiteral("and"), rest, word), true;
        }
        return false;
    }

    /// Statements that only say how a thing looks.
    static bool unseen(QStringView word) {
        for (const char* known : {"space",
                                  "entryspacing",
                                  "participantspacing",
                                  "lifelinestyle",
                                  "participantstyle",
                                  "notestyle",
                                  "messagestyle",
                                  "dividerstyle",
                                  "boxstyle",
                                  "aboxstyle",
                                  "rboxstyle",
                                  "titlestyle",
                                  "fontfamily",
                                  "bottomparticipants",
                                  "linear",
                                  "parallel",
                                  "autoactivation",
                                  "activecolor",
                                  "frame",
                                  "style",
                                  "type"}) {
            if (word == QLatin1String(known)) return true;
        }
        return false;
    }

    Builder m_builder;
};

}  // namespace

Diagram readOrg(const std::vector<Line>& lines, Problems& problems) {
    return Reader(problems).read(lines);
}

}  // namespace rollscope::ui
