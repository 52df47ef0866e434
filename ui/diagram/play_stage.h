// What a script asks of the chains while it runs: transactions, events, views, and patience.
#pragma once

#include <QTimer>
#include <coroutine>

#include "node/api/node.h"
#include "node/api/portal_secrets.h"
#include "node/api/signer.h"
#include "ui/diagram/evidence.h"

namespace rollscope::ui {

/// Selectors of the views that evidence is read from (the window has no keccak).
namespace view {
inline constexpr std::uint32_t balanceOf = 0x70a08231;      ///< balanceOf(address)
inline constexpr std::uint32_t leafAt = 0x17b0cba5;         ///< leafAt(uint256)
inline constexpr std::uint32_t inboundCount = 0xa6ce248b;   ///< inboundCount()
inline constexpr std::uint32_t inboundRoot = 0x1445fad1;    ///< inboundRoot()
inline constexpr std::uint32_t outboundCount = 0xd538f972;  ///< outboundCount()
inline constexpr std::uint32_t outboundRoot = 0x65eaf11b;   ///< outboundRoot()
inline constexpr std::uint32_t queueLength = 0xab91c7b0;    ///< queueLength()
inline constexpr std::uint32_t batchIndexOf = 0x0d15a255;   ///< batchIndexOf(bytes32)
inline constexpr std::uint32_t nextIndex = 0xfc7e9c6f;      ///< nextIndex()
inline constexpr std::uint32_t burnDigest =
    0x2a8190b0;  ///< burnDigest(address,address,address,uint256,uint256,uint256)
}  // namespace view

/// The account and amount that a run is played with.
struct PlayWish {
    Address account;
    U256 amount;
};

/// How long a script waits for what it looks for.
enum class Patience : std::uint8_t {
    none,     ///< what is past is there, or is not
    brief,    ///< a transaction of ours
    endless,  ///< what others may do at any time
};

/// Waits some time, or until the node has something new.
class Pause {
public:
    Pause(api::Node& node, QObject* on, int ms);
    ~Pause();
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiter);
    void await_resume() const {}

private:
    api::Node& m_node;
    QTimer* m_timer;
    int m_ms;
};

/// A run's view of the node; lives as long as the run, on the player's thread.
class PlayStage {
public:
    PlayStage(api::Node& asked, api::Signer& keys, QObject* on)
        : node(asked), signer(keys), m_on(on) {}

    api::Node& node;
    api::Signer& signer;
    api::SecretVault* vault = nullptr;  ///< none: secrets are kept by the run alone
    api::NodeConfig config;             ///< read before a script runs
    PlayWish wish;
    Patience patience = Patience::brief;
    qint64 patienceMs = 60'000;
    /// The challenge period may be skipped by the devnet's clock.
    bool mayWarp = false;
    /// Tells what is waited for; `clock`: chain seconds when it ends, if a clock runs.
    std::function<void(QString, std::optional<std::uint64_t>)> waits;

    template <class T>
    Answered<T> ask(QFuture<T> future) const {
        return {std::move(future), m_on};
    }

    /// A wait has begun: patience counts from here.
    void beginWait(const QString& what, std::optional<std::uint64_t> clock = {});
    bool isOutOfPatience() const;
    /// For the next look, on a new block at the latest.
    Pause pause() const { return {node, m_on, 200}; }
    /// That what was waited for did not come.
    Error outOfPatience() const;

    /// The other person of a run: the first account that is not the wish's.
    Address partner() const;
    Address contract(const char* name, api::Layer layer) const;
    std::uint64_t chainId(api::Layer layer) const;

    /// Prepares, signs and submits; the hash that the node answers.
    Task<Result<Hash>> submit(api::Intent intent);
    /// A transaction of L2 as it is now: in a block, or in the pool.
    Task<Result<Evidence>> seen(Hash hash, QString event);
    /// Posts what waits for a batch, unless the block's batch is on L1 already; the batch's index
    /// once it is there. Without `post` it only waits.
    Task<Result<std::uint64_t>> batchWith(std::uint64_t l2Block, bool post);
    /// The event of a batch's state root on L1, once it is there.
    Task<Result<Evidence>> assertionOf(std::uint64_t batch);
    /// Prepares, signs, submits and waits for the block; fails with the revert's reason.
    Task<Result<api::TxView>> send(api::Intent intent);
    /// A mined transaction, waited for; a failed one fails.
    Task<Result<api::TxView>> mined(api::Layer layer, Hash hash);
    /// An event that `contract` logged in a transaction, by its name and one of its values.
    Result<Evidence> eventIn(const api::TxView& tx, const char* contract, const char* event,
                             const char* key, const QString& value) const;
    /// The first event of a contract by name whose values `fits` accepts, from a block on.
    Task<Result<api::LogView>> waitForEvent(api::Layer layer, const char* contract,
                                            const char* event, std::uint64_t fromBlock,
                                            std::function<bool(const api::DecodedCall&)> fits);
    /// One word that a view of a contract returns after a block.
    Task<Result<U256>> word(api::Layer layer, const char* contract, std::uint32_t selector,
                            std::vector<U256> arguments, api::BlockId at);
    /// Fills in the block that evidence was found in, by its hash, and the roots around it; fails
    /// when another block has taken its place.
    Task<Result<bool>> place(Evidence& evidence);
    /// Fills in the call that evidence was left by: the one that logged its event, else the one of
    /// the contract that it names, else the transaction's own. What cannot be traced has none.
    Task<Result<bool>> findCall(Evidence& evidence);
    Task<Result<Evidence>> blockEvidence(api::Layer layer, std::uint64_t number, QString event);

private:
    QObject* m_on;
    api::Layer m_sentTo = api::Layer::l1;
    QString m_waitsFor;
    qint64 m_waitsUntil = 0;  // steady ms
    // arrows that share a transaction are traced once
    std::optional<Hash> m_tracedTx;
    api::ExecutionPtr m_traced;
};

/// A value of a decoded call or event by name; empty when there is none.
QString valueOf(const api::DecodedCall& decoded, const char* name);
QString valueOf(const Evidence& evidence, const char* name);
api::NamedValue named(const QString& name, const QString& type, const QString& value);
api::NamedValue named(const QString& name, const U256& value);
api::NamedValue named(const QString& name, const Hash& value);
api::NamedValue named(const QString& name, const Address& value);
/// A moment of the wall's clock.
api::NamedValue moment(const QString& name, std::uint64_t unixMs);

}  // namespace rollscope::ui
