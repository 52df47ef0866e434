// Code out of decisions.
#include "tests/fuzz/addresses.h"
#include "tests/fuzz/code_writer.h"
#include "tests/fuzz/program.h"

namespace rollscope::fuzz {
namespace {

using namespace evm;

/// Decides what comes next, and makes sure that its operands are there.
class Assembler : CodeWriter {
public:
    explicit Assembler(Input& input) : m_in(input) {}

    Bytes program(unsigned depth) {
        m_depth = depth;
        for (std::size_t n = 1 + m_in.below(depth == 0 ? 40 : 12); n > 0 && fits(); --n) item();
        ending();
        return std::move(m_code);
    }

private:
    bool fits() const { return m_code.size() < 1'500 && !m_in.done(); }
    void anyWord() {
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
    std::uint8_t dup() {
        return static_cast<std::uint8_t>(OP_DUP1 + m_in.below(std::size_t(std::min(m_height, 16))));
    }
    void offset() {
        const std::size_t choice = m_in.byte();
        if (choice == rare) return anyWord();
        push(choice < 128 ? 32 * (choice % 8) : m_in.byte());
    }
    void size() {
        constexpr std::array<std::uint8_t, 8> sizes{0, 1, 31, 32, 33, 64, 128, 192};
        const std::size_t choice = m_in.byte();
        if (choice == rare) return anyWord();
        push(choice < 200 ? sizes[choice % 8] : m_in.byte());
    }
    void slot() {
        const std::size_t choice = m_in.byte();
        if (choice > 240) return anyWord();
        push(choice % 4);
    }

    void item() {
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
    void calculate() {
        const auto code = static_cast<std::uint8_t>(OP_ADD + m_in.below(0x1d));
        const OpInfo& info = opcodeTable[code];
        if (info.name.empty()) return;
        for (int i = 0; i < info.in; ++i) anyWord();
        op(code);
    }
    void useMemory() {
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
    void useStorage() {
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
    void read() {
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
    void copy() {
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
    void moveOnStack() {
        if (m_height == 0) return;
        if (m_in.flag()) return op(dup());
        const int deep = std::min(m_height - 1, 16);
        if (deep > 0) op(static_cast<std::uint8_t>(OP_SWAP1 + m_in.below(std::size_t(deep))));
        if (m_in.below(4) == 0) op(OP_POP);
    }
    void log() {
        const std::size_t topics = m_in.below(5);
        for (std::size_t i = 0; i < topics; ++i) anyWord();
        size();
        offset();
        op(static_cast<std::uint8_t>(OP_LOG0 + topics));
    }
    void call() {
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
    /// A coordinate or point of bn254's groups, or what looks like one.
    void point() {
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
    /// The generator of bn254's second group.
    void twistPoint() {
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
    void word() {
        anyWord();
        store(m_at);
        m_at += 32;
    }
    void small(std::size_t limit) {
        push(m_in.below(limit));
        store(m_at);
        m_at += 32;
    }
    /// Memory from 0 on as the contract would have it; answers how much.
    std::size_t argumentsOf(unsigned contract) {
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
    void callPrecompiled() {
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
    void keep() {
        if (m_height == 0 || m_in.flag()) return;
        if (m_in.flag()) {
            slot();
            return op(OP_SSTORE);
        }
        offset();
        op(OP_MSTORE);
    }
    void create() {
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
    /// What is inside leaves the stack as high as it was.
    void inside() {
        const int before = m_height;
        for (std::size_t n = 1 + m_in.below(6); n > 0 && fits(); --n) item();
        while (m_height > before) op(OP_POP);
        while (m_height < before) push(1);
    }
    void loop() {
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
    void branch() {
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
    void anything() {
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
    /// What lies on the stack and in memory goes out, where it can be compared.
    void showAll() {
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
    void ending() {
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

    /// What one byte in 256 is: it makes an operand that ends most programs.
    static constexpr std::uint8_t rare = 0xff;

    Input& m_in;
    unsigned m_depth = 0;
    unsigned m_nested = 0;
    std::size_t m_at = 0;  ///< next free byte of a precompiled contract's arguments
};

}  // namespace

Bytes anyProgram(Input& input) {
    return Assembler(input).program(0);
}

}  // namespace rollscope::fuzz
