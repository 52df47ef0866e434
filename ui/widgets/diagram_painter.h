// Draws a placed diagram with any painter: the window's, an image's or an SVG's.
#pragma once

#include <QPainter>
#include <map>
#include <optional>

#include "ui/diagram/layout.h"
#include "ui/text/roles.h"
#include "ui/widgets/theme.h"

namespace rollscope::ui {

/// What a run has made of a message or note.
enum class StepState : std::uint8_t {
    plain,     ///< there is no run: drawn as the notation says
    ahead,     ///< not yet: dim and dashed
    current,   ///< the next one: ink over the whole row
    waiting,   ///< a clock runs before it: amber
    lit,       ///< it happened: its layer's colour
    revealed,  ///< shown from the record of a transaction that has happened: a hollow disc
    failed,    ///< it was tried and refused: red
};
/// The state as a word: "next", "waiting", …
QString wordOf(StepState state);

struct ItemMark {
    StepState state = StepState::plain;
    QString evidence;  ///< short, drawn at the arrow: "0x9790…6f46 · block 918,441"
    bool breakpoint = false;
    QString why = {};  ///< why it is dark, for hovers
    bool operator==(const ItemMark&) const = default;
};

/// All that a picture of a diagram depends on.
struct DiagramScene {
    Diagram diagram;
    DiagramLayout layout;
    std::vector<ItemMark> marks;               ///< one an item; fewer: plain
    std::vector<std::optional<Tone>> tones{};  ///< one a participant, over its box's; fewer: none
    std::map<int, qreal> lighting{};  ///< items that are lighting just now, and how far, below 1
    int selected = -1, hovered = -1;  ///< items
    bool focused = false;
    bool dark = true;

    const ItemMark& mark(std::size_t item) const;
    /// Of a participant: what was set, else its box's layer, else ink2.
    Tone toneOf(int participant) const;
};

/// Fonts of all texts in a diagram, at a zoom of 1.
QFont diagramFont(bool bold);
/// Their measures.
FontMeasure diagramMeasure();
/// Blue is L1 and green L2, as in the seeds; anything else is ink2.
Tone toneOfBox(const Box& box);

/// Everything that meets `visible` (in the layout's units).
void paintDiagram(QPainter& painter, const DiagramScene& scene, const QRectF& visible);
/// The band of heads, over what scrolls beneath it.
void paintDiagramHeads(QPainter& painter, const DiagramScene& scene, const QRectF& visible);

}  // namespace rollscope::ui
