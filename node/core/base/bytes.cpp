#include "node/core/base/bytes.h"

#include "node/core/base/assert.h"

namespace rollscope::base {
namespace {

int digitValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// Long input is cut in the error's detail: it travels in answers and logs.
std::string excerpt(std::string_view text) {
    constexpr std::size_t limit = 80;
    if (text.size() <= limit) return std::string{text};
    return std::string{text.substr(0, limit)} + "...";
}

template <class Fixed>
Result<Fixed> fixedFromHex(std::string_view text) {
    const auto bytes = bytesFromHex(text);
    if (!bytes) return failFrom(bytes);
    if (bytes->size() != Fixed::size()) return fail(ErrorCode::invalidHex, excerpt(text));
    Fixed result;
    std::memcpy(result.data(), bytes->data(), Fixed::size());
    return result;
}

}  // namespace

std::string toHex(BytesView bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text(2 + 2 * bytes.size(), '0');
    text[1] = 'x';
    std::size_t at = 2;
    for (const std::uint8_t byte : bytes) {
        text[at++] = digits[byte >> 4];
        text[at++] = digits[byte & 15];
    }
    return text;
}

Result<Bytes> bytesFromHex(std::string_view text) {
    if (text.size() < 2 || text[0] != '0' || text[1] != 'x' || text.size() % 2 != 0) {
        return fail(ErrorCode::invalidHex, excerpt(text));
    }
    Bytes bytes;
    bytes.reserve(text.size() / 2 - 1);
    for (std::size_t i = 2; i < text.size(); i += 2) {
        const int high = digitValue(text[i]);
        const int low = digitValue(text[i + 1]);
        if (high < 0 || low < 0) return fail(ErrorCode::invalidHex, excerpt(text));
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

Result<Hash> hashFromHex(std::string_view text) {
    return fixedFromHex<Hash>(text);
}

Result<Address> addressFromHex(std::string_view text) {
    return fixedFromHex<Address>(text);
}

Hash hashFromBytes(BytesView bytes) {
    ASSERT(bytes.size() == Hash::size());
    Hash result;
    std::memcpy(result.data(), bytes.data(), Hash::size());
    return result;
}

Address addressFromBytes(BytesView bytes) {
    ASSERT(bytes.size() == Address::size());
    Address result;
    std::memcpy(result.data(), bytes.data(), Address::size());
    return result;
}

}  // namespace rollscope::base
