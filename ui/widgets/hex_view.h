// Bytes with offsets, each in the colour of its field; a list of fields below.
// Of a long string it may hold a window only: it asks for the next when it is scrolled there.
#pragma once

#include <QAbstractScrollArea>
#include <optional>
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

/// A run of bytes that stands out.
struct HexMark {
    std::size_t from = 0, length = 0;
    bool strong = false;  ///< ground of a selection; else a line below
};

/// Scrolls through any number of bytes; costs what is on the screen. Ctrl+C copies all as hex.
class HexView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit HexView(QWidget* parent = nullptr);
    void setBytes(Bytes bytes, std::vector<HexField> fields = {});
    /// `total` bytes of which none is here yet; windowWanted() asks for them.
    void setTotal(std::size_t total);
    /// The bytes from `from` on; the fields' offsets count from the beginning of the whole.
    void setWindow(std::size_t from, Bytes bytes, std::vector<HexField> fields);
    /// Whether a byte is chosen by click and arrow keys.
    void setChoosable(bool choosable);
    /// Stands on a byte and scrolls to it, without a signal.
    void setCurrent(std::optional<std::size_t> offset);
    std::optional<std::size_t> current() const { return m_current; }
    void setMarks(std::vector<HexMark> marks);
    std::size_t total() const { return m_total; }
    /// Where a byte is drawn, in the viewport; empty when it is scrolled away.
    QRectF byteBox(std::size_t offset) const;
    /// Bytes a row, in groups of 4: 8 in the inspector, 16 or 32 in a page.
    void setRowBytes(int bytes);
    /// Whether the fields are named below the bytes; their colours stay.
    void setFieldsListed(bool listed);
    /// How many rows the widget asks room for, at most.
    void setVisibleRows(int rows);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void byteChosen(quint64 offset);
    void windowWanted(quint64 from, quint64 length);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    int rows() const;
    int fieldsHeight() const;
    void layOut();
    Tone toneAt(std::size_t offset) const;
    int offsetDigits() const { return m_total > 0x10000 ? 6 : 4; }
    int roomRows() const;
    std::size_t firstByte() const;
    bool holds(std::size_t offset) const;
    void wantWindow();
    void choose(std::size_t offset);
    bool walk(const QKeyEvent* event);
    void paintRow(QPainter& painter, int row) const;
    void paintFields(QPainter& painter, int y) const;

    Bytes m_bytes;
    std::size_t m_base = 0, m_total = 0;
    std::vector<HexMark> m_marks;
    std::optional<std::size_t> m_current;
    bool m_choosable = false;
    qreal m_digit = 8;
    std::vector<HexField> m_fields;
    int m_rowBytes = 8;
    int m_visibleRows = 6;
    bool m_listed = true;
};

}  // namespace rollscope::ui
