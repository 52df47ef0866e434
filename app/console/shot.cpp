#include "app/console/shot.h"

#include <QApplication>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <unordered_map>
#include <vector>

#include "ui/widgets/theme.h"

namespace rollscope::app {

namespace {

/// A page needs this long to ask the node and to draw what it is told.
constexpr int settleMs = 1200;

/// The 256 commonest colours; the flat design loses nothing one could see, the file two thirds.
QImage inFewColours(const QImage& picture) {
    const QImage all = picture.convertToFormat(QImage::Format_RGB32);
    std::unordered_map<QRgb, int> counts;
    for (int y = 0; y < all.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(all.constScanLine(y));
        for (int x = 0; x < all.width(); ++x) ++counts[line[x] | 0xFF000000U];
    }
    std::vector<std::pair<int, QRgb>> common;
    for (const auto& [ink, count] : counts) common.emplace_back(count, ink);
    std::sort(common.rbegin(), common.rend());
    QVector<QRgb> table;
    for (std::size_t i = 0; i < common.size() && i < 256; ++i) table.append(common[i].second);
    return all.convertToFormat(QImage::Format_Indexed8, table, Qt::ThresholdDither);
}

bool save(ui::MainWindow& window, const QString& file) {
    const bool saved = inFewColours(window.grab().toImage()).save(file, "PNG");
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
        const QString place = stop.section(u'=', -1), link = place.section(u'@', 1);
        const QString page = place.section(u'@', 0, 0), name = stop.section(u'=', 0, 0);
        ui::theme()->setChoice(dark ? ui::ThemeChoice::dark : ui::ThemeChoice::light);
        if (link.isEmpty()) {
            m_window.setInspectorShown(false);
        } else {
            m_window.openObject(link);
        }
        m_window.openPage(page, link);  // last: a page may show more of the object
        const QString file = QString(m_file)
                                 .replace(QStringLiteral("{page}"), name.section(u'@', 0, 0))
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
