#include "tests/fuzz/program.h"

#include "node/core/crypto/keccak.h"
#include "tests/fuzz/addresses.h"

namespace rollscope::fuzz {
namespace {

Contract anyContract(Input& input, const Address& address) {
    Contract contract{address, 1, U256{input.byte()}, {}, {}};
    const std::uint8_t slots = input.byte();
    for (std::uint8_t slot = 0; slot < 4; ++slot) {
        const unsigned value = (slots >> (2U * slot)) & 3U;
        if (value != 0) contract.storage.emplace_back(U256{slot}, U256{value});
    }
    return contract;
}

Call anyCall(Input& input) {
    Call call;
    const std::size_t choice = input.below(8);
    if (choice < 6)
        call.to = contracts[choice % contracts.size()];
    else if (choice == 6)
        call.to = anyAddress(input);
    call.value = U256{input.below(4) == 0 ? input.u64() : 0};
    constexpr std::array<std::int64_t, 8> gas{0,       5'000,   40'000,  100'000,
                                              150'000, 200'000, 300'000, 400'000};
    call.gas = input.oneOf(gas);
    call.gas += input.byte();
    if (input.below(4) == 0) {
        const Address& at = input.oneOf(contracts);
        call.warm.emplace_back(at, U256{input.below(4)});
    }
    if (!call.to) {
        call.data = anyProgram(input);
    } else if (input.below(4) == 0) {
        call.data = input.bytes();
    } else {
        call.data.resize(input.below(70));
        std::fill(call.data.begin(), call.data.end(), input.byte());
    }
    return call;
}

Scene sceneOf(Input& input) {
    Scene scene;
    const U256 rich = U256{1} << 96;
    scene.accounts.push_back({caller, 1, rich, {}, {}});
    const std::uint8_t extra = input.byte();
    for (const Address& address : contracts) scene.accounts.push_back(anyContract(input, address));
    if ((extra & 1U) != 0) {  // money, or a contract, where one will be made
        const auto at = types::createAddress(contracts[0], 1 + ((extra >> 1U) & 1U));
        scene.accounts.push_back({at, (extra & 4U) != 0 ? 1U : 0U, U256{7}, {}, {}});
    }
    const std::size_t calls = 1 + input.below(3);
    for (std::size_t i = 0; i < calls; ++i) scene.calls.push_back(anyCall(input));
    for (std::size_t i = 1; i <= contracts.size(); ++i) scene.accounts[i].code = anyProgram(input);
    return scene;
}

/// Many even decisions out of a few bytes: what a fuzzer makes by repeating bytes is of one kind.
Bytes spread(const Bytes& seed) {
    Bytes bytes;
    Hash block = crypto::keccak256(seed);
    while (bytes.size() < 1'400) {
        append(bytes, block.view());
        block = crypto::keccak256(block.view());
    }
    return bytes;
}

}  // namespace

Scene anyScene(Input& input) {
    if (input.flag()) return sceneOf(input);
    const Bytes more = spread(input.rest());
    Input wide(more.data(), more.size());
    return sceneOf(wide);
}

state::MemoryState worldOf(const Scene& scene) {
    state::StateDiff diff;
    for (const Contract& account : scene.accounts) {
        state::AccountDiff& change = diff.accounts[account.address];
        change.account = state::Account{account.nonce, account.balance, crypto::emptyKeccak};
        if (!account.code.empty()) {
            change.account->codeHash = crypto::keccak256(account.code);
            diff.codes[change.account->codeHash] = std::make_shared<const Bytes>(account.code);
        }
        for (const auto& [slot, value] : account.storage) change.storage[slot] = value;
    }
    state::MemoryState world;
    world.apply(diff, {}, Hash{});
    return world;
}

std::string plainHex(BytesView bytes) {
    return toHex(bytes).substr(2);
}

std::string toJson(const Scene& scene) {
    const auto hex = [](BytesView bytes) { return '"' + toHex(bytes) + '"'; };
    const auto number = [](const U256& value) { return '"' + toQuantity(value) + '"'; };
    std::string accounts;
    for (const Contract& account : scene.accounts) {
        std::string slots;
        for (const auto& [slot, value] : account.storage) {
            slots += (slots.empty() ? "[" : ",[") + number(slot) + ',' + number(value) + ']';
        }
        accounts += (accounts.empty() ? "[" : ",[") + hex(account.address.view()) + ',' +
                    std::to_string(account.nonce) + ',' + number(account.balance) + ',' +
                    hex(account.code) + ",[" + slots + "]]";
    }
    std::string calls;
    for (const Call& call : scene.calls) {
        std::string warm;
        for (const auto& [address, slot] : call.warm) {
            warm += (warm.empty() ? "[" : ",[") + hex(address.view()) + ',' + number(slot) + ']';
        }
        calls += (calls.empty() ? "[" : ",[") + (call.to ? hex(call.to->view()) : "null") + ',' +
                 number(call.value) + ',' + std::to_string(call.gas) + ',' + hex(call.data) + ",[" +
                 warm + "]]";
    }
    return "[[" + accounts + "],[" + calls + "]]";
}

}  // namespace rollscope::fuzz
