#include "ui/widgets/theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFontDatabase>
#include <QPalette>
#include <QScreen>
#include <QStyleFactory>
#include <QStyleHints>
#include <QToolTip>

#include "node/core/base/assert.h"
#include "ui/widgets/style.h"

static void loadResources() {
    Q_INIT_RESOURCE(icons);
}

namespace rollscope::ui {

namespace {

Theme* installed = nullptr;

QString family(const QStringList& wanted, QFontDatabase::SystemFont fallback) {
    const QStringList have = QFontDatabase::families();
    for (const QString& name : wanted) {
        if (have.contains(name)) return name;
    }
    return QFontDatabase::systemFont(fallback).family();
}

QString sans() {
    static const QString name = family({QStringLiteral("Inter")}, QFontDatabase::GeneralFont);
    return name;
}

QString mono() {
    static const QString name =
        family({QStringLiteral("JetBrains Mono")}, QFontDatabase::FixedFont);
    return name;
}

constexpr auto portalService = "org.freedesktop.portal.Desktop";
constexpr auto portalPath = "/org/freedesktop/portal/desktop";
constexpr auto portalInterface = "org.freedesktop.portal.Settings";
constexpr auto appearance = "org.freedesktop.appearance";

struct TypeRow {
    bool mono;
    double size;
    int line;
    QFont::Weight weight;
};

/// DESIGN's type table, in the order of Type.
constexpr std::array<TypeRow, 16> typeTable{{
    {true, 22, 28, QFont::Medium},
    {true, 20, 24, QFont::Medium},
    {true, 18, 22, QFont::Medium},
    {false, 16, 20, QFont::DemiBold},
    {false, 14, 20, QFont::DemiBold},
    {true, 13, 18, QFont::Medium},
    {false, 13, 20, QFont::Normal},
    {false, 12, 16, QFont::Normal},
    {false, 12, 16, QFont::Medium},
    {false, 12, 16, QFont::DemiBold},
    {false, 11, 16, QFont::DemiBold},
    {false, 11, 16, QFont::Normal},
    {false, 11, 16, QFont::Medium},
    {true, 11.5, 20, QFont::Normal},
    {true, 11, 17, QFont::Normal},
    {false, 10.5, 14, QFont::Normal},
}};

}  // namespace

Theme::Theme(QApplication& app, ThemeChoice choice) : QObject(&app), m_app(app), m_choice(choice) {
    m_systemDark = app.palette().color(QPalette::Window).lightnessF() < 0.5;
    watchSystem();
    apply();
}

void Theme::setChoice(ThemeChoice choice) {
    m_choice = choice;
    apply();
}

// Qt 6.4 has no signal for the system's colour scheme; desktops tell it through the portal.
void Theme::watchSystem() {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    bus.connect(QString::fromLatin1(portalService), QString::fromLatin1(portalPath),
                QString::fromLatin1(portalInterface), QStringLiteral("SettingChanged"), this,
                SLOT(portalChanged(QString, QString, QDBusVariant)));
    for (const char* key : {"color-scheme", "reduced-motion"}) {
        QDBusMessage ask = QDBusMessage::createMethodCall(
            QString::fromLatin1(portalService), QString::fromLatin1(portalPath),
            QString::fromLatin1(portalInterface), QStringLiteral("Read"));
        ask << QString::fromLatin1(appearance) << QString::fromLatin1(key);
        auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(ask, 2000), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this,
                [this, key](QDBusPendingCallWatcher* done) {
                    const QDBusPendingReply<QDBusVariant> reply = *done;
                    if (reply.isValid()) {
                        portalChanged(QString::fromLatin1(appearance), QString::fromLatin1(key),
                                      reply.value());
                    }
                    done->deleteLater();
                });
    }
}

void Theme::portalChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group != QLatin1String(appearance)) return;
    QVariant plain = value.variant();
    if (plain.canConvert<QDBusVariant>()) plain = plain.value<QDBusVariant>().variant();
    if (key == QLatin1String("reduced-motion")) m_reducedMotion = plain.toUInt() == 1;
    if (key != QLatin1String("color-scheme") || plain.toUInt() == 0) return;
    m_systemDark = plain.toUInt() == 1;
    apply();
}

void Theme::apply() {
    const bool dark =
        m_choice == ThemeChoice::system ? m_systemDark : m_choice == ThemeChoice::dark;
    if (m_applied && dark == m_dark) return;
    m_dark = dark;
    m_applied = true;
    m_app.setPalette(paletteOf(dark));
    QToolTip::setPalette(paletteOf(dark));
    m_app.setStyleSheet(styleSheetOf(dark));
    emit changed();
    for (QWidget* widget : QApplication::allWidgets()) widget->update();
}

Theme* installTheme(QApplication& app, ThemeChoice choice) {
    loadResources();
    app.setStyle(new ConsoleStyle);
    app.setFont(typeFont(Type::body));
    installed = new Theme(app, choice);
    QObject::connect(installed, &QObject::destroyed, [] { installed = nullptr; });
    return installed;
}

Theme* theme() {
    ASSERT(installed != nullptr);
    return installed;
}

QColor color(Token token, bool dark) {
    const TokenRow& row = tokenTable()[static_cast<std::size_t>(token)];
    return QColor::fromRgb(dark ? row.dark : row.light);
}

QColor color(Token token) {
    return color(token, theme()->isDark());
}

QColor textColor(Tone tone) {
    switch (tone) {
        case Tone::ink: return color(Token::ink);
        case Tone::ink2: return color(Token::ink2);
        case Tone::ink3: return color(Token::ink3);
        case Tone::l1: return color(Token::l1);
        case Tone::l2: return color(Token::l2);
        case Tone::clock: return color(Token::am);
        case Tone::trouble: return color(Token::rd);
    }
    return {};
}

QColor borderColor(Tone tone) {
    switch (tone) {
        case Tone::l1: return color(Token::l1b);
        case Tone::l2: return color(Token::l2b);
        case Tone::clock: return color(Token::amb);
        case Tone::trouble: return color(Token::rdb);
        default: return color(Token::line);
    }
}

QColor tintColor(Tone tone) {
    switch (tone) {
        case Tone::l1: return color(Token::l1t);
        case Tone::l2: return color(Token::l2t);
        case Tone::clock: return color(Token::amt);
        case Tone::trouble: return color(Token::rdt);
        default: return color(Token::bg2);
    }
}

QFont typeFont(Type type) {
    const TypeRow& row = typeTable[static_cast<std::size_t>(type)];
    QFont result(row.mono ? mono() : sans());
    // DESIGN speaks in logical pixels, and QFont's own pixel sizes are whole numbers.
    const QScreen* screen = QGuiApplication::primaryScreen();
    const double dpi = screen == nullptr ? 96 : screen->logicalDotsPerInchY();
    result.setPointSizeF(row.size * 72 / dpi);
    result.setWeight(row.weight);
    if (row.mono) {
        result.setStyleHint(QFont::Monospace);
        result.setStyleStrategy(
            static_cast<QFont::StyleStrategy>(QFont::PreferAntialias | QFont::PreferNoShaping));
    }
    result.setHintingPreference(QFont::PreferNoHinting);
    return result;
}

int lineHeight(Type type) {
    return typeTable[static_cast<std::size_t>(type)].line;
}

}  // namespace rollscope::ui
