// From a text of either notation to diagrams, and back to Mermaid.
//
// In: any bytes. Out: what can be drawn, and a list of what could not be read. Total and linear:
// a bad line is named and skipped, and a text beyond the limits is drawn up to them.
#pragma once

#include <QByteArray>

#include "ui/diagram/model.h"

namespace rollscope::ui {

/// The most that one diagram or document may hold.
namespace limit {
inline constexpr int participants = 2000, steps = 20000, diagrams = 100, problems = 200;
inline constexpr int depth = 100;  ///< fragments within fragments
inline constexpr int textChars = 2000, nameChars = 200;
inline constexpr int lines = 200000, lineChars = 40000;
inline constexpr qsizetype bytes = 64 * 1024 * 1024;
}  // namespace limit

enum class Notation : std::uint8_t {
    none,                ///< not a diagram
    mermaid,             ///< Mermaid's sequenceDiagram
    markdown,            ///< Mermaid within fences of a Markdown file
    sequenceDiagramOrg,  ///< the notation of sequencediagram.org
};

/// What stands where something else was expected; lines and columns from 1.
struct Diagnostic {
    int line = 0, column = 0;
    QString expected, found;
    bool operator==(const Diagnostic&) const = default;
    /// "Line 3, column 8: expected a text after “:”, found “…”."
    QString text() const;
};

struct Document {
    Notation notation = Notation::none;
    std::vector<Diagram> diagrams;
    std::vector<Diagnostic> problems;  ///< the first limit::problems of them
    qint64 moreProblems = 0;           ///< how many there are beyond those
};

/// All sequence diagrams of a text; a Markdown file may hold several.
Document readDiagrams(const QByteArray& bytes);
/// Mermaid's text of a diagram; readDiagrams() gives the same diagram back.
QString mermaidOf(const Diagram& diagram);

}  // namespace rollscope::ui
