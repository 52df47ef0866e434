#include "node/embedded/replay.h"

#include "node/core/derive/derive.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::embedded {

namespace {

/// How the block was made, so that its transactions can run again.
state::BlockInput inputOf(const chain::StoredBlock& block) {
    const types::Header& header = block.record.header;
    state::BlockInput input;
    input.timestamp = header.timestamp;
    input.gasLimit = header.gasLimit;
    input.beneficiary = header.beneficiary;
    input.prevRandao = header.prevRandao;
    return input;
}

}  // namespace

state::ChainSpec specOf(const Services& services, api::Layer layer) {
    return layer == api::Layer::l1 ? state::ChainSpec{l1::devnetChainId, false} : services.spec;
}

Result<void> replayBlock(const Services& services, api::Layer layer, std::uint64_t number,
                         std::size_t last, state::TransactionWatch& watch) {
    if (number == 0) return fail(ErrorCode::invalidParams, "genesis is not traceable");
    const chain::Chain& chain = services.chainOf(layer);
    const auto block = chain.block(number);
    if (!block) return failFrom(block);
    const auto parent = chain.stateAt(number - 1);
    if (!parent) return failFrom(parent);
    const auto parentBlock = chain.block(number - 1);
    if (!parentBlock) return failFrom(parentBlock);
    state::BlockInput input = inputOf(*block);
    if (layer == api::Layer::l2) {
        input.l1 = derive::l1InfoOf(block->record.header, block->transactions);
        const auto before = derive::l1InfoOf(parentBlock->record.header, parentBlock->transactions);
        for (auto& entry : services.mirror->messages(before.inboxCount, input.l1.inboxCount)) {
            input.messages.push_back(std::move(entry.message));
        }
    }
    state::BlockBuilder builder(
        {*parent->view, chain.nodeReader(), parent->head.header, chain.blockHashes()},
        specOf(services, layer), input, host::nativePrecompiles());
    builder.setWatch(&watch);
    builder.begin();
    // deposits come first, and begin() has run them
    for (std::size_t i = 0; i < block->transactions.size() && i <= last; ++i) {
        if (block->transactions[i].isDeposit()) continue;
        const auto outcome = builder.apply(block->transactions[i], block->senders[i]);
        if (!outcome) return failFrom(outcome);
    }
    return {};
}

}  // namespace rollscope::embedded
