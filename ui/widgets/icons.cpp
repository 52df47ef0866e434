#include "ui/widgets/icons.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace rollscope::ui {

namespace {

QByteArray source(const QString& name) {
    static QHash<QString, QByteArray> read;
    const auto found = read.constFind(name);
    if (found != read.constEnd()) return *found;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    QByteArray text;
    if (file.open(QIODevice::ReadOnly)) text = file.readAll();
    return *read.insert(name, text);
}

/// Paints with the theme of the moment, so that no icon has to be set again.
class ThemedEngine : public QIconEngine {
public:
    ThemedEngine(QString name, Token token) : m_name(std::move(name)), m_token(token) {}
    void paint(QPainter* painter, const QRect& box, QIcon::Mode mode, QIcon::State) override {
        paintIcon(*painter, box, m_name, color(mode == QIcon::Disabled ? Token::ink3 : m_token));
    }
    QIconEngine* clone() const override { return new ThemedEngine(m_name, m_token); }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return result;
    }

private:
    QString m_name;
    Token m_token;
};

}  // namespace

QPixmap iconPixmap(const QString& name, const QColor& ink, int size, qreal scale) {
    const QString key =
        QStringLiteral("icon/%1/%2/%3/%4").arg(name, ink.name()).arg(size).arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    QByteArray svg = source(name);
    svg.replace("currentColor", ink.name().toLatin1());
    const int device = qRound(size * scale);
    pixmap = QPixmap(device, device);
    pixmap.fill(Qt::transparent);
    if (!svg.isEmpty()) {
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, device, device));
    }
    pixmap.setDevicePixelRatio(scale);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter& painter, const QRectF& box, const QString& name, const QColor& ink) {
    if (name.isEmpty()) return;
    const qreal scale = painter.device()->devicePixelRatioF();
    const int size = qRound(std::min(box.width(), box.height()));
    const QPointF at(qRound(box.center().x() - size / 2.0), qRound(box.center().y() - size / 2.0));
    painter.drawPixmap(at, iconPixmap(name, ink, size, scale));
}

QIcon themedIcon(const QString& name, Token token) {
    return QIcon(new ThemedEngine(name, token));
}

QIcon applicationIcon() {
    return QIcon(QStringLiteral(":/icons/application.svg"));
}

}  // namespace rollscope::ui
