#include "ui/widgets/diagram_export.h"

#include <QBuffer>
#include <QSvgGenerator>
#include <cmath>

namespace rollscope::ui {

namespace {

void paintAll(QPainter& painter, const DiagramScene& scene) {
    const QRectF all(QPointF(0, 0), scene.layout.size);
    painter.fillRect(all, color(Token::bg0, scene.dark));
    paintDiagram(painter, scene, all);
    paintDiagramHeads(painter, scene, all);
}

}  // namespace

DiagramScene exportScene(Diagram diagram, std::vector<ItemMark> marks, bool dark) {
    LayoutOptions options;
    DiagramLayout layout = layoutOf(diagram, diagramMeasure(), options);
    DiagramScene scene{std::move(diagram), std::move(layout), std::move(marks)};
    scene.dark = dark;
    return scene;
}

QByteArray svgOf(const DiagramScene& scene) {
    QByteArray result;
    QBuffer buffer(&result);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(scene.layout.size.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), scene.layout.size));
    generator.setTitle(scene.diagram.name());
    QPainter painter(&generator);
    paintAll(painter, scene);
    painter.end();
    return result;
}

QImage imageOf(const DiagramScene& scene, qreal scale) {
    const QSizeF size = scene.layout.size;
    const qreal pixels = size.width() * size.height() * scale * scale;
    if (pixels > static_cast<qreal>(exportPixels)) {
        scale *= std::sqrt(static_cast<qreal>(exportPixels) / pixels);
    }
    // what Qt's rasterizer can reach
    scale = std::min(scale, 32000 / std::max(size.width(), size.height()));
    QImage image((size * scale).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(color(Token::bg0, scene.dark));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintAll(painter, scene);
    return image;
}

QByteArray pngOf(const DiagramScene& scene, qreal scale) {
    QByteArray result;
    QBuffer buffer(&result);
    buffer.open(QIODevice::WriteOnly);
    imageOf(scene, scale).save(&buffer, "PNG");
    return result;
}

}  // namespace rollscope::ui
