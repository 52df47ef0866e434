// The complete nodes of a message tree on disk, so that a tree of millions costs no memory.
#pragma once

#include <unordered_map>

#include "node/core/merkle/stored_tree.h"
#include "node/storage/database.h"

namespace rollscope::storage {

/// Which message tree.
enum class TreeSide : std::uint8_t { inbox, outbox };

/// Nodes in Column::messageNodes. What is put waits in memory until it is flushed into a batch.
/// A failure of the disk is told to Database::markFailed. Not thread-safe while it is put to.
class TreeStore final : public merkle::TreeLevels {
public:
    TreeStore(const Database& database, TreeSide side) : m_database(database), m_side(side) {}

    Hash node(unsigned level, std::uint64_t position) const override;
    void put(unsigned level, std::uint64_t position, const Hash& node) override;
    /// Adds what was put since the last time.
    void flush(WriteBatch& batch);
    /// Nodes that wait.
    std::size_t waiting() const { return m_waiting.size(); }

private:
    struct Place {
        unsigned level;
        std::uint64_t position;
        bool operator==(const Place&) const = default;
    };
    struct PlaceHasher {
        std::size_t operator()(const Place& place) const {
            return std::hash<std::uint64_t>{}(place.position * 64 + place.level);
        }
    };
    Bytes keyOf(const Place& place) const;

    const Database& m_database;
    TreeSide m_side;
    std::unordered_map<Place, Hash, PlaceHasher> m_waiting;
};

}  // namespace rollscope::storage
