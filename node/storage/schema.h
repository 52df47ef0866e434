// Names and version of everything that the node keeps in RocksDB: the one place to look them up.
//
// One database a data directory. Tables of a chain exist twice, once a layer ("l1." and "l2.");
// the others are shared. Integers in keys are big-endian, so that keys sort as numbers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rollscope::storage {

/// Raised whenever a table, a record's form or a genesis changes; another version's folder is not
/// opened.
inline constexpr std::uint32_t schemaVersion = 4;

/// A column family.
enum class Column : std::uint8_t {
    meta,          ///< RocksDB's default family: the schema's version
    records,       ///< free keys of the services, each under a prefix of its own, such as "mirror/"
    pool,          ///< accepted transactions that are in no block: hash -> raw and arrival
    nodes,         ///< trie nodes of both layers: hash -> RLP; never pruned
    codes,         ///< contract code of both layers: hash -> bytes
    messageNodes,  ///< side, level, position -> complete node of a message tree
    l1Blocks,
    l1BlockNumbers,
    l1Transactions,
    l1Receipts,
    l1TransactionHashes,
    l1AccountTransactions,
    l1Accounts,
    l1Slots,
    l1Reverses,
    l1Labels,
    l2Blocks,
    l2BlockNumbers,
    l2Transactions,
    l2Receipts,
    l2TransactionHashes,
    l2AccountTransactions,
    l2Accounts,
    l2Slots,
    l2Reverses,
    l2Labels,
};

/// Names on disk, in the order of Column.
inline constexpr auto columnNames = std::to_array<std::string_view>({
    "default",
    "records",
    "pool",
    "nodes",
    "codes",
    "messageNodes",
    "l1.blocks",
    "l1.blockNumbers",
    "l1.transactions",
    "l1.receipts",
    "l1.transactionHashes",
    "l1.accountTransactions",
    "l1.accounts",
    "l1.slots",
    "l1.reverses",
    "l1.labels",
    "l2.blocks",
    "l2.blockNumbers",
    "l2.transactions",
    "l2.receipts",
    "l2.transactionHashes",
    "l2.accountTransactions",
    "l2.accounts",
    "l2.slots",
    "l2.reverses",
    "l2.labels",
});
static_assert(columnNames.size() == static_cast<std::size_t>(Column::l2Labels) + 1);

/// The tables of one chain.
struct ChainColumns {
    Column blocks;               ///< number -> BlockRecord
    Column blockNumbers;         ///< block hash -> number
    Column transactions;         ///< sequence -> place, hash, sender, raw transaction
    Column receipts;             ///< sequence -> receipt
    Column transactionHashes;    ///< transaction hash -> sequence
    Column accountTransactions;  ///< address -> count; address, ordinal -> sequence
    Column accounts;             ///< address -> account at the head
    Column slotValues;           ///< address, slot -> value at the head
    Column reverses;             ///< number -> what the block overwrote, to undo it
    Column labels;               ///< name -> number: safe, asserted, finalized
};

/// Tables of L1 (0) and L2 (1).
inline constexpr std::array<ChainColumns, 2> chainColumns{{
    {Column::l1Blocks, Column::l1BlockNumbers, Column::l1Transactions, Column::l1Receipts,
     Column::l1TransactionHashes, Column::l1AccountTransactions, Column::l1Accounts,
     Column::l1Slots, Column::l1Reverses, Column::l1Labels},
    {Column::l2Blocks, Column::l2BlockNumbers, Column::l2Transactions, Column::l2Receipts,
     Column::l2TransactionHashes, Column::l2AccountTransactions, Column::l2Accounts,
     Column::l2Slots, Column::l2Reverses, Column::l2Labels},
}};

/// Row of the schema's version in Column::meta.
inline constexpr std::string_view versionKey = "schemaVersion";

/// Folder of RocksDB and name of the head marker inside the data directory.
inline constexpr std::string_view databaseFolder = "db";
inline constexpr std::string_view headMarkerFile = "heads";

}  // namespace rollscope::storage
