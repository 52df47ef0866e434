// Headers and blocks, in the form of Ethereum's Cancun fork.
#pragma once

#include <optional>
#include <vector>

#include "node/core/types/receipt.h"
#include "node/core/types/transaction.h"

namespace rollscope::types {

/// Block header; the optional fields are those of the forks after Berlin, all present from Cancun
/// on.
struct Header {
    Hash parentHash;
    Hash ommersHash;  ///< keccak(rlp([])) since the merge
    Address beneficiary;
    Hash stateRoot;
    Hash transactionsRoot;
    Hash receiptsRoot;
    Bloom logsBloom;
    U256 difficulty;  ///< 0 since the merge
    std::uint64_t number = 0;
    std::uint64_t gasLimit = 0;
    std::uint64_t gasUsed = 0;
    std::uint64_t timestamp = 0;  ///< seconds
    Bytes extraData;              ///< at most 32 bytes
    Hash prevRandao;
    FixedBytes<8> nonce;
    std::optional<U256> baseFeePerGas;           ///< EIP-1559, wei
    std::optional<Hash> withdrawalsRoot;         ///< EIP-4895
    std::optional<std::uint64_t> blobGasUsed;    ///< EIP-4844
    std::optional<std::uint64_t> excessBlobGas;  ///< EIP-4844
    std::optional<Hash> parentBeaconBlockRoot;   ///< EIP-4788
    bool operator==(const Header&) const = default;
};

/// A header and its transactions. Rollscope's chains have neither ommers nor withdrawals.
struct Block {
    Header header;
    std::vector<Transaction> transactions;
    bool operator==(const Block&) const = default;
};

Bytes encodeHeader(const Header& header);
Result<Header> decodeHeader(BytesView bytes);
/// keccak256 of the header's RLP.
Hash headerHash(const Header& header);
/// rlp([header, transactions, [], []]): the body as on Ethereum.
Bytes encodeBlock(const Block& block);
Result<Block> decodeBlock(BytesView bytes);

/// keccak(rlp([])).
extern const Hash emptyOmmersHash;
/// keccak(rlp("")): the root of an empty trie.
extern const Hash emptyTrieRoot;

/// EIP-1559: the base fee of a child of `parent`, in wei. Denominator 8, elasticity 2.
U256 nextBaseFee(const Header& parent);

}  // namespace rollscope::types
