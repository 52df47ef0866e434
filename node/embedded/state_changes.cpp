#include "node/embedded/state_changes.h"

#include <algorithm>

#include "node/core/evm/opcodes.h"

namespace rollscope::embedded {

namespace {

constexpr std::size_t mostPreimages = 100'000;

api::TraceOptions differences() {
    api::TraceOptions options;
    options.tracer = api::TracerKind::prestate;
    options.diffMode = true;
    return options;
}

/// Both sides of one account; null where it did not exist, or where nothing changed.
struct Sides {
    const api::PrestateAccount* before = nullptr;
    const api::PrestateAccount* after = nullptr;
};

/// A slot before and after.
std::map<U256, std::pair<U256, U256>> slotsOf(const Sides& sides) {
    std::map<U256, std::pair<U256, U256>> changed;
    if (sides.before != nullptr) {
        for (const auto& [slot, value] : sides.before->storage) changed[slot].first = value;
    }
    if (sides.after != nullptr) {
        for (const auto& [slot, value] : sides.after->storage) changed[slot].second = value;
    }
    return changed;
}

class Lister {
public:
    Lister(const Address& address, const Sides& sides, const ContractNames& contracts)
        : m_sides(sides) {
        m_row.address = address;
        if (const auto name = contracts.find(address); name != contracts.end()) {
            m_row.contract = name->second;
        }
        m_row.created = sides.before == nullptr;
        m_row.deleted = sides.after == nullptr;
    }

    void addSlots(const SlotPreimages& preimages, const ContractNames& contracts,
                  std::vector<api::StateChange>& list) const {
        for (const auto& [slot, values] : slotsOf(m_sides)) {
            if (values.first == values.second) continue;
            api::StateChange row = m_row;
            row.field = api::StateField::slot;
            row.slot = slot;
            row.name = slotName(row.contract, slot, preimages, contracts);
            row.before = values.first;
            row.after = values.second;
            list.push_back(std::move(row));
        }
    }

    void addAccount(std::vector<api::StateChange>& list) const {
        const api::PrestateAccount none;
        const api::PrestateAccount& before = m_sides.before ? *m_sides.before : none;
        const api::PrestateAccount& after = m_sides.after ? *m_sides.after : none;
        const U256 had = before.balance.value_or(U256{});
        if (after.balance || m_row.deleted) {
            add(api::StateField::balance, had, after.balance.value_or(U256{}), list);
        }
        if (after.nonce != 0 || m_row.deleted) {
            add(api::StateField::nonce, U256{before.nonce}, U256{after.nonce}, list);
        }
        if (after.code || m_row.deleted) {
            add(api::StateField::code, U256{before.code.value_or(Bytes{}).size()},
                U256{after.code.value_or(Bytes{}).size()}, list);
        }
    }

private:
    void add(api::StateField field, const U256& before, const U256& after,
             std::vector<api::StateChange>& list) const {
        if (before == after) return;
        api::StateChange row = m_row;
        row.field = field;
        row.before = before;
        row.after = after;
        list.push_back(std::move(row));
    }

    Sides m_sides;
    api::StateChange m_row;
};

}  // namespace

ChangeTracer::ChangeTracer(const trace::TraceStart& start, trace::Limits limits)
    : PrestateTracer(differences(), start, std::move(limits)) {}

void ChangeTracer::step(const evm::Step& step) {
    PrestateTracer::step(step);
    if (step.opcode != evm::OP_KECCAK256 || step.stack.size() < 2) return;
    const U256& offset = step.stack[step.stack.size() - 1];
    const U256& size = step.stack[step.stack.size() - 2];
    const bool array = size == U256{32};
    if (!array && size != U256{64}) return;
    if (!offset.fitsU64() || offset.low() + size.low() > step.memory.size() ||
        m_preimages.size() >= mostPreimages) {
        return;
    }
    const BytesView bytes =
        step.memory.subspan(static_cast<std::size_t>(offset.low()), array ? 32 : 64);
    const U256 first = loadU256(bytes.data());
    SlotPreimage preimage{first, std::nullopt};
    if (!array) preimage = {loadU256(bytes.data() + 32), first};
    m_preimages[toU256(crypto::keccak256(bytes))] = preimage;
}

std::vector<api::StateChange> ChangeTracer::changes(const ContractNames& contracts) {
    const api::PrestateTrace trace = take();
    std::map<Address, Sides> accounts;
    for (const auto& [address, account] : trace.pre) accounts[address].before = &account;
    for (const auto& [address, account] : trace.post) accounts[address].after = &account;
    std::vector<api::StateChange> list;
    for (const auto& [address, sides] : accounts) {
        Lister(address, sides, contracts).addSlots(m_preimages, contracts, list);
    }
    for (const auto& [address, sides] : accounts) {
        Lister(address, sides, contracts).addAccount(list);
    }
    return list;
}

}  // namespace rollscope::embedded
