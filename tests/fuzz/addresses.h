// The addresses that generated programs know.
#pragma once

#include "node/core/types/transaction.h"
#include "tests/fuzz/input.h"

namespace rollscope::fuzz {

inline Address numbered(std::uint8_t first, std::uint8_t last) {
    Address address;
    address[0] = first;
    address[19] = last;
    return address;
}

inline const Address caller = numbered(0xee, 0x01);
inline const std::array contracts{numbered(0xc0, 0x01), numbered(0xc0, 0x02), numbered(0xc0, 0x03)};

/// Contracts most of the time, precompiled ones too, now and then one that may come to be.
inline Address anyAddress(Input& input) {
    const std::size_t choice = input.below(24);
    if (choice < 9) return contracts[choice % contracts.size()];
    if (choice < 18) return numbered(0, static_cast<std::uint8_t>(choice - 8));  // precompiled
    if (choice == 18) return caller;
    if (choice == 19) return types::createAddress(contracts[0], 1 + input.below(3));
    if (choice == 20) return types::createAddress(caller, input.below(4));
    if (choice == 21) return numbered(0xcb, 0xcb);  // the block's beneficiary
    if (choice == 22) return numbered(0xdd, input.byte());
    return input.address();
}

}  // namespace rollscope::fuzz
