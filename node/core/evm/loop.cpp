// The instruction loop. Gas, stack top and program counter live in registers; instructions that
// leave the stack get them through the frame (SYNCED).
// A word is written limb by limb. A 16-byte read of what was just written in 8-byte pieces stalls
// the pipeline, so the compiler must not join the pieces.
#pragma GCC optimize("no-tree-slp-vectorize")

#include <utility>

#include "node/core/evm/frame.h"
#include "node/core/evm/opcodes.h"

// One indirect jump an instruction is what makes the loop fast; ISO C++ has no word for it.
#pragma GCC diagnostic ignored "-Wpedantic"

namespace rollscope::evm {

namespace {

inline std::uint64_t loadWord(const std::uint8_t* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, 8);
    return __builtin_bswap64(word);
}

/// Copies limb by limb.
inline void set(U256& to, const U256& from) {
    const std::uint64_t l0 = from.limb[0];
    const std::uint64_t l1 = from.limb[1];
    const std::uint64_t l2 = from.limb[2];
    const std::uint64_t l3 = from.limb[3];
    to.limb[0] = l0;
    to.limb[1] = l1;
    to.limb[2] = l2;
    to.limb[3] = l3;
}

inline void exchange(U256& a, U256& b) {
    for (unsigned i = 0; i < 4; ++i) std::swap(a.limb[i], b.limb[i]);
}

/// The N bytes after a PUSH.
template <unsigned N>
inline U256 immediate(const std::uint8_t* bytes) {
    U256 value;
    for (unsigned i = 0; i * 8 < N; ++i) {
        const unsigned count = N - i * 8 < 8 ? N - i * 8 : 8;
        if (count == 8) {
            value.limb[i] = loadWord(bytes + N - i * 8 - 8);
        } else {
            for (unsigned k = 0; k < count; ++k) value.limb[i] = value.limb[i] << 8 | bytes[k];
        }
    }
    return value;
}

/// 32 bytes of call data from `offset`, zeros past the end.
U256 loadPadded(BytesView data, const U256& offset) {
    if (!offset.fitsU64() || offset.low() >= data.size()) return {};
    const std::size_t start = static_cast<std::size_t>(offset.low());
    if (data.size() - start >= 32) return loadU256(data.data() + start);
    std::uint8_t padded[32] = {};
    std::memcpy(padded, data.data() + start, data.size() - start);
    return loadU256(padded);
}

inline unsigned shiftOf(const U256& shift) {
    return shift.fitsU64() && shift.low() < 256 ? static_cast<unsigned>(shift.low()) : 256U;
}

inline U256 byteOf(const U256& index, const U256& value) {
    if (!index.fitsU64() || index.low() >= 32) return {};
    const unsigned position = 31 - static_cast<unsigned>(index.low());
    return U256{(value.limb[position / 8] >> (position % 8 * 8)) & 0xff};
}

inline U256 sarOf(const U256& shift, const U256& value) {
    const unsigned count = shiftOf(shift);
    if (count < 256) return sar(value, count);
    return value.signBit() ? ~U256{} : U256{};
}

}  // namespace

// Runs the body up to NEXT or END. A traced run checks what the opcode table says of NAME one
// instruction at a time, so that it halts where the fault is; else BEGIN_BLOCK has done so.
#define ENTER(NAME)                                                    \
    do_##NAME : if constexpr (Traced) {                                \
        constexpr OpInfo info = opcodeTable[OP_##NAME];                \
        if (top - base < info.in - 1) return Status::stackUnderflow;   \
        if constexpr (info.out > info.in) {                            \
            if (top - base >= static_cast<int>(Frame::stackLimit) - 1) \
                return Status::stackOverflow;                          \
        }                                                              \
        if ((gas -= info.gas) < 0) return Status::outOfGas;            \
    }
// Checks and charges the basic block that begins at AT, once for all of it.
#define BEGIN_BLOCK(AT)                                                            \
    if constexpr (!Traced) {                                                       \
        const BlockCost& cost = blocks[AT];                                        \
        if ((gas -= cost.gas) < 0) return Status::outOfGas;                        \
        const std::ptrdiff_t height = top + 1 - base;                              \
        if (height < cost.needs) return Status::stackUnderflow;                    \
        if (height + cost.growth > static_cast<std::ptrdiff_t>(Frame::stackLimit)) \
            return Status::stackOverflow;                                          \
    }
#define DISPATCH()                                               \
    do {                                                         \
        if constexpr (Traced) {                                  \
            SAVE();                                              \
            traceStep(f, static_cast<std::uint32_t>(pc - code)); \
        }                                                        \
        goto* labels[*pc];                                       \
    } while (false)
#define NEXT() \
    ++pc;      \
    DISPATCH()
#define NEXT_BLOCK()       \
    ++pc;                  \
    BEGIN_BLOCK(pc - code) \
    DISPATCH()
#define SAVE() (f.gas = gas, f.top = top)
#define LOAD() (gas = f.gas, top = f.top)
// Memory for SIZE bytes at the offset on top; nearly always there already.
#define NEED_MEMORY(SIZE)                                         \
    if (!f.holds(*top, SIZE)) {                                   \
        SAVE();                                                   \
        if (!f.expand(*top, U256{SIZE})) return Status::outOfGas; \
        gas = f.gas;                                              \
    }
#define BINARY(NAME, EXPRESSION)  \
    ENTER(NAME) {                 \
        const U256& a = top[0];   \
        const U256& b = top[-1];  \
        const U256 r(EXPRESSION); \
        set(top[-1], r);          \
        --top;                    \
    }                             \
    NEXT();
#define PUSH(NAME, EXPRESSION) \
    ENTER(NAME)                \
    set(*++top, EXPRESSION);   \
    NEXT();
// The instruction sees the gas that is left: it ends its block (endsBlock).
#define CLOSING(NAME, CALL)                                                                     \
    ENTER(NAME) {                                                                               \
        SAVE();                                                                                 \
        if (const Status status = Instructions::CALL; status != Status::success) return status; \
        LOAD();                                                                                 \
    }                                                                                           \
    NEXT_BLOCK();
#define SYNCED(NAME, CALL)                                                                      \
    ENTER(NAME) {                                                                               \
        SAVE();                                                                                 \
        if (const Status status = Instructions::CALL; status != Status::success) return status; \
        LOAD();                                                                                 \
    }                                                                                           \
    NEXT();

template <bool Traced>
Status Interpreter::loop(Frame& f) {
    static void* const labels[256] = {
#include "node/core/evm/labels.inc"
    };
    const std::uint8_t* const code = f.code->padded.data();
    const std::uint8_t* pc = code;
    [[maybe_unused]] const BlockCost* const blocks = f.code->blocks.data();
    U256* const base = f.base;
    U256* top = f.top;
    std::int64_t gas = f.gas;
    const Message& message = *f.message;
    const auto traceStep = [](Frame& frame, std::uint32_t position) {
        const std::size_t height = static_cast<std::size_t>(frame.top + 1 - frame.base);
        frame.tracer->step(Step{position,
                                frame.code->padded[position],
                                frame.gas,
                                frame.message->depth,
                                frame.message->recipient,
                                {frame.base, height},
                                frame.memory.all(),
                                frame.returnData});
    };
    BEGIN_BLOCK(0)
    DISPATCH();

    // A table, one instruction a row.
    // clang-format off
    ENTER(STOP)
    SAVE();
    return Status::success;
    BINARY(ADD, a + b)
    BINARY(MUL, a * b)
    BINARY(SUB, a - b)
    BINARY(DIV, a / b)
    BINARY(SDIV, sdiv(a, b))
    BINARY(MOD, a % b)
    BINARY(SMOD, smod(a, b))
    ENTER(ADDMOD)
    set(top[-2], addmod(top[0], top[-1], top[-2]));
    top -= 2;
    NEXT();
    ENTER(MULMOD)
    set(top[-2], mulmod(top[0], top[-1], top[-2]));
    top -= 2;
    NEXT();
    SYNCED(EXP, exp(f))
    BINARY(SIGNEXTEND, signExtend(a, b))
    BINARY(LT, static_cast<std::uint64_t>(a < b))
    BINARY(GT, static_cast<std::uint64_t>(b < a))
    BINARY(SLT, static_cast<std::uint64_t>(signedLess(a, b)))
    BINARY(SGT, static_cast<std::uint64_t>(signedLess(b, a)))
    BINARY(EQ, static_cast<std::uint64_t>(a == b))
    ENTER(ISZERO)
    set(*top, U256{static_cast<std::uint64_t>(top->isZero())});
    NEXT();
    BINARY(AND, a & b)
    BINARY(OR, a | b)
    BINARY(XOR, a ^ b)
    ENTER(NOT)
    set(*top, ~*top);
    NEXT();
    BINARY(BYTE, byteOf(a, b))
    BINARY(SHL, b << shiftOf(a))
    BINARY(SHR, b >> shiftOf(a))
    BINARY(SAR, sarOf(a, b))
    SYNCED(KECCAK256, keccak(f))
    PUSH(ADDRESS, toU256(message.recipient))
    SYNCED(BALANCE, balance(f))
    PUSH(ORIGIN, toU256(f.tx->origin))
    PUSH(CALLER, toU256(message.sender))
    PUSH(CALLVALUE, message.value)
    ENTER(CALLDATALOAD)
    set(*top, loadPadded(message.input, *top));
    NEXT();
    PUSH(CALLDATASIZE, U256{message.input.size()})
    SYNCED(CALLDATACOPY, callDataCopy(f))
    PUSH(CODESIZE, U256{f.code->size})
    SYNCED(CODECOPY, codeCopy(f))
    PUSH(GASPRICE, f.tx->gasPrice)
    SYNCED(EXTCODESIZE, extCodeSize(f))
    SYNCED(EXTCODECOPY, extCodeCopy(f))
    PUSH(RETURNDATASIZE, U256{f.returnData.size()})
    SYNCED(RETURNDATACOPY, returnDataCopy(f))
    SYNCED(EXTCODEHASH, extCodeHash(f))
    SYNCED(BLOCKHASH, blockHash(f))
    PUSH(COINBASE, toU256(f.block->beneficiary))
    PUSH(TIMESTAMP, U256{f.block->timestamp})
    PUSH(NUMBER, U256{f.block->number})
    PUSH(PREVRANDAO, toU256(f.block->prevRandao))
    PUSH(GASLIMIT, U256{f.block->gasLimit})
    PUSH(CHAINID, U256{f.block->chainId})
    PUSH(SELFBALANCE, f.host->balance(message.recipient))
    PUSH(BASEFEE, f.block->baseFee)
    SYNCED(BLOBHASH, blobHash(f))
    PUSH(BLOBBASEFEE, f.block->blobBaseFee)
    ENTER(POP)
    --top;
    NEXT();
    ENTER(MLOAD)
    NEED_MEMORY(32);
    set(*top, loadU256(f.memory.at(top->low())));
    NEXT();
    ENTER(MSTORE)
    NEED_MEMORY(32);
    storeU256(f.memory.at(top->low()), top[-1]);
    top -= 2;
    NEXT();
    ENTER(MSTORE8)
    NEED_MEMORY(1);
    *f.memory.at(top->low()) = static_cast<std::uint8_t>(top[-1].low());
    top -= 2;
    NEXT();
    SYNCED(SLOAD, sload(f))
    CLOSING(SSTORE, sstore(f))
    ENTER(JUMP)
    if (!top->fitsU64() || !f.code->isJumpTarget(top->low())) return Status::invalidJump;
    pc = code + top->low();
    --top;
    DISPATCH();
    ENTER(JUMPI)
    if (top[-1].isZero()) {
        top -= 2;
        NEXT_BLOCK();
    }
    if (!top->fitsU64() || !f.code->isJumpTarget(top->low())) return Status::invalidJump;
    pc = code + top->low();
    top -= 2;
    DISPATCH();
    PUSH(PC, U256{static_cast<std::uint64_t>(pc - code)})
    PUSH(MSIZE, U256{f.memory.size()})
    ENTER(GAS)
    set(*++top, U256{static_cast<std::uint64_t>(gas)});
    NEXT_BLOCK();
    ENTER(JUMPDEST)
    NEXT_BLOCK();
    SYNCED(TLOAD, tload(f))
    SYNCED(TSTORE, tstore(f))
    SYNCED(MCOPY, mcopy(f))
    PUSH(PUSH0, U256{})
#define PUSHN(N)                       \
    ENTER(PUSH##N)                     \
    set(*++top, immediate<N>(pc + 1)); \
    pc += N;                           \
    NEXT();
#define DUPN(N)              \
    ENTER(DUP##N)            \
    set(top[1], top[1 - N]); \
    ++top;                   \
    NEXT();
#define SWAPN(N)               \
    ENTER(SWAP##N)             \
    exchange(top[0], top[-N]); \
    NEXT();
#define SIXTEEN(M) \
    M(1) M(2) M(3) M(4) M(5) M(6) M(7) M(8) M(9) M(10) M(11) M(12) M(13) M(14) M(15) M(16)
    SIXTEEN(PUSHN)
    PUSHN(17) PUSHN(18) PUSHN(19) PUSHN(20) PUSHN(21) PUSHN(22) PUSHN(23) PUSHN(24)
    PUSHN(25) PUSHN(26) PUSHN(27) PUSHN(28) PUSHN(29) PUSHN(30) PUSHN(31) PUSHN(32)
    SIXTEEN(DUPN)
    SIXTEEN(SWAPN)
    SYNCED(LOG0, log(f, 0))
    SYNCED(LOG1, log(f, 1))
    SYNCED(LOG2, log(f, 2))
    SYNCED(LOG3, log(f, 3))
    SYNCED(LOG4, log(f, 4))
    CLOSING(CREATE, create(f, CallKind::create))
    CLOSING(CALL, call(f, CallKind::call))
    CLOSING(CALLCODE, call(f, CallKind::callCode))
    CLOSING(DELEGATECALL, call(f, CallKind::delegateCall))
    CLOSING(CREATE2, create(f, CallKind::create2))
    CLOSING(STATICCALL, call(f, CallKind::staticCall))
    ENTER(RETURN)
    SAVE();
    return Instructions::finish(f);
    ENTER(REVERT) {
        SAVE();
        const Status status = Instructions::finish(f);
        return status == Status::success ? Status::revert : status;
    }
    ENTER(SELFDESTRUCT)
    SAVE();
    return Instructions::selfDestruct(f);
    ENTER(INVALID)
do_undefined:
    return Status::invalidOpcode;
    // clang-format on
}

template Status Interpreter::loop<false>(Frame&);
template Status Interpreter::loop<true>(Frame&);

}  // namespace rollscope::evm
