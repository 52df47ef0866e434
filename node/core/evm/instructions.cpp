#include <algorithm>

#include "node/core/crypto/keccak.h"
#include "node/core/evm/frame.h"

namespace rollscope::evm {

namespace {

/// Copies source[offset..] to memory, zeros past the source's end.
void copyPadded(Memory& memory, const U256& target, BytesView source, const U256& offset,
                const U256& size) {
    if (size.isZero()) return;
    const std::size_t length = static_cast<std::size_t>(size.low());
    std::uint8_t* out = memory.at(target.low());
    const std::size_t start =
        offset.fitsU64() && offset.low() < source.size() ? offset.low() : source.size();
    const std::size_t available = std::min(length, source.size() - start);
    if (available > 0) std::memcpy(out, source.data() + start, available);
    if (available < length) std::memset(out + available, 0, length - available);
}

/// Charges an account access (EIP-2929).
bool chargeAccount(Interpreter::Frame& f, const Address& address) {
    return f.charge(f.host->touchAccount(address) ? gas::coldAccount : gas::warm);
}

}  // namespace

Status Instructions::keccak(Frame& f) {
    const U256 offset = f.top[0];
    const U256 size = f.top[-1];
    if (!f.expand(offset, size) || !f.chargeWords(gas::keccakWord, size)) return Status::outOfGas;
    constexpr std::uint64_t slotInput = 64;
    const Hash hash = size.low() == slotInput
                          ? f.slotHashes->of(f.memory.at(offset.low()))
                          : crypto::keccak256(f.memory.view(offset.low(), size.low()));
    *--f.top = toU256(hash);
    return Status::success;
}

Status Instructions::exp(Frame& f) {
    if (!f.charge(gas::expByte * f.top[-1].byteLength())) return Status::outOfGas;
    f.top[-1] = base::exp(f.top[0], f.top[-1]);
    --f.top;
    return Status::success;
}

Status Instructions::balance(Frame& f) {
    const Address address = toAddress(*f.top);
    if (!chargeAccount(f, address)) return Status::outOfGas;
    *f.top = f.host->balance(address);
    return Status::success;
}

Status Instructions::callDataCopy(Frame& f) {
    const U256 &target = f.top[0], &offset = f.top[-1], &size = f.top[-2];
    if (!f.expand(target, size) || !f.chargeWords(gas::copyWord, size)) return Status::outOfGas;
    copyPadded(f.memory, target, f.message->input, offset, size);
    f.top -= 3;
    return Status::success;
}

Status Instructions::codeCopy(Frame& f) {
    const U256 &target = f.top[0], &offset = f.top[-1], &size = f.top[-2];
    if (!f.expand(target, size) || !f.chargeWords(gas::copyWord, size)) return Status::outOfGas;
    copyPadded(f.memory, target, {f.code->padded.data(), f.code->size}, offset, size);
    f.top -= 3;
    return Status::success;
}

Status Instructions::extCodeSize(Frame& f) {
    const Address address = toAddress(*f.top);
    if (!chargeAccount(f, address)) return Status::outOfGas;
    *f.top = U256{f.host->code(address)->size()};
    return Status::success;
}

Status Instructions::extCodeCopy(Frame& f) {
    const Address address = toAddress(f.top[0]);
    const U256 &target = f.top[-1], &offset = f.top[-2], &size = f.top[-3];
    if (!f.expand(target, size) || !f.chargeWords(gas::copyWord, size)) return Status::outOfGas;
    if (!chargeAccount(f, address)) return Status::outOfGas;
    copyPadded(f.memory, target, *f.host->code(address), offset, size);
    f.top -= 4;
    return Status::success;
}

Status Instructions::returnDataCopy(Frame& f) {
    const U256 &target = f.top[0], &offset = f.top[-1], &size = f.top[-2];
    const std::size_t available = f.returnData.size();
    if (!offset.fitsU64() || !size.fitsU64() || offset.low() > available ||
        size.low() > available - offset.low()) {
        return Status::returnDataOutOfBounds;
    }
    if (!f.expand(target, size) || !f.chargeWords(gas::copyWord, size)) return Status::outOfGas;
    copyPadded(f.memory, target, f.returnData, offset, size);
    f.top -= 3;
    return Status::success;
}

Status Instructions::extCodeHash(Frame& f) {
    const Address address = toAddress(*f.top);
    if (!chargeAccount(f, address)) return Status::outOfGas;
    *f.top = toU256(f.host->codeHash(address));
    return Status::success;
}

Status Instructions::blockHash(Frame& f) {
    const U256 number = *f.top;
    const std::uint64_t current = f.block->number;
    const std::uint64_t oldest = current > 256 ? current - 256 : 0;
    const bool known = number.fitsU64() && number.low() < current && number.low() >= oldest;
    *f.top = known ? toU256(f.host->blockHash(number.low())) : U256{};
    return Status::success;
}

Status Instructions::blobHash(Frame& f) {
    const auto& hashes = f.tx->blobHashes;
    const U256 index = *f.top;
    const bool known = index.fitsU64() && index.low() < hashes.size();
    *f.top = known ? toU256(hashes[static_cast<std::size_t>(index.low())]) : U256{};
    return Status::success;
}

Status Instructions::sload(Frame& f) {
    const SlotRead slot = f.host->loadSlot(f.message->recipient, *f.top);
    if (!f.charge(slot.cold ? gas::coldSlot : gas::warm)) return Status::outOfGas;
    *f.top = slot.value;
    return Status::success;
}

// EIP-2200 with the figures of EIP-2929 and EIP-3529.
Status Instructions::sstore(Frame& f) {
    if (f.message->isStatic) return Status::staticViolation;
    if (f.gas <= gas::storeSentry) return Status::outOfGas;
    const U256 &key = f.top[0], &value = f.top[-1];
    const Address& self = f.message->recipient;
    const SlotWrite slot = f.host->prepareStore(self, key);
    std::int64_t cost = slot.cold ? gas::coldSlot : 0;
    std::int64_t refund = 0;
    if (slot.current == value || slot.original != slot.current) {
        cost += gas::warm;
    } else {
        cost += slot.original.isZero() ? gas::storeSet : gas::storeReset;
    }
    if (!f.charge(cost)) return Status::outOfGas;
    if (slot.current != value) {
        if (slot.original == slot.current) {
            if (!slot.original.isZero() && value.isZero()) refund = gas::storeClearRefund;
        } else {
            if (!slot.original.isZero()) {
                if (slot.current.isZero()) refund -= gas::storeClearRefund;
                if (value.isZero()) refund += gas::storeClearRefund;
            }
            if (value == slot.original) {
                const auto first = slot.original.isZero() ? gas::storeSet : gas::storeReset;
                refund += first - gas::warm;
            }
        }
        if (refund != 0) f.host->addRefund(refund);
        f.host->storeSlot(self, key, value);
    }
    f.top -= 2;
    return Status::success;
}

Status Instructions::tload(Frame& f) {
    *f.top = f.host->loadTransient(f.message->recipient, *f.top);
    return Status::success;
}

Status Instructions::tstore(Frame& f) {
    if (f.message->isStatic) return Status::staticViolation;
    f.host->storeTransient(f.message->recipient, f.top[0], f.top[-1]);
    f.top -= 2;
    return Status::success;
}

Status Instructions::mcopy(Frame& f) {
    const U256 &target = f.top[0], &source = f.top[-1], &size = f.top[-2];
    if (!f.expand(std::max(target, source), size)) return Status::outOfGas;
    if (!f.chargeWords(gas::copyWord, size)) return Status::outOfGas;
    if (!size.isZero()) {
        std::memmove(f.memory.at(target.low()), f.memory.at(source.low()),
                     static_cast<std::size_t>(size.low()));
    }
    f.top -= 3;
    return Status::success;
}

Status Instructions::log(Frame& f, unsigned topics) {
    if (f.message->isStatic) return Status::staticViolation;
    const U256 &offset = f.top[0], &size = f.top[-1];
    if (!f.expand(offset, size)) return Status::outOfGas;
    if (!f.charge(gas::logByte * static_cast<std::int64_t>(size.low()))) return Status::outOfGas;
    const BytesView data = f.memory.view(offset.low(), size.low());
    types::Log entry;
    entry.address = f.message->recipient;
    entry.data.assign(data.begin(), data.end());
    entry.topics.reserve(topics);
    for (unsigned i = 0; i < topics; ++i) {
        entry.topics.push_back(toHash(f.top[-2 - static_cast<int>(i)]));
    }
    f.host->addLog(std::move(entry));
    f.top -= 2 + static_cast<int>(topics);
    return Status::success;
}

Status Instructions::finish(Frame& f) {
    const U256 &offset = f.top[0], &size = f.top[-1];
    if (!f.expand(offset, size)) return Status::outOfGas;
    const BytesView data = f.memory.view(offset.low(), size.low());
    f.output.assign(data.begin(), data.end());
    return Status::success;
}

}  // namespace rollscope::evm
