// A desktop notification when something is ready, and the switch that turns it off.
#pragma once

#include <QSystemTrayIcon>
#include <QWidget>

#include "ui/widgets/button.h"

namespace rollscope::ui {

/// Over the desktop's notification service, else over its tray; kept in the settings. Without
/// either it says so and stays off.
class ReadyNotice : public QWidget {
    Q_OBJECT
public:
    explicit ReadyNotice(QWidget* parent);
    /// Shows it if the user wants any.
    void tell(const QString& title, const QString& text);
    bool wanted() const { return m_switch->isOn(); }

signals:
    /// It was given to the desktop.
    void told(const QString& title);

private:
    bool overBus(const QString& title, const QString& text);

    Switch* m_switch;
    QSystemTrayIcon* m_tray = nullptr;
    bool m_bus = false;
};

}  // namespace rollscope::ui
