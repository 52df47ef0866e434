#include "node/verifier/batch_run.h"

#include <algorithm>

#include "node/chain/position.h"
#include "node/core/codec/inflate.h"

namespace rollscope::verifier {
namespace {

std::vector<types::L1ToL2Message> messagesOf(const l1::L1Mirror& mirror, std::uint64_t first,
                                             std::uint64_t last) {
    std::vector<types::L1ToL2Message> messages;
    for (auto& entry : mirror.messages(first, last)) messages.push_back(std::move(entry.message));
    return messages;
}

std::uint64_t unpackedBytesOf(const Bytes& data, std::uint64_t chainId) {
    if (!codec::decodeBatch(data, chainId)) return 0;
    const auto columns = codec::inflate(BytesView(data).subspan(1), codec::maxBatchUnpacked);
    return columns ? columns->size() : 0;
}

}  // namespace

Result<BatchRun> BatchRunner::begin(std::uint64_t index) const {
    const auto entry = m_parts.mirror.batch(index);
    const auto data = m_parts.mirror.batchData(index);
    if (!entry || !data) {
        return fail(ErrorCode::notFound, "data of batch " + std::to_string(index));
    }
    const auto before = m_parts.spans.span(index - 1);
    const std::uint64_t parent = before ? before->lastBlock : 0;
    const auto record = chain::existingRecord(m_parts.chain, parent);
    if (!record) return failFrom(record);
    const auto position = chain::positionAt(m_parts.chain, parent);
    if (!position) return failFrom(position);
    const auto messages =
        messagesOf(m_parts.mirror, position->l1.inboxCount, entry->record.inboxCount);
    if (position->l1.inboxCount + messages.size() != entry->record.inboxCount) {
        return fail(ErrorCode::notFound, "inbox messages of batch " + std::to_string(index));
    }
    BatchRun run{{}, {}, {record->header.stateRoot, record->outboxRoot, record->hash}};
    run.span.batch = index;
    run.span.batchHash = entry->hash;
    run.span.firstBlock = parent + 1;
    run.span.lastBlock = parent;
    run.span.unpackedBytes = unpackedBytesOf(*data, m_parts.spec.chainId);
    run.span.claim = run.claims.claim();
    for (auto& input :
         derive::deriveBatch({m_parts.spec.chainId, *position, entry->record}, *data, messages)) {
        run.inputs.push_back(std::move(input));
    }
    return run;
}

Result<BlockOutcome> BatchRunner::next(BatchRun& run, bool reexecute,
                                       const VerifierCallbacks& callbacks) {
    auto& input = run.inputs.front();
    const std::uint64_t number = run.span.lastBlock + 1;
    const bool haveLocal = number <= m_parts.chain.headNumber();
    BlockOutcome outcome = BlockOutcome::same;
    bool same = false;
    if (haveLocal) {
        auto senders = localSenders(input, number);
        if (!senders) return failFrom(senders);
        same = *senders && !reexecute;
        run.executed = run.executed && !same;
        // Equal bytes have equal senders, and these were recovered when they came in.
        if (*senders) input.senders = std::move(**senders);
    }
    if (!same) {
        const auto result = execute(input, number);
        if (!result) return failFrom(result);
        if (haveLocal) {
            const auto local = chain::existingRecord(m_parts.chain, number);
            if (!local) return failFrom(local);
            same = local->hash == result->hash;
        }
        if (!same) {
            outcome = haveLocal ? BlockOutcome::replaced : BlockOutcome::inserted;
            std::optional<UndoneBlocks> undone;
            if (haveLocal) {
                auto cut = undoAbove(number - 1);
                if (!cut) return failFrom(cut);
                undone = std::move(*cut);
            }
            if (auto inserted = m_parts.chain.insert(*result); !inserted) {
                return failFrom(inserted);
            }
            // After the insertion, so that the pool is checked against the block that stays.
            if (undone) {
                undone->newHead = number;
                if (callbacks.undone) callbacks.undone(*undone);
            }
            if (callbacks.inserted) callbacks.inserted(*result);
        }
    }
    if (auto accounted = account(run, number); !accounted) return failFrom(accounted);
    run.inputs.pop_front();
    return outcome;
}

Result<bool> BatchRunner::recheck(BatchRun& run) const {
    const std::uint64_t number = run.span.lastBlock + 1;
    const auto local = chain::existingRecord(m_parts.chain, number);
    if (!local) return failFrom(local);
    auto& input = run.inputs.front();
    auto senders = localSenders(input, number);
    if (!senders) return failFrom(senders);
    if (*senders) input.senders = std::move(**senders);
    const auto result = execute(input, number);
    if (!result) return failFrom(result);
    if (result->hash != local->hash) return false;
    if (auto accounted = account(run, number); !accounted) return failFrom(accounted);
    run.inputs.pop_front();
    return true;
}

Result<UndoneBlocks> BatchRunner::undoAbove(std::uint64_t number) {
    UndoneBlocks undone;
    undone.newHead = number;
    for (auto height = number + 1; height <= m_parts.chain.headNumber(); ++height) {
        const auto block = m_parts.chain.block(height);
        if (!block) return failFrom(block);
        for (std::size_t i = 0; i < block->transactions.size(); ++i) {
            if (block->transactions[i].isDeposit()) continue;
            undone.userTxs.push_back(block->transactions[i]);
            undone.senders.push_back(block->senders[i]);
        }
    }
    if (auto cut = m_parts.chain.truncate(number); !cut) return failFrom(cut);
    return undone;
}

Result<std::optional<std::vector<Address>>> BatchRunner::localSenders(
    const state::BlockInput& input, std::uint64_t number) const {
    const auto local = m_parts.chain.block(number);
    if (!local) return failFrom(local);
    const auto& header = local->record.header;
    if (header.timestamp != input.timestamp || header.gasLimit != input.gasLimit) {
        return std::nullopt;
    }
    std::vector<types::Transaction> first{state::systemTransaction(input.l1, number)};
    for (const auto& message : input.messages) {
        if (message.gasLimit > 0) first.push_back(types::depositTransaction(message));
    }
    const auto& all = local->transactions;
    if (all.size() != first.size() + input.userTxs.size()) return std::nullopt;
    const auto users = all.begin() + static_cast<std::ptrdiff_t>(first.size());
    if (!std::equal(first.begin(), first.end(), all.begin()) ||
        !std::equal(input.userTxs.begin(), input.userTxs.end(), users)) {
        return std::nullopt;
    }
    return std::vector<Address>(local->senders.begin() + static_cast<std::ptrdiff_t>(first.size()),
                                local->senders.end());
}

Result<state::BlockResult> BatchRunner::execute(const state::BlockInput& input,
                                                std::uint64_t number) const {
    const auto& chain = m_parts.chain;
    auto parent = number - 1 == chain.headNumber() ? Result<chain::ChainState>(chain.latestState())
                                                   : chain.stateAt(number - 1);
    if (!parent) return failFrom(parent);
    const state::ParentState from{*parent->view, chain.nodeReader(), parent->head.header,
                                  chain.blockHashes()};
    return state::executeBlock(from, m_parts.spec, input, m_parts.precompiles);
}

Result<void> BatchRunner::account(BatchRun& run, std::uint64_t number) const {
    const auto block = m_parts.chain.block(number);
    if (!block) return failFrom(block);
    run.claims.add(block->record.header.stateRoot, block->record.outboxRoot, block->record.hash,
                   block->hashes);
    run.span.lastBlock = number;
    run.span.claim = run.claims.claim();
    for (const auto& tx : block->transactions) run.span.transactions += tx.isDeposit() ? 0 : 1;
    return {};
}

}  // namespace rollscope::verifier
