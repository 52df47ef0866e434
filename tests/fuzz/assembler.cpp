#include "tests/fuzz/assembler.h"

#include "tests/fuzz/addresses.h"
#include "tests/fuzz/program.h"

namespace rollscope::fuzz {

using namespace evm;

Bytes Assembler::program(unsigned depth) {
    m_depth = depth;
    for (std::size_t n = 1 + m_in.below(depth == 0 ? 40 : 12); n > 0 && fits(); --n) item();
    ending();
    return std::move(m_code);
}

bool Assembler::fits() const {
    return m_code.size() < 1'500 && !m_in.done();
}

void Assembler::anyWord() {
    const U256 top = U256{1} << 255;
    switch (m_in.below(16)) {
        case 0: return push(m_in.word());
        case 1: return push(U256{} - U256{m_in.byte()});
        case 2: return push(top + U256{m_in.byte()} - U256{128});
        case 3: return push(U256{1} << m_in.byte());
        case 4: return push((U256{1} << m_in.byte()) - U256{1});
        case 5: return push(toU256(anyAddress(m_in)));
        case 6: return op(OP_GAS);
        case 7: return op(OP_MSIZE);
        case 8: return op(OP_RETURNDATASIZE);
        case 9: return op(OP_CALLVALUE);
        case 10: push(32 * m_in.below(8)); return op(OP_CALLDATALOAD);
        case 11: push(32 * m_in.below(8)); return op(OP_MLOAD);
        case 12:
            if (m_height > 0) return op(dup());
            [[fallthrough]];
        default: return push(m_in.byte());
    }
}

std::uint8_t Assembler::dup() {
    return static_cast<std::uint8_t>(OP_DUP1 + m_in.below(std::size_t(std::min(m_height, 16))));
}

void Assembler::offset() {
    const std::size_t choice = m_in.byte();
    if (choice == rare) return anyWord();
    push(choice < 128 ? 32 * (choice % 8) : m_in.byte());
}

void Assembler::size() {
    constexpr std::array<std::uint8_t, 8> sizes{0, 1, 31, 32, 33, 64, 128, 192};
    const std::size_t choice = m_in.byte();
    if (choice == rare) return anyWord();
    push(choice < 200 ? sizes[choice % 8] : m_in.byte());
}

void Assembler::slot() {
    const std::size_t choice = m_in.byte();
    if (choice > 240) return anyWord();
    push(choice % 4);
}

void Assembler::item() {
    switch (m_in.below(20)) {
        case 0:
        case 1: return anyWord();
        case 2:
        case 3:
        case 4: return calculate();
        case 5:
        case 6: return useMemory();
        case 7:
        case 8: return useStorage();
        case 9: return read();
        case 10: return moveOnStack();
        case 11: return call();
        case 12: return callPrecompiled();
        case 13: return create();
        case 14: return loop();
        case 15: return branch();
        case 16: return log();
        case 17: return copy();
        case 18: return keep();
        default: return m_in.below(3) == 0 ? anything() : calculate();
    }
}

void Assembler::calculate() {
    const auto code = static_cast<std::uint8_t>(OP_ADD + m_in.below(0x1d));
    const OpInfo& info = opcodeTable[code];
    if (info.name.empty()) return;
    for (int i = 0; i < info.in; ++i) anyWord();
    op(code);
}

void Assembler::useMemory() {
    switch (m_in.below(5)) {
        case 0: offset(); return op(OP_MLOAD);
        case 1:
            anyWord();
            offset();
            return op(OP_MSTORE8);
        case 2:
            size();
            offset();
            return op(OP_KECCAK256);
        default:
            anyWord();
            offset();
            return op(OP_MSTORE);
    }
}

void Assembler::useStorage() {
    switch (m_in.below(6)) {
        case 0: slot(); return op(OP_SLOAD);
        case 1: slot(); return op(OP_TLOAD);
        case 2:
            anyWord();
            slot();
            return op(OP_TSTORE);
        case 3:
            anyWord();
            slot();
            return op(OP_SSTORE);
        default:
            push(m_in.below(3));
            slot();
            return op(OP_SSTORE);
    }
}

void Assembler::read() {
    const auto code = static_cast<std::uint8_t>(OP_ADDRESS + m_in.below(0x1b));
    switch (code) {
        case OP_BALANCE:
        case OP_EXTCODESIZE:
        case OP_EXTCODEHASH: push(toU256(anyAddress(m_in))); return op(code);
        case OP_BLOCKHASH: push(1'000U + m_in.byte() - 250U); return op(code);
        case OP_CALLDATALOAD: offset(); return op(code);
        case OP_BLOBHASH: push(m_in.below(3)); return op(code);
        default: break;
    }
    if (opcodeTable[code].in == 0 && !opcodeTable[code].name.empty()) op(code);
}

void Assembler::copy() {
    constexpr std::array<std::uint8_t, 5> codes{OP_CALLDATACOPY, OP_CODECOPY, OP_EXTCODECOPY,
                                                OP_RETURNDATACOPY, OP_MCOPY};
    const std::uint8_t code = m_in.oneOf(codes);
    if (code == OP_RETURNDATACOPY && m_in.below(4) != 0) {
        op(OP_RETURNDATASIZE);
        op(OP_PUSH0);
    } else {
        size();
        offset();
    }
    offset();
    if (code == OP_EXTCODECOPY) push(toU256(anyAddress(m_in)));
    op(code);
}

void Assembler::moveOnStack() {
    if (m_height == 0) return;
    if (m_in.flag()) return op(dup());
    const int deep = std::min(m_height - 1, 16);
    if (deep > 0) op(static_cast<std::uint8_t>(OP_SWAP1 + m_in.below(std::size_t(deep))));
    if (m_in.below(4) == 0) op(OP_POP);
}

void Assembler::log() {
    const std::size_t topics = m_in.below(5);
    for (std::size_t i = 0; i < topics; ++i) anyWord();
    size();
    offset();
    op(static_cast<std::uint8_t>(OP_LOG0 + topics));
}

void Assembler::inside() {
    const int before = m_height;
    for (std::size_t n = 1 + m_in.below(6); n > 0 && fits(); --n) item();
    while (m_height > before) op(OP_POP);
    while (m_height < before) push(1);
}

void Assembler::loop() {
    if (m_nested >= 2) return;
    ++m_nested;
    push(1 + m_in.below(5));
    const std::size_t start = m_code.size();
    op(OP_JUMPDEST);
    inside();
    push(1);
    op(OP_SWAP1);
    op(OP_SUB);
    op(OP_DUP1);
    pushTarget();
    aimAt(m_code.size() - 2, start);
    op(OP_JUMPI);
    op(OP_POP);
    --m_nested;
}

void Assembler::branch() {
    if (m_nested >= 3) return;
    ++m_nested;
    anyWord();
    pushTarget();
    const std::size_t hole = m_code.size() - 2;
    op(OP_JUMPI);
    inside();
    aimAt(hole, m_code.size() + (m_in.byte() == rare ? 1 : 0));
    op(OP_JUMPDEST);
    --m_nested;
}

void Assembler::anything() {
    switch (m_in.below(6)) {
        case 0: return op(m_in.byte());
        case 1: append(m_code, m_in.view(m_in.below(8))); return;
        case 2: push(m_in.byte()); return op(OP_JUMP);
        case 3:
            if (m_in.below(4) == 0) return ending();
            [[fallthrough]];
        case 4: op(OP_PC); return;
        default: op(OP_JUMPDEST);
    }
}

void Assembler::showAll() {
    for (std::size_t i = 0; i < 12 && m_height > 0; ++i) store(256 + 32 * i);
    if (m_in.flag()) {
        op(OP_MSIZE);
        op(OP_PUSH0);
        op(OP_KECCAK256);
        push(9);
        op(OP_SSTORE);
    }
    op(OP_MSIZE);
    op(OP_PUSH0);
    op(OP_RETURN);
}

void Assembler::ending() {
    if (m_depth == 0 && m_in.below(8) < 5) return showAll();
    switch (m_in.below(8)) {
        case 0: return op(OP_STOP);
        case 1:
            size();
            offset();
            return op(OP_REVERT);
        case 2: push(toU256(anyAddress(m_in))); return op(OP_SELFDESTRUCT);
        case 3:
            if (m_in.below(4) == 0) return op(OP_INVALID);
            [[fallthrough]];
        case 4: return;
        default:
            size();
            offset();
            return op(OP_RETURN);
    }
}

Bytes anyProgram(Input& input) {
    return Assembler(input).program(0);
}

}  // namespace rollscope::fuzz
