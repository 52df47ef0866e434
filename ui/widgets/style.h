// Qt's own controls (fields, lists, scroll bars, menus) in the design.
#pragma once

#include <QPalette>
#include <QProxyStyle>

namespace rollscope::ui {

/// Fusion with our metrics: no focus rings of its own, no animated scroll bars.
class ConsoleStyle : public QProxyStyle {
    Q_OBJECT
public:
    ConsoleStyle();
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;
};

QPalette paletteOf(bool dark);
QString styleSheetOf(bool dark);

}  // namespace rollscope::ui
