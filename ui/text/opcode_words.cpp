#include "ui/text/opcode_words.h"

#include <QCoreApplication>
#include <unordered_map>

#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("opcode", text);
}

/// Comma-separated operands by opcode; what is not here takes none that has a name.
const std::unordered_map<std::uint8_t, const char*>& operandTable() {
    static const std::unordered_map<std::uint8_t, const char*> table{
        {0x01, "a,b"},
        {0x02, "a,b"},
        {0x03, "a,b"},
        {0x04, "a,divisor"},
        {0x05, "a,divisor"},
        {0x06, "a,modulus"},
        {0x07, "a,modulus"},
        {0x08, "a,b,modulus"},
        {0x09, "a,b,modulus"},
        {0x0a, "base,exponent"},
        {0x0b, "byte,value"},
        {0x10, "a,b"},
        {0x11, "a,b"},
        {0x12, "a,b"},
        {0x13, "a,b"},
        {0x14, "a,b"},
        {0x15, "a"},
        {0x16, "a,b"},
        {0x17, "a,b"},
        {0x18, "a,b"},
        {0x19, "a"},
        {0x1a, "byte,value"},
        {0x1b, "bits,value"},
        {0x1c, "bits,value"},
        {0x1d, "bits,value"},
        {0x20, "offset,size"},
        {0x31, "address"},
        {0x35, "offset"},
        {0x37, "to,from,size"},
        {0x39, "to,from,size"},
        {0x3b, "address"},
        {0x3c, "address,to,from,size"},
        {0x3e, "to,from,size"},
        {0x3f, "address"},
        {0x40, "block number"},
        {0x49, "index"},
        {0x50, "dropped"},
        {0x51, "offset"},
        {0x52, "offset,value"},
        {0x53, "offset,value"},
        {0x54, "slot"},
        {0x55, "slot,value"},
        {0x56, "target"},
        {0x57, "target,condition"},
        {0x5c, "slot"},
        {0x5d, "slot,value"},
        {0x5e, "to,from,size"},
        {0xa0, "offset,size"},
        {0xa1, "offset,size,topic 0"},
        {0xa2, "offset,size,topic 0,topic 1"},
        {0xa3, "offset,size,topic 0,topic 1,topic 2"},
        {0xa4, "offset,size,topic 0,topic 1,topic 2,topic 3"},
        {0xf0, "value,offset,size"},
        {0xf1, "gas,address,value,input offset,input size,output offset,output size"},
        {0xf2, "gas,address,value,input offset,input size,output offset,output size"},
        {0xf3, "offset,size"},
        {0xf4, "gas,address,input offset,input size,output offset,output size"},
        {0xf5, "value,offset,size,salt"},
        {0xfa, "gas,address,input offset,input size,output offset,output size"},
        {0xfd, "offset,size"},
        {0xff, "beneficiary"},
    };
    return table;
}

}  // namespace

QString opcodeText(std::uint8_t opcode) {
    return QString::fromStdString(api::opcodeName(opcode));
}

QStringList operandNames(std::uint8_t opcode) {
    if (opcode >= 0x80 && opcode <= 0x8f) {  // DUP
        QStringList names(opcode - 0x7f);
        names.last() = tr("copied");
        return names;
    }
    if (opcode >= 0x90 && opcode <= 0x9f) {  // SWAP
        QStringList names(opcode - 0x8e);
        names.first() = names.last() = tr("swapped");
        return names;
    }
    const auto found = operandTable().find(opcode);
    if (found == operandTable().end()) return {};
    return QString::fromLatin1(found->second).split(QLatin1Char(','));
}

QString hexNumber(std::uint64_t value) {
    return QStringLiteral("0x") + QString::number(value, 16);
}

QString wordHex(const U256& value) {
    return QString::fromStdString(toHex(toHash(value).view())).mid(2);
}

QString hexNumber(const U256& value) {
    if (value.fitsU64()) return hexNumber(value.low());
    const QString digits = wordHex(value);
    qsizetype first = 0;
    while (digits[first] == QLatin1Char('0')) ++first;
    return QStringLiteral("0x") + digits.mid(first);
}

QString rangeText(const api::MemoryRange& range) {
    if (range.size == 0) return {};
    if (range.size == 1) return hexNumber(range.offset);
    return QStringLiteral("%1 – %2").arg(hexNumber(range.offset),
                                         hexNumber(range.offset + range.size - 1));
}

std::optional<Address> addressInWord(const U256& word) {
    if (word.limb[3] != 0 || (word.limb[2] >> 32) != 0) return {};
    if (word.limb[2] == 0 && word.limb[1] == 0) return {};
    const Hash bytes = toHash(word);
    return addressFromBytes(bytes.view().subspan(12));
}

QString wordText(const U256& word, const AddressNames& names) {
    if (word.fitsU64()) return grouped(word.low());
    if (const auto address = addressInWord(word)) {
        const QString name = names ? names(*address) : QString();
        return name.isEmpty() ? elided(*address) : name;
    }
    return elided(hexNumber(word), 4, 4);
}

}  // namespace rollscope::ui
