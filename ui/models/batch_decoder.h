// One batch, byte by byte: which bytes are shown, which field a person stands on.
#pragma once

#include <QObject>

#include "node/api/node.h"

namespace rollscope::ui {

/// Asks the node for windows of bytes; changed() and fieldChanged() after each answer.
class BatchDecoder : public QObject {
    Q_OBJECT
public:
    BatchDecoder(api::Node& node, QObject* parent);

    /// Turns to a batch; 0: none.
    void setBatch(std::uint64_t index);
    std::uint64_t batch() const { return m_batch; }
    void setBytes(api::BatchBytes of);
    api::BatchBytes bytes() const { return m_of; }

    /// Reads [from, from + length).
    void want(std::uint64_t from, std::uint64_t length);
    const api::BatchDecoding& window() const { return m_window; }

    /// Stands on the field of this byte, in the window or outside of it.
    void choose(std::uint64_t offset);
    /// Stands on a part of the stream. Its transaction is at hand from then on, unless `keep`.
    void stand(const api::BatchField& part, bool keep = false);
    /// From the field at hand to what it holds or was made of: from the call data into the stream,
    /// from the stream to what it makes, from there back. False when it leads nowhere.
    bool follow();
    bool leadsOn() const;
    std::optional<std::uint64_t> chosen() const { return m_chosen; }
    /// The field at hand; none.
    const std::optional<api::BatchField>& field() const { return m_field; }
    /// Marks all bytes of one transaction; none: of nothing.
    void setTransaction(std::optional<std::uint32_t> transaction);
    std::optional<std::uint32_t> transaction() const { return m_transaction; }
    /// Its fields over all columns.
    const std::vector<api::BatchField>& transactionFields() const { return m_transactionFields; }

signals:
    void reset();  ///< another batch, or its other bytes: total() may be another
    void placeWanted(quint64 offset);  ///< after reset(): this byte is to be shown
    void changed();                    ///< the window
    void fieldChanged();               ///< the field or the transaction at hand
    void failed(const QString& problem);

private:
    const api::BatchField* fieldAt(std::uint64_t offset) const;
    void takeField();
    void turnTo(api::BatchBytes of);
    void arrive();
    void readTransaction();

    api::Node& m_node;
    std::uint64_t m_batch = 0;
    api::BatchBytes m_of = api::BatchBytes::columns;
    api::BatchDecoding m_window;
    std::optional<std::uint64_t> m_chosen;
    std::optional<api::BatchField> m_field;
    std::optional<std::uint32_t> m_transaction;
    std::vector<api::BatchField> m_transactionFields;
    std::uint64_t m_turn = 0;  ///< answers of an earlier one are too late
    bool m_fresh = true;       ///< the first window of a turn is not here yet
    // where to go when it is
    std::optional<std::uint64_t> m_nextByte;
    std::optional<api::BatchField> m_nextPart;
    std::optional<std::uint32_t> m_nextTransaction;
};

}  // namespace rollscope::ui
