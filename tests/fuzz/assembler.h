// Decides what comes next in a program, and makes sure that its operands are there.
#pragma once

#include "tests/fuzz/code_writer.h"
#include "tests/fuzz/input.h"

namespace rollscope::fuzz {

/// Code out of decisions.
class Assembler : CodeWriter {
public:
    explicit Assembler(Input& input) : m_in(input) {}
    Bytes program(unsigned depth);

private:
    // operands
    bool fits() const;
    void anyWord();
    std::uint8_t dup();
    void offset();
    void size();
    void slot();
    // what a program consists of
    void item();
    void calculate();
    void useMemory();
    void useStorage();
    void read();
    void copy();
    void moveOnStack();
    void log();
    // assembler_calls.cpp
    void call();
    /// A coordinate or point of bn254's groups, or what looks like one.
    void point();
    /// The generator of bn254's second group.
    void twistPoint();
    void word();
    void small(std::size_t limit);
    /// Memory from 0 on as the contract would have it; answers how much.
    std::size_t argumentsOf(unsigned contract);
    void callPrecompiled();
    void keep();
    void create();
    // blocks and ends
    /// What is inside leaves the stack as high as it was.
    void inside();
    void loop();
    void branch();
    void anything();
    /// What lies on the stack and in memory goes out, where it can be compared.
    void showAll();
    void ending();

    /// What one byte in 256 is: it makes an operand that ends most programs.
    static constexpr std::uint8_t rare = 0xff;

    Input& m_in;
    unsigned m_depth = 0;
    unsigned m_nested = 0;
    std::size_t m_at = 0;  ///< next free byte of a precompiled contract's arguments
};

}  // namespace rollscope::fuzz
