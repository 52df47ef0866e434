#include <algorithm>

#include "node/core/evm/frame.h"

namespace rollscope::evm {

namespace {

/// All but one 64th (EIP-150).
std::int64_t passable(std::int64_t gas) {
    return gas - gas / 64;
}

}  // namespace

Status Instructions::call(Frame& f, CallKind kind) {
    const bool hasValue = kind == CallKind::call || kind == CallKind::callCode;
    const U256 wanted = f.top[0];
    const Address target = toAddress(f.top[-1]);
    const U256 value = hasValue ? f.top[-2] : U256{};
    f.top -= hasValue ? 3 : 2;  // the four memory operands and the result remain
    const U256 inOffset = f.top[0], inSize = f.top[-1];
    const U256 outOffset = f.top[-2], outSize = f.top[-3];
    f.top -= 3;

    const Message& own = *f.message;
    const bool paying = !value.isZero();
    if (paying && kind == CallKind::call && own.isStatic) return Status::staticViolation;
    if (!f.expand(inOffset, inSize) || !f.expand(outOffset, outSize)) return Status::outOfGas;
    std::int64_t cost = f.host->touchAccount(target) ? gas::coldAccount : gas::warm;
    if (paying) {
        cost += gas::callValue;
        if (kind == CallKind::call && !f.host->accountAlive(target)) cost += gas::newAccount;
    }
    if (!f.charge(cost)) return Status::outOfGas;

    Message message;
    message.kind = kind;
    message.depth = own.depth + 1;
    message.isStatic = own.isStatic || kind == CallKind::staticCall;
    message.gas = passable(f.gas);
    if (wanted.fitsU64() && wanted.low() < static_cast<std::uint64_t>(message.gas)) {
        message.gas = static_cast<std::int64_t>(wanted.low());
    }
    f.gas -= message.gas;
    if (paying) message.gas += gas::callStipend;
    message.codeAddress = target;
    const bool borrowsCode = kind == CallKind::callCode || kind == CallKind::delegateCall;
    message.recipient = borrowsCode ? own.recipient : target;
    message.sender = kind == CallKind::delegateCall ? own.sender : own.recipient;
    message.value = kind == CallKind::delegateCall ? own.value : value;
    message.input = f.memory.view(inOffset.low(), inSize.low());

    CallResult result = f.host->call(message);
    f.gas += result.gasLeft;
    f.returnData = std::move(result.output);
    if (!outSize.isZero() && !f.returnData.empty()) {
        const auto length = std::min<std::uint64_t>(outSize.low(), f.returnData.size());
        std::memcpy(f.memory.at(outOffset.low()), f.returnData.data(),
                    static_cast<std::size_t>(length));
    }
    *f.top = U256{result.ok() ? 1U : 0U};
    return Status::success;
}

Status Instructions::create(Frame& f, CallKind kind) {
    const Message& own = *f.message;
    if (own.isStatic) return Status::staticViolation;
    const U256 value = f.top[0], offset = f.top[-1], size = f.top[-2];
    if (!f.expand(offset, size)) return Status::outOfGas;
    if (size > U256{gas::maxInitCodeSize}) return Status::initCodeTooLarge;
    const auto hashing = kind == CallKind::create2 ? gas::keccakWord : 0;
    if (!f.chargeWords(gas::initCodeWord + hashing, size)) return Status::outOfGas;

    Message message;
    message.kind = kind;
    message.depth = own.depth + 1;
    message.sender = own.recipient;
    message.value = value;
    message.input = f.memory.view(offset.low(), size.low());
    if (kind == CallKind::create2) message.salt = toHash(f.top[-3]);
    f.top -= kind == CallKind::create2 ? 3 : 2;
    message.gas = passable(f.gas);
    f.gas -= message.gas;

    CallResult result = f.host->call(message);
    f.gas += result.gasLeft;
    f.returnData = result.status == Status::revert ? std::move(result.output) : Bytes{};
    *f.top = result.ok() ? toU256(result.created) : U256{};
    return Status::success;
}

Status Instructions::selfDestruct(Frame& f) {
    const Message& own = *f.message;
    if (own.isStatic) return Status::staticViolation;
    const Address beneficiary = toAddress(*f.top--);
    if (f.host->touchAccount(beneficiary) && !f.charge(gas::coldAccount)) return Status::outOfGas;
    if (!f.host->accountAlive(beneficiary) && !f.host->balance(own.recipient).isZero() &&
        !f.charge(gas::newAccount)) {
        return Status::outOfGas;
    }
    f.host->selfDestruct(own.recipient, beneficiary);
    return Status::success;
}

}  // namespace rollscope::evm
