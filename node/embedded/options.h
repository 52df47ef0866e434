// How an embedded node runs.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "node/api/views.h"
#include "node/l1/addresses.h"

namespace rollscope::embedded {

struct Options {
    std::filesystem::path dataDir;  ///< made when it is not there
    std::vector<api::Role> roles = {api::Role::sequencer, api::Role::batcher, api::Role::proposer,
                                    api::Role::verifier};
    /// Of the sequencer's policy from now on; none: as it was kept, 1 s at first.
    std::optional<std::uint64_t> blockTimeMs;
    std::uint64_t l1BlockTimeMs = 2'000;
    l1::RollupParameters parameters;  ///< of a new L1; an old one keeps its own
    std::uint64_t batchMaxAgeS = 120;
    /// Unix milliseconds; empty: the system's clock.
    std::function<std::uint64_t()> wallMs;
};

}  // namespace rollscope::embedded
