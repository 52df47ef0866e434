#include "node/core/derive/derive.h"

#include <algorithm>

#include "node/core/base/assert.h"
#include "node/core/codec/abi.h"

namespace rollscope::derive {
namespace {

using Messages = std::span<const types::L1ToL2Message>;

const U256 genesisBaseFee{1'000'000'000};

U256 raisedByEighth(const U256& fee) {
    const U256 step = fee >> 3;
    const auto sum = addCarry(fee, step.isZero() ? U256{1} : step);
    return sum.carry ? ~U256{} : sum.value;
}

/// `wanted`, at most `blocks` steps of an eighth away from `from`.
U256 boundedFee(const U256& from, std::uint64_t blocks, const U256& wanted) {
    U256 low = from;
    U256 high = from;
    // Both ends stand still after some 1,600 steps, whatever `from` is.
    for (std::uint64_t i = 0; i < blocks; ++i) {
        const U256 lower = low - (low >> 3);
        const U256 higher = raisedByEighth(high);
        if (lower == low && higher == high) break;
        low = lower;
        high = higher;
    }
    return std::clamp(wanted, low, high);
}

std::uint64_t between(std::uint64_t low, std::uint64_t high, std::uint64_t wanted) {
    return std::max(low, std::min(high, wanted));
}

/// The batch's blocks as they come: where the chain stands and which messages wait.
class Deriver {
public:
    Deriver(const Context& context, Messages messages)
        : m_bounds{context.record.l1BlockNumber, context.record.l1Timestamp,
                   context.record.inboxCount},
          m_at(context.parent),
          m_waiting(messages) {}

    void add(codec::BatchBlock&& block) {
        state::BlockInput input;
        input.timestamp = boundedTimestamp(m_at.timestamp, m_bounds.timestamp, block.timestamp);
        input.gasLimit = blockGasLimit;
        input.l1 =
            boundedL1Info(m_at.l1, m_bounds,
                          {block.l1Number, block.l1Timestamp, block.l1BaseFee, block.inboxCount});
        const auto wanted = static_cast<std::size_t>(input.l1.inboxCount - m_at.l1.inboxCount);
        const auto offered = m_waiting.first(std::min(wanted, m_waiting.size()));
        const auto taken = offered.first(messagesForOneBlock(offered));
        m_waiting = m_waiting.subspan(taken.size());
        input.l1.inboxCount = m_at.l1.inboxCount + taken.size();
        input.messages.assign(taken.begin(), taken.end());
        input.userTxs = std::move(block.userTxs);
        m_at = {input.timestamp, input.l1};
        m_inputs.push_back(std::move(input));
    }

    /// A block that the batch does not name, for messages that it leaves out.
    void addForced() {
        codec::BatchBlock block;
        block.timestamp = m_bounds.timestamp;
        block.l1Number = m_at.l1.number;
        block.l1Timestamp = m_at.l1.timestamp;
        block.l1BaseFee = m_at.l1.baseFee;
        block.inboxCount = m_bounds.inboxCount;
        add(std::move(block));
    }

    bool messagesWait() const { return !m_waiting.empty(); }
    std::size_t size() const { return m_inputs.size(); }
    std::vector<state::BlockInput> result() { return std::move(m_inputs); }

private:
    L1Bounds m_bounds;
    Position m_at;
    Messages m_waiting;
    std::vector<state::BlockInput> m_inputs;
};

}  // namespace

state::L1Info genesisL1Info() {
    state::L1Info info;
    info.baseFee = genesisBaseFee;
    return info;
}

state::L1Info l1InfoOf(const types::Header& header, std::span<const types::Transaction> txs) {
    if (header.number == 0) return genesisL1Info();
    ASSERT(!txs.empty() && txs[0].isSystem);
    auto in = codec::AbiDecoder::ofCall(txs[0].data, "setL1Info(uint64,uint64,uint256,uint64)");
    ASSERT(in.has_value());
    const auto number = in->u64();
    const auto timestamp = in->u64();
    const auto baseFee = in->uint();
    const auto inboxCount = in->u64();
    ASSERT(number && timestamp && baseFee && inboxCount);
    return {*number, *timestamp, *baseFee, *inboxCount};
}

Position positionOf(const types::Header& header, std::span<const types::Transaction> txs) {
    return {header.timestamp, l1InfoOf(header, txs)};
}

state::L1Info boundedL1Info(const state::L1Info& parent, const L1Bounds& bounds,
                            const state::L1Info& wanted) {
    state::L1Info info;
    info.number = between(parent.number, bounds.number, wanted.number);
    info.timestamp = between(parent.timestamp, bounds.timestamp, wanted.timestamp);
    info.baseFee = boundedFee(parent.baseFee, info.number - parent.number, wanted.baseFee);
    info.inboxCount = between(parent.inboxCount, bounds.inboxCount, wanted.inboxCount);
    return info;
}

std::uint64_t boundedTimestamp(std::uint64_t parent, std::uint64_t l1Timestamp,
                               std::uint64_t wanted) {
    return between(parent + 1, l1Timestamp + maxTimeDriftS, wanted);
}

std::size_t messagesForOneBlock(Messages messages) {
    std::uint64_t gas = 0;
    std::size_t count = 0;
    for (const auto& message : messages) {
        if (count == maxMessagesPerBlock) break;
        if (count > 0 && message.gasLimit > maxMessageGasPerBlock - gas) break;
        gas += std::min(message.gasLimit, maxMessageGasPerBlock);
        ++count;
    }
    return count;
}

std::vector<state::BlockInput> deriveBatch(const Context& context, BytesView data,
                                           Messages messages) {
    ASSERT(context.record.inboxCount == context.parent.l1.inboxCount + messages.size());
    Deriver deriver(context, messages);
    auto blocks =
        codec::decodeBatch(data, context.chainId).value_or(std::vector<codec::BatchBlock>{});
    if (!blocks.empty()) blocks.back().inboxCount = context.record.inboxCount;
    for (auto& block : blocks) deriver.add(std::move(block));
    while (deriver.messagesWait() && deriver.size() < codec::maxBatchBlocks) deriver.addForced();
    return deriver.result();
}

codec::BatchBlock batchBlockOf(const types::Block& block) {
    const auto info = l1InfoOf(block.header, block.transactions);
    codec::BatchBlock result{block.header.timestamp, info.number,     info.timestamp,
                             info.baseFee,           info.inboxCount, {}};
    for (const auto& tx : block.transactions) {
        if (!tx.isDeposit()) result.userTxs.push_back(tx);
    }
    return result;
}

}  // namespace rollscope::derive
