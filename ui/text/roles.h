// What a cell of a list says beyond its text: models answer these roles, DataTable paints them.
//
// In: nothing. Out: item roles and the small words for colour and solidity. No widget in here.
#pragma once

#include <QString>
#include <QVector>

namespace rollscope::ui {

/// What a colour means; a theme turns it into one (DESIGN, Colours).
enum class Tone : std::uint8_t { ink, ink2, ink3, l1, l2, clock, trouble };

/// Soft is dashed and hollow, firm is outlined, final is filled (DESIGN, Shape repeats colour).
enum class Solidity : std::uint8_t { soft, firm, final };

/// How a cell is drawn.
enum class CellKind : std::uint8_t {
    text,    ///< Inter, left
    number,  ///< mono, right
    mono,    ///< mono, left
    hash,    ///< layer mark if LayerRole is given, then the elided hash in mono
    badge,   ///< DisplayRole as a badge in ToneRole and SolidityRole
    stages,  ///< StagesRole as five dots
    action,  ///< DisplayRole as a button; PrimaryRole, ReasonRole
};

/// Roles of an item; DisplayRole is the text, ToolTipRole the absolute or whole value.
enum CellRole : int {
    KindRole = Qt::UserRole + 100,  ///< int(CellKind); none: text
    ToneRole,                       ///< int(Tone) of the text or badge; none: ink
    SolidityRole,                   ///< int(Solidity) of badge and mark; none: final for marks
    LayerRole,                      ///< 0: L1 square, 1: L2 disc before the text; none: no mark
    FullRole,                       ///< QString: whole hash or address, for copy and drag
    LinkRole,                       ///< QString: object behind the cell, as in EventView::link
    SuffixRole,                     ///< QString in ink3 after the text: a name or a unit
    StagesRole,                     ///< QVariant of StageMarks
    PrimaryRole,                    ///< bool: the row's action is ink-filled
    ReasonRole,                     ///< QString: why the row's action is not possible
    StaleRole,                      ///< bool: drawn in ink3
    FailedRole,                     ///< bool: a red cross before the text
};

/// One of the dots that show how far a deposit or withdrawal has come.
enum class StageMark : std::uint8_t {
    doneL1,   ///< filled, L1
    doneL2,   ///< filled, L2
    softL2,   ///< dashed, L2: happened, but only softly
    current,  ///< hollow, L1: here now, nothing to wait for
    waiting,  ///< hollow, amber: here now, a clock runs
    dispute,  ///< red diamond
    ahead,    ///< small grey ring
};
using StageMarks = QVector<StageMark>;

}  // namespace rollscope::ui

Q_DECLARE_METATYPE(rollscope::ui::StageMarks)
