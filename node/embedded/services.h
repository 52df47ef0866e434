// Everything that an embedded node consists of, made in the order in which it depends on itself.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

#include "node/batcher/batcher.h"
#include "node/bridge/bridge.h"
#include "node/chain/batch_spans.h"
#include "node/chain/chain.h"
#include "node/dispute/proposer.h"
#include "node/embedded/event_log.h"
#include "node/embedded/options.h"
#include "node/embedded/status_answers.h"
#include "node/keys/local_signer.h"
#include "node/l1/devnet_l1.h"
#include "node/l1/l1_mirror.h"
#include "node/l1/loaded_abis.h"
#include "node/l1/sender.h"
#include "node/mempool/mempool.h"
#include "node/sequencer/sequencer.h"
#include "node/storage/database.h"
#include "node/verifier/attestor.h"
#include "node/verifier/verifier.h"

namespace rollscope::embedded {

inline constexpr std::size_t roleCount = 6;

/// What the services' callbacks leave for the driver to handle after the step.
struct Mailbox {
    std::mutex mutex;
    std::vector<Hash> newPending;  ///< entered the pool, not yet signalled
};

/// The parts. Members are destroyed in reverse order.
struct Services {
    explicit Services(Options given);
    /// Opens the disk, both chains and all roles; first start makes genesis and deploys.
    static Result<std::unique_ptr<Services>> open(Options options);

    std::uint64_t wallMs() const { return options.wallMs(); }
    /// L1's clock, which is the rollup's.
    std::uint64_t chainSeconds() const { return devnet->now(wallMs()); }
    sequencer::Now now() const { return {chainSeconds(), wallMs()}; }
    const chain::Chain& chainOf(api::Layer layer) const;
    api::EventSink sink(const char* source);
    bool running(api::Role role) const { return roles[static_cast<std::size_t>(role)]; }

    Options options;
    EventLog log;
    Mailbox mailbox;
    StatusAnswers answers;
    std::uint64_t startedAtMs = 0;
    std::array<std::atomic<bool>, roleCount> roles{};
    keys::RoleSigner roleKeys;
    keys::MnemonicSigner userKeys;
    state::ChainSpec spec;  ///< L2's

    std::unique_ptr<storage::Database> database;
    std::unique_ptr<l1::LoadedAbis> abis;
    std::unique_ptr<l1::DevnetL1> devnet;
    std::unique_ptr<l1::L1Mirror> mirror;
    std::unique_ptr<chain::Chain> l2;
    std::unique_ptr<chain::BatchSpans> spans;
    std::unique_ptr<mempool::Mempool> pool;
    std::unique_ptr<l1::Sender> batcherSender;
    std::unique_ptr<l1::Sender> proposerSender;
    std::unique_ptr<sequencer::Sequencer> sequencer;
    std::unique_ptr<verifier::Attestor> attestor;  ///< none in an optimistic rollup
    std::unique_ptr<verifier::Verifier> verifier;
    std::unique_ptr<batcher::Batcher> batcher;
    std::unique_ptr<dispute::Proposer> proposer;
    std::unique_ptr<bridge::Bridge> bridge;

    // urls of the servers and notes of the roles, written on one thread and read on others
    mutable std::mutex textMutex;
    QString rpcUrl;
    QString l1RpcUrl;
    std::array<QString, roleCount> notes;
    api::SequencerView sequencerView;

    std::atomic<std::uint32_t> asked{0};  ///< questions since the driver's last turn

    /// The sequencer got further; set by whoever drives it.
    std::function<void()> sequencerChanged;

private:
    Result<void> openChains();
    void makeRoles();
};

}  // namespace rollscope::embedded
