// The plain text of a vault: JSON of its entries.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "node/keys/secret_vault.h"

namespace rollscope::keys {

namespace {

QString hexText(BytesView bytes) {
    return QString::fromStdString(toHex(bytes));
}

tl::unexpected<Error> wrongEntry(qsizetype index, const char* what) {
    return fail(ErrorCode::parseError, "entry " + std::to_string(index) + " of the vault: " + what);
}

}  // namespace

Bytes entriesJson(const std::vector<api::VaultEntry>& entries) {
    QJsonArray rows;
    for (const api::VaultEntry& each : entries) {
        rows.append(
            QJsonObject{{QStringLiteral("claimSecret"), hexText(each.secrets.claimSecret.view())},
                        {QStringLiteral("redeemSecret"), hexText(each.secrets.redeemSecret.view())},
                        {QStringLiteral("recipient"), hexText(each.secrets.recipient.view())},
                        {QStringLiteral("amount"), QString::fromStdString(toDecimal(each.amount))},
                        {QStringLiteral("createdAt"), static_cast<qint64>(each.createdAt)},
                        {QStringLiteral("note"), each.note}});
    }
    const QByteArray text = QJsonDocument(QJsonObject{{QStringLiteral("portalSecrets"), rows}})
                                .toJson(QJsonDocument::Compact);
    return {text.begin(), text.end()};
}

Result<std::vector<api::VaultEntry>> readEntries(BytesView plain) {
    const auto document = QJsonDocument::fromJson(QByteArray::fromRawData(
        reinterpret_cast<const char*>(plain.data()), static_cast<qsizetype>(plain.size())));
    const QJsonValue list = document.object()[QLatin1String("portalSecrets")];
    // a wallet's key file opens as well as a vault does, but holds one key
    if (!list.isArray()) {
        return fail(ErrorCode::parseError, "the secrets file holds no portal secrets");
    }
    std::vector<api::VaultEntry> entries;
    const QJsonArray rows = list.toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows[i].toObject();
        const auto text = [&row](const char* name) {
            return row[QLatin1String(name)].toString().toStdString();
        };
        const auto claim = hashFromHex(text("claimSecret"));
        const auto redeem = hashFromHex(text("redeemSecret"));
        const auto recipient = addressFromHex(text("recipient"));
        const auto amount = u256FromDecimal(text("amount"));
        if (!claim) return wrongEntry(i, "claimSecret");
        if (!redeem) return wrongEntry(i, "redeemSecret");
        if (!recipient) return wrongEntry(i, "recipient");
        if (!amount) return wrongEntry(i, "amount");
        api::VaultEntry entry;
        entry.secrets = api::portalSecretsOf(*claim, *redeem, *recipient);
        entry.amount = *amount;
        entry.createdAt = static_cast<std::uint64_t>(row[QLatin1String("createdAt")].toInteger());
        entry.note = row[QLatin1String("note")].toString();
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace rollscope::keys
