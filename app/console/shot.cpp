#include "app/console/shot.h"

#include <QApplication>
#include <QTimer>
#include <cstdio>
#include <memory>

#include "ui/widgets/theme.h"

namespace rollscope::app {

namespace {

/// A page needs this long to ask the node and to draw what it is told.
constexpr int settleMs = 1200;

bool save(ui::MainWindow& window, const QString& file) {
    const bool saved = window.grab().save(file, "PNG");
    if (!saved) std::fprintf(stderr, "rollscope: cannot write %s\n", qPrintable(file));
    return saved;
}

/// Walks through the stops of a tour, once in each theme.
class Tour : public QObject {
public:
    Tour(ui::MainWindow& window, const Shot& shot)
        : QObject(&window),
          m_window(window),
          m_file(QString::fromStdString(shot.file)),
          m_stops(QString::fromStdString(shot.tour).split(u',', Qt::SkipEmptyParts)) {}

    void next() {
        if (m_at == 2 * m_stops.size()) return QApplication::exit(m_failed ? 1 : 0);
        const bool dark = m_at < m_stops.size();
        const QString stop = m_stops[m_at++ % m_stops.size()];
        const QString page = stop.section(u'@', 0, 0), link = stop.section(u'@', 1);
        ui::theme()->setChoice(dark ? ui::ThemeChoice::dark : ui::ThemeChoice::light);
        m_window.openPage(page, link);
        if (link.isEmpty()) {
            m_window.setInspectorShown(false);
        } else {
            m_window.openObject(link);
        }
        const QString file = QString(m_file)
                                 .replace(QStringLiteral("{page}"), page)
                                 .replace(QStringLiteral("{theme}"),
                                          dark ? QStringLiteral("dark") : QStringLiteral("light"));
        QTimer::singleShot(settleMs, this, [this, file] {
            m_failed |= !save(m_window, file);
            next();
        });
    }

private:
    ui::MainWindow& m_window;
    QString m_file;
    QStringList m_stops;
    qsizetype m_at = 0;
    bool m_failed = false;
};

}  // namespace

void takeShot(ui::MainWindow& window, const Shot& shot) {
    if (!shot.link.empty()) window.openObject(QString::fromStdString(shot.link));
    auto* tour = shot.tour.empty() ? nullptr : new Tour(window, shot);
    QTimer::singleShot(shot.delayMs, &window, [&window, tour, file = shot.file] {
        if (tour != nullptr) return tour->next();
        QApplication::exit(save(window, QString::fromStdString(file)) ? 0 : 1);
    });
}

}  // namespace rollscope::app
