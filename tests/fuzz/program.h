// Worlds and programs for the EVM out of a fuzzer's bytes: code that mostly has the operands it
// needs, loops that end, calls that meet contracts, and now and then anything at all.
#pragma once

#include "node/core/state/memory_state.h"
#include "tests/fuzz/input.h"

namespace rollscope::fuzz {

/// An account before the calls.
struct Contract {
    Address address;
    std::uint64_t nonce = 1;
    U256 balance;
    Bytes code;
    std::vector<std::pair<U256, U256>> storage;  ///< by ascending slot, no zeros
};

/// One transaction, fees apart.
struct Call {
    std::optional<Address> to;  ///< none: `data` is creation code
    U256 value;
    std::int64_t gas = 0;
    Bytes data;
    std::vector<std::pair<Address, U256>> warm;  ///< slots of the access list
};

/// What a machine is given: a world, and calls by its first account one after another.
struct Scene {
    std::vector<Contract> accounts;
    std::vector<Call> calls;
};

/// Code of up to some hundred bytes.
Bytes anyProgram(Input& input);

Scene anyScene(Input& input);

/// `scene`'s world before the calls.
state::MemoryState worldOf(const Scene& scene);

/// `scene` as a line of JSON for the peer.
std::string toJson(const Scene& scene);

/// Bytes as hex without "0x".
std::string plainHex(BytesView bytes);

}  // namespace rollscope::fuzz
