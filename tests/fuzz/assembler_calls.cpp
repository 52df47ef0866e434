// Calls of contracts and precompiles, and what is made on the way.
#include "tests/fuzz/addresses.h"
#include "tests/fuzz/assembler.h"

namespace rollscope::fuzz {

using namespace evm;

void Assembler::call() {
    constexpr std::array<std::uint8_t, 5> codes{OP_CALL, OP_CALL, OP_CALLCODE, OP_DELEGATECALL,
                                                OP_STATICCALL};
    const std::uint8_t code = m_in.oneOf(codes);
    size();
    offset();
    size();
    offset();
    if (code == OP_CALL || code == OP_CALLCODE) push(m_in.below(8) < 5 ? 0 : m_in.byte());
    push(toU256(anyAddress(m_in)));
    const std::size_t gas = m_in.below(8);
    if (gas < 5)
        op(OP_GAS);
    else if (gas == 5)
        anyWord();
    else
        push(1'000U * m_in.byte());
    op(code);
    keep();
}

void Assembler::point() {
    const U256 prime{0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d,
                     0x30644e72e131a029};
    const std::size_t choice = m_in.below(8);
    const U256 x = choice == 0 ? U256{} : choice == 1 ? prime : U256{1};
    const U256 y = choice == 0 ? U256{} : choice < 4 ? prime - U256{2} : U256{2};
    push(x);
    store(m_at);
    if (choice == 7)
        anyWord();
    else
        push(y);
    store(m_at + 32);
    m_at += 64;
}

void Assembler::twistPoint() {
    constexpr std::array generator{
        U256{0x97e485b7aef312c2, 0xf1aa493335a9e712, 0x7260bfb731fb5d25, 0x198e9393920d483a},
        U256{0x46debd5cd992f6ed, 0x674322d4f75edadd, 0x426a00665e5c4479, 0x1800deef121f1e76},
        U256{0x55acdadcd122975b, 0xbc4b313370b38ef3, 0xec9e99ad690c3395, 0x090689d0585ff075},
        U256{0x4ce6cc0166fa7daa, 0xe3d1e7690c43d37b, 0x4aab71808dcb408f, 0x12c85ea5db8c6deb}};
    for (const U256& part : generator) {
        push(m_in.byte() == rare ? part + U256{1} : part);
        store(m_at);
        m_at += 32;
    }
}

void Assembler::word() {
    anyWord();
    store(m_at);
    m_at += 32;
}

void Assembler::small(std::size_t limit) {
    push(m_in.below(limit));
    store(m_at);
    m_at += 32;
}

std::size_t Assembler::argumentsOf(unsigned contract) {
    m_at = 0;
    switch (contract) {
        case 1:
            word();
            push(27 + m_in.below(3));
            store(32);
            m_at = 64;
            word();
            word();
            break;
        case 5:
            for (int i = 0; i < 3; ++i) small(40);
            for (int i = 0; i < 3; ++i) word();
            break;
        case 6:
            point();
            point();
            break;
        case 7:
            point();
            word();
            break;
        case 8:
            for (std::size_t n = m_in.below(3); n > 0; --n) {
                point();
                twistPoint();
            }
            break;
        case 9:
            for (int i = 0; i < 7; ++i) word();
            push(U256{m_in.byte()} << 224);
            store(0);
            push(m_in.below(3));
            push(212);
            op(OP_MSTORE8);
            return 213;
        default: word(); word();
    }
    return m_at;
}

void Assembler::callPrecompiled() {
    const auto contract = static_cast<unsigned>(1 + m_in.below(9));
    const std::size_t given = argumentsOf(contract);
    constexpr std::array<std::uint8_t, 4> answers{32, 64, 0, 96};
    push(m_in.oneOf(answers));
    offset();
    push(m_in.byte() < 240 ? given : given + 1);
    op(OP_PUSH0);
    push(contract);
    op(OP_GAS);
    op(OP_STATICCALL);
    keep();
}

void Assembler::keep() {
    if (m_height == 0 || m_in.flag()) return;
    if (m_in.flag()) {
        slot();
        return op(OP_SSTORE);
    }
    offset();
    op(OP_MSTORE);
}

void Assembler::create() {
    if (m_depth >= 2) return;
    Bytes code = Assembler(m_in).program(m_depth + 1);
    if (m_in.flag()) {  // let it stay as the new contract's code
        Bytes init{OP_PUSH1, static_cast<std::uint8_t>(code.size()),
                   OP_PUSH1, 12,
                   OP_PUSH0, OP_CODECOPY,
                   OP_PUSH1, static_cast<std::uint8_t>(code.size()),
                   OP_PUSH0, OP_RETURN,
                   OP_STOP,  OP_STOP};
        append(init, code);
        code = std::move(init);
    }
    for (std::size_t at = 0; at < code.size(); at += 32) {
        Bytes word(code.begin() + std::ptrdiff_t(at),
                   code.begin() + std::ptrdiff_t(std::min(at + 32, code.size())));
        word.resize(32);
        push(u256FromBytes(word));
        push(at);
        op(OP_MSTORE);
    }
    const bool salted = m_in.flag();
    if (salted) push(m_in.below(2));
    push(code.size());
    op(OP_PUSH0);
    push(m_in.below(4) == 0 ? m_in.byte() : 0);
    op(salted ? OP_CREATE2 : OP_CREATE);
    if (m_in.flag()) {  // call what was made
        for (int i = 0; i < 5; ++i) op(OP_PUSH0);
        op(OP_DUP6);
        op(OP_GAS);
        op(OP_CALL);
    }
    keep();
}

}  // namespace rollscope::fuzz
