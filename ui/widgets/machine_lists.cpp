#include "ui/widgets/machine_lists.h"

#include <QFontMetricsF>
#include <QPainter>

#include "ui/text/format.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {

constexpr int lineStep = 20;
constexpr int edge = metric::margin;

qreal digitWidth() {
    return QFontMetricsF(typeFont(Type::mono)).horizontalAdvance(QLatin1Char('0'));
}

/// 8 digits a group.
QString grouped8(const QString& digits) {
    QString text;
    for (qsizetype i = 0; i < digits.size(); i += 8) {
        if (i > 0) text += QLatin1Char(' ');
        text += digits.mid(i, 8);
    }
    return text;
}

}  // namespace

QString elidedWord(const QString& digits, qreal room, int most) {
    const int fit = std::min(most, static_cast<int>(room / digitWidth()));
    if (fit >= digits.size()) return digits;
    const int tail = std::max(4, fit - 5);
    return digits.left(4) + QStringLiteral("…") + digits.right(std::min(tail, most - 5));
}

OpcodeList::OpcodeList(QWidget* parent) : RowsView(tr("Opcodes"), lineStep, parent) {
    setObjectName(QStringLiteral("opcodes"));
}

void OpcodeList::setModel(QAbstractItemModel* model, int groupRole) {
    m_model = model;
    m_groupRole = groupRole;
    connect(model, &QAbstractItemModel::modelReset, this, &OpcodeList::rowsChanged);
    rowsChanged();
}

int OpcodeList::rows() const {
    return m_model == nullptr ? 0 : m_model->rowCount();
}

void OpcodeList::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const auto cell = [&](int column) { return m_model->index(row, column).data().toString(); };
    const auto tone = static_cast<Tone>(m_model->index(row, 0).data(ToneRole).toInt());
    const bool bad = tone == Tone::trouble;
    if (bad && row != current()) painter.fillRect(box, tintColor(tone));
    if (row > 0 &&
        m_model->index(row, 0).data(m_groupRole) != m_model->index(row - 1, 0).data(m_groupRole)) {
        paintLine(painter, box.topLeft(), box.topRight(), color(Token::line2));
    }
    const qreal digit = digitWidth();
    const qreal opAt = edge + 5 * digit + 4;
    const qreal right = box.right() - edge;
    paintText(painter, edge, box, 5 * digit, cell(0), Type::mono,
              bad ? textColor(tone) : color(Token::ink3));
    const qreal gasLeft =
        paintTextRight(painter, right, box, cell(3), Type::mono, color(Token::ink));
    const qreal opRight = paintText(painter, opAt, box, gasLeft - opAt - 8, cell(1), Type::mono,
                                    bad ? textColor(tone) : color(Token::ink));
    const QString operand = cell(2);
    const qreal column = right - 8 * digit;  // gas figures share one column
    const qreal room = std::min(gasLeft, column) - opRight - 16;
    if (static_cast<qreal>(operand.size()) * digit <= room) {
        paintTextRight(painter, std::min(gasLeft - 8, column), box, operand, Type::mono,
                       color(Token::ink2));
    }
}

QString OpcodeList::textOf(int row) const {
    QStringList parts;
    for (int column = 0; column < 4; ++column) {
        const QString text = m_model->index(row, column).data().toString();
        if (!text.isEmpty()) parts << text;
    }
    return parts.join(QLatin1Char(' '));
}

QString OpcodeList::tipOf(int row) const {
    return m_model->index(row, 0).data(Qt::ToolTipRole).toString();
}

OpcodeHead::OpcodeHead(QWidget* parent) : QWidget(parent) {
    setFixedHeight(26);
}

void OpcodeHead::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor ink = color(Token::ink2);
    paintText(painter, edge, rect(), 60, tr("pc"), Type::label, ink);
    paintText(painter, edge + 5 * digitWidth() + 4, rect(), 60, tr("op"), Type::label, ink);
    paintTextRight(painter, width() - edge - 10, rect(), tr("gas"), Type::label, ink);
}

StackList::StackList(QWidget* parent) : RowsView(tr("Stack"), lineStep, parent) {
    setObjectName(QStringLiteral("stack"));
}

void StackList::setRows(std::vector<StackRow> rows) {
    m_rows = std::move(rows);
    rowsChanged();
}

void StackList::paintGround(QPainter& painter, const QRectF& box, int row) const {
    if (m_rows[static_cast<std::size_t>(row)].taken) {
        painter.fillRect(box, tintColor(Tone::clock));
    }
    if (row == current() && hasFocus()) paintBox(painter, box, QColor(), color(Token::ink), 0);
}

void StackList::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const StackRow& item = m_rows[static_cast<std::size_t>(row)];
    const QColor ink = item.taken ? textColor(Tone::clock) : color(Token::ink);
    const qreal digit = digitWidth();
    const QString number = QStringLiteral("%1").arg(row, 2, 16, QLatin1Char('0'));
    paintText(painter, edge, box, 4 * digit, number, Type::mono, color(Token::ink3));
    const qreal left = edge + 3 * digit;
    const qreal note = QFontMetricsF(typeFont(Type::label)).horizontalAdvance(item.note);
    const qreal room = box.right() - edge - left - (note > 0 ? note + 12 : 0);
    paintText(painter, left, box, room + 2, elidedWord(item.word, std::max(room, 10 * digit)),
              Type::mono, ink);
    paintTextRight(painter, box.right() - edge, box, item.note, Type::label, color(Token::ink2));
}

QString StackList::textOf(int row) const {
    return QStringLiteral("0x") + m_rows[static_cast<std::size_t>(row)].word;
}

QString StackList::tipOf(int row) const {
    const StackRow& item = m_rows[static_cast<std::size_t>(row)];
    return item.note.isEmpty() ? textOf(row) : item.note + QStringLiteral(": ") + textOf(row);
}

MemoryList::MemoryList(QWidget* parent) : RowsView(tr("Memory"), lineStep, parent) {
    setObjectName(QStringLiteral("memory"));
}

void MemoryList::setMemory(Bytes memory, std::uint64_t from, std::uint64_t size,
                           const QString& what) {
    const bool moved = from != m_from || size != m_size;
    m_memory = std::move(memory);
    m_from = from;
    m_size = size;
    m_what = what;
    rowsChanged();
    if (moved && size > 0 && from / 32 < static_cast<std::uint64_t>(rows())) {
        // the range's start comes into view, with as much of it as there is room for
        const int first = static_cast<int>(from / 32);
        const int last = static_cast<int>(std::min<std::uint64_t>(
            (from + size - 1) / 32, static_cast<std::uint64_t>(rows()) - 1));
        setCurrent(std::min(last, first + roomRows() - 1));
        setCurrent(first);
    }
}

bool MemoryList::marked(int row) const {
    if (m_size == 0) return false;
    const auto start = static_cast<std::uint64_t>(row) * 32;
    return m_from < start + 32 && start < m_from + m_size;
}

QString MemoryList::wordAt(int row) const {
    const std::size_t start = static_cast<std::size_t>(row) * 32;
    const std::size_t size = std::min<std::size_t>(32, m_memory.size() - start);
    return QString::fromStdString(toHex(BytesView(m_memory).subspan(start, size))).mid(2);
}

void MemoryList::paintGround(QPainter& painter, const QRectF& box, int row) const {
    if (marked(row)) painter.fillRect(box, tintColor(Tone::clock));
    if (row == current() && hasFocus()) paintBox(painter, box, QColor(), color(Token::ink), 0);
}

void MemoryList::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const qreal digit = digitWidth();
    const QString offset = QStringLiteral("%1").arg(row * 32, 3, 16, QLatin1Char('0'));
    paintText(painter, edge, box, 8 * digit, offset, Type::mono, color(Token::ink3));
    const qreal left = edge + (static_cast<qreal>(offset.size()) + 1) * digit;
    const bool first = marked(row) && (row == 0 || !marked(row - 1));
    const qreal note = first ? QFontMetricsF(typeFont(Type::label)).horizontalAdvance(m_what) : 0;
    const qreal room = box.right() - edge - left - (note > 0 ? note + 12 : 0);
    const QString word = wordAt(row);
    QString shown = grouped8(word);
    if (static_cast<qreal>(shown.size()) * digit > room) {
        shown =
            word.left(8) + QLatin1Char(' ') + word.mid(8, 8) + QStringLiteral("…") + word.right(8);
    }
    if (static_cast<qreal>(shown.size()) * digit > room) shown = elidedWord(word, room);
    const bool zero = word.count(QLatin1Char('0')) == word.size();
    const QColor ink = zero && !marked(row) ? color(Token::ink3) : color(Token::ink);
    paintText(painter, left, box, room + 2, shown, Type::mono, ink);
    if (first) {
        paintTextRight(painter, box.right() - edge, box, m_what, Type::label, color(Token::ink2));
    }
}

QString MemoryList::textOf(int row) const {
    return QStringLiteral("0x") + wordAt(row);
}

QString MemoryList::tipOf(int row) const {
    return QStringLiteral("0x%1: %2").arg(row * 32, 0, 16).arg(grouped8(wordAt(row)));
}

StorageList::StorageList(QWidget* parent) : RowsView(tr("Storage"), lineStep, parent) {
    setObjectName(QStringLiteral("storage"));
}

void StorageList::setRows(std::vector<StorageRow> rows) {
    m_rows = std::move(rows);
    rowsChanged();
    for (int row = 0; row < this->rows(); ++row) {
        if (m_rows[static_cast<std::size_t>(row)].current) setCurrent(row);
    }
}

void StorageList::paintGround(QPainter& painter, const QRectF& box, int row) const {
    if (m_rows[static_cast<std::size_t>(row)].current) {
        painter.fillRect(box, tintColor(Tone::clock));
    }
    if (row == current() && hasFocus()) paintBox(painter, box, QColor(), color(Token::ink), 0);
}

void StorageList::paintRow(QPainter& painter, const QRectF& box, int row) const {
    const StorageRow& item = m_rows[static_cast<std::size_t>(row)];
    const qreal half = (box.width() - 2 * edge - 24) / 2;
    if (item.name.isEmpty()) {
        paintText(painter, edge, box, half, elidedWord(item.slot, half, 17), Type::mono,
                  color(Token::ink2));
    } else {
        paintText(painter, edge, box, half, item.name, Type::mono, color(Token::ink));
    }
    const qreal left = edge + half + 24;
    paintText(painter, left - 18, box, 18, QStringLiteral("="), Type::mono, color(Token::ink3));
    const bool changed = item.value != item.before;
    paintText(painter, left, box, half, elidedWord(item.value, half), Type::mono,
              changed ? color(Token::ink) : color(Token::ink2));
}

QString StorageList::textOf(int row) const {
    const StorageRow& item = m_rows[static_cast<std::size_t>(row)];
    return QStringLiteral("0x%1 = 0x%2").arg(item.slot, item.value);
}

QString StorageList::tipOf(int row) const {
    const StorageRow& item = m_rows[static_cast<std::size_t>(row)];
    QString tip = textOf(row);
    if (!item.name.isEmpty()) tip.prepend(item.name + QLatin1Char('\n'));
    if (item.value != item.before) tip += QLatin1Char('\n') + tr("before: 0x%1").arg(item.before);
    return tip;
}

}  // namespace rollscope::ui
