#include "node/core/evm/gas.h"
#include "node/crypto/native_precompiles.h"
#include "node/embedded/override_view.h"
#include "node/embedded/queries.h"
#include "node/embedded/replay.h"
#include "node/embedded/state_changes.h"
#include "node/l1/abi_book.h"
#include "node/trace/recorder.h"

namespace rollscope::embedded {

namespace {

constexpr std::uint64_t recordTimeoutMs = 60'000;
constexpr std::uint64_t recordBytes = std::uint64_t{512} << 20;

trace::Limits limitsOf(const CancelFlag& cancelled, std::uint64_t timeoutMs,
                       std::uint64_t maxBytes) {
    constexpr std::uint64_t longest = 600'000;
    const auto wait = std::chrono::milliseconds(std::min(timeoutMs, longest));
    return {cancelled, std::chrono::steady_clock::now() + wait, maxBytes};
}

trace::TraceStart startOf(const state::WatchedTx& tx, std::size_t firstLog) {
    return {tx.state, tx.sender, tx.tx.to, tx.block.beneficiary, tx.tx.gasLimit, firstLog};
}

trace::TraceEnd endOf(const types::Receipt& receipt) {
    return {receipt.gasUsed, receipt.success};
}

/// Watches a block and observes the transactions that `wanted` names.
class Watch : public state::TransactionWatch {
public:
    /// Makes the observer of one transaction.
    virtual trace::Observer* observe(const state::WatchedTx& tx, std::size_t firstLog) = 0;
    /// It has been told of the end.
    virtual void done(std::size_t index) { static_cast<void>(index); }

    evm::Tracer* before(const state::WatchedTx& tx) override {
        return m_observer = observe(tx, m_logs);
    }
    void after(std::size_t index, const state::TxOutcome& outcome) override {
        m_logs += outcome.receipt.logs.size();
        if (m_observer == nullptr) return;
        m_observer->finish(endOf(outcome.receipt));
        m_observer = nullptr;
        done(index);
    }

private:
    trace::Observer* m_observer = nullptr;
    std::size_t m_logs = 0;
};

/// One of geth's tracers on one transaction, or on all.
class TraceWatch : public Watch {
public:
    TraceWatch(const api::TraceOptions& options, const CancelFlag& cancelled,
               std::optional<std::size_t> only)
        : m_options(options), m_cancelled(cancelled), m_only(only) {}

    trace::Observer* observe(const state::WatchedTx& tx, std::size_t firstLog) override {
        if (m_only && tx.index != *m_only) return nullptr;
        m_tracing = trace::startTrace(m_options, startOf(tx, firstLog),
                                      limitsOf(m_cancelled, m_options.timeoutMs, m_left));
        return &m_tracing->observer();
    }
    void done(std::size_t) override {
        traces.push_back(m_tracing->take());
        m_left -= std::min<std::uint64_t>(m_left, m_tracing->observer().bytes());
        m_tracing.reset();
    }

    std::vector<Result<api::TraceView>> traces;

private:
    api::TraceOptions m_options;
    CancelFlag m_cancelled;
    std::optional<std::size_t> m_only;
    std::uint64_t m_left = m_options.maxBytes;
    std::unique_ptr<trace::Tracing> m_tracing;
};

/// One observer on one transaction.
template <class Observer, class Make>
class SingleWatch : public Watch {
public:
    SingleWatch(std::size_t index, Make make) : m_index(index), m_make(std::move(make)) {}
    trace::Observer* observe(const state::WatchedTx& tx, std::size_t firstLog) override {
        if (tx.index != m_index) return nullptr;
        observer = m_make(tx, startOf(tx, firstLog));
        return observer.get();
    }
    std::unique_ptr<Observer> observer;

private:
    std::size_t m_index;
    Make m_make;
};

template <class Observer, class Make>
Result<std::unique_ptr<Observer>> observeOne(const Services& services, api::Layer layer,
                                             const chain::StoredTransaction& at, Make make) {
    SingleWatch<Observer, Make> watch(at.index, std::move(make));
    if (auto replayed = replayBlock(services, layer, at.block, at.index, watch); !replayed) {
        return failFrom(replayed);
    }
    if (!watch.observer) return fail(ErrorCode::internal, "the transaction did not run again");
    return std::move(watch.observer);
}

}  // namespace

Result<chain::MinedTransaction> Queries::minedTransaction(api::Layer layer,
                                                          const Hash& hash) const {
    auto mined = m.chainOf(layer).mined(hash);
    if (!mined) return failFrom(mined);
    if (!*mined) return fail(ErrorCode::notFound, "transaction " + toHex(hash.view()));
    return std::move(**mined);
}

Result<api::TraceView> Queries::traceTransaction(api::Layer layer, const Hash& hash,
                                                 const api::TraceOptions& options,
                                                 const CancelFlag& cancelled) const {
    const auto mined = minedTransaction(layer, hash);
    if (!mined) return failFrom(mined);
    const chain::StoredTransaction& at = mined->transaction;
    TraceWatch watch(options, cancelled, at.index);
    if (auto replayed = replayBlock(m, layer, at.block, at.index, watch); !replayed) {
        return failFrom(replayed);
    }
    if (watch.traces.empty()) return fail(ErrorCode::internal, "the transaction did not run again");
    return std::move(watch.traces.front());
}

Result<std::vector<api::BlockTraceEntry>> Queries::traceBlock(api::Layer layer,
                                                              const api::BlockId& id,
                                                              const api::TraceOptions& options,
                                                              const CancelFlag& cancelled) const {
    const chain::Chain& chain = m.chainOf(layer);
    const auto number = chain.resolve(id);
    if (!number) return failFrom(number);
    const auto block = chain.block(*number);
    if (!block) return failFrom(block);
    TraceWatch watch(options, cancelled, std::nullopt);
    if (auto replayed = replayBlock(m, layer, *number, block->transactions.size(), watch);
        !replayed) {
        return failFrom(replayed);
    }
    std::vector<api::BlockTraceEntry> entries;
    for (std::size_t i = 0; i < watch.traces.size() && i < block->hashes.size(); ++i) {
        api::BlockTraceEntry entry{block->hashes[i], std::nullopt, {}};
        if (watch.traces[i]) {
            entry.trace = std::move(*watch.traces[i]);
        } else if (watch.traces[i].error().code == ErrorCode::cancelled) {
            return failFrom(watch.traces[i]);
        } else {
            entry.error = QString::fromStdString(watch.traces[i].error().text());
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

Result<api::TraceView> Queries::traceCall(api::Layer layer, const api::CallRequest& request,
                                          const api::BlockId& at, const api::TraceOptions& options,
                                          const api::CallOverrides& overrides,
                                          const CancelFlag& cancelled) const {
    const auto found = stateAt(layer, at);
    if (!found) return failFrom(found);
    const OverrideView view(found->state.view, overrides.accounts);
    state::BlockEnv env = found->env;
    if (overrides.number) env.number = *overrides.number;
    if (overrides.timestamp) env.timestamp = *overrides.timestamp;
    if (overrides.gasLimit) env.gasLimit = *overrides.gasLimit;
    if (overrides.beneficiary) env.beneficiary = *overrides.beneficiary;
    if (overrides.prevRandao) env.prevRandao = *overrides.prevRandao;
    if (overrides.baseFee) env.baseFee = *overrides.baseFee;
    const state::CallMessage message = messageOf(request);
    state::JournaledState state(view);
    const auto tracing = trace::startTrace(
        options, {state, message.from, message.to, env.beneficiary, message.gas, 0},
        limitsOf(cancelled, options.timeoutMs, options.maxBytes));
    const auto outcome =
        state::callMessage(state, env, message, host::nativePrecompiles(), &tracing->observer());
    const bool ran = outcome.success || outcome.error.code == ErrorCode::executionReverted ||
                     outcome.error.code == ErrorCode::executionFailed;
    if (!ran) return tl::make_unexpected(outcome.error);
    tracing->observer().finish({outcome.gasUsed, outcome.success});
    return tracing->take();
}

Result<api::ExecutionPtr> Queries::executionOf(api::Layer layer, const Hash& hash,
                                               const CancelFlag& cancelled) const {
    const auto mined = minedTransaction(layer, hash);
    if (!mined) return failFrom(mined);
    const auto make = [&](const state::WatchedTx& tx, const trace::TraceStart& start) {
        return std::make_unique<trace::Recorder>(
            start, static_cast<std::uint64_t>(evm::gas::intrinsic(tx.tx)),
            limitsOf(cancelled, recordTimeoutMs, recordBytes));
    };
    const auto recorder = observeOne<trace::Recorder>(m, layer, mined->transaction, make);
    if (!recorder) return failFrom(recorder);
    auto data = (*recorder)->take();
    if (!data) return failFrom(data);
    decode(layer, **data);
    return std::make_shared<const api::ExecutionRecord>(std::move(*data));
}

Result<std::vector<api::StateChange>> Queries::stateChangesOf(api::Layer layer, const Hash& hash,
                                                              const CancelFlag& cancelled) const {
    const auto mined = minedTransaction(layer, hash);
    if (!mined) return failFrom(mined);
    const auto make = [&](const state::WatchedTx&, const trace::TraceStart& start) {
        return std::make_unique<ChangeTracer>(start,
                                              limitsOf(cancelled, recordTimeoutMs, recordBytes));
    };
    const auto tracer = observeOne<ChangeTracer>(m, layer, mined->transaction, make);
    if (!tracer) return failFrom(tracer);
    if ((*tracer)->error().code != ErrorCode::none) {
        return tl::make_unexpected((*tracer)->error());
    }
    return (*tracer)->changes(contractNames(layer));
}

Queries::AbiPtr Queries::abiOf(api::Layer layer, const api::ExecutionFrame& frame) const {
    AbiPtr code = abiOf(layer, frame.codeAddress);
    return code || frame.to == frame.codeAddress ? code : abiOf(layer, frame.to);
}

void Queries::decode(api::Layer layer, api::ExecutionRecord::Data& data) const {
    const auto contracts = contractNames(layer);
    // callees first: the reason that a caller passes on is told in its source's words
    for (auto frame = data.frames.rbegin(); frame != data.frames.rend(); ++frame) {
        if (const auto name = contracts.find(frame->codeAddress); name != contracts.end()) {
            frame->contract = name->second;
        }
        const AbiPtr own = abiOf(layer, *frame);
        if (frame->kind < api::FrameKind::create) {
            frame->decoded = l1::decodeCall(frame->input, own.get());
            if (frame->ok && frame->decoded) {
                frame->returned = l1::decodeReturned(frame->input, frame->output, own.get());
            }
        }
        if (frame->ok || !frame->revertReason.isEmpty() || frame->output.empty()) continue;
        for (const std::uint32_t child : frame->children) {
            const api::ExecutionFrame& callee = data.frames[child];
            if (!callee.ok && callee.output == frame->output) {
                frame->revertReason = callee.revertReason;
            }
        }
        if (frame->revertReason.isEmpty()) {
            frame->revertReason = l1::explainRevert(frame->output, own.get());
        }
    }
    for (api::ExecutionLog& entry : data.logs) {
        const api::TraceLog& log = entry.log;
        entry.decoded =
            l1::decodeLog({log.address, log.topics, log.data}, abiOf(layer, log.address).get());
    }
}

ContractNames Queries::contractNames(api::Layer layer) const {
    ContractNames names;
    for (const api::AbiView& loaded : m.abis->list()) {
        if (loaded.layer == layer && !loaded.name.isEmpty()) names[loaded.address] = loaded.name;
    }
    for (const api::ContractView& contract : config().contracts) {
        if (contract.layer == layer) names[contract.address] = contract.name;
    }
    return names;
}

}  // namespace rollscope::embedded
