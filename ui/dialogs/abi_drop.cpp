// The area of AbiForm that takes the file.
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>

#include "ui/dialogs/abi_form.h"
#include "ui/text/format.h"
#include "ui/widgets/paint.h"

namespace rollscope::ui {

namespace {
/// What is more is no ABI, and is not read into memory.
constexpr qint64 maxFileBytes = qint64{64} << 20;
}  // namespace

AbiDrop::AbiDrop(QWidget* parent) : QWidget(parent) {
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedHeight(sizeHint().height());
    setJson({}, {}, {});
}

void AbiDrop::setJson(QByteArray json, const QString& what, const QString& fileName) {
    m_json = std::move(json);
    m_what = what;
    m_fileName = fileName;
    setAccessibleDescription(m_json.isEmpty() ? tr("Nothing chosen") : m_what);
    update();
    emit changed();
}

void AbiDrop::choose() {
    auto* dialog = new QFileDialog(this, tr("Choose an ABI"));
    dialog->setObjectName(QStringLiteral("abiFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("ABI or artifact (*.json *.abi)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &AbiDrop::readFile);
    dialog->open();
}

void AbiDrop::readFile(const QString& path) {
    const QFileInfo info(path);
    QFile file(path);
    if (info.size() > maxFileBytes) {
        emit failed(tr("%1 has %2: no ABI is that large.")
                        .arg(info.fileName(), bytesText(static_cast<std::uint64_t>(info.size()))));
        return;
    }
    if (!info.isFile() || !file.open(QIODevice::ReadOnly)) {
        emit failed(
            tr("%1 cannot be read: %2")
                .arg(info.fileName(), info.isFile() ? file.errorString() : tr("it is no file")));
        return;
    }
    QByteArray json = file.readAll();
    const QString size = bytesText(static_cast<std::uint64_t>(json.size()));
    setJson(std::move(json), QStringLiteral("%1 · %2").arg(info.fileName(), size), info.baseName());
}

void AbiDrop::take(const QMimeData* data) {
    if (data == nullptr) return;
    for (const QUrl& url : data->urls()) {
        if (url.isLocalFile()) return readFile(url.toLocalFile());
    }
    const QByteArray text = data->text().toUtf8();
    if (text.trimmed().isEmpty()) {
        emit failed(tr("There is no text or file to take."));
        return;
    }
    setJson(text,
            tr("pasted · %1")
                .arg(counted(static_cast<std::uint64_t>(text.size()), tr("byte"), tr("bytes"))),
            {});
}

void AbiDrop::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const QColor edge = m_over || hasFocus() ? color(Token::ink) : color(Token::ctl);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, 1, m_json.isEmpty() ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(color(m_over ? Token::bg2 : Token::bg0));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const bool empty = m_json.isEmpty();
    const auto line = [&](int top, Type type, Token token, const QString& text) {
        painter.setFont(typeFont(type));
        painter.setPen(color(token));
        const QRect box(12, top, width() - 24, 20);
        painter.drawText(box, Qt::AlignCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle, box.width()));
    };
    line(16, empty ? Type::body : Type::mono, empty ? Token::ink2 : Token::ink,
         empty ? tr("Drop a file here, paste with Ctrl+V, or choose one") : m_what);
    line(40, Type::body, Token::ink3,
         empty ? tr("The ABI itself, or an artifact of solc, forge or hardhat")
               : tr("Another drop or paste takes its place"));
}

void AbiDrop::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste)) return take(QGuiApplication::clipboard()->mimeData());
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Space || (enter && m_json.isEmpty())) return choose();
    QWidget::keyPressEvent(event);
}

void AbiDrop::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->pos())) choose();
}

void AbiDrop::dragEnterEvent(QDragEnterEvent* event) {
    if (!event->mimeData()->hasUrls() && !event->mimeData()->hasText()) return;
    event->acceptProposedAction();
    m_over = true;
    update();
}

void AbiDrop::dragLeaveEvent(QDragLeaveEvent*) {
    m_over = false;
    update();
}

void AbiDrop::dropEvent(QDropEvent* event) {
    m_over = false;
    event->acceptProposedAction();
    take(event->mimeData());
    update();
}

void AbiDrop::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void AbiDrop::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

}  // namespace rollscope::ui
