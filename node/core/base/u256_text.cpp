// Decimal and JSON-RPC forms of U256.
#include "node/core/base/u256.h"

namespace rollscope::base {
namespace {

constexpr std::uint64_t tenTo19 = 10'000'000'000'000'000'000ULL;  // the largest power in 64 bits

std::string shortened(std::string_view text) {
    return std::string{text.substr(0, 100)};
}

}  // namespace

std::string toDecimal(const U256& value) {
    std::string reversed;
    U256 rest = value;
    do {
        const U256 next = rest / U256{tenTo19};
        std::uint64_t chunk = (rest - next * U256{tenTo19}).low();
        rest = next;
        for (int i = 0; i < 19 && (chunk != 0 || !rest.isZero()); ++i) {
            reversed.push_back(static_cast<char>('0' + chunk % 10));
            chunk /= 10;
        }
    } while (!rest.isZero());
    if (reversed.empty()) return "0";
    return {reversed.rbegin(), reversed.rend()};
}

std::string toQuantity(const U256& value) {
    const std::string hex = toHex(toHash(value).view());
    const auto first = hex.find_first_not_of('0', 2);
    if (first == std::string::npos) return "0x0";
    return "0x" + hex.substr(first);
}

Result<U256> u256FromDecimal(std::string_view text) {
    if (text.empty()) return fail(ErrorCode::invalidNumber);
    U256 value;
    for (const char c : text) {
        if (c < '0' || c > '9') return fail(ErrorCode::invalidNumber, shortened(text));
        const U256Carry tenfold = mulCarry(value, U256{10});
        const U256Carry sum = addCarry(tenfold.value, U256{static_cast<std::uint64_t>(c - '0')});
        if (tenfold.carry || sum.carry) return fail(ErrorCode::invalidNumber, shortened(text));
        value = sum.value;
    }
    return value;
}

Result<U256> u256FromQuantity(std::string_view text) {
    const bool formed = text.size() >= 3 && text.size() <= 66 && text.substr(0, 2) == "0x" &&
                        (text[2] != '0' || text.size() == 3);
    if (!formed) return fail(ErrorCode::invalidNumber, shortened(text));
    std::string even{"0x"};
    if (text.size() % 2 != 0) even.push_back('0');
    even.append(text.substr(2));
    const auto bytes = bytesFromHex(even);
    if (!bytes) return fail(ErrorCode::invalidNumber, shortened(text));
    return u256FromBytes(*bytes);
}

}  // namespace rollscope::base
