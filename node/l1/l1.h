// L1 as the rollup's roles see it: the embedded devnet now, a remote chain behind JSON-RPC later.
//
// In: signed transactions and calls. Out: blocks with receipts, answers at the latest head.
// Every function may be called from any thread.
#pragma once

#include <optional>
#include <vector>

#include "node/core/state/transition.h"
#include "node/core/types/block.h"

namespace rollscope::l1 {

/// L1's latest block.
struct Head {
    std::uint64_t number = 0;
    Hash hash;
    std::uint64_t timestamp = 0;  ///< seconds
    U256 baseFee;                 ///< of this block, wei
};

/// A block with everything a follower needs of it.
struct L1Block {
    types::Block block;
    Hash hash;
    std::vector<Hash> txHashes;
    std::vector<Address> senders;
    std::vector<types::Receipt> receipts;
};

/// A mined transaction's receipt and place.
struct MinedTx {
    types::Receipt receipt;
    std::uint64_t block = 0;
    Hash blockHash;
    std::uint32_t index = 0;
};

/// An Ethereum chain that the rollup settles on.
class L1 {
public:
    virtual ~L1() = default;
    virtual std::uint64_t chainId() const = 0;
    virtual Head head() const = 0;
    /// What head() said of an older block; unknownBlock above the head.
    virtual Result<Head> headAt(std::uint64_t number) const = 0;
    /// unknownBlock above the head.
    virtual Result<L1Block> block(std::uint64_t number) const = 0;
    /// Takes in a signed transaction; its hash, or Ethereum's usual refusal.
    virtual Result<Hash> sendRawTransaction(BytesView raw) = 0;
    /// None while it is not mined.
    virtual Result<std::optional<MinedTx>> receipt(const Hash& txHash) const = 0;
    /// Runs a call on the latest state; executionReverted carries the revert data in hex.
    virtual Result<Bytes> call(const state::CallMessage& message) const = 0;
    /// Gas that the call needs as a transaction, found by trying.
    virtual Result<std::uint64_t> estimateGas(const state::CallMessage& message) const = 0;
    /// Next nonce, transactions in L1's pool included.
    virtual Result<std::uint64_t> nonce(const Address& account) const = 0;
    /// Next nonce by mined transactions alone.
    virtual Result<std::uint64_t> minedNonce(const Address& account) const = 0;
    virtual Result<U256> balance(const Address& account) const = 0;
    /// Base fee of the next block, wei.
    virtual U256 nextBaseFee() const = 0;
};

}  // namespace rollscope::l1
