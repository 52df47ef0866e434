// One turn of the node: what every service does, in order, on the node's thread.
#pragma once

#include <QObject>
#include <QTimer>
#include <map>

#include "node/api/node.h"
#include "node/embedded/queries.h"
#include "node/embedded/services.h"

namespace rollscope::embedded {

/// Drives the services and tells `node`'s listeners what changed.
class Driver : public QObject {
    Q_OBJECT
public:
    Driver(Services& services, api::Node& node);

    /// Begins to tick by a timer of the thread that calls it.
    void run();
    void halt();
    /// One turn; L1's side of it waits while others are served first.
    void tick();

    // --- acts, on the node's thread
    Result<Hash> submitL1(const Bytes& raw);
    Result<api::Done> setRole(api::Role role, bool on);
    Result<std::uint64_t> flush();
    Result<std::uint64_t> devnet(const api::DevnetCommand& command);
    api::OpenBatchView openBatch() const;
    Result<api::SequencerView> pauseSequencer();
    Result<api::SequencerView> resumeSequencer();
    Result<api::BlockStageView> stepSequencer();
    Result<api::SequencerView> lockNextBlock();
    Result<api::SequencerView> setSequencerPolicy(const api::SequencerPolicy& policy);
    Result<api::Done> dropTransaction(const Hash& hash);
    api::BatcherPolicy batcherPolicy() const;
    Result<api::Done> setBatcherPolicy(const api::BatcherPolicy& policy);
    Result<api::AbiView> loadAbi(api::Layer layer, const Address& address, const Bytes& json,
                                 const QString& name);
    Result<api::Done> forgetAbi(api::Layer layer, const Address& address);

private:
    /// Reads top to bottom.
    void turn(bool l1Waits);
    // the acts of a turn
    void pollL1();
    void readL1();
    void verify();
    void sequence();
    void batch();
    void propose();
    void followBridge();
    void publish();

    void publishBlocks(api::Layer layer);
    void publishMessages();
    void tellMessage(api::MessageSide side, std::uint64_t index);
    void publishBatches();
    void publishHeads();
    void noteRoles();
    void noteSequencer();
    void forgetOldTransactions();
    void publishSequencer();
    Result<void> needSequencer() const;
    Result<api::SequencerView> sequencerDone();
    void complain(const char* source, const Error& error);
    void calm(const char* source);
    Result<std::uint64_t> takeSnapshot();
    Result<std::uint64_t> revertTo(std::uint64_t id);
    Result<std::uint64_t> mine(std::uint64_t blocks);
    Result<void> sealNow();
    bool othersFirst();

    Services& m;
    api::Node& m_node;
    Queries m_queries;
    QTimer* m_timer = nullptr;
    l1::MirrorNews m_news;  // that the verifier has not seen
    bool m_verifierBusy = false;
    int m_sequencerFirst = 0;  ///< turns in which L1's side waits for the sequencer
    std::optional<std::uint64_t> m_waitsSinceMs;  ///< L1's side does

    // what was told last
    struct Told {
        std::uint64_t number = 0;
        Hash hash;
        bool any = false;
    };
    Told m_told[2];
    std::uint64_t m_nextPublishMs = 0;
    std::vector<std::uint64_t> m_batchesToTell;
    std::map<std::uint64_t, api::DepositStage> m_deposits;        // not at their end yet
    std::map<std::uint64_t, api::WithdrawalStage> m_withdrawals;  // not at their end yet
    std::vector<std::uint64_t> m_consumedToTell;                  // inbox indices
    bool m_messagesTold = false;
    std::uint64_t m_knownDeposits = 0;
    std::uint64_t m_knownWithdrawals = 0;
    std::uint64_t m_poolRevision = 0;
    bool m_sequencerNews = false;
    std::uint64_t m_nextSequencerMs = 0;
    std::uint64_t m_nextExpiryMs = 0;
    Bytes m_lastHeads;
    QString m_lastRoles;
    std::map<std::string, std::string> m_complaints;  // by source: said once
};

}  // namespace rollscope::embedded
