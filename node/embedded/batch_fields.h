// The bytes of a batch as named fields: of the L1 transaction's call data, and of the columns.
//
// In: the bytes. Out: fields that cover them without gaps. Pure.
#pragma once

#include <memory>

#include "node/api/batch_views.h"
#include "node/core/codec/batch.h"

namespace rollscope::embedded {

/// Call data of submitBatch or submitBatchAndStateRoot; `unpacked`: bytes of the columns.
std::vector<api::BatchField> callDataFields(BytesView callData, std::uint64_t batch,
                                            std::uint64_t unpacked);

/// The columns of a batch, read once and told in parts.
class ColumnFields {
public:
    ColumnFields(BytesView columns, std::uint64_t chainId, std::uint64_t firstBlock);
    ~ColumnFields();

    /// Why the columns do not decode; empty when they do.
    const QString& problem() const;
    std::uint32_t blocks() const;
    std::uint32_t transactions() const;
    std::vector<api::BatchSection> sections() const;
    /// Those that touch [offset, offset + length).
    std::vector<api::BatchField> within(std::uint64_t offset, std::uint64_t length) const;
    /// Those of one transaction, in the columns' order.
    std::vector<api::BatchField> of(std::uint32_t transaction) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m;
};

}  // namespace rollscope::embedded
