#include "ui/widgets/style.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "ui/widgets/theme.h"

namespace rollscope::ui {

ConsoleStyle::ConsoleStyle() : QProxyStyle(QStringLiteral("fusion")) {}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                            QStyleHintReturn* returned) const {
    switch (hint) {
        case SH_Widget_Animation_Duration: return 0;
        case SH_UnderlineShortcut: return 0;
        case SH_ToolTip_WakeUpDelay: return 400;
        default: return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                              const QWidget* widget) const {
    switch (metric) {
        case PM_SmallIconSize:
        case PM_ButtonIconSize: return metric::icon;
        case PM_LayoutHorizontalSpacing:
        case PM_LayoutVerticalSpacing: return 8;
        default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QPalette paletteOf(bool dark) {
    const auto c = [dark](Token token) { return color(token, dark); };
    QPalette p;
    p.setColor(QPalette::Window, c(Token::bg0));
    p.setColor(QPalette::WindowText, c(Token::ink));
    p.setColor(QPalette::Base, c(Token::bg0));
    p.setColor(QPalette::AlternateBase, c(Token::bg1));
    p.setColor(QPalette::Text, c(Token::ink));
    p.setColor(QPalette::PlaceholderText, c(Token::ink3));
    p.setColor(QPalette::Button, c(Token::bg1));
    p.setColor(QPalette::ButtonText, c(Token::ink));
    p.setColor(QPalette::BrightText, c(Token::rd));
    p.setColor(QPalette::Highlight, c(Token::ink));
    p.setColor(QPalette::HighlightedText, c(Token::bg1));
    p.setColor(QPalette::ToolTipBase, c(Token::bg1));
    p.setColor(QPalette::ToolTipText, c(Token::ink));
    p.setColor(QPalette::Link, c(Token::ink));
    p.setColor(QPalette::LinkVisited, c(Token::ink));
    p.setColor(QPalette::Light, c(Token::bg2));
    p.setColor(QPalette::Midlight, c(Token::bg2));
    p.setColor(QPalette::Mid, c(Token::line));
    p.setColor(QPalette::Dark, c(Token::line));
    p.setColor(QPalette::Shadow, c(Token::line));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, c(Token::ink3));
    }
    return p;
}

QString styleSheetOf(bool dark) {
    QString sheet = QStringLiteral(R"(
QToolTip { background: @bg1; color: @ink; border: 1px solid @ctl; padding: 4px 6px; }
QLineEdit, QPlainTextEdit, QSpinBox, QComboBox {
  background: @bg0; color: @ink; border: 1px solid @ctl; border-radius: 4px; padding: 3px 8px;
  selection-background-color: @ink; selection-color: @bg1; min-height: 18px; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QComboBox:focus { border: 1px solid @ink; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { border: 1px dashed @line; color: @ink3; }
QLineEdit[invalid="true"] { border: 1px solid @rdb; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/chevron-down-field.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView, QMenu, QListView#popup {
  background: @bg1; color: @ink; border: 1px solid @ctl; padding: 4px; outline: none;
  selection-background-color: @bg3; selection-color: @ink; }
QListView#popup::item { padding: 4px 6px; }
QMenu::item { padding: 5px 16px 5px 12px; }
QMenu::item:selected { background: @bg3; }
QMenu::separator { height: 1px; background: @line; margin: 4px 0; }
QCheckBox, QRadioButton { color: @ink; spacing: 8px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @ctl; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollArea { border: none; background: transparent; }
QSplitter::handle { background: @line; }
QHeaderView { background: @bg1; border: none; }
QTableView { background: @bg0; border: none; outline: none; }
)");
    // Longest names first, so that "l1" does not eat the head of "l1b".
    std::vector<const TokenRow*> rows;
    for (const TokenRow& row : tokenTable()) rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](const TokenRow* a, const TokenRow* b) {
        return std::string_view(a->name).size() > std::string_view(b->name).size();
    });
    for (const TokenRow* row : rows) {
        sheet.replace(QLatin1Char('@') + QString::fromLatin1(row->name),
                      color(row->token, dark).name());
    }
    return sheet;
}

}  // namespace rollscope::ui
