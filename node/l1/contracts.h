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
    static Bytes construction(const Config& config);
    static Bytes submitBatch(const Bytes& data, std::uint64_t inboxCount);
    static Bytes submitStateRoot(const types::Claim& claim, const Hash& batchHash);
    static Bytes submitBatchAndStateRoot(const Bytes& data, std::uint64_t inboxCount,
                                         const types::Claim& claim);
    static Bytes depositBond();
    static Bytes finalizeBatch(std::uint64_t batch);
    static Bytes bondBalance(const Address& owner);  ///< view: uint256
    static Bytes requiredInboxCount();               ///< view: uint64
    static std::optional<BatchSubmitted> batchSubmitted(const types::Log& log);
    static std::optional<StateRootSubmitted> stateRootSubmitted(const types::Log& log);
    static std::optional<BatchFinalized> batchFinalized(const types::Log& log);
    /// The `data` argument of submitBatch or submitBatchAndStateRoot.
    static std::optional<Bytes> batchDataOf(BytesView calldata);
};

/// Bond of an assertion: 0.08 ether.
U256 assertionBond();

/// Outbox, L1: outbound roots.
struct OutboxContract {
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
    static Bytes construction(const Address& l1Bridge, const Address& l2Inbox);
    static Bytes withdraw(const Address& l1Token, const Address& l2Token, const U256& amount);
    static Bytes withdrawTo(const Address& l1Token, const Address& l2Token,
                            const Address& recipient, const U256& amount);
    static std::optional<WithdrawalInitiated> withdrawalInitiated(const types::Log& log);
};

/// L2Token and the two without calls of ours.
struct L2TokenContract {
    static Bytes construction(const Address& bridge, const Address& l1Token);
};
struct L2OutboxContract {
    static Bytes construction(const Address& l2Inbox);
};

}  // namespace rollscope::l1
