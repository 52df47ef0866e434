// What a batch on its way to L1 holds, so that it is not sent again when it must not be.
#pragma once

#include "node/batcher/batcher.h"
#include "node/storage/record.h"

namespace rollscope::batcher {

/// The batch that is on its way.
struct Cargo {
    std::uint64_t batch = 0;  ///< the index it will have
    std::uint64_t lastBlock = 0;
    Hash lastHash;  ///< of lastBlock

    static Cargo read(storage::RecordReader& in) {
        Cargo cargo;
        cargo.batch = in.u64();
        cargo.lastBlock = in.u64();
        cargo.lastHash = in.hash();
        return cargo;
    }
    void write(storage::RecordWriter& out) const { out.u64(batch).u64(lastBlock).fixed(lastHash); }
    /// True while its blocks are our chain's and no batch on L1 has taken its place.
    bool stillOpen(const BatcherParts& parts) const {
        const auto record = parts.chain.record(lastBlock);
        return parts.mirror.batchCount() + 1 == batch && record && *record &&
               (*record)->hash == lastHash;
    }
};

}  // namespace rollscope::batcher
