#include "node/trace/prestate_tracer.h"

#include "node/core/crypto/keccak.h"
#include "node/core/evm/opcodes.h"
#include "node/core/types/transaction.h"

namespace rollscope::trace {

namespace {

constexpr std::size_t accountBytes = 256;

/// Memory [offset, offset + size), zeros past its end; none when it is absurdly large.
std::optional<Bytes> initCode(const evm::Step& step, const U256& offset, const U256& size) {
    constexpr std::uint64_t most = std::uint64_t{1} << 20;
    if (size.isZero()) return Bytes{};
    if (!offset.fitsU64() || offset.low() > most * 4096 || size > U256{most}) return std::nullopt;
    Bytes code(static_cast<std::size_t>(size.low()));
    for (std::size_t i = 0; i < code.size(); ++i) {
        const std::uint64_t at = offset.low() + i;
        if (at < step.memory.size()) code[i] = step.memory[static_cast<std::size_t>(at)];
    }
    return code;
}

Address create2Address(const Address& creator, const Hash& salt, BytesView code) {
    Bytes preimage{0xff};
    append(preimage, creator.view());
    append(preimage, salt.view());
    append(preimage, crypto::keccak256(code).view());
    return addressFromBytes(crypto::keccak256(preimage).view().subspan(12));
}

}  // namespace

PrestateTracer::PrestateTracer(const api::TraceOptions& options, const TraceStart& start,
                               Limits limits)
    : Observer(start, std::move(limits)), m_options(options) {
    const Address to =
        start.to ? *start.to : types::createAddress(start.sender, start.state.nonce(start.sender));
    if (!start.to) m_created.insert(to);
    lookUp(start.sender);
    lookUp(to);
    lookUp(start.beneficiary);
    m_last = {};
}

PrestateTracer::Seen PrestateTracer::read(const Address& address) const {
    state::JournaledState& state = m_start.state;
    Seen seen{state.balance(address), state.nonce(address), state.code(address), {}, {}};
    const Hash codeHash = state.codeHash(address);
    if (codeHash != crypto::emptyKeccak) seen.codeHash = codeHash;
    return seen;
}

void PrestateTracer::lookUp(const Address& address) {
    if (m_seen.contains(address) || !m_meter.go(accountBytes)) return;
    m_seen.emplace(address, read(address));
    m_last.account = address;
}

void PrestateTracer::lookUpSlot(const Address& address, const U256& slot) {
    if (m_options.disableStorage) return;
    const auto found = m_seen.find(address);
    if (found == m_seen.end() || found->second.storage.contains(slot)) return;
    if (m_meter.go(2 * sizeof(U256))) {
        found->second.storage[slot] = m_start.state.storage(address, slot);
        m_last.slot = {address, slot};
    }
}

void PrestateTracer::enter(const evm::Message&) {
    m_last = {};
}

void PrestateTracer::exit(const evm::CallResult& result) {
    // geth looks nothing up for an instruction that its gas or stack did not allow
    switch (result.status) {
        case evm::Status::outOfGas:
        case evm::Status::stackUnderflow:
        case evm::Status::initCodeTooLarge:
        case evm::Status::staticViolation:
            if (m_last.slot) m_seen[m_last.slot->first].storage.erase(m_last.slot->second);
            if (m_last.account) m_seen.erase(*m_last.account);
            if (m_last.created) m_created.erase(*m_last.created);
            break;
        default: break;
    }
    m_last = {};
}

void PrestateTracer::step(const evm::Step& step) {
    if (!m_meter.go(0)) return;
    m_last = {};
    const std::size_t height = step.stack.size();
    const auto item = [&](std::size_t fromTop) -> const U256& {
        return step.stack[height - 1 - fromTop];
    };
    switch (step.opcode) {
        case evm::OP_SLOAD:
        case evm::OP_SSTORE:
            if (height >= 1) lookUpSlot(step.address, item(0));
            break;
        case evm::OP_SELFDESTRUCT:
            if (height >= 1 && m_created.contains(step.address)) m_destroyed.insert(step.address);
            [[fallthrough]];
        case evm::OP_EXTCODECOPY:
        case evm::OP_EXTCODEHASH:
        case evm::OP_EXTCODESIZE:
        case evm::OP_BALANCE:
            if (height >= 1) lookUp(toAddress(item(0)));
            break;
        case evm::OP_DELEGATECALL:
        case evm::OP_CALL:
        case evm::OP_STATICCALL:
        case evm::OP_CALLCODE:
            if (height >= 5) lookUp(toAddress(item(1)));
            break;
        case evm::OP_CREATE: {
            const Address created =
                types::createAddress(step.address, m_start.state.nonce(step.address));
            lookUp(created);
            if (m_created.insert(created).second) m_last.created = created;
            break;
        }
        case evm::OP_CREATE2: {
            if (height < 4) break;
            const auto code = initCode(step, item(1), item(2));
            if (!code) break;
            const Address created = create2Address(step.address, toHash(item(3)), *code);
            lookUp(created);
            if (m_created.insert(created).second) m_last.created = created;
            break;
        }
        default: break;
    }
}

api::PrestateAccount PrestateTracer::shown(const Seen& seen) const {
    api::PrestateAccount account;
    account.balance = seen.balance;
    account.nonce = seen.nonce;
    if (!seen.codeHash.isZero()) account.codeHash = seen.codeHash;
    if (!m_options.disableCode && !seen.code->empty()) account.code = *seen.code;
    account.storage.assign(seen.storage.begin(), seen.storage.end());
    return account;
}

void PrestateTracer::addDifference(const Address& address, Seen& before) {
    const Seen after = read(address);
    api::PrestateAccount change;
    bool modified = false;
    if (after.balance != before.balance) {
        change.balance = after.balance;
        modified = true;
    }
    if (after.nonce != before.nonce) {
        change.nonce = after.nonce;
        modified = true;
    }
    if (after.codeHash != before.codeHash) {
        change.codeHash = after.codeHash.isZero() ? crypto::emptyKeccak : after.codeHash;
        if (!m_options.disableCode) change.code = *after.code;
        modified = true;
    }
    for (auto slot = before.storage.begin(); slot != before.storage.end();) {
        const U256 value = m_start.state.storage(address, slot->first);
        const bool same = value == slot->second;
        if (!same) modified = true;
        if (!same && !value.isZero()) change.storage.emplace_back(slot->first, value);
        // what did not change, and what was empty, is not shown before
        slot = same || slot->second.isZero() ? before.storage.erase(slot) : std::next(slot);
    }
    if (modified) {
        m_trace.post.emplace_back(address, std::move(change));
        m_trace.pre.emplace_back(address, shown(before));
    }
}

void PrestateTracer::finish(const TraceEnd& end) {
    static_cast<void>(end);
    m_trace.diff = m_options.diffMode;
    for (auto& [address, seen] : m_seen) {
        const bool empty = seen.empty();
        if (m_options.diffMode && !m_destroyed.contains(address)) {
            addDifference(address, seen);
        } else {
            m_trace.pre.emplace_back(address, shown(seen));
        }
        const bool added = !m_trace.pre.empty() && m_trace.pre.back().first == address;
        if (added && empty && !m_options.includeEmpty) m_trace.pre.pop_back();
    }
}

}  // namespace rollscope::trace
