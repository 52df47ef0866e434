// The bytes of a chain's rows (schema.h names the tables).
#pragma once

#include <optional>

#include "node/chain/records.h"
#include "node/core/base/bytes.h"

namespace rollscope::chain {

Bytes encodeRecord(const BlockRecord& record, const std::vector<types::Log>& systemLogs);
/// ErrorCode::storageCorrupt when the row does not decode, here and below.
Result<BlockRecord> decodeRecord(BytesView row);
Result<std::vector<types::Log>> decodeSystemLogs(BytesView row);
/// The bloom of a record's header without decoding the header; null when it is not where it
/// stands in every header of Cancun's form.
const std::uint8_t* bloomInRecord(BytesView row);

/// A transaction's row without what its block's record knows.
struct TransactionRow {
    std::uint64_t block = 0;
    std::uint32_t index = 0;
    Hash hash;
    Address sender;
    Bytes raw;
};
Bytes encodeTransactionRow(const TransactionRow& row);
Result<TransactionRow> decodeTransactionRow(BytesView row);

Bytes encodeReceiptRow(const StoredReceipt& receipt);
/// `withBloom`: computed from the logs, it is not stored.
Result<StoredReceipt> decodeReceiptRow(BytesView row, bool withBloom = true);

Bytes encodeAccount(const state::Account& account);
Result<state::Account> decodeAccount(BytesView row);

/// What a block overwrote in the flat tables.
struct Reverse {
    struct Slot {
        Address address;
        U256 key;
        U256 value;  ///< 0: there was none
    };
    std::vector<std::pair<Address, std::optional<state::Account>>> accounts;
    std::vector<Slot> slotValues;
};
Bytes encodeReverse(const Reverse& reverse);
Result<Reverse> decodeReverse(BytesView row);

/// address ‖ slot.
Bytes slotRowKey(const Address& address, const U256& key);

/// Length of rlp([header, transactions, [], []]), from the encoded header and transactions.
std::uint64_t blockSize(std::size_t headerBytes, const std::vector<Bytes>& rawTransactions);

}  // namespace rollscope::chain
