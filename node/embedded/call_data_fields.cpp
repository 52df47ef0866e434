// A batch as L1 has it: the ABI's frame around the version and the DEFLATE stream.
#include <algorithm>

#include "node/embedded/batch_fields.h"
#include "node/l1/contracts.h"

namespace rollscope::embedded {

namespace {

using Group = api::BatchGroup;

constexpr std::size_t wordSize = 32;
constexpr std::size_t selectorSize = 4;

/// Fields of an ABI-encoded call, put down in any order.
class Frame {
public:
    explicit Frame(BytesView bytes) : m_bytes(bytes) {}

    void add(std::size_t offset, std::size_t length, const QString& name, const QString& value,
             Group group = Group::envelope, const QString& link = {}) {
        if (length == 0 || offset > m_bytes.size() || length > m_bytes.size() - offset) return;
        m_fields.push_back({offset, length, name, value, group, link, {}, {}, {}});
    }
    std::optional<std::size_t> number(std::size_t offset) const {
        if (offset > m_bytes.size() || m_bytes.size() - offset < wordSize) return std::nullopt;
        const U256 word = loadU256(m_bytes.data() + offset);
        if (word > U256{m_bytes.size()}) return std::nullopt;
        return static_cast<std::size_t>(word.low());
    }
    QString decimal(std::size_t offset) const {
        if (offset > m_bytes.size() || m_bytes.size() - offset < wordSize) return {};
        return QString::fromStdString(toDecimal(loadU256(m_bytes.data() + offset)));
    }
    QString hex(std::size_t offset, std::size_t length) const {
        if (offset > m_bytes.size() || length > m_bytes.size() - offset) return {};
        return QString::fromStdString(toHex(m_bytes.subspan(offset, length)));
    }
    /// All bytes, each once: what no field named is padding.
    std::vector<api::BatchField> whole() {
        std::stable_sort(m_fields.begin(), m_fields.end(),
                         [](const auto& a, const auto& b) { return a.offset < b.offset; });
        std::vector<api::BatchField> result;
        std::uint64_t at = 0;
        for (auto& field : m_fields) {
            if (field.offset < at) continue;
            pad(result, at, field.offset);
            at = field.offset + field.length;
            result.push_back(std::move(field));
        }
        pad(result, at, m_bytes.size());
        return result;
    }

private:
    static void pad(std::vector<api::BatchField>& fields, std::uint64_t from, std::uint64_t to) {
        if (from >= to) return;
        fields.push_back({from,
                          to - from,
                          QStringLiteral("Padding"),
                          QStringLiteral("%1 bytes up to the next word").arg(to - from),
                          Group::envelope,
                          {},
                          {},
                          {},
                          {}});
    }

    BytesView m_bytes;
    std::vector<api::BatchField> m_fields;
};

/// Where the tail of a dynamic argument stands whose offset is word `index` of the head.
std::optional<std::size_t> tailOf(Frame& frame, std::size_t index, const QString& what) {
    const std::size_t at = selectorSize + index * wordSize;
    const auto offset = frame.number(at);
    frame.add(at, wordSize, QStringLiteral("Offset of %1").arg(what),
              QStringLiteral("%1 bytes after the selector").arg(frame.decimal(at)));
    if (!offset) return std::nullopt;
    const std::size_t tail = selectorSize + *offset;
    frame.add(tail, wordSize, QStringLiteral("Length of %1").arg(what),
              frame.decimal(tail) + QStringLiteral(" bytes"));
    return tail;
}

}  // namespace

std::vector<api::BatchField> callDataFields(BytesView callData, std::uint64_t batch,
                                            std::uint64_t unpacked) {
    Frame frame(callData);
    const bool both = callData.size() >= selectorSize &&
                      toHex(callData.first(selectorSize)) !=
                          toHex(BytesView(l1::RollupContract::submitBatch({}, 0)).first(4));
    frame.add(0, selectorSize, QStringLiteral("Selector"),
              both ? QStringLiteral("submitBatchAndStateRoot(bytes,uint64,bytes32,bytes)")
                   : QStringLiteral("submitBatch(bytes,uint64)"));
    const std::size_t count = selectorSize + wordSize;
    frame.add(count, wordSize, QStringLiteral("inboxCount"),
              QStringLiteral("%1 messages taken in").arg(frame.decimal(count)), Group::block);
    if (both) {
        const std::size_t root = selectorSize + 2 * wordSize;
        frame.add(root, wordSize, QStringLiteral("stateRoot"), frame.hex(root, wordSize));
        const auto proof = tailOf(frame, 3, QStringLiteral("proof"));
        const auto size = proof ? frame.number(*proof) : std::nullopt;
        if (size) {
            frame.add(*proof + wordSize, *size, QStringLiteral("Proof"),
                      QStringLiteral("%1 bytes").arg(*size));
        }
    }
    const auto data = tailOf(frame, 0, QStringLiteral("data"));
    const auto size = data ? frame.number(*data) : std::nullopt;
    if (size && *size > 0) {
        const std::size_t at = *data + wordSize;
        frame.add(at, 1, QStringLiteral("Version"), frame.hex(at, 1), Group::header);
        frame.add(at + 1, *size - 1, QStringLiteral("DEFLATE stream"),
                  unpacked > 0
                      ? QStringLiteral("%1 bytes that unpack to %2").arg(*size - 1).arg(unpacked)
                      : QStringLiteral("%1 bytes").arg(*size - 1),
                  Group::packed, QStringLiteral("batch:%1").arg(batch));
    }
    return frame.whole();
}

}  // namespace rollscope::embedded
