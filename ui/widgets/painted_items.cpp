#include "ui/widgets/painted_items.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <QWidget>
#include <unordered_map>

namespace rollscope::ui {

namespace {

/// One of them.
class ItemInterface final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    ItemInterface(QWidget* widget, int item) : m_widget(widget), m_item(item) {}

    bool isValid() const override { return items() != nullptr && m_item < items()->paintedCount(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override {
        return QAccessible::queryAccessibleInterface(m_widget.data());
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QRect rect() const override {
        if (!isValid()) return {};
        const QRect box = items()->paintedRect(m_item);
        return {items()->paintedOn()->mapToGlobal(box.topLeft()), box.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override {
        QAccessible::State result;
        if (!isValid()) return result;
        result.focusable = result.selectable = true;
        result.selected = items()->paintedCurrent() == m_item;
        result.focused = result.selected && m_widget->hasFocus();
        result.offscreen = items()->paintedRect(m_item).isEmpty();
        return result;
    }
    QString text(QAccessible::Text what) const override {
        if (!isValid()) return {};
        if (what == QAccessible::Name) return items()->paintedName(m_item);
        if (what == QAccessible::Value) return items()->paintedValue(m_item);
        return {};
    }
    void setText(QAccessible::Text, const QString&) override {}
    void* interface_cast(QAccessible::InterfaceType type) override {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface*>(this)
                                                    : nullptr;
    }
    QStringList actionNames() const override { return {pressAction(), setFocusAction()}; }
    void doAction(const QString& name) override {
        if (!isValid()) return;
        items()->choosePainted(m_item);
        if (name == pressAction() && isValid()) items()->pressPainted(m_item);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    PaintedItems* items() const { return dynamic_cast<PaintedItems*>(m_widget.data()); }

    QPointer<QWidget> m_widget;
    int m_item;
};

/// The list of them.
class ListInterface final : public QAccessibleWidget {
public:
    explicit ListInterface(QWidget* widget) : QAccessibleWidget(widget, QAccessible::List) {}
    ~ListInterface() override {
        for (const auto& [item, id] : m_children) QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return items() == nullptr ? 0 : items()->paintedCount(); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0 || index >= childCount()) return nullptr;
        const auto known = m_children.find(index);
        if (known != m_children.end()) return QAccessible::accessibleInterface(known->second);
        auto* made = new ItemInterface(widget(), index);
        m_children[index] = QAccessible::registerAccessibleInterface(made);
        return made;
    }
    int indexOfChild(const QAccessibleInterface* other) const override {
        for (const auto& [item, id] : m_children) {
            if (QAccessible::accessibleInterface(id) == other) return item;
        }
        return -1;
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        if (items() == nullptr) return nullptr;
        return child(items()->paintedAt(items()->paintedOn()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface* focusChild() const override {
        return items() != nullptr && widget()->hasFocus() ? child(items()->paintedCurrent())
                                                          : nullptr;
    }

private:
    PaintedItems* items() const { return dynamic_cast<PaintedItems*>(widget()); }

    mutable std::unordered_map<int, QAccessible::Id> m_children;
};

// Qt asks with the class's name and then with those of its bases; the first answer stays.
QAccessibleInterface* make(const QString&, QObject* object) {
    auto* widget = qobject_cast<QWidget*>(object);
    return dynamic_cast<PaintedItems*>(widget) != nullptr ? new ListInterface(widget) : nullptr;
}

}  // namespace

void installPaintedAccessibility() {
    static const bool once = (QAccessible::installFactory(make), true);
    Q_UNUSED(once);
}

}  // namespace rollscope::ui
