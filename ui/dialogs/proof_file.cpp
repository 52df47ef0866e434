#include "ui/dialogs/proof_file.h"

#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include "ui/text/format.h"

namespace rollscope::ui {

QByteArray proofJson(const api::WithdrawalProof& proof) {
    const auto& message = proof.message;
    const auto number = [](const U256& value) { return QString::fromStdString(toQuantity(value)); };
    QJsonObject inner{
        {QStringLiteral("index"), number(U256{message.index})},
        {QStringLiteral("sender"), hex(message.sender)},
        {QStringLiteral("target"), hex(message.target)},
        {QStringLiteral("value"), number(message.value)},
        {QStringLiteral("data"), hex(message.data)},
    };
    QJsonArray path;
    for (const Hash& sibling : proof.path) path.append(hex(sibling));
    QJsonValue claim(QJsonValue::Null);  // for a contract of somebody else, which alone knows how
    if (!proof.claimTo.isZero()) {
        claim = QJsonObject{{QStringLiteral("to"), hex(proof.claimTo)},
                            {QStringLiteral("data"), hex(BytesView(proof.claimData))}};
    }
    const QJsonObject whole{
        {QStringLiteral("message"), inner},
        {QStringLiteral("leaf"), hex(proof.leaf)},
        {QStringLiteral("path"), path},
        {QStringLiteral("root"), hex(proof.root)},
        {QStringLiteral("batchIndex"), number(U256{proof.batchIndex})},
        {QStringLiteral("stage"), api::wordOf(proof.stage)},
        {QStringLiteral("claim"), claim},
        {QStringLiteral("proof"), hex(proof.proof)},
    };
    return QJsonDocument(whole).toJson(QJsonDocument::Indented);
}

void saveProofFile(const api::WithdrawalProof& proof, QWidget* over,
                   std::function<void(const QString&, const QString&)> done) {
    auto* dialog = new QFileDialog(over, QObject::tr("Save proof file"));
    dialog->setObjectName(QStringLiteral("proofFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(QObject::tr("Proof (*.json)"));
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(QStringLiteral("withdrawal-%1.json")
                           .arg(QString::fromStdString(toDecimal(proof.message.index))));
    QObject::connect(dialog, &QFileDialog::fileSelected, over,
                     [json = proofJson(proof), done = std::move(done)](const QString& path) {
                         QSaveFile file(path);
                         const bool good = file.open(QIODevice::WriteOnly) &&
                                           file.write(json) == json.size() && file.commit();
                         done(path, good ? QString() : file.errorString());
                     });
    dialog->open();
}

}  // namespace rollscope::ui
