#include "node/embedded/stream_words.h"

namespace rollscope::embedded {

namespace {

using codec::DeflateItem;
using codec::DeflatePart;

QString number(std::size_t value) {
    return QString::number(value);
}

QString hexOf(BytesView bytes, std::size_t whole) {
    QString text = QString::fromStdString(toHex(bytes));
    if (whole > bytes.size()) text += QStringLiteral("…");
    return text;
}

QString kindText(std::size_t kind) {
    switch (kind) {
        case 0: return QStringLiteral("0: stored bytes");
        case 1: return QStringLiteral("1: fixed Huffman codes");
        case 2: return QStringLiteral("2: dynamic Huffman codes");
        default: return QStringLiteral("3: no kind of block");
    }
}

QString lengthText(std::size_t bits) {
    return bits == 0   ? QStringLiteral("not used")
           : bits == 1 ? QStringLiteral("1 bit")
                       : QStringLiteral("%1 bits").arg(bits);
}

/// What a symbol of the literal/length or the distance code stands for.
QString symbolText(std::size_t symbol, std::size_t literalCodes) {
    if (symbol >= literalCodes)
        return QStringLiteral("distance code %1").arg(symbol - literalCodes);
    if (symbol == 256) return QStringLiteral("end of block");
    if (symbol > 256) return QStringLiteral("length code %1").arg(symbol);
    return QStringLiteral("literal 0x%1").arg(symbol, 2, 16, QLatin1Char('0'));
}

QString codeLengthText(const DeflateItem& item, std::size_t literalCodes) {
    const QString first = symbolText(item.symbol, literalCodes);
    if (item.times == 1) return QStringLiteral("%1: %2").arg(first, lengthText(item.value));
    return QStringLiteral("%1 to %2: %3 each")
        .arg(first, symbolText(item.symbol + item.times - 1, literalCodes), lengthText(item.value));
}

/// "Nonce, transaction 3", "Timestamp, block 12", "Recipient".
QString placeText(const api::BatchField& field) {
    if (field.transaction) {
        return QStringLiteral("%1, transaction %2").arg(field.name).arg(*field.transaction + 1);
    }
    if (field.link.startsWith(QLatin1String("block"))) {
        return QStringLiteral("%1, block %2")
            .arg(field.name, field.link.section(QLatin1Char(':'), -1));
    }
    return field.name;
}

/// What of the columns [offset, offset + length) is; the first field lends its colour and link.
QString madeText(api::BatchField& field, const ColumnFields& columns, std::uint64_t offset,
                 std::uint64_t length) {
    const auto first = columns.within(offset, 1);
    const auto last = columns.within(offset + length - 1, 1);
    if (first.empty() || last.empty()) return {};
    field.group = first.front().group;
    field.link = first.front().link;
    field.block = first.front().block;
    field.transaction = first.front().transaction;
    const QString begin = placeText(first.front());
    if (first.front().offset == last.front().offset) return QStringLiteral(" → ") + begin;
    const bool sameColumn = first.front().name == last.front().name;
    if (sameColumn && last.front().transaction) {
        return QStringLiteral(" → %1 to %2").arg(begin).arg(*last.front().transaction + 1);
    }
    return QStringLiteral(" → %1 … %2").arg(begin, placeText(last.front()));
}

struct Words {
    QString name;
    QString value;
};

Words wordsOf(const StreamItem& part) {
    const DeflateItem& item = part.item;
    switch (item.part) {
        case DeflatePart::last:
            return {QStringLiteral("BFINAL"), item.value == 1 ? QStringLiteral("1: the last block")
                                                              : QStringLiteral("0: more follow")};
        case DeflatePart::kind: return {QStringLiteral("BTYPE"), kindText(item.value)};
        case DeflatePart::padding:
            return {QStringLiteral("Padding"), QStringLiteral("up to the next byte")};
        case DeflatePart::storedLength:
            return {QStringLiteral("LEN"), QStringLiteral("%1 bytes").arg(item.value)};
        case DeflatePart::storedComplement:
            return {QStringLiteral("NLEN"), QStringLiteral("its complement, %1").arg(item.value)};
        case DeflatePart::stored:
            return {QStringLiteral("Stored"),
                    QStringLiteral("%1 bytes, %2")
                        .arg(number(item.value), hexOf(part.preview, item.made))};
        case DeflatePart::literalCodes:
            return {QStringLiteral("HLIT"),
                    QStringLiteral("%1 codes for literals and lengths").arg(item.value)};
        case DeflatePart::distanceCodes:
            return {QStringLiteral("HDIST"),
                    QStringLiteral("%1 codes for distances").arg(item.value)};
        case DeflatePart::lengthCodes:
            return {QStringLiteral("HCLEN"),
                    QStringLiteral("%1 codes for code lengths").arg(item.value)};
        case DeflatePart::lengthOfLength: {
            const QString symbol = item.symbol < 16 ? QStringLiteral("length %1").arg(item.symbol)
                                   : item.symbol == 16 ? QStringLiteral("16, repeat the last")
                                   : item.symbol == 17 ? QStringLiteral("17, 3 to 10 unused")
                                                       : QStringLiteral("18, 11 to 138 unused");
            return {QStringLiteral("Code of a code length"),
                    QStringLiteral("%1: %2").arg(symbol, lengthText(item.value))};
        }
        case DeflatePart::codeLength:
            return {
                item.times == 1 ? QStringLiteral("Code length") : QStringLiteral("Code lengths"),
                codeLengthText(item, part.literalCodes)};
        case DeflatePart::literal: return {QStringLiteral("Literal"), hexOf(part.preview, 1)};
        case DeflatePart::copy:
            return {QStringLiteral("Copy"), QStringLiteral("%1 bytes from %2 back, %3")
                                                .arg(number(item.value), number(item.distance),
                                                     hexOf(part.preview, item.made))};
        case DeflatePart::endOfBlock: break;
    }
    return {QStringLiteral("End of block"), {}};
}

api::BatchGroup groupOf(DeflatePart part) {
    switch (part) {
        case DeflatePart::literal:
        case DeflatePart::copy:
        case DeflatePart::stored: return api::BatchGroup::packed;
        case DeflatePart::lengthOfLength:
        case DeflatePart::codeLength:
        case DeflatePart::padding: return api::BatchGroup::envelope;
        default: return api::BatchGroup::header;
    }
}

}  // namespace

api::BatchField fieldOf(const StreamItem& part, const ColumnFields& columns) {
    const DeflateItem& item = part.item;
    const Words words = wordsOf(part);
    api::BatchField field;
    field.offset = item.bit / 8;
    field.length = (item.bit + item.bits + 7) / 8 - field.offset;
    field.name = words.name;
    field.value = words.value;
    field.group = groupOf(item.part);
    field.part =
        api::StreamPart{part.index, item.bit, item.bits, part.unpackedOffset, item.made, {}};
    if (item.part == DeflatePart::copy) {
        field.part->copiedFrom = part.unpackedOffset - item.distance;
    }
    if (item.made > 0) field.value += madeText(field, columns, part.unpackedOffset, item.made);
    return field;
}

}  // namespace rollscope::embedded
