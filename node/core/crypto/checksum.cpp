#include "node/core/crypto/checksum.h"

#include "node/core/crypto/keccak.h"

namespace rollscope::crypto {

std::string checksumHex(const Address& address) {
    std::string text = toHex(address.view());
    const Hash hash = keccak256(asBytes(std::string_view(text).substr(2)));
    for (std::size_t i = 0; i < 2 * Address::size(); ++i) {
        const int nibble = i % 2 == 0 ? hash[i / 2] >> 4 : hash[i / 2] & 15;
        char& digit = text[2 + i];
        if (nibble >= 8 && digit >= 'a') digit = static_cast<char>(digit - 'a' + 'A');
    }
    return text;
}

}  // namespace rollscope::crypto
