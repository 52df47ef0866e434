#include "tests/fuzz/machine.h"

#include <map>
#include <set>

#include "node/core/crypto/keccak.h"
#include "node/core/evm/precompiles.h"
#include "node/core/state/executor.h"
#include "node/core/types/transaction.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::fuzz {
namespace {

using evm::CallKind;
using evm::CallResult;

evm::BlockEnv block() {
    evm::BlockEnv env;
    env.chainId = 31'338;
    env.number = 1'000;
    env.timestamp = 1'700'000'000;
    env.beneficiary[0] = env.beneficiary[19] = 0xcb;
    env.prevRandao[31] = 0x99;
    env.baseFee = U256{7};
    env.blobBaseFee = U256{3};
    env.blockHash = [](std::uint64_t number) { return toHash(U256{number}); };
    return env;
}

/// What is warm when the transaction starts (EIP-2929, EIP-3651), as transition.cpp has it.
void warmUp(state::JournaledState& state, const Address& caller, const Address& target,
            const Call& call) {
    state.warmAccount(caller);
    state.warmAccount(target);
    state.warmAccount(block().beneficiary);
    for (unsigned i = 1; i <= 10; ++i) state.warmAccount(evm::precompileAddress(i));
    for (const auto& [address, slot] : call.warm) {
        state.warmAccount(address);
        state.warmSlot(address, slot);
    }
}

CallResult runCall(state::Executor& executor, const Address& caller, const Call& call) {
    state::JournaledState& state = executor.state();
    const std::uint64_t nonce = state.nonce(caller);
    evm::Message message;
    message.kind = call.to ? CallKind::call : CallKind::create;
    message.sender = caller;
    message.recipient = call.to ? *call.to : types::createAddress(caller, nonce);
    message.codeAddress = message.recipient;
    message.value = call.value;
    message.input = call.data;
    message.gas = call.gas;
    state.setNonce(caller, nonce + 1);
    warmUp(state, caller, message.recipient, call);
    return call.to ? executor.call(message) : executor.createAt(message);
}

std::string quoted(const std::string& text) {
    return '"' + text + '"';
}

template <class List, class Text>
std::string listOf(const List& list, Text&& text) {
    std::string out = "[";
    for (const auto& item : list) {
        if (out.size() > 1) out += ',';
        out += text(item);
    }
    return out + ']';
}

std::string logJson(const types::Log& log) {
    const auto topic = [](const Hash& hash) { return quoted(plainHex(hash.view())); };
    return '[' + quoted(plainHex(log.address.view())) + ',' + listOf(log.topics, topic) + ',' +
           quoted(plainHex(log.data)) + ']';
}

std::string resultJson(const CallResult& result, state::JournaledState& state) {
    const bool answers = result.ok() || result.status == evm::Status::revert;
    return '[' + std::string(result.ok() ? "1" : "0") + ',' +
           quoted(answers ? plainHex(result.output) : "") + ',' + std::to_string(result.gasLeft) +
           ',' + std::to_string(state.refund()) + ',' + listOf(state.logs(), logJson) + ']';
}

/// All accounts after the calls, by address, each read through the diff and the journal alike.
std::string stateJson(const Scene& scene, const state::MemoryState& world,
                      state::JournaledState& state) {
    const state::StateDiff diff = state.diff();
    const state::OverlayView after(world, diff);
    std::map<Address, std::set<U256>> known;
    for (const Contract& account : scene.accounts) {
        auto& slots = known[account.address];
        for (const auto& [slot, value] : account.storage) slots.insert(slot);
    }
    for (const auto& [address, change] : diff.accounts) {
        auto& slots = known[address];
        for (const auto& [slot, value] : change.storage) slots.insert(slot);
    }
    std::string out = "[";
    for (const auto& [address, slots] : known) {
        const auto account = after.account(address);
        ASSERT(account.has_value() == state.exists(address));
        if (!account) continue;
        ASSERT(account->balance == state.balance(address));
        ASSERT(account->nonce == state.nonce(address));
        ASSERT(account->codeHash == state.codeHash(address));
        ASSERT(crypto::keccak256(*after.code(account->codeHash)) == account->codeHash);
        std::string storage;
        for (const U256& slot : slots) {
            const U256 value = after.storage(address, slot);
            ASSERT(value == state.storage(address, slot));
            if (value.isZero()) continue;
            if (!storage.empty()) storage += ',';
            storage += '[' + quoted(toQuantity(slot)) + ',' + quoted(toQuantity(value)) + ']';
        }
        if (out.size() > 1) out += ',';
        out += '[' + quoted(plainHex(address.view())) + ',' + std::to_string(account->nonce) + ',' +
               quoted(toQuantity(account->balance)) + ',' +
               quoted(plainHex(*after.code(account->codeHash))) + ",[" + storage + "]]";
    }
    return out + ']';
}

}  // namespace

void Watch::enter(const evm::Message& message) {
    ASSERT(message.gas >= 0 && message.depth >= 0);
    // a caller of depth 1024 may still ask for a frame, which is then refused
    ASSERT(message.depth <= 1'025);
    m_gas.push_back(message.gas);
}

void Watch::exit(const evm::CallResult& result) {
    ASSERT(!m_gas.empty());
    ASSERT(result.gasLeft >= 0 && result.gasLeft <= m_gas.back());
    m_gas.pop_back();
}

void Watch::step(const evm::Step& step) {
    ++m_steps;
    ASSERT(step.gas >= 0 && !m_gas.empty());
    ASSERT(step.stack.size() <= 1'024);
    ASSERT(step.memory.size() % 32 == 0);
    ASSERT(static_cast<std::size_t>(step.depth) + 1 == m_gas.size());
    ASSERT(step.gas <= m_gas.back());
}

std::string runScene(const Scene& scene, evm::Tracer* tracer) {
    const state::MemoryState world = worldOf(scene);
    state::JournaledState state(world);
    state::Executor executor(state, block(), host::nativePrecompiles(), tracer);
    const Address caller = scene.accounts.front().address;
    std::string results;
    for (const Call& call : scene.calls) {
        state.beginTransaction();
        Hash blob;
        blob[0] = 1;
        executor.setTransaction({caller, U256{11}, {blob}});
        const CallResult result = runCall(executor, caller, call);
        ASSERT(result.gasLeft >= 0 && result.gasLeft <= call.gas);
        ASSERT(state.refund() >= 0);
        if (!results.empty()) results += ',';
        results += resultJson(result, state);
        state.endTransaction();
    }
    return "[[" + results + "]," + stateJson(scene, world, state) + ']';
}

}  // namespace rollscope::fuzz
