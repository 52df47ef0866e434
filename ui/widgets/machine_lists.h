// The machine at one step: opcodes around it, its stack, its memory, its storage.
#pragma once

#include <QAbstractItemModel>
#include <vector>

#include "node/core/base/bytes.h"
#include "ui/widgets/rows_view.h"

namespace rollscope::ui {

/// Opcodes from any table model of four columns: pc, op, operand, gas (DisplayRole, ToneRole).
/// A line parts rows whose `groupRole` differs.
class OpcodeList : public RowsView {
    Q_OBJECT
public:
    explicit OpcodeList(QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model, int groupRole);

protected:
    int rows() const override;
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;
    QString tipOf(int row) const override;

private:
    QAbstractItemModel* m_model = nullptr;
    int m_groupRole = 0;
};

/// The names of its columns.
class OpcodeHead : public QWidget {
    Q_OBJECT
public:
    explicit OpcodeHead(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// A stack item, top first.
struct StackRow {
    QString word;  ///< 64 hex digits
    QString note;  ///< what it is: "offset", a name, a number
    bool taken = false;
};

class StackList : public RowsView {
    Q_OBJECT
public:
    explicit StackList(QWidget* parent = nullptr);
    void setRows(std::vector<StackRow> rows);

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    void paintGround(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;
    QString tipOf(int row) const override;

private:
    std::vector<StackRow> m_rows;
};

/// Memory in rows of 32 bytes; what is read or written at this step is tinted.
class MemoryList : public RowsView {
    Q_OBJECT
public:
    explicit MemoryList(QWidget* parent = nullptr);
    /// `size` 0: no range. A range beyond the memory's end is shown as far as it goes.
    void setMemory(Bytes memory, std::uint64_t from, std::uint64_t size, const QString& what);

protected:
    int rows() const override { return static_cast<int>((m_memory.size() + 31) / 32); }
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    void paintGround(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;
    QString tipOf(int row) const override;

private:
    bool marked(int row) const;
    QString wordAt(int row) const;

    Bytes m_memory;
    std::uint64_t m_from = 0, m_size = 0;
    QString m_what;
};

/// A slot that the frame has touched.
struct StorageRow {
    QString slot;          ///< 64 hex digits
    QString name;          ///< "totalSupply", or empty
    QString value;         ///< 64 hex digits
    QString before;        ///< 64 hex digits
    bool current = false;  ///< the step at hand reads or writes it
};

class StorageList : public RowsView {
    Q_OBJECT
public:
    explicit StorageList(QWidget* parent = nullptr);
    void setRows(std::vector<StorageRow> rows);

protected:
    int rows() const override { return static_cast<int>(m_rows.size()); }
    void paintRow(QPainter& painter, const QRectF& box, int row) const override;
    void paintGround(QPainter& painter, const QRectF& box, int row) const override;
    QString textOf(int row) const override;
    QString tipOf(int row) const override;

private:
    std::vector<StorageRow> m_rows;
};

/// 64 hex digits in `room` pixels of the mono type: "0000…0000000000000080", at most `most`.
QString elidedWord(const QString& digits, qreal room, int most = 64);

}  // namespace rollscope::ui
