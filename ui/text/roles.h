// What a cell of a list says beside its text: models fill these roles, the table's delegate paints
// them.
#pragma once

#include <Qt>

namespace rollscope::ui {

/// How a cell is painted.
enum class CellKind : int {
    text,    ///< Inter, elided at the end
    number,  ///< tabular figures
    hash,    ///< layer mark and a hash elided in the middle
    badge,   ///< a status word in its colours
    stages,  ///< five dots; StageRole says how many are reached
};

/// What colour a badge or a word takes.
enum class Tone : int { neutral, l1, l2, clock, trouble, muted };

/// How final a thing is: dashed, outlined, filled.
enum class Firmness : int { soft, solid, final };

enum CellRole : int {
    KindRole = Qt::UserRole + 1,  ///< CellKind
    LayerRole,                    ///< int(api::Layer), for the mark
    FullRole,                     ///< the whole value: copied, dragged, shown on hover
    ToneRole,                     ///< Tone
    FirmnessRole,                 ///< Firmness
    StageRole,                    ///< stages reached, 0 to 5
    LinkRole,                     ///< object behind the cell, as in api::EventView::link
};

}  // namespace rollscope::ui
