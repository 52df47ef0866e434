// A sequence diagram as a value: what both notations say, without where it is drawn.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "ui/diagram/rich_text.h"

namespace rollscope::ui {

/// A column. Two are the same if they look the same: the id is the notation's own handle.
struct Participant {
    QString id;  ///< what the text calls it: "L1 Token"
    RichText name;
    bool actor = false;
    int box = -1;  ///< index into Diagram::boxes
    bool operator==(const Participant& o) const {
        return name == o.name && actor == o.actor && box == o.box;
    }
};

/// A group of neighbours; the colour as Mermaid writes it: "Blue", "rgb(1,2,3)", "transparent".
struct Box {
    RichText title;
    QString colour;
    bool operator==(const Box&) const = default;
};

/// The end of an arrow.
enum class ArrowHead : std::uint8_t {
    none,
    filled,
    open,   ///< Mermaid's `-)`, sequencediagram.org's `->>`
    cross,  ///< the message is lost
};

/// An arrow from one participant to another or to itself.
struct Message {
    int from = 0, to = 0;
    RichText text;
    ArrowHead head = ArrowHead::filled;
    bool dashed = false;
    bool bothWays = false;           ///< a filled head at both ends
    bool activate = false;           ///< the receiver becomes active
    bool deactivate = false;         ///< the sender ceases to be
    int index = 0;                   ///< 1 for the diagram's first arrow, …
    std::optional<qint64> number{};  ///< what autonumber says
    bool operator==(const Message&) const = default;
};

enum class NotePlace : std::uint8_t { over, leftOf, rightOf };

/// A note; `last` differs from `first` only for one over several participants.
struct Note {
    NotePlace place = NotePlace::over;
    int first = 0, last = 0;
    RichText text;
    int index = 0;  ///< 1 for the diagram's first note, …
    bool operator==(const Note&) const = default;
};

struct Activation {
    int participant = 0;
    bool active = true;
    bool operator==(const Activation&) const = default;
};

/// A participant that comes to life or ends amid the diagram.
struct Lifetime {
    int participant = 0;
    bool created = true;
    bool operator==(const Lifetime&) const = default;
};

enum class FragmentKind : std::uint8_t { loop, alt, opt, par, critical, breakOut, rect };

struct FragmentBegin {
    FragmentKind kind = FragmentKind::loop;
    RichText label;
    QString colour;  ///< of a rect
    bool operator==(const FragmentBegin&) const = default;
};
/// `else` of alt, `and` of par, `option` of critical.
struct FragmentElse {
    RichText label;
    bool operator==(const FragmentElse&) const = default;
};
struct FragmentEnd {
    bool operator==(const FragmentEnd&) const = default;
};

/// Mermaid's autonumber: from here on; start and step go on as they were where not given.
struct Numbering {
    bool on = true;
    std::optional<qint64> start{}, step{};
    bool operator==(const Numbering&) const = default;
};

/// One statement; its line in the text is not part of what it says.
struct Step {
    using Content = std::variant<Message, Note, Activation, Lifetime, FragmentBegin, FragmentElse,
                                 FragmentEnd, Numbering>;
    Content content;
    int line = 0;
    bool operator==(const Step& o) const { return content == o.content; }
};

struct Diagram {
    RichText title;
    std::vector<Participant> participants;
    std::vector<Box> boxes;
    std::vector<Step> steps;
    QString heading{};  ///< of the Markdown section it stands in; not part of what it says
    int line = 1;       ///< where it begins in its document
    bool operator==(const Diagram& o) const {
        return title == o.title && participants == o.participants && boxes == o.boxes &&
               steps == o.steps;
    }
    /// Messages and notes in order, as indices into `steps`: what a run goes through.
    std::vector<std::size_t> items() const;
    /// How many arrows and how many notes there are.
    int messageCount() const;
    int noteCount() const;
    /// Its own title, else the heading.
    QString name() const;
};

/// What a message or note says in one line: "3 TokenPortal to L1 Token: Transfer tokens".
QString sentenceOf(const Diagram& diagram, const Step& step);
/// The name of a participant in one line.
QString nameOf(const Diagram& diagram, int participant);
/// The keyword of a fragment: "loop".
QString keywordOf(FragmentKind kind);
/// The word that parts a fragment of this kind: "else", "and", "option", or empty.
QString partingOf(FragmentKind kind);

}  // namespace rollscope::ui
