#include "node/rpc/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <charconv>

namespace rollscope::rpc {

JsonText JsonText::written(QByteArray text) {
    JsonText result;
    result.text = std::move(text);
    return result;
}

QByteArray JsonText::textOf(const QJsonValue& value) {
    // A value alone is no document for Qt: it goes into a list and out again.
    const QByteArray list = QJsonDocument{QJsonArray{value}}.toJson(QJsonDocument::Compact);
    return list.mid(1, list.size() - 2);
}

JsonWriter::JsonWriter(Kind kind) : m_kind(kind) {
    m_out.reserve(256);
    m_out.append(static_cast<char>(kind));
}

void JsonWriter::next() {
    if (m_out.size() > 1) m_out.append(',');
}

void JsonWriter::begin(const char* key) {
    next();
    m_out.append('"').append(key).append("\":", 2);
}

void JsonWriter::hex(BytesView bytes) {
    constexpr char digits[] = "0123456789abcdef";
    const qsizetype start = m_out.size();
    m_out.resize(start + 4 + 2 * static_cast<qsizetype>(bytes.size()));
    char* at = m_out.data() + start;
    *at++ = '"';
    *at++ = '0';
    *at++ = 'x';
    for (const std::uint8_t byte : bytes) {
        *at++ = digits[byte >> 4];
        *at++ = digits[byte & 15];
    }
    *at = '"';
}

JsonWriter& JsonWriter::data(const char* key, BytesView bytes) {
    begin(key);
    hex(bytes);
    return *this;
}

JsonWriter& JsonWriter::quantity(const char* key, std::uint64_t value) {
    begin(key);
    char text[19] = {'"', '0', 'x'};
    const auto end = std::to_chars(text + 3, text + sizeof(text), value, 16).ptr;
    m_out.append(text, end - text).append('"');
    return *this;
}

JsonWriter& JsonWriter::quantity(const char* key, const U256& value) {
    if (value <= U256{~std::uint64_t{0}}) return quantity(key, value.low());
    begin(key);
    m_out.append('"').append(QByteArray::fromStdString(toQuantity(value))).append('"');
    return *this;
}

JsonWriter& JsonWriter::raw(const char* key, const QByteArray& json) {
    begin(key);
    m_out.append(json);
    return *this;
}

JsonWriter& JsonWriter::data(BytesView bytes) {
    next();
    hex(bytes);
    return *this;
}

JsonWriter& JsonWriter::raw(const QByteArray& json) {
    next();
    m_out.append(json);
    return *this;
}

QByteArray JsonWriter::take() {
    m_out.append(m_kind == Kind::object ? '}' : ']');
    return std::move(m_out);
}

}  // namespace rollscope::rpc
