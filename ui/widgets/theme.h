// The window's look as data: DESIGN's tokens and metrics in one table, for two themes.
//
// Painted widgets read tokens through color() and typeFont() at paint time, never literals, so a
// switch of theme is one repaint. installTheme() once per application, before any widget.
#pragma once

#include <QApplication>
#include <QColor>
#include <QDBusVariant>
#include <QFont>
#include <QObject>
#include <array>

#include "ui/text/roles.h"

namespace rollscope::ui {

/// Names of DESIGN's colour table.
enum class Token : std::uint8_t {
    bg0,
    bg1,
    bg2,
    bg3,
    line,
    line2,
    ctl,
    ink,
    ink2,
    ink3,
    l1,
    l1b,
    l1t,
    l2,
    l2b,
    l2t,
    am,
    amb,
    amt,
    rd,
    rdb,
    rdt,
};
inline constexpr std::size_t tokenCount = 22;

/// One row of the colour table, 0xRRGGBB.
struct TokenRow {
    Token token;
    const char* name;
    std::uint32_t dark;
    std::uint32_t light;
};
/// The table itself, in the order of Token.
const std::array<TokenRow, tokenCount>& tokenTable();

/// Rows of DESIGN's type table.
enum class Type : std::uint8_t {
    clock,         ///< mono 22
    clockGame,     ///< mono 20
    figure,        ///< mono 18
    pageTitle,     ///< 16, 600
    objectTitle,   ///< 14, 600
    headValue,     ///< mono 13
    reading,       ///< 13
    body,          ///< 12
    button,        ///< 12, 500
    section,       ///< 12, 600
    sectionSmall,  ///< 11, 600: inspector
    label,         ///< 11
    badge,         ///< 11, 500
    mono,          ///< 11.5: hashes, numbers, code
    bytes,         ///< mono 11
    axis,          ///< 10.5
};

/// DESIGN's metrics, logical pixels.
namespace metric {
inline constexpr int topBar = 52, rail = 168, railNarrow = 48, railRow = 32, pageHead = 44;
inline constexpr int inspector = 312, inspectorMin = 280, inspectorMax = 480, inspectorHead = 58;
inline constexpr int inspectorFoot = 45, fieldRow = 22, fieldLabel = 96;
inline constexpr int logFolded = 28, logOpen = 220;
inline constexpr int tableHeader = 26, tableRow = 26, treeRow = 28, buttonRow = 36;
inline constexpr int button = 26, buttonPadding = 10, badge = 18, badgePadding = 6, chip = 22;
inline constexpr int margin = 16, gap = 10, cellPadding = 8, firstCell = 16;
inline constexpr int radius = 4, radiusSmall = 3, mark = 7, icon = 16;
inline constexpr int searchWidth = 196, searchHeight = 31;
inline constexpr int overlayBelow = 1200, roleNamesBelow = 1280, gapsBelow = 1100;
}  // namespace metric

enum class ThemeChoice : std::uint8_t { system, light, dark };

/// The application's theme; changed() asks painted things that cache to draw again.
class Theme : public QObject {
    Q_OBJECT
public:
    explicit Theme(QApplication& app, ThemeChoice choice);
    bool isDark() const { return m_dark; }
    ThemeChoice choice() const { return m_choice; }
    void setChoice(ThemeChoice choice);
    /// True when the system asks for less motion; everything then jumps.
    bool reducedMotion() const { return m_reducedMotion; }

signals:
    void changed();

private slots:
    void portalChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void watchSystem();
    void apply();

    QApplication& m_app;
    ThemeChoice m_choice;
    bool m_systemDark = false;
    bool m_dark = false;
    bool m_applied = false;
    bool m_reducedMotion = false;
};

/// Makes the application's theme: fonts, style, palette, style sheet, system switch.
Theme* installTheme(QApplication& app, ThemeChoice choice);
/// The installed theme.
Theme* theme();

/// A token's colour in the current theme.
QColor color(Token token);
/// The same in a given theme: for tests and exports.
QColor color(Token token, bool dark);
/// Text, border and tint of a tone.
QColor textColor(Tone tone);
QColor borderColor(Tone tone);
QColor tintColor(Tone tone);
/// A row of the type table.
QFont typeFont(Type type);
/// Line height of a row of the type table.
int lineHeight(Type type);

}  // namespace rollscope::ui
