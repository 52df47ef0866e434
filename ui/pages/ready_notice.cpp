#include "ui/pages/ready_notice.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QHBoxLayout>
#include <QSettings>

#include "ui/widgets/icons.h"
#include "ui/widgets/labels.h"

namespace rollscope::ui {

namespace {

const auto setting = [] { return QStringLiteral("notifyReady"); };
const auto service = [] { return QStringLiteral("org.freedesktop.Notifications"); };
constexpr int shownMs = 15'000;

/// Also true of a service that the bus starts when it is called.
bool hasNotifications() {
    const auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return false;
    return bus.interface()->isServiceRegistered(service()) ||
           bus.interface()->activatableServiceNames().value().contains(service());
}

}  // namespace

ReadyNotice::ReadyNotice(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    m_switch = new Switch(tr("Notify me when a withdrawal is ready"), this);
    m_switch->setObjectName(QStringLiteral("notifyReady"));
    auto* words = new TextLabel(tr("Notify"), Type::label, Tone::ink3, this);
    row->addWidget(m_switch);
    row->addWidget(words);
    m_bus = hasNotifications();
    const bool possible = m_bus || QSystemTrayIcon::isSystemTrayAvailable();
    if (!possible) m_switch->setReason(tr("This desktop shows no notifications"));
    m_switch->setOn(possible && QSettings().value(setting(), true).toBool());
    setToolTip(
        tr("A desktop notification when a withdrawal of yours, or of the watched address, "
           "is READY"));
    connect(m_switch, &Switch::asked, this, [this](bool on) {
        m_switch->setOn(on);
        QSettings().setValue(setting(), on);
    });
}

void ReadyNotice::tell(const QString& title, const QString& text) {
    if (!wanted()) return;
    if (!m_bus || !overBus(title, text)) {
        if (m_tray == nullptr) m_tray = new QSystemTrayIcon(applicationIcon(), this);
        m_tray->show();
        m_tray->showMessage(title, text, applicationIcon(), shownMs);
    }
    emit told(title);
}

bool ReadyNotice::overBus(const QString& title, const QString& text) {
    auto call =
        QDBusMessage::createMethodCall(service(), QStringLiteral("/org/freedesktop/Notifications"),
                                       service(), QStringLiteral("Notify"));
    call << QStringLiteral("Rollscope") << uint(0) << QStringLiteral("rollscope") << title << text
         << QStringList() << QVariantMap() << shownMs;
    return QDBusConnection::sessionBus().send(call);
}

}  // namespace rollscope::ui
