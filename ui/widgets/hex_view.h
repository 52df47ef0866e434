// Bytes with offsets, each in the colour of its field; a list of fields below.
#pragma once

#include <QAbstractScrollArea>
#include <vector>

#include "node/core/base/bytes.h"
#include "ui/text/roles.h"

namespace rollscope::ui {

/// A named run of bytes.
struct HexField {
    std::size_t from = 0, length = 0;
    QString name;
    QString value;
    Tone tone = Tone::ink;
};

/// Scrolls through any number of bytes; costs what is on the screen. Ctrl+C copies all as hex.
class HexView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HexView(QWidget* parent = nullptr);
    void setBytes(Bytes bytes, std::vector<HexField> fields = {});
    /// Bytes a row, in groups of 4: 8 in the inspector, 16 or 32 in a page.
    void setRowBytes(int bytes);
    /// Whether the fields are named below the bytes; their colours stay.
    void setFieldsListed(bool listed);
    /// How many rows the widget asks room for, at most.
    void setVisibleRows(int rows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    int rows() const;
    int fieldsHeight() const;
    void layOut();
    Tone toneAt(std::size_t offset) const;

    Bytes m_bytes;
    std::vector<HexField> m_fields;
    int m_rowBytes = 8;
    int m_visibleRows = 6;
    bool m_listed = true;
};

}  // namespace rollscope::ui
