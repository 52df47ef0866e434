#include "ui/widgets/diagram_accessible.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>
#include <unordered_map>

#include "ui/widgets/sequence_diagram.h"

namespace rollscope::ui {

namespace {

/// A message or note.
class ItemInterface final : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    ItemInterface(SequenceDiagram* diagram, int item) : m_diagram(diagram), m_item(item) {}

    bool isValid() const override {
        return m_diagram != nullptr && m_item < m_diagram->itemCount();
    }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* parent() const override {
        return QAccessible::queryAccessibleInterface(m_diagram.data());
    }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QRect rect() const override {
        if (!isValid()) return {};
        const QRect box = m_diagram->itemRect(m_item);
        return {m_diagram->viewport()->mapToGlobal(box.topLeft()), box.size()};
    }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QAccessible::State state() const override {
        QAccessible::State result;
        if (!isValid()) return result;
        result.focusable = result.selectable = true;
        result.selected = m_diagram->selected() == m_item;
        result.focused = result.selected && m_diagram->hasFocus();
        result.offscreen = m_diagram->itemRect(m_item).isEmpty();
        return result;
    }
    QString text(QAccessible::Text what) const override {
        if (!isValid()) return {};
        if (what == QAccessible::Name) return m_diagram->itemText(m_item);
        if (what == QAccessible::Value) {
            return wordOf(m_diagram->scene().mark(static_cast<std::size_t>(m_item)).state);
        }
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
        m_diagram->select(m_item);
        emit m_diagram->stepSelected(m_item);
        if (name == pressAction()) emit m_diagram->stepActivated(m_item);
    }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    QPointer<SequenceDiagram> m_diagram;
    int m_item;
};

/// The list of them.
class DiagramInterface final : public QAccessibleWidget {
public:
    explicit DiagramInterface(SequenceDiagram* diagram)
        : QAccessibleWidget(diagram, QAccessible::List) {}
    ~DiagramInterface() override {
        for (const auto& [item, id] : m_children) QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return diagram() == nullptr ? 0 : diagram()->itemCount(); }
    QAccessibleInterface* child(int index) const override {
        if (index < 0 || index >= childCount()) return nullptr;
        const auto known = m_children.find(index);
        if (known != m_children.end()) return QAccessible::accessibleInterface(known->second);
        auto* made = new ItemInterface(diagram(), index);
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
        if (diagram() == nullptr) return nullptr;
        return child(diagram()->itemAt(diagram()->viewport()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface* focusChild() const override {
        return diagram() != nullptr && diagram()->hasFocus() ? child(diagram()->selected())
                                                             : nullptr;
    }

private:
    SequenceDiagram* diagram() const { return qobject_cast<SequenceDiagram*>(widget()); }

    mutable std::unordered_map<int, QAccessible::Id> m_children;
};

QAccessibleInterface* make(const QString& className, QObject* object) {
    auto* diagram = qobject_cast<SequenceDiagram*>(object);
    return diagram != nullptr && className == QLatin1String("rollscope::ui::SequenceDiagram")
               ? new DiagramInterface(diagram)
               : nullptr;
}

}  // namespace

void installDiagramAccessibility() {
    static const bool once = (QAccessible::installFactory(make), true);
    Q_UNUSED(once);
}

}  // namespace rollscope::ui
