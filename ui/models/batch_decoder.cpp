#include "ui/models/batch_decoder.h"

#include <algorithm>

#include "ui/text/words.h"

namespace rollscope::ui {

namespace {
constexpr std::uint64_t leastWindow = 4'096;
constexpr std::uint64_t mostWindow = 65'536;
}  // namespace

BatchDecoder::BatchDecoder(api::Node& node, QObject* parent) : QObject(parent), m_node(node) {}

void BatchDecoder::setBatch(std::uint64_t index) {
    if (index == m_batch) return;
    m_batch = index;
    m_nextTransaction.reset();
    turnTo(m_of);
}

void BatchDecoder::setBytes(api::BatchBytes of) {
    // the transaction at hand is found in the other bytes again; the call data knows none
    if (m_transaction) m_nextTransaction = m_transaction;
    turnTo(of);
}

void BatchDecoder::turnTo(api::BatchBytes of) {
    m_of = of;
    m_window = {};
    m_chosen.reset();
    m_field.reset();
    m_transaction.reset();
    m_transactionFields.clear();
    m_fresh = true;
    ++m_turn;
    emit fieldChanged();
    if (m_batch == 0) {
        emit reset();
    } else {
        want(0, leastWindow);
    }
}

void BatchDecoder::want(std::uint64_t from, std::uint64_t length) {
    if (m_batch == 0) return;
    api::DecodingRequest request;
    request.of = m_of;
    request.offset = from;
    request.limit = static_cast<std::uint32_t>(std::clamp(length, leastWindow, mostWindow));
    m_node.batchDecoding(m_batch, request)
        .then(this, [this, turn = m_turn](Result<api::BatchDecoding> decoding) {
            if (turn != m_turn) return;
            if (!decoding) {
                emit failed(errorText(decoding.error()));
                return;
            }
            m_window = std::move(*decoding);
            const bool first = std::exchange(m_fresh, false);
            if (first) emit reset();
            takeField();
            emit changed();
            if (first) arrive();
        });
}

void BatchDecoder::arrive() {
    const auto part = std::exchange(m_nextPart, {});
    const auto byte = std::exchange(m_nextByte, {});
    if (part) return stand(*part);
    if (byte) {
        emit placeWanted(*byte);
    } else if (m_nextTransaction && m_of != api::BatchBytes::calldata) {
        setTransaction(m_nextTransaction);
    }
}

void BatchDecoder::choose(std::uint64_t offset) {
    m_chosen = offset;
    m_field.reset();
    takeField();
}

void BatchDecoder::stand(const api::BatchField& part, bool keep) {
    m_chosen = part.offset;
    m_field = part;
    if (part.transaction && part.transaction != m_transaction && !keep) {
        return setTransaction(part.transaction);
    }
    emit fieldChanged();
}

bool BatchDecoder::leadsOn() const {
    if (!m_field) return false;
    if (m_of == api::BatchBytes::columns) return true;
    if (m_of == api::BatchBytes::stream) return m_field->part && m_field->part->unpackedLength > 0;
    return m_field->group == api::BatchGroup::packed;
}

bool BatchDecoder::follow() {
    if (!leadsOn()) return false;
    const api::BatchField field = *m_field;
    if (m_of == api::BatchBytes::calldata) {
        m_nextByte = m_chosen.value_or(field.offset) - field.offset;
        turnTo(api::BatchBytes::stream);
    } else if (m_of == api::BatchBytes::stream) {
        m_nextByte = field.part->unpackedOffset;
        turnTo(api::BatchBytes::columns);
    } else {
        api::DecodingRequest request;
        request.of = api::BatchBytes::stream;
        request.unpacked = m_chosen.value_or(field.offset);
        request.limit = 1;
        m_node.batchDecoding(m_batch, request)
            .then(this, [this, turn = m_turn](Result<api::BatchDecoding> decoding) {
                if (turn != m_turn || !decoding || decoding->fields.empty()) return;
                m_nextPart = std::move(decoding->fields.front());
                turnTo(api::BatchBytes::stream);
            });
    }
    return true;
}

const api::BatchField* BatchDecoder::fieldAt(std::uint64_t offset) const {
    const api::BatchField* found = nullptr;
    for (const auto& field : m_window.fields) {
        if (offset < field.offset || offset >= field.offset + field.length) continue;
        found = &field;
        // a byte of the stream is that part's which begins in it, if one does
        if (!field.part || field.part->bit >= offset * 8) break;
    }
    return found;
}

void BatchDecoder::takeField() {
    if (!m_chosen) return;
    if (m_field && m_field->part) return emit fieldChanged();  // of a byte's parts this one stays
    const api::BatchField* field = fieldAt(*m_chosen);
    if (field == nullptr) return;
    m_field = *field;
    // a byte of parities is eight transactions': the one at hand stays
    const bool shared = field->group == api::BatchGroup::signature && field->length == 1 &&
                        m_transaction && field->transaction == *m_transaction / 8 * 8;
    if (field->transaction && field->transaction != m_transaction && !shared) {
        return setTransaction(field->transaction);
    }
    emit fieldChanged();
}

void BatchDecoder::setTransaction(std::optional<std::uint32_t> transaction) {
    m_transaction = transaction;
    m_transactionFields.clear();
    emit fieldChanged();
    if (transaction) readTransaction();
}

void BatchDecoder::readTransaction() {
    api::DecodingRequest request;
    request.of = m_of == api::BatchBytes::stream ? m_of : api::BatchBytes::columns;
    request.limit = 0;
    request.transaction = m_transaction;
    m_node.batchDecoding(m_batch, request)
        .then(this, [this, turn = m_turn,
                     transaction = m_transaction](Result<api::BatchDecoding> decoding) {
            if (turn != m_turn || transaction != m_transaction || !decoding) return;
            m_transactionFields = std::move(decoding->fields);
            emit fieldChanged();
        });
}

}  // namespace rollscope::ui
