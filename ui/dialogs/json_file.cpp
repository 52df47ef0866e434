#include "ui/dialogs/json_file.h"

#include <QFileDialog>
#include <QJsonDocument>
#include <QSaveFile>

namespace rollscope::ui {

void saveJsonFile(const QJsonObject& json, const QString& title, const QString& fileName,
                  QWidget* over, std::function<void(const QString&, const QString&)> done) {
    auto* dialog = new QFileDialog(over, title);
    dialog->setObjectName(QStringLiteral("jsonFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(QObject::tr("JSON (*.json)"));
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, over,
                     [text = QJsonDocument(json).toJson(QJsonDocument::Indented),
                      done = std::move(done)](const QString& path) {
                         QSaveFile file(path);
                         const bool good = file.open(QIODevice::WriteOnly) &&
                                           file.write(text) == text.size() && file.commit();
                         done(path, good ? QString() : file.errorString());
                     });
    dialog->open();
}

}  // namespace rollscope::ui
