#include "node/core/state/executor.h"

#include <limits>

#include "node/core/crypto/keccak.h"
#include "node/core/evm/gas.h"
#include "node/core/evm/precompiles.h"
#include "node/core/types/transaction.h"

namespace rollscope::state {

using evm::CallKind;
using evm::CallResult;
using evm::Message;
using evm::Status;

namespace {

/// EIP-1014.
Address create2Address(const Address& sender, const Hash& salt, BytesView initCode) {
    Bytes preimage{0xff};
    append(preimage, sender.view());
    append(preimage, salt.view());
    append(preimage, crypto::keccak256(initCode).view());
    return addressFromBytes(crypto::keccak256(preimage).view().subspan(12));
}

/// A frame that did not begin keeps its gas.
CallResult refused(Status status, std::int64_t gas) {
    return {status, gas, {}, {}};
}

}  // namespace

Executor::Executor(JournaledState& state, BlockEnv block, const crypto::PrecompileHost& precompiles,
                   evm::Tracer* tracer)
    : m_state(state), m_block(std::move(block)), m_precompiles(precompiles), m_tracer(tracer) {}

CallResult Executor::call(const Message& message) {
    if (!isCreate(message.kind)) {
        if (m_tracer != nullptr) m_tracer->enter(message);
        CallResult result = runCall(message);
        if (m_tracer != nullptr) m_tracer->exit(result);
        return result;
    }
    Message creation = message;
    creation.recipient = message.kind == CallKind::create2
                             ? create2Address(message.sender, message.salt, message.input)
                             : types::createAddress(message.sender, m_state.nonce(message.sender));
    return createAt(creation);
}

CallResult Executor::createAt(const Message& message) {
    if (m_tracer != nullptr) m_tracer->enter(message);
    CallResult result = runCreate(message);
    if (m_tracer != nullptr) m_tracer->exit(result);
    return result;
}

CallResult Executor::runCall(const Message& message) {
    const bool paying = !message.value.isZero() && message.kind != CallKind::delegateCall;
    if (message.depth > evm::gas::maxDepth) return refused(Status::callDepth, message.gas);
    if (paying && m_state.balance(message.sender) < message.value) {
        return refused(Status::insufficientBalance, message.gas);
    }
    const Snapshot before = m_state.snapshot();
    if (message.kind == CallKind::call && paying) {
        m_state.subtractBalance(message.sender, message.value);
        m_state.addBalance(message.recipient, message.value);
    } else if (m_state.exists(message.recipient)) {
        m_state.touch(message.recipient);
    }

    CallResult result;
    if (const unsigned number = evm::precompileNumber(message.codeAddress); number != 0) {
        result = evm::runPrecompile(number, message.input, message.gas, m_precompiles);
    } else if (const Code code = m_state.code(message.codeAddress); code->empty()) {
        result.gasLeft = message.gas;
    } else {
        result = m_interpreter.run(*this, m_block, m_tx, message, *code,
                                   m_state.codeHash(message.codeAddress), m_tracer);
    }
    if (!result.ok()) m_state.revertTo(before);
    return result;
}

CallResult Executor::runCreate(const Message& message) {
    if (message.depth > evm::gas::maxDepth) return refused(Status::callDepth, message.gas);
    if (m_state.balance(message.sender) < message.value) {
        return refused(Status::insufficientBalance, message.gas);
    }
    const Address created = message.recipient;
    if (message.depth > 0) {
        const std::uint64_t nonce = m_state.nonce(message.sender);
        if (nonce == std::numeric_limits<std::uint64_t>::max()) {
            return refused(Status::nonceOverflow, message.gas);
        }
        m_state.setNonce(message.sender, nonce + 1);
        m_state.warmAccount(created);
    }
    if (m_state.collides(created)) return refused(Status::collision, 0);

    const Snapshot before = m_state.snapshot();
    m_state.createContract(created);
    if (!message.value.isZero()) {
        m_state.subtractBalance(message.sender, message.value);
        m_state.addBalance(created, message.value);
    }
    Message frame = message;
    frame.codeAddress = created;
    frame.input = {};
    CallResult result =
        m_interpreter.run(*this, m_block, m_tx, frame, message.input, Hash{}, m_tracer);
    if (result.ok()) {
        const auto size = static_cast<std::int64_t>(result.output.size());
        if (result.output.size() > evm::gas::maxCodeSize) {
            result.status = Status::codeTooLarge;
        } else if (size > 0 && result.output.front() == 0xef) {  // EIP-3541
            result.status = Status::invalidCode;
        } else if (size * evm::gas::codeByte > result.gasLeft) {
            result.status = Status::outOfGas;
        }
        if (result.ok()) {
            result.gasLeft -= size * evm::gas::codeByte;
            result.created = created;
            m_state.setCode(created, result.output);
            return result;
        }
        result.gasLeft = 0;
        result.output.clear();
    }
    m_state.revertTo(before);
    return result;
}

bool Executor::accountAlive(const Address& address) {
    return m_state.isAlive(address);
}
U256 Executor::balance(const Address& address) {
    return m_state.balance(address);
}
evm::CodePtr Executor::code(const Address& address) {
    return m_state.code(address);
}
bool Executor::touchAccount(const Address& address) {
    return m_state.warmAccount(address);
}

Hash Executor::codeHash(const Address& address) {
    return m_state.isAlive(address) ? m_state.codeHash(address) : Hash{};
}

evm::SlotRead Executor::loadSlot(const Address& address, const U256& key) {
    return m_state.loadSlot(address, key);
}

evm::SlotWrite Executor::prepareStore(const Address& address, const U256& key) {
    return m_state.prepareStore(address, key);
}

void Executor::storeSlot(const Address& address, const U256& key, const U256& value) {
    m_state.setStorage(address, key, value);
}

U256 Executor::loadTransient(const Address& address, const U256& key) {
    return m_state.transient(address, key);
}

void Executor::storeTransient(const Address& address, const U256& key, const U256& value) {
    m_state.setTransient(address, key, value);
}

void Executor::addRefund(std::int64_t gas) {
    m_state.addRefund(gas);
}
void Executor::addLog(types::Log&& log) {
    if (m_tracer != nullptr) m_tracer->log(log, m_state.logs().size());
    m_state.addLog(std::move(log));
}

Hash Executor::blockHash(std::uint64_t number) {
    return m_block.blockHash ? m_block.blockHash(number) : Hash{};
}

void Executor::selfDestruct(const Address& contract, const Address& beneficiary) {
    const U256 balance = m_state.balance(contract);
    const bool created = m_state.createdInTransaction(contract);
    if (m_tracer != nullptr) m_tracer->selfDestruct(contract, beneficiary, balance);
    if (beneficiary != contract) {
        if (!balance.isZero()) {
            m_state.subtractBalance(contract, balance);
            m_state.addBalance(beneficiary, balance);
        } else if (m_state.exists(beneficiary)) {
            m_state.touch(beneficiary);
        }
    } else if (created) {
        m_state.setBalance(contract, U256{});
    }
    if (created) m_state.markDestroyed(contract);
}

SystemOutcome systemCall(Executor& executor, const Address& sender, const Address& target,
                         BytesView input, std::int64_t gas) {
    JournaledState& state = executor.state();
    state.beginTransaction();
    executor.setTransaction({sender, U256{}, {}});
    Message message;
    message.sender = sender;
    message.recipient = target;
    message.codeAddress = target;
    message.input = input;
    message.gas = gas;
    state.warmAccount(target);
    SystemOutcome outcome{executor.call(message), {}};
    outcome.logs = state.logs();
    state.endTransaction();
    return outcome;
}

}  // namespace rollscope::state
