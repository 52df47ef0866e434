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
    setBytes(m_of);
}

void BatchDecoder::setBytes(api::BatchBytes of) {
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
            if (std::exchange(m_fresh, false)) emit reset();
            takeField();
            emit changed();
        });
}

void BatchDecoder::choose(std::uint64_t offset) {
    m_chosen = offset;
    takeField();
}

void BatchDecoder::takeField() {
    if (!m_chosen) return;
    for (const auto& field : m_window.fields) {
        if (*m_chosen < field.offset || *m_chosen >= field.offset + field.length) continue;
        m_field = field;
        // a byte of parities is eight transactions': the one at hand stays
        const bool shared = field.group == api::BatchGroup::signature && field.length == 1 &&
                            m_transaction && field.transaction == *m_transaction / 8 * 8;
        if (field.transaction && field.transaction != m_transaction && !shared) {
            return setTransaction(field.transaction);
        }
        emit fieldChanged();
        return;
    }
}

void BatchDecoder::setTransaction(std::optional<std::uint32_t> transaction) {
    m_transaction = transaction;
    m_transactionFields.clear();
    emit fieldChanged();
    if (transaction) readTransaction();
}

void BatchDecoder::readTransaction() {
    api::DecodingRequest request;
    request.of = api::BatchBytes::columns;
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
