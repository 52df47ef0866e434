// Buttons and switches.
#pragma once

#include <QAbstractButton>

#include "ui/widgets/theme.h"

namespace rollscope::ui {

enum class ButtonKind : std::uint8_t {
    normal,
    primary,      ///< ink fill; one a region
    destructive,  ///< red tint; its text ends in "…" when it asks
};

/// A button of 26 px. With a reason it is drawn dashed, says why on hover, and does nothing.
class Button : public QAbstractButton {
    Q_OBJECT
public:
    explicit Button(const QString& text, ButtonKind kind = ButtonKind::normal,
                    QWidget* parent = nullptr);
    Button(const QString& icon, const QString& text, ButtonKind kind, QWidget* parent = nullptr);
    void setKind(ButtonKind kind);
    void setIconName(const QString& name);
    /// A shortcut shown after the label, and taken.
    void setKey(const QKeySequence& key);
    /// Why it is not possible now; empty: it is.
    void setReason(const QString& reason);
    QString reason() const { return m_reason; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    ButtonKind m_kind;
    QString m_icon, m_key, m_reason, m_tip;
    bool m_hovered = false;
};

/// A switch of 24x12. It shows what is, not what was asked: clicks emit asked(), setOn() moves it.
class Switch : public QWidget {
    Q_OBJECT
public:
    explicit Switch(const QString& name, QWidget* parent = nullptr);
    void setOn(bool on);
    bool isOn() const { return m_on; }
    /// Dashed and unclickable, with the reason on hover.
    void setReason(const QString& reason);
    QSize sizeHint() const override { return {28, 16}; }

signals:
    void asked(bool on);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool m_on = false;
    QString m_name, m_reason;
};

/// Exclusive choices in one row ("Inbox 2,217 | Outbox 1,345"): the chosen one is ink-edged.
class Tabs : public QWidget {
    Q_OBJECT
public:
    explicit Tabs(const QStringList& names, QWidget* parent = nullptr);
    void setName(int index, const QString& name);
    int current() const { return m_current; }
    void setCurrent(int index);

signals:
    void currentChanged(int index);

private:
    QList<Button*> m_buttons;
    int m_current = 0;
};

}  // namespace rollscope::ui
