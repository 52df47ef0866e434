// Heights and hashes of both heads in a small fsynced file beside the database.
//
// RocksDB does not notice when its log was deleted: it opens an older state without a word.
// The marker is written after the block and lowered before a rewind, so it never runs ahead of
// a healthy database; when it does, the database lost blocks.
#pragma once

#include <array>
#include <filesystem>
#include <optional>

#include "node/core/base/bytes.h"

namespace rollscope::storage {

/// Where a chain stood.
struct HeadMark {
    std::uint64_t number = 0;
    Hash hash;
    bool operator==(const HeadMark&) const = default;
};

/// The file. Two copies are written in turns, each with a checksum: a torn write loses neither.
class HeadMarker {
public:
    using Marks = std::array<std::optional<HeadMark>, 2>;  ///< L1, L2

    /// Opens or creates it; ErrorCode::ioFailed names the path.
    static Result<HeadMarker> open(const std::filesystem::path& file);
    HeadMarker(HeadMarker&&) noexcept;
    HeadMarker& operator=(HeadMarker&&) noexcept;
    ~HeadMarker();

    const Marks& marks() const { return m_marks; }
    /// Writes one layer's mark (0: L1, 1: L2), synced when it is lowered; none forgets it.
    Result<void> set(unsigned layer, const std::optional<HeadMark>& mark);

private:
    HeadMarker() = default;

    std::filesystem::path m_path;
    int m_file = -1;
    std::uint64_t m_turn = 0;
    Marks m_marks;
};

}  // namespace rollscope::storage
