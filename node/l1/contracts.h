// The rollup's contracts, one struct each: call data to send them, events to read from them.
// Their interfaces are told in contracts/README.md.
#pragma once

#include <optional>

#include "node/core/types/message.h"
#include "node/core/types/receipt.h"
#include "node/l1/addresses.h"

namespace rollscope::l1 {

/// Inbox, L1: messages to L2.
struct InboxContract {
    /// event MessageSent: the whole message.
    struct MessageSent {
        types::L1ToL2Message message;
        Hash leaf;
    };
    static Bytes construction(const Address& bridge);
    static std::optional<MessageSent> messageSent(const types::Log& log);
};

/// Rollup, L1: batches and assertions.
struct RollupContract {
    /// Constructor's RollupConfig, apart from the parameters.
    struct Config {
        Address sequencer;  ///< who posts batches
        Contracts contracts;
        Hash genesisStateRoot;
        Hash genesisBlockHash;
        Hash genesisOutboxRoot;
        U256 bond;  ///< wei
        RollupParameters parameters;
    };
    struct BatchSubmitted {
        types::BatchRecord record;
        Hash hash;
        Address submitter;
    };
    struct StateRootSubmitted {
        std::uint64_t batch = 0;
        std::uint64_t assertion = 0;
        Address asserter;
        Hash claim;
        types::Claim parts;
        std::uint64_t finalizableAt = 0;
    };
    struct BatchFinalized {
        std::uint64_t batch = 0;
        std::uint64_t assertion = 0;
    };
    struct ProofVerified {
        std::uint64_t batch = 0;
        std::uint64_t assertion = 0;
        Address verifier;
    };
    static Bytes construction(const Config& config);
    static Bytes submitBatch(const Bytes& data, std::uint64_t inboxCount);
    /// `proof` is for the rollup's verifier; empty: the assertion waits for its challenge period.
    static Bytes submitStateRoot(const types::Claim& claim, const Hash& batchHash,
                                 Bytes proof = {});
    static Bytes submitBatchAndStateRoot(const Bytes& data, std::uint64_t inboxCount,
                                         const types::Claim& claim);
    static Bytes depositBond();
    static Bytes finalizeBatch(std::uint64_t batch);
    static Bytes bondBalance(const Address& owner);  ///< view: uint256
    static Bytes requiredInboxCount();               ///< view: uint64
    static std::optional<BatchSubmitted> batchSubmitted(const types::Log& log);
    static std::optional<StateRootSubmitted> stateRootSubmitted(const types::Log& log);
    static std::optional<BatchFinalized> batchFinalized(const types::Log& log);
    static std::optional<ProofVerified> proofVerified(const types::Log& log);
    /// The `data` argument of submitBatch or submitBatchAndStateRoot.
    static std::optional<Bytes> batchDataOf(BytesView calldata);
};

/// Bond of an assertion: 0.08 ether.
U256 assertionBond();

/// Outbox, L1: outbound roots.
struct OutboxContract {
    struct MessageConsumed {
        std::uint64_t message = 0;  ///< index in the outbound tree
        Address target;
        std::uint64_t batch = 0;
        Hash leaf;
    };
    static std::optional<MessageConsumed> messageConsumed(const types::Log& log);
    static Bytes construction(const Contracts& contracts);
};

/// L1Bridge, L1: deposits in, withdrawals out.
struct BridgeContract {
    struct Deposit {
        std::uint64_t message = 0;  ///< index in the inbox
        Address l1Token;
        Address l2Token;
        Address from;
        Address to;
        U256 amount;
    };
    struct ExitRequested {
        std::uint64_t message = 0;
        Address l1Token;
        Address from;
        U256 amount;
    };
    struct WithdrawalEvent {
        std::uint64_t withdrawal = 0;
        std::uint64_t batch = 0;
        Address recipient;
        Address l1Token;
        U256 amount;
    };
    static Bytes construction(const Contracts& contracts, const Address& l2Bridge);
    static Bytes depositEth();
    static Bytes deposit(const Address& l1Token, const Address& l2Token, const U256& amount,
                         std::uint32_t gasLimit);
    static Bytes exitHatch(const Address& l1Token, const Address& l2Token, const U256& amount);
    /// withdraw(bytes32 leaf, bytes proof): proves and pays.
    static Bytes withdraw(const Hash& leaf, const Bytes& proof);
    /// abi.encode(message, batchIndex, path), the proof of `withdraw`.
    static Bytes withdrawalProof(const types::L2ToL1Message& message, std::uint64_t batch,
                                 const std::vector<Hash>& path);
    static std::optional<Deposit> deposited(const types::Log& log);
    static std::optional<ExitRequested> exitRequested(const types::Log& log);
    static std::optional<WithdrawalEvent> withdrawalProven(const types::Log& log);
    static std::optional<WithdrawalEvent> withdrawalFinalized(const types::Log& log);
};

/// L1Token, L1: the demo ERC-20.
struct TokenContract {
    static Bytes construction(const std::vector<Address>& holders, const U256& amountEach);
    static Bytes approve(const Address& spender, const U256& amount);
    static Bytes symbol();  ///< view: string
};

/// L2Inbox, L2: messages to L1.
struct L2InboxContract {
    struct MessageQueued {
        types::L2ToL1Message message;
        Hash leaf;
    };
    static Bytes construction(const Address& l2Outbox, const Address& l2Bridge);
    static std::optional<MessageQueued> messageQueued(const types::Log& log);
};

/// L2Bridge, L2: withdrawals in, deposits out.
struct L2BridgeContract {
    struct WithdrawalInitiated {
        std::uint64_t withdrawal = 0;
        Address sender;
        Address recipient;
        Address l1Token;
        Address l2Token;
        U256 amount;
    };
    /// The wish that an auth witness signs (EIP-712 BurnAuthorization).
    struct Burn {
        Address token;
        Address from;
        Address recipient;  ///< on L1
        U256 amount;
        U256 nonce;
        U256 deadline;  ///< seconds
    };
    struct Claimed {
        std::uint64_t message = 0;  ///< index in the inbox
        Address l2Token;
        Hash redeemHash;
        U256 amount;
    };
    struct WitnessSpent {
        Address from;
        U256 nonce;
        Hash digest;
    };
    static Bytes construction(const Address& l1Bridge, const Address& l2Inbox,
                              const Address& l2Outbox);
    /// Consumes a portal's message: mints to the pool of the token that it names.
    static Bytes claim(const types::L1ToL2Message& message, const Hash& claimSecret,
                       const std::vector<Hash>& path);
    static Bytes exitToL1(const Burn& burn, const Bytes& signature);
    static Bytes burnDigest(const Burn& burn);                            ///< view: bytes32
    static Bytes isWitnessSpent(const Address& from, const U256& nonce);  ///< view: bool
    static std::optional<Claimed> claimed(const types::Log& log);
    static std::optional<WitnessSpent> witnessSpent(const types::Log& log);
    static Bytes withdraw(const Address& l1Token, const Address& l2Token, const U256& amount);
    static Bytes withdrawTo(const Address& l1Token, const Address& l2Token,
                            const Address& recipient, const U256& amount);
    static std::optional<WithdrawalInitiated> withdrawalInitiated(const types::Log& log);
};

/// TokenPortal, L1: one pair of tokens, bridged by messages that wait to be claimed.
struct TokenPortalContract {
    struct Deposited {
        std::uint64_t message = 0;  ///< index in the inbox
        Address from;
        U256 amount;
        Hash redeemHash;
        Hash secretHash;
        Hash leaf;
    };
    struct Withdrawn {
        std::uint64_t message = 0;  ///< index in the outbound tree
        std::uint64_t batch = 0;
        Address recipient;
        U256 amount;
    };
    /// What a withdrawal's message asks the portal for.
    struct Release {
        Address l2Token;
        U256 amount;
        Address recipient;
    };
    static Bytes construction(const Contracts& contracts, const Address& l2Token,
                              const Address& l2Bridge);
    static Bytes deposit(const U256& amount, const Hash& redeemHash, const Hash& secretHash);
    /// Pays what `message` releases; it must be one that releaseOf reads.
    static Bytes withdraw(const Release& release, std::uint64_t batch,
                          const types::L2ToL1Message& message, const std::vector<Hash>& path);
    static std::optional<Deposited> deposited(const types::Log& log);
    static std::optional<Withdrawn> withdrawn(const types::Log& log);
    /// None unless the message's data is withdraw(address,uint256,address).
    static std::optional<Release> releaseOf(const types::L2ToL1Message& message);
    /// keccak(abi.encode(secret)): what a deposit says of its claim secret.
    static Hash secretHash(const Hash& claimSecret);
    /// keccak(abi.encode(secret, recipient)): the pool's key.
    static Hash redeemHash(const Hash& redeemSecret, const Address& recipient);
};

/// AttestationVerifier, L1: M of N signatures of verifiers make an assertion final.
struct AttestationContract {
    static Bytes construction(const Address& rollup, const std::vector<Address>& verifiers,
                              std::uint64_t threshold);
    /// What a verifier signs (EIP-712) for the contract at `verifier` on `l1ChainId`.
    static Hash digest(std::uint64_t l1ChainId, const Address& verifier, const Address& rollup,
                       const Hash& batchHash, const Hash& claim);
};

/// L2Token, L2: the pair of an L1 token.
struct L2TokenContract {
    struct Pair {
        Address bridge;
        Address l1Token;
        Address portal;  ///< zero: L1Bridge's pair
        std::string name;
        std::string symbol;
    };
    struct PendingMinted {
        Hash redeemHash;
        U256 amount;
    };
    struct Redeemed {
        Hash redeemHash;
        Address to;
        U256 amount;
    };
    static Bytes construction(const Pair& pair);
    static Bytes redeem(const U256& amount, const Hash& redeemSecret);
    static Bytes pendingOf(const Hash& redeemHash);  ///< view: uint256
    static std::optional<PendingMinted> pendingMinted(const types::Log& log);
    static std::optional<Redeemed> redeemed(const types::Log& log);
};

/// L2Outbox, which only the state transition and L2Bridge call.
struct L2OutboxContract {
    struct MessageConsumed {
        std::uint64_t message = 0;  ///< index in the inbox
        Address recipient;
    };
    static Bytes construction(const Address& l2Inbox);
    static std::optional<MessageConsumed> messageConsumed(const types::Log& log);
};

}  // namespace rollscope::l1
