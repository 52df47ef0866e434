// Painted things as children of their widget for screen readers: each with name, value and place.
//
// A widget that paints its items itself is also PaintedItems, and calls
// installPaintedAccessibility() once.
#pragma once

#include <QRect>
#include <QString>

class QWidget;

namespace rollscope::ui {

/// The items that a widget paints, by number from 0.
class PaintedItems {
public:
    virtual ~PaintedItems() = default;
    virtual int paintedCount() const = 0;
    /// What they are painted on: the widget itself or its viewport.
    virtual const QWidget* paintedOn() const = 0;
    /// In its coordinates; empty out of sight.
    virtual QRect paintedRect(int item) const = 0;
    virtual int paintedAt(QPoint at) const = 0;
    virtual QString paintedName(int item) const = 0;
    virtual QString paintedValue(int item) const = 0;
    /// That the keys are at; -1: none.
    virtual int paintedCurrent() const = 0;
    virtual void choosePainted(int item) = 0;
    virtual void pressPainted(int item) = 0;
};

/// Widgets that are PaintedItems are lists of children from here on.
void installPaintedAccessibility();

}  // namespace rollscope::ui
