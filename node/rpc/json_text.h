// JSON that is written out, for the answers that are asked for by the thousand.
//
// In: a QJsonValue, or members one by one. Out: bytes as they are sent. Pure.
#pragma once

#include <QByteArray>
#include <QJsonValue>

#include <optional>

#include "node/core/base/u256.h"

namespace rollscope::rpc {

/// A value's text.
struct JsonText {
    QByteArray text = QByteArrayLiteral("null");

    JsonText() = default;
    template <class T>
    requires std::is_convertible_v<T, QJsonValue> JsonText(const T& value)
        : text(textOf(value)) {}  // NOLINT: as QJsonValue does
    /// What is JSON already.
    static JsonText written(QByteArray text);

private:
    static QByteArray textOf(const QJsonValue& value);
};

/// Writes an object or a list, from its first bracket to its last.
class JsonWriter {
public:
    enum class Kind : char { object = '{', list = '[' };
    explicit JsonWriter(Kind kind);

    // members of an object; keys need no escapes
    JsonWriter& data(const char* key, BytesView bytes);
    template <std::size_t N>
    JsonWriter& data(const char* key, const FixedBytes<N>& bytes) {
        return data(key, bytes.view());
    }
    template <class Fixed>
    JsonWriter& data(const char* key, const std::optional<Fixed>& bytes) {
        return bytes ? data(key, bytes->view()) : raw(key, "null");
    }
    JsonWriter& quantity(const char* key, std::uint64_t value);
    JsonWriter& quantity(const char* key, const U256& value);
    JsonWriter& raw(const char* key, const QByteArray& json);

    // items of a list
    JsonWriter& data(BytesView bytes);
    JsonWriter& raw(const QByteArray& json);

    /// Closes it; the writer is used up.
    QByteArray take();

private:
    void next();
    void begin(const char* key);
    void hex(BytesView bytes);

    QByteArray m_out;
    Kind m_kind;
};

}  // namespace rollscope::rpc
