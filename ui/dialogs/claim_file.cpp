#include "ui/dialogs/claim_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace rollscope::ui {

namespace {

constexpr qint64 maxFileBytes = 1 << 20;

tl::unexpected<Error> damaged(const std::string& what) {
    return fail(ErrorCode::parseError, "the proof file is damaged: " + what);
}

/// A file may come from anybody: nothing but a withdrawal of its own message is signed.
bool isWithdrawal(BytesView data, const Hash& leaf, const types::L2ToL1Message& message) {
    static constexpr std::array<std::uint8_t, 4> ofBridge{0x4a, 0x2e, 0x35,
                                                          0xba};  // withdraw(bytes32,bytes)
    // withdraw(uint256,address,uint256,(uint256,address,address,uint256,bytes),bytes32[])
    static constexpr std::array<std::uint8_t, 4> ofPortal{0x50, 0x8b, 0xb2, 0x48};
    const auto starts = [data](const auto& with, std::size_t from) {
        return data.size() >= from + with.size() &&
               std::equal(with.begin(), with.end(), data.begin() + static_cast<long>(from));
    };
    const auto holds = [data](BytesView part) {
        return std::search(data.begin(), data.end(), part.begin(), part.end()) != data.end();
    };
    if (starts(ofBridge, 0)) return starts(leaf.bytes, 4);
    return starts(ofPortal, 0) && holds(message.data);
}

std::string at(const QJsonObject& from, const char* name) {
    return from[QLatin1String(name)].toString().toStdString();
}

Result<types::L2ToL1Message> readMessage(const QJsonObject& json) {
    types::L2ToL1Message message;
    const auto index = u256FromQuantity(at(json, "index"));
    if (!index) return damaged("message.index");
    const auto sender = addressFromHex(at(json, "sender"));
    if (!sender) return damaged("message.sender");
    const auto target = addressFromHex(at(json, "target"));
    if (!target) return damaged("message.target");
    const auto value = u256FromQuantity(at(json, "value"));
    if (!value) return damaged("message.value");
    auto data = bytesFromHex(at(json, "data"));
    if (!data) return damaged("message.data");
    message.index = *index;
    message.sender = *sender;
    message.target = *target;
    message.value = *value;
    message.data = *std::move(data);
    return message;
}

Result<std::vector<Hash>> readPath(const QJsonArray& json) {
    std::vector<Hash> path;
    for (const QJsonValue& each : json) {
        const auto sibling = hashFromHex(each.toString().toStdString());
        if (!sibling) return damaged("path[" + std::to_string(path.size()) + "]");
        path.push_back(*sibling);
    }
    if (path.size() != types::messageTreeHeight) {
        return damaged("path has " + std::to_string(path.size()) + " siblings, not 32");
    }
    return path;
}

}  // namespace

Result<ClaimFile> readClaimFile(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return fail(ErrorCode::ioFailed,
                    (path + QStringLiteral(": ") + file.errorString()).toStdString());
    }
    if (file.size() > maxFileBytes) {
        return fail(ErrorCode::requestTooLarge, "a proof file has at most 1 MB");
    }
    QJsonParseError error;
    const QJsonObject whole = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError) {
        return damaged("no JSON, " + error.errorString().toStdString());
    }
    auto message = readMessage(whole[QLatin1String("message")].toObject());
    if (!message) return failFrom(message);
    api::WithdrawalProof proof;
    proof.message = *message;
    const auto leaf = hashFromHex(at(whole, "leaf"));
    if (!leaf) return damaged("leaf");
    const auto root = hashFromHex(at(whole, "root"));
    if (!root) return damaged("root");
    const auto batch = u256FromQuantity(at(whole, "batchIndex"));
    if (!batch) return damaged("batchIndex");
    auto siblings = readPath(whole[QLatin1String("path")].toArray());
    if (!siblings) return failFrom(siblings);
    proof.leaf = *leaf;
    proof.root = *root;
    proof.path = *std::move(siblings);
    const api::Ladder ladder = api::ladderOf(api::messageProofOf(proof));
    if (!ladder.leafFits) {
        return fail(ErrorCode::invalidProof, "the leaf is not the hash of the file's message");
    }
    if (!ladder.rootFits) {
        return fail(ErrorCode::invalidProof,
                    "the path does not lead from the leaf to the file's root");
    }
    const QJsonObject claim = whole[QLatin1String("claim")].toObject();
    const auto to = addressFromHex(at(claim, "to"));
    if (!to) return damaged("claim.to");
    auto data = bytesFromHex(at(claim, "data"));
    if (!data || data->size() < 4) return damaged("claim.data");
    if (*to != message->target) {
        return fail(ErrorCode::invalidProof, "claim.to is not the contract the message is for");
    }
    if (!isWithdrawal(*data, *leaf, *message)) {
        return fail(ErrorCode::invalidProof, "claim.data is no withdrawal of the file's message");
    }
    return ClaimFile{*std::move(message), *batch, *to, *std::move(data)};
}

}  // namespace rollscope::ui
