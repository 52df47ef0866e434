// What the parsers share: a diagram under construction, its names, limits and problems.
#pragma once

#include <QHash>

#include "ui/diagram/document.h"

namespace rollscope::ui {

/// A text's line by line view: columns are counted from `start`.
struct Line {
    QStringView text;
    int number = 0;
    int columnOf(QStringView part) const { return static_cast<int>(part.data() - text.data()) + 1; }
};

/// The problems of a document, cut at the limit.
class Problems {
public:
    explicit Problems(Document& document) : m_document(document) {}
    /// `part` lies within `line`; a long one is cut.
    void add(const Line& line, QStringView part, const QString& expected);
    void add(int line, int column, const QString& expected, const QString& found);

private:
    Document& m_document;
};

/// Adds statements to a diagram and keeps it sound: indices valid, fragments closed, limits held.
class Builder {
public:
    Builder(Problems& problems, Escapes escapes) : m_problems(problems), m_escapes(escapes) {}

    void at(const Line& line) { m_line = line; }
    void problem(QStringView part, const QString& expected) {
        m_problems.add(m_line, part, expected);
    }
    /// True when a limit is reached: the rest is not read.
    bool full() const { return m_full; }

    void setTitle(QStringView text);
    /// The participant of that name, made if new; nothing and a problem for a bad name.
    std::optional<int> participant(QStringView id);
    /// A participant statement; `name` empty: the id.
    std::optional<int> declare(QStringView id, QStringView name, bool actor);
    void create(QStringView id, QStringView name, bool actor);
    void destroy(QStringView id);
    /// A box holds what is declared until its end.
    void beginBox(QStringView title, const QString& colour, QStringView part);
    void message(Message message, QStringView text);
    void note(NotePlace place, QStringView names, QStringView text);
    void activate(QStringView id, bool active);
    void begin(FragmentKind kind, QStringView label, const QString& colour, QStringView part);
    void part(const QString& word, QStringView label, QStringView keyword);
    /// A frame that is not drawn, so that its end is not missed.
    void beginIgnored(QStringView part);
    void end(QStringView part);
    void number(const Numbering& numbering);
    bool inBox() const { return m_box >= 0; }

    /// Closes what is open; problems name where it began.
    Diagram finish();

private:
    struct Open {
        FragmentKind kind = FragmentKind::loop;
        bool drawn = true;
        int line = 0, column = 0;
    };
    bool room();
    bool accept(QStringView id);
    RichText text(QStringView source, int most);
    void add(Step::Content content);

    Problems& m_problems;
    Escapes m_escapes;
    Diagram m_diagram;
    QHash<QString, int> m_ids;
    std::vector<int> m_active;
    std::vector<Open> m_open;
    Line m_line;
    int m_box = -1;
    Line m_boxLine;
    int m_messages = 0, m_notes = 0;
    bool m_numbered = false, m_full = false;
    qint64 m_number = 1, m_numberStep = 1;
};

/// Reads the lines of one Mermaid diagram, its `sequenceDiagram` line first.
Diagram readMermaid(const std::vector<Line>& lines, Problems& problems);
/// Reads a text in the notation of sequencediagram.org.
Diagram readOrg(const std::vector<Line>& lines, Problems& problems);

/// An arrow's spelling and what it means.
struct ArrowWord {
    const char* word;
    bool dashed;
    ArrowHead head;
    bool bothWays = false;
    bool backwards = false;
};
/// The first arrow of a statement and where it stands.
struct FoundArrow {
    const ArrowWord* arrow = nullptr;
    qsizetype at = -1;
};
/// The first place before `end` where one of `words` (longest first) stands.
FoundArrow findArrow(QStringView text, qsizetype end, const ArrowWord* words, std::size_t count);

/// The keyword at the text's start and what follows it, blanks cut.
struct Words {
    QStringView first, rest;
};
Words firstWord(QStringView text);
/// Whether two words are the same but for case.
inline bool same(QStringView word, const char* keyword) {
    return word.compare(QLatin1String(keyword), Qt::CaseInsensitive) == 0;
}
/// `note` and what follows it: "over A,B: text"; false if it is not a note's form.
bool readNote(Builder& builder, QStringView rest);
/// `autonumber` and what follows it.
void readNumbering(Builder& builder, QStringView rest);
/// A message whose arrow was found; `needsText`: a missing ":" is a problem.
void readMessage(Builder& builder, QStringView text, const FoundArrow& found, bool needsText);

}  // namespace rollscope::ui
