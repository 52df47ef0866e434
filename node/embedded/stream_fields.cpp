#include "node/embedded/stream_fields.h"

#include <algorithm>

#include "node/core/codec/inflate.h"
#include "node/embedded/stream_words.h"

namespace rollscope::embedded {

namespace {

using codec::DeflateItem;
using codec::DeflatePart;

constexpr std::uint32_t mostBytes = 65'536;
constexpr std::size_t mostSections = 512;
constexpr std::size_t previewBytes = 16;

/// Bytes of the columns, [from, to).
struct Range {
    std::uint64_t from;
    std::uint64_t to;
};

/// A part that is wanted, as it was read.
struct Part {
    DeflateItem item;
    std::uint64_t index;
    std::uint64_t unpackedOffset;
    std::size_t literalCodes;  ///< of its block
    Bytes preview;             ///< of what it makes
};

/// Which parts are wanted.
class Wish {
public:
    Wish(const api::DecodingRequest& request, const ColumnFields& fields) : m_request(request) {
        if (!request.transaction) return;
        for (const auto& field : fields.of(*request.transaction)) {
            m_ranges.push_back({field.offset, field.offset + field.length});
        }
    }
    bool counted() const { return m_request.part || m_request.unpacked; }
    std::size_t most() const {
        if (counted()) return std::min<std::size_t>(mostParts, m_request.limit);
        return m_request.transaction ? mostParts : mostPartsOfRange;
    }
    bool wants(const Part& part) const {
        const std::uint64_t end = part.unpackedOffset + part.item.made;
        if (m_request.transaction) {
            return part.item.made > 0 &&
                   std::any_of(m_ranges.begin(), m_ranges.end(), [&](const Range& range) {
                       return range.from < end && range.to > part.unpackedOffset;
                   });
        }
        if (m_request.part) return part.index >= *m_request.part;
        if (m_request.unpacked) return end > *m_request.unpacked;
        return part.item.bit / 8 < m_request.offset + m_request.limit &&
               (part.item.bit + part.item.bits + 7) / 8 > m_request.offset;
    }

private:
    const api::DecodingRequest& m_request;
    std::vector<Range> m_ranges;  ///< of the transaction, 20 or so
};

/// Reads a stream once: counts its parts, keeps those that are wanted, finds the sections.
class Reading : public codec::DeflateWatch {
public:
    Reading(const Wish& wish, const ColumnFields& fields)
        : m_wish(wish), m_fields(fields), m_columns(fields.sections()) {}

    void item(const DeflateItem& item, BytesView out) override {
        m_nextBit = item.bit + item.bits;
        if (item.part == DeflatePart::last) ++m_block;
        if (item.part == DeflatePart::literalCodes) m_literalCodes = item.value;
        if (item.part == DeflatePart::stored) return splitStored(item, out);
        take(item, out);
    }

    std::vector<Part> parts;
    std::vector<api::BatchSection> sections;  ///< offset and length in bits
    std::uint64_t count = 0;
    bool cut = false;  ///< more were wanted than one answer holds
    std::size_t nextBit() const { return m_nextBit; }

private:
    /// A stored block holds values of many columns: one part for each value.
    void splitStored(const DeflateItem& item, BytesView out) {
        const std::uint64_t begin = out.size() - item.made;
        for (std::uint64_t at = begin; at < out.size();) {
            const auto here = m_fields.within(at, 1);
            const std::uint64_t end =
                here.empty() ? out.size()
                             : std::min<std::uint64_t>(out.size(),
                                                       here.front().offset + here.front().length);
            DeflateItem piece = item;
            piece.bit = item.bit + (at - begin) * 8;
            piece.bits = (end - at) * 8;
            piece.made = piece.value = end - at;
            take(piece, out.first(end));
            at = end;
        }
    }

    void take(const DeflateItem& item, BytesView out) {
        const std::uint64_t offset = out.size() - item.made;
        noteSection(item, offset);
        Part part{item, count++, offset, m_literalCodes, {}};
        if (!m_wish.wants(part)) return;
        if (parts.size() >= m_wish.most()) {
            cut = true;
            return;
        }
        const auto made = out.last(item.made).first(std::min(item.made, previewBytes));
        part.preview.assign(made.begin(), made.end());
        parts.push_back(std::move(part));
    }

    void walkTo(std::uint64_t offset) {
        while (m_column < m_columns.size() && columnEnd() <= offset) ++m_column;
    }
    std::uint64_t columnEnd() const {
        return m_columns[m_column].offset + m_columns[m_column].length;
    }
    /// False behind the last column that was read, if the columns do not decode.
    bool inColumn(std::uint64_t offset) const {
        return m_column < m_columns.size() && offset >= m_columns[m_column].offset;
    }

    void noteSection(const DeflateItem& item, std::uint64_t offset) {
        QString name;
        api::BatchGroup group = api::BatchGroup::header;
        if (item.part == DeflatePart::lengthOfLength || item.part == DeflatePart::codeLength) {
            name = QStringLiteral("code lengths");
            group = api::BatchGroup::envelope;
        } else if (item.made == 0) {
            name = QStringLiteral("block %1").arg(m_block);
        } else if (walkTo(offset); inColumn(offset)) {
            name = m_columns[m_column].name;
            group = m_columns[m_column].group;
        } else {
            name = QStringLiteral("no column");
            group = api::BatchGroup::packed;
        }
        const bool ends = item.part == DeflatePart::endOfBlock || item.part == DeflatePart::padding;
        if (sections.empty() || (!ends && sections.back().name != name)) {
            if (sections.size() < mostSections) {
                sections.push_back({name, group, item.bit, 0});
            } else {
                sections.back().name = QStringLiteral("what follows");
                sections.back().group = api::BatchGroup::packed;
            }
        }
        sections.back().length = item.bit + item.bits - sections.back().offset;
    }

    const Wish& m_wish;
    const ColumnFields& m_fields;
    std::vector<api::BatchSection> m_columns;
    std::size_t m_column = 0;  ///< the one that the last part began in
    std::size_t m_nextBit = 0;
    std::size_t m_literalCodes = 0;
    std::uint64_t m_block = 0;
};

std::uint64_t bytesEnd(std::uint64_t bits) {
    return (bits + 7) / 8;
}

}  // namespace

Result<void> tellStream(api::BatchDecoding& answer, BytesView stream, const ColumnFields& fields,
                        const api::DecodingRequest& request) {
    const Wish wish(request, fields);
    if (request.limit > (wish.counted() ? mostParts : mostBytes)) {
        return fail(ErrorCode::invalidParams,
                    "limit: at most " + std::to_string(wish.counted() ? mostParts : mostBytes));
    }
    if (request.offset > stream.size()) return fail(ErrorCode::invalidParams, "offset");
    Reading reading(wish, fields);
    const auto whole = codec::inflate(stream, codec::maxBatchUnpacked, reading);
    answer.parts = reading.count;
    answer.total = stream.size();
    for (const Part& part : reading.parts) {
        answer.fields.push_back(fieldOf(
            {part.item, part.index, part.unpackedOffset, part.preview, part.literalCodes}, fields));
    }
    answer.sections = std::move(reading.sections);
    if (!whole && reading.nextBit() < stream.size() * 8) {
        const std::uint64_t rest = stream.size() * 8 - reading.nextBit();
        api::BatchField field;
        field.name = QStringLiteral("Not read");
        field.value = QString::fromStdString(whole.error().text());
        field.part = api::StreamPart{answer.parts++, reading.nextBit(), rest, 0, 0, {}};
        field.offset = reading.nextBit() / 8;
        field.length = stream.size() - field.offset;
        const bool wanted = request.part ? *request.part <= field.part->index
                                         : !request.unpacked && !request.transaction &&
                                               field.offset < request.offset + request.limit;
        if (wanted && !reading.cut && answer.fields.size() < wish.most()) {
            answer.fields.push_back(field);
        }
        answer.sections.push_back(
            {QStringLiteral("not read"), api::BatchGroup::envelope, reading.nextBit(), rest});
    }
    for (auto& section : answer.sections) {
        const std::uint64_t end = bytesEnd(section.offset + section.length);
        section.offset /= 8;
        section.length = end - section.offset;
    }

    // the bytes of the range, or those of the parts
    std::uint64_t from = request.offset;
    std::uint64_t to = std::min<std::uint64_t>(stream.size(), from + request.limit);
    if (wish.counted()) {
        from = answer.fields.empty() ? 0 : answer.fields.front().offset;
        to = answer.fields.empty() ? 0 : answer.fields.back().offset + answer.fields.back().length;
    } else if (reading.cut && !request.transaction) {
        const auto& last = *answer.fields.back().part;
        to = std::min(to, (last.bit + last.bits) / 8);
    }
    answer.offset = from;
    const auto bytes = stream.subspan(static_cast<std::size_t>(from),
                                      static_cast<std::size_t>(to - std::min(from, to)));
    answer.bytes.assign(bytes.begin(), bytes.end());
    return {};
}

}  // namespace rollscope::embedded
