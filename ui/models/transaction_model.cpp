#include "ui/models/transaction_model.h"

#include <utility>

#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

struct Opened {
    Hash transaction;
    std::weak_ptr<const api::ExecutionRecord> record;
};

Opened& opened() {
    static Opened last;
    return last;
}

const std::vector<api::ContractView>& noContracts() {
    static const std::vector<api::ContractView> none;
    return none;
}

}  // namespace

api::ExecutionPtr openExecution(const Hash& transaction) {
    return opened().transaction == transaction ? opened().record.lock() : nullptr;
}

TransactionModel::TransactionModel(api::Node& node, QObject* parent)
    : QObject(parent), m_node(node) {
    m_soon.setSingleShot(true);
    m_soon.setInterval(300);
    connect(&m_soon, &QTimer::timeout, this, &TransactionModel::read);
    connect(&m_node, &api::Node::headsChanged, this, [this] {
        const bool settled = m_tx && m_tx->status.status == api::TxStatus::finalized;
        if (m_open && !settled && !m_soon.isActive()) m_soon.start();
    });
    connect(&m_node, &api::Node::abisChanged, this, &TransactionModel::tellAgain);
    readAbis();
    m_node.config().then(this, [this](Result<api::NodeConfig> config) {
        if (!config) return;
        m_config = std::move(*config);
        if (m_tx) emit transactionChanged();
    });
}

void TransactionModel::open(api::Layer layer, const Hash& hash) {
    if (m_open && layer == m_layer && hash == m_hash) return retry();
    close();
    m_open = true;
    m_layer = layer;
    m_hash = hash;
    read();
}

void TransactionModel::close() {
    ++m_generation;
    // an answered future may not be cancelled: what continued it is gone (Qt 6.4)
    if (m_recording) m_recordAnswer.cancel();
    if (m_comparing) m_compareAnswer.cancel();
    m_soon.stop();
    m_open = m_reading = m_recording = m_comparing = m_stale = m_again = false;
    m_tx.reset();
    m_execution.reset();
    m_changes.reset();
    m_problem.clear();
    m_executionProblem.clear();
    m_changesProblem.clear();
    emit loadingChanged();
}

void TransactionModel::readAbis() {
    m_node.abis().then(this, [this](Result<std::vector<api::AbiView>> abis) {
        if (!abis) return;
        m_abis = std::move(*abis);
        if (m_tx) emit transactionChanged();
    });
}

// What is shown stays until it comes again in the new words.
void TransactionModel::tellAgain() {
    readAbis();
    opened() = {};
    if (!m_open) return;
    m_stale = m_execution || m_recording;
    if (m_reading) {
        m_again = true;
    } else {
        read();
    }
}

// Another block holds it now: what it did there may differ.
void TransactionModel::forgetExecution() {
    cancel();
    m_executionProblem.clear();
    m_changesProblem.clear();
    if (m_execution) {
        m_execution.reset();
        emit executionChanged();
    }
    if (m_changes) {
        m_changes.reset();
        emit changesChanged();
    }
}

void TransactionModel::retry() {
    if (!m_open) return;
    m_executionProblem.clear();
    m_changesProblem.clear();
    if (!m_reading) read();
}

void TransactionModel::cancel() {
    if (m_recording) {
        m_recordAnswer.cancel();
        m_recording = false;
        m_executionProblem = tr("Recording was cancelled.");
        emit executionChanged();
    }
    if (m_comparing) {
        m_compareAnswer.cancel();
        m_comparing = false;
        m_changesProblem = tr("Comparing was cancelled.");
        emit changesChanged();
    }
    emit loadingChanged();
}

void TransactionModel::read() {
    m_reading = true;
    emit loadingChanged();
    m_node.transaction(m_layer, m_hash)
        .then(this, [this, generation = m_generation](Result<api::TxView> tx) {
            if (generation != m_generation) return;
            m_reading = false;
            if (std::exchange(m_again, false)) return read();
            m_problem = tx ? QString() : errorText(tx.error());
            if (tx && m_tx && tx->blockHash != m_tx->blockHash) forgetExecution();
            if (tx) m_tx = std::move(*tx);
            emit transactionChanged();
            if (mined()) {
                record();
                compare();
            }
            emit loadingChanged();
        });
}

void TransactionModel::record() {
    if (m_recording || !m_executionProblem.isEmpty()) return;
    if (m_execution && !m_stale) return;
    m_stale = false;
    m_recording = true;
    m_recordAnswer = m_node.executionOf(m_layer, m_hash);
    m_recordAnswer.then(this, [this, generation = m_generation](Result<api::ExecutionPtr> answer) {
        if (generation != m_generation || !m_recording) return;
        m_recording = false;
        if (answer) {
            m_execution = std::move(*answer);
            opened() = {m_hash, m_execution};
        } else {
            m_executionProblem = errorText(answer.error());
        }
        emit executionChanged();
        emit loadingChanged();
        if (m_stale) record();  // an ABI came meanwhile
    });
}

void TransactionModel::compare() {
    if (m_changes || m_comparing || !m_changesProblem.isEmpty()) return;
    m_comparing = true;
    m_compareAnswer = m_node.stateChangesOf(m_layer, m_hash);
    m_compareAnswer.then(
        this, [this, generation = m_generation](Result<std::vector<api::StateChange>> answer) {
            if (generation != m_generation || !m_comparing) return;
            m_comparing = false;
            if (answer) {
                m_changes = std::move(*answer);
            } else {
                m_changesProblem = errorText(answer.error());
            }
            emit changesChanged();
            emit loadingChanged();
        });
}

const api::ContractView* TransactionModel::contractAt(const Address& address) const {
    const api::ContractView* other = nullptr;
    for (const api::ContractView& contract : m_config ? m_config->contracts : noContracts()) {
        if (contract.address != address) continue;
        if (contract.layer == m_layer) return &contract;
        other = &contract;
    }
    return other;
}

const api::AbiView* TransactionModel::abiAt(const Address& address) const {
    for (const api::AbiView& each : m_abis) {
        if (each.layer == m_layer && each.address == address) return &each;
    }
    return nullptr;
}

void TransactionModel::trace(std::function<void(Result<api::TraceView>)> done) {
    api::TraceOptions options;
    options.tracer = api::TracerKind::call;
    options.withLog = true;
    options.timeoutMs = 60'000;
    m_node.traceTransaction(m_layer, m_hash, options).then(this, std::move(done));
}

}  // namespace rollscope::ui
