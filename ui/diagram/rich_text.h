// Text of a diagram: lines of plain and bold runs.
#pragma once

#include <QString>
#include <vector>

namespace rollscope::ui {

/// A run of one weight.
struct Span {
    QString text;
    bool bold = false;
    bool operator==(const Span&) const = default;
};

/// One line; empty for a blank one.
using RichLine = std::vector<Span>;

/// Lines without blanks at their ends, no blank line first or last, neighbours of different weight.
struct RichText {
    std::vector<RichLine> lines;
    bool operator==(const RichText&) const = default;
    bool empty() const { return lines.empty(); }
    /// All of it in one line.
    QString plain() const;
};

/// The notations differ in escapes: Mermaid has `#35;` and `#quot;`, sequencediagram.org none.
enum class Escapes : std::uint8_t { none, mermaid };

/// Reads `**bold**`, `\n` and `<br/>`; an unpaired `**` stays text.
RichText richText(QStringView source, Escapes escapes);
/// Drops what is beyond `most` characters, of which a line's end is one; true if there was any.
bool cut(RichText& text, qsizetype most);
/// A text without markup.
RichText plainText(const QString& text);
/// Mermaid's form of it; richText() gives the same back.
QString mermaidText(const RichText& text);
/// The length of the entity code that begins at `at` ("#35;"), or 0.
qsizetype entityLength(QStringView text, qsizetype at);

}  // namespace rollscope::ui
