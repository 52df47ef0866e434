#include "node/core/codec/inflate.h"

#include <array>

namespace rollscope::codec {
namespace {

constexpr unsigned maxCodeLength = 15;
constexpr unsigned fastBits = 9;
constexpr std::size_t literalCodes = 288;
constexpr std::size_t distanceCodes = 32;
constexpr unsigned endOfBlock = 256;

tl::unexpected<Error> malformed(const char* why) {
    return fail(ErrorCode::invalidBatch, why);
}

// Bits are taken from the low end of each byte; past the end they are zero, and `overrun` tells.
class BitReader {
public:
    explicit BitReader(BytesView bytes) : m_bytes(bytes) {}

    std::uint32_t peek(unsigned count) {
        while (m_held < count) {
            const std::uint64_t next = m_at < m_bytes.size() ? m_bytes[m_at] : 0;
            ++m_at;
            m_bits |= next << m_held;
            m_held += 8;
        }
        return static_cast<std::uint32_t>(m_bits & ((std::uint64_t{1} << count) - 1));
    }
    void drop(unsigned count) {
        m_bits >>= count;
        m_held -= count;
    }
    std::uint32_t take(unsigned count) {
        const std::uint32_t value = peek(count);
        drop(count);
        return value;
    }
    /// Gives back whole bytes that were read ahead and drops the rest of the current byte.
    void alignToByte() {
        m_at -= m_held / 8;
        m_held = 0;
        m_bits = 0;
    }
    /// The next bit's place.
    std::size_t bit() const { return m_at * 8 - m_held; }
    bool overrun() const { return m_at - m_held / 8 > m_bytes.size(); }
    std::size_t position() const { return m_at; }
    BytesView rest() const { return m_bytes.subspan(m_at); }
    void skip(std::size_t count) { m_at += count; }

private:
    BytesView m_bytes;
    std::size_t m_at = 0;
    std::uint64_t m_bits = 0;
    unsigned m_held = 0;
};

// A canonical Huffman code: short codes by table, long ones by counting (RFC 1951, 3.2.2).
class HuffmanCode {
public:
    /// False when the lengths claim more codes than there are, or fewer and `mayBeIncomplete` is
    /// off.
    bool build(const std::uint8_t* lengths, std::size_t size, bool mayBeIncomplete) {
        m_count.fill(0);
        m_fast.fill(0);
        for (std::size_t i = 0; i < size; ++i) ++m_count[lengths[i]];
        const std::size_t used = size - m_count[0];
        m_count[0] = 0;
        int left = 1;
        for (unsigned length = 1; length <= maxCodeLength; ++length) {
            left = left * 2 - m_count[length];
            if (left < 0) return false;
        }
        // As in zlib: a single code of one bit, or none, may stand alone.
        if (left > 0 && !(mayBeIncomplete && (used == 0 || (used == 1 && m_count[1] == 1)))) {
            return false;
        }
        std::array<std::uint16_t, maxCodeLength + 2> offset{};
        std::array<std::uint32_t, maxCodeLength + 2> next{};
        for (unsigned length = 1; length <= maxCodeLength; ++length) {
            offset[length + 1] = static_cast<std::uint16_t>(offset[length] + m_count[length]);
            next[length + 1] = (next[length] + m_count[length]) << 1;
        }
        for (std::size_t symbol = 0; symbol < size; ++symbol) {
            const unsigned length = lengths[symbol];
            if (length == 0) continue;
            m_symbol[offset[length]++] = static_cast<std::uint16_t>(symbol);
            fillFast(next[length]++, length, static_cast<std::uint16_t>(symbol));
        }
        return true;
    }

    /// The next symbol, or -1 when the bits are no code.
    int decode(BitReader& bits) const {
        const std::uint32_t window = bits.peek(maxCodeLength);
        if (const std::uint16_t entry = m_fast[window & ((1U << fastBits) - 1)]; entry != 0) {
            bits.drop(entry & 15U);
            return entry >> 4;
        }
        int code = 0;
        int first = 0;
        int index = 0;
        for (unsigned length = 1; length <= maxCodeLength; ++length) {
            code |= static_cast<int>((window >> (length - 1)) & 1);
            const int count = m_count[length];
            if (code - count < first) {
                bits.drop(length);
                return m_symbol[static_cast<std::size_t>(index + code - first)];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return -1;
    }

private:
    void fillFast(std::uint32_t code, unsigned length, std::uint16_t symbol) {
        if (length > fastBits) return;
        std::uint32_t reversed = 0;
        for (unsigned i = 0; i < length; ++i) reversed |= ((code >> i) & 1U) << (length - 1 - i);
        for (std::uint32_t at = reversed; at < (1U << fastBits); at += 1U << length) {
            m_fast[at] = static_cast<std::uint16_t>((symbol << 4) | length);
        }
    }

    std::array<std::uint16_t, maxCodeLength + 1> m_count{};
    std::array<std::uint16_t, literalCodes> m_symbol{};
    std::array<std::uint16_t, 1U << fastBits> m_fast{};
};

constexpr std::array<std::uint16_t, 29> lengthBase{3,  4,  5,  6,   7,   8,   9,   10,  11, 13,
                                                   15, 17, 19, 23,  27,  31,  35,  43,  51, 59,
                                                   67, 83, 99, 115, 131, 163, 195, 227, 258};
constexpr std::array<std::uint8_t, 29> lengthExtra{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2,
                                                   2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0};
constexpr std::array<std::uint16_t, 30> distanceBase{
    1,   2,   3,   4,   5,   7,    9,    13,   17,   25,   33,   49,   65,    97,    129,
    193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577};
constexpr std::array<std::uint8_t, 30> distanceExtra{0, 0, 0,  0,  1,  1,  2,  2,  3,  3,
                                                     4, 4, 5,  5,  6,  6,  7,  7,  8,  8,
                                                     9, 9, 10, 10, 11, 11, 12, 12, 13, 13};
constexpr std::array<std::uint8_t, 19> codeLengthOrder{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                       11, 4,  12, 3, 13, 2, 14, 1, 15};

struct Codes {
    HuffmanCode literals;
    HuffmanCode distances;
};

Codes fixedCodes() {
    std::array<std::uint8_t, literalCodes> lengths{};
    for (std::size_t i = 0; i < literalCodes; ++i) {
        lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
    }
    std::array<std::uint8_t, distanceCodes> fives{};
    fives.fill(5);
    Codes codes;
    codes.literals.build(lengths.data(), lengths.size(), false);
    codes.distances.build(fives.data(), fives.size(), false);
    return codes;
}

using Part = DeflatePart;

// Nobody watches: what would be told is not even computed.
struct NoTelling {
    static constexpr bool on = false;
};

struct Telling {
    static constexpr bool on = true;
    DeflateWatch& watch;

    /// `item` holds all but its bits: they end where the reader is.
    void tell(const BitReader& bits, DeflateItem item, BytesView out) {
        if (bits.overrun()) return;
        item.bits = bits.bit() - item.bit;
        watch.item(item, out);
    }
};

// RFC 1951, 3.2.7.
template <class Teller>
Result<Codes> dynamicCodes(BitReader& bits, const Bytes& out, Teller teller) {
    const auto number = [&](Part part, unsigned width, std::size_t base) {
        const std::size_t from = bits.bit();
        const std::size_t value = bits.take(width) + base;
        if constexpr (Teller::on) teller.tell(bits, {part, from, 0, 0, value}, out);
        return value;
    };
    const std::size_t literalCount = number(Part::literalCodes, 5, 257);
    const std::size_t distanceCount = number(Part::distanceCodes, 5, 1);
    const std::size_t lengthCount = number(Part::lengthCodes, 4, 4);
    if (literalCount > 286 || distanceCount > 30) return malformed("too many codes");
    std::array<std::uint8_t, 19> orderLengths{};
    for (std::size_t i = 0; i < lengthCount; ++i) {
        const std::size_t from = bits.bit();
        const std::uint32_t length = bits.take(3);
        const std::size_t symbol = codeLengthOrder[i];
        orderLengths[symbol] = static_cast<std::uint8_t>(length);
        if constexpr (Teller::on) {
            teller.tell(bits, {Part::lengthOfLength, from, 0, 0, length, 0, symbol}, out);
        }
    }
    Codes codes;
    HuffmanCode lengthCode;
    if (!lengthCode.build(orderLengths.data(), orderLengths.size(), false)) {
        return malformed("bad code lengths code");
    }
    std::array<std::uint8_t, 286 + 30> lengths{};
    for (std::size_t i = 0; i < literalCount + distanceCount;) {
        const std::size_t from = bits.bit();
        const int symbol = lengthCode.decode(bits);
        if (symbol < 0 || bits.overrun()) return malformed("bad code lengths");
        if (symbol < 16) {
            const auto length = static_cast<std::uint8_t>(symbol);
            if constexpr (Teller::on) {
                teller.tell(bits, {Part::codeLength, from, 0, 0, length, 0, i, 1}, out);
            }
            lengths[i++] = length;
            continue;
        }
        if (symbol == 16 && i == 0) return malformed("repeat of nothing");
        const std::uint8_t value = symbol == 16 ? lengths[i - 1] : std::uint8_t{0};
        std::size_t times = symbol == 16   ? bits.take(2) + 3
                            : symbol == 17 ? bits.take(3) + 3
                                           : bits.take(7) + 11;
        if (i + times > literalCount + distanceCount) return malformed("repeat past the end");
        if constexpr (Teller::on) {
            teller.tell(bits, {Part::codeLength, from, 0, 0, value, 0, i, times}, out);
        }
        for (; times > 0; --times) lengths[i++] = value;
    }
    if (lengths[endOfBlock] == 0) return malformed("no end of block");
    if (!codes.literals.build(lengths.data(), literalCount, true) ||
        !codes.distances.build(lengths.data() + literalCount, distanceCount, true)) {
        return malformed("bad Huffman code");
    }
    return codes;
}

template <class Teller>
void skipPadding(BitReader& bits, const Bytes& out, Teller teller) {
    const std::size_t from = bits.bit();
    bits.alignToByte();
    if constexpr (Teller::on) {
        if (bits.bit() > from) teller.tell(bits, {Part::padding, from}, out);
    }
}

template <class Teller>
Result<void> copyStored(BitReader& bits, Bytes& out, std::size_t limit, Teller teller) {
    skipPadding(bits, out, teller);
    if (bits.overrun()) return malformed("data ends early");
    const BytesView rest = bits.rest();
    if (rest.size() < 4) return malformed("data ends early");
    const std::size_t length = rest[0] | (std::size_t{rest[1]} << 8);
    const std::size_t complement = rest[2] | (std::size_t{rest[3]} << 8);
    if ((length ^ complement) != 0xffff) return malformed("bad stored length");
    if (rest.size() - 4 < length) return malformed("data ends early");
    if (length > limit - out.size()) return malformed("output too large");
    const auto pass = [&](Part part, std::size_t bytes, std::size_t made, std::size_t value) {
        const std::size_t from = bits.bit();
        bits.skip(bytes);
        if constexpr (Teller::on) teller.tell(bits, {part, from, 0, made, value}, out);
    };
    pass(Part::storedLength, 2, 0, length);
    pass(Part::storedComplement, 2, 0, complement);
    append(out, rest.subspan(4, length));
    if (length > 0) pass(Part::stored, length, length, length);
    return {};
}

template <class Teller>
Result<void> copyCoded(BitReader& bits, const Codes& codes, Bytes& out, std::size_t limit,
                       Teller teller) {
    for (;;) {
        const std::size_t begin = bits.bit();
        const int symbol = codes.literals.decode(bits);
        if (symbol < 0 || bits.overrun()) return malformed("bad code or data ends early");
        if (symbol == static_cast<int>(endOfBlock)) {
            if constexpr (Teller::on) teller.tell(bits, {Part::endOfBlock, begin}, out);
            return {};
        }
        if (symbol < static_cast<int>(endOfBlock)) {
            if (out.size() >= limit) return malformed("output too large");
            out.push_back(static_cast<std::uint8_t>(symbol));
            if constexpr (Teller::on) {
                teller.tell(bits, {Part::literal, begin, 0, 1, out.back()}, out);
            }
            continue;
        }
        const std::size_t lengthIndex = static_cast<std::size_t>(symbol) - 257;
        if (lengthIndex >= lengthBase.size()) return malformed("bad length");
        const std::size_t length = lengthBase[lengthIndex] + bits.take(lengthExtra[lengthIndex]);
        const int distanceSymbol = codes.distances.decode(bits);
        if (distanceSymbol < 0 || distanceSymbol >= static_cast<int>(distanceBase.size())) {
            return malformed("bad distance");
        }
        const auto distanceIndex = static_cast<std::size_t>(distanceSymbol);
        const std::size_t distance =
            distanceBase[distanceIndex] + bits.take(distanceExtra[distanceIndex]);
        if (bits.overrun()) return malformed("data ends early");
        if (distance > out.size()) return malformed("distance before the start");
        if (length > limit - out.size()) return malformed("output too large");
        // Byte by byte: a match may overlap what it writes.
        std::size_t from = out.size() - distance;
        for (std::size_t i = 0; i < length; ++i) out.push_back(out[from++]);
        if constexpr (Teller::on) {
            teller.tell(bits, {Part::copy, begin, 0, length, length, distance}, out);
        }
    }
}

template <class Teller>
Result<Bytes> inflateWith(BytesView deflated, std::size_t limit, Teller teller) {
    BitReader bits{deflated};
    Bytes out;
    bool last = false;
    while (!last) {
        const std::size_t begin = bits.bit();
        last = bits.take(1) == 1;
        if constexpr (Teller::on) teller.tell(bits, {Part::last, begin, 0, 0, last}, out);
        const std::uint32_t kind = bits.take(2);
        if (bits.overrun()) return malformed("data ends early");
        if constexpr (Teller::on) teller.tell(bits, {Part::kind, begin + 1, 0, 0, kind}, out);
        Result<void> copied;
        if (kind == 0) {
            copied = copyStored(bits, out, limit, teller);
        } else if (kind == 1) {
            copied = copyCoded(bits, fixedCodes(), out, limit, teller);
        } else if (kind == 2) {
            const auto codes = dynamicCodes(bits, out, teller);
            if (!codes) return failFrom(codes);
            copied = copyCoded(bits, *codes, out, limit, teller);
        } else {
            copied = malformed("unknown kind of block");
        }
        if (!copied) return failFrom(copied);
    }
    skipPadding(bits, out, teller);
    if (bits.position() != deflated.size()) return malformed("bytes after the stream");
    return out;
}

}  // namespace

Result<Bytes> inflate(BytesView deflated, std::size_t limit) {
    return inflateWith(deflated, limit, NoTelling{});
}

Result<Bytes> inflate(BytesView deflated, std::size_t limit, DeflateWatch& watch) {
    return inflateWith(deflated, limit, Telling{watch});
}

}  // namespace rollscope::codec
