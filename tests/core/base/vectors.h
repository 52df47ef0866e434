// Finds and reads the shared test vectors; a test skips visibly where they are absent.
#pragma once

#include <gtest/gtest.h>

#include <QByteArray>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cstdlib>
#include <string>
#include <vector>

#include "node/core/base/bytes.h"

namespace rollscope::vectors {

/// The folder $ROLLSCOPE_SHARED, or `shared` beside the project.
inline QString folder(const std::string& path) {
    const char* chosen = std::getenv("ROLLSCOPE_SHARED");
    const std::string root =
        chosen != nullptr ? chosen : std::string{ROLLSCOPE_SOURCE_DIR} + "/../shared";
    return QString::fromStdString(root + "/data/" + path);
}

/// The .json files at or below `path`, sorted.
inline std::vector<QString> files(const std::string& path) {
    std::vector<QString> found;
    QDirIterator entries{
        folder(path), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories};
    while (entries.hasNext()) found.push_back(entries.next());
    std::sort(found.begin(), found.end());
    return found;
}

inline QJsonDocument read(const QString& file) {
    QFile source{file};
    if (!source.open(QIODevice::ReadOnly)) return {};
    return QJsonDocument::fromJson(source.readAll());
}

/// Hex with or without "0x".
inline Result<Bytes> hex(const QString& text) {
    const std::string digits = text.toStdString();
    return bytesFromHex(digits.starts_with("0x") ? digits : "0x" + digits);
}

/// A text, or bytes where it begins with "0x".
inline Bytes textOrHex(const QString& text) {
    if (text.startsWith(QStringLiteral("0x"))) return hex(text).value();
    const QByteArray utf8 = text.toUtf8();
    return {utf8.begin(), utf8.end()};
}

}  // namespace rollscope::vectors

/// Leaves the test with a note when the vectors are not there.
#define SKIP_WITHOUT_VECTORS(list) \
    if ((list).empty()) GTEST_SKIP() << "shared test vectors not found: set ROLLSCOPE_SHARED"
