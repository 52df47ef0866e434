// One transaction with everything that a page shows of it: facts, execution, state changes.
//
// In: the node, a layer and a hash. Out: signals as each part arrives; nothing blocks, and what is
// under way is cancelled by close(). A transaction that waits is read again with each new head.
#pragma once

#include <QTimer>
#include <functional>

#include "node/api/node.h"

namespace rollscope::ui {

/// The execution that a page has open, for those who show a part of it; none if no page has.
api::ExecutionPtr openExecution(const Hash& transaction);

class TransactionModel : public QObject {
    Q_OBJECT
public:
    TransactionModel(api::Node& node, QObject* parent);

    void open(api::Layer layer, const Hash& hash);
    /// Forgets it and cancels what is under way.
    void close();
    /// Reads the failed or missing parts again.
    void retry();
    /// Stops the execution that is being recorded; the page says so.
    void cancel();

    bool isOpen() const { return m_open; }
    api::Layer layer() const { return m_layer; }
    const Hash& hash() const { return m_hash; }
    const std::optional<api::TxView>& transaction() const { return m_tx; }
    bool mined() const { return m_tx && m_tx->receipt.has_value(); }
    const api::ExecutionPtr& execution() const { return m_execution; }
    const std::optional<std::vector<api::StateChange>>& changes() const { return m_changes; }
    bool loading() const { return m_reading || m_recording || m_comparing; }
    bool recording() const { return m_recording; }
    /// What the last reading of each part said; empty: nothing wrong.
    const QString& problem() const { return m_problem; }
    const QString& executionProblem() const { return m_executionProblem; }
    const QString& changesProblem() const { return m_changesProblem; }
    /// The ABI loaded for an address of this layer; null without.
    const api::AbiView* abiAt(const Address& address) const;
    /// The rollup contract at an address, on this layer or the other; null for others.
    const api::ContractView* contractAt(const Address& address) const;
    /// callTracer's answer with logs, for a file.
    void trace(std::function<void(Result<api::TraceView>)> done);

signals:
    /// The transaction or its status.
    void transactionChanged();
    void executionChanged();
    void changesChanged();
    void loadingChanged();

private:
    void read();
    void forgetExecution();
    void readAbis();
    void tellAgain();
    void record();
    void compare();

    api::Node& m_node;
    api::Layer m_layer = api::Layer::l2;
    Hash m_hash;
    bool m_open = false, m_reading = false, m_recording = false, m_comparing = false;
    std::uint64_t m_generation = 0;
    std::optional<api::TxView> m_tx;
    api::ExecutionPtr m_execution;
    std::optional<std::vector<api::StateChange>> m_changes;
    QString m_problem, m_executionProblem, m_changesProblem;
    QFuture<Result<api::ExecutionPtr>> m_recordAnswer;
    QFuture<Result<std::vector<api::StateChange>>> m_compareAnswer;
    std::optional<api::NodeConfig> m_config;
    std::vector<api::AbiView> m_abis;
    bool m_stale = false;  ///< the execution is told in old words
    bool m_again = false;  ///< and so is the transaction that is being read
    QTimer m_soon;
};

}  // namespace rollscope::ui
