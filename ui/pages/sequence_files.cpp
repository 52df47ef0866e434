// Diagrams from files, and to files.
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonDocument>
#include <QPromise>
#include <QSaveFile>
#include <QThreadPool>

#include "ui/pages/sequence_page.h"
#include "ui/widgets/diagram_export.h"

namespace rollscope::ui {

namespace {

constexpr int problemsShown = 3;

/// A file's diagrams, read beside the window's thread.
QFuture<Result<Document>> readFile(const QString& path) {
    auto promise = std::make_shared<QPromise<Result<Document>>>();
    promise->start();
    auto future = promise->future();
    QThreadPool::globalInstance()->start([promise, path] {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly)) {
            promise->addResult(Result<Document>(readDiagrams(file.read(limit::bytes))));
        } else {
            promise->addResult(
                Result<Document>(fail(ErrorCode::ioFailed, file.errorString().toStdString())));
        }
        promise->finish();
    });
    return future;
}

}  // namespace

void SequencePage::askFile() {
    auto* dialog = new QFileDialog(this, tr("Open a sequence diagram"));
    dialog->setObjectName(QStringLiteral("sequenceFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &SequencePage::openFile);
    dialog->open();
}

void SequencePage::openFile(const QString& path) {
    m_head->setLoading(true, tr("Reading the diagram"));
    readFile(path).then(this, [this, path](Result<Document> document) {
        m_head->setLoading(false);
        if (document) {
            takeDocument(*document, QFileInfo(path).fileName());
        } else {
            m_problems->setProblem(tr("%1: %2").arg(path, errorText(document.error())));
        }
    });
}

void SequencePage::takeDocument(const Document& document, const QString& name) {
    QStringList lines;
    for (std::size_t i = 0; i < document.problems.size() && i < problemsShown; ++i) {
        lines << document.problems[i].text();
    }
    const qint64 more =
        static_cast<qint64>(document.problems.size()) + document.moreProblems - lines.size();
    if (more > 0) lines << tr("and %1 more").arg(more);
    if (document.diagrams.empty()) {
        lines.prepend(tr("%1 holds no sequence diagram.").arg(name));
        m_problems->setProblem(lines.join(QLatin1Char(' ')));
        return;
    }
    m_problems->setProblem(lines.join(QLatin1Char(' ')));
    m_own = document;
    m_files->clear();
    for (std::size_t i = 0; i < document.diagrams.size(); ++i) {
        const QString title = document.diagrams[i].name();
        m_files->addItem(title.isEmpty() ? name : title);
    }
    m_files->show();
    m_tabs->setCurrent(-1);
    showDiagram(m_own.diagrams.front());
}

void SequencePage::exportAs(const QString& kind) {
    const QString base = m_player->diagram().name().isEmpty() ? QStringLiteral("diagram")
                                                              : m_player->diagram().name();
    auto* dialog = new QFileDialog(this, tr("Export"));
    dialog->setObjectName(QStringLiteral("sequenceExportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(kind);
    dialog->selectFile(base.toLower().replace(QLatin1Char(' '), QLatin1Char('-')) +
                       QLatin1Char('.') + kind);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, kind](const QString& path) { exportTo(kind, path); });
    dialog->open();
}

void SequencePage::exportTo(const QString& kind, const QString& path) {
    QByteArray bytes;
    if (kind == QLatin1String("mmd")) {
        bytes = mermaidOf(m_player->diagram()).toUtf8();
    } else if (kind == QLatin1String("json")) {
        bytes = QJsonDocument(m_player->record()).toJson(QJsonDocument::Indented);
    } else {
        DiagramScene scene =
            exportScene(m_player->diagram(), m_diagram->scene().marks, theme()->isDark());
        scene.tones = m_diagram->scene().tones;
        bytes = kind == QLatin1String("svg") ? svgOf(scene) : pngOf(scene);
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit()) {
        toast(tr("Saved: %1").arg(path));
    } else {
        toast(file.errorString(), Tone::trouble);
    }
}

}  // namespace rollscope::ui
