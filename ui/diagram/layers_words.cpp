// What the page says of each arrow of the architecture's two flows.
#include <QtGlobal>
#include <array>

#include "ui/diagram/layers_script.h"

namespace rollscope::ui {

namespace {

constexpr std::array<ItemWords, 4> flow{{
    {QT_TRANSLATE_NOOP(
         "Player",
         "The user signs a transfer on L2 and sends it to the sequencer, which checks "
         "the signature, the nonce and the balance and puts it into its mempool."),
     QT_TRANSLATE_NOOP("Player",
                       "The user would have to send every transfer to L1 and pay for a whole "
                       "transaction there."),
     QT_TRANSLATE_NOOP("Player", "Lights when the sequencer has taken the transaction in.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The sequencer puts the transaction into a block, and the batcher takes the "
                       "block into the batch that it is filling. Several blocks share one batch, "
                       "packed together."),
     QT_TRANSLATE_NOOP("Player",
                       "Each block would be posted alone: the fixed cost of a transaction on L1 "
                       "would be paid for by a few users instead of by many."),
     QT_TRANSLATE_NOOP("Player", "Lights when the open batch holds the transaction's block.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The batcher posts the packed batch as the data of one transaction on L1. "
                       "From now on anyone can read the L2 blocks from L1 alone."),
     QT_TRANSLATE_NOOP("Player",
                       "Only the sequencer would know what is on L2: were it gone, nobody could "
                       "rebuild the balances or leave."),
     QT_TRANSLATE_NOOP("Player", "Lights when Rollup logs BatchSubmitted.")},
    {QT_TRANSLATE_NOOP("Player",
                       "Rollup checks who posts, the data's length and that no message from L1 is "
                       "left out for too long. Then it stores one hash over the data, the inbox "
                       "and the batch before."),
     QT_TRANSLATE_NOOP("Player",
                       "A posted batch could be denied or exchanged later, and a dispute would "
                       "have nothing fixed to be about."),
     QT_TRANSLATE_NOOP("Player", "Lights when Rollup knows the batch's hash.")},
}};

constexpr std::array<ItemWords, 3> state{{
    {QT_TRANSLATE_NOOP("Player",
                       "A transfer runs in an L2 block and changes two balances. The block's state "
                       "root, one hash over all accounts, changes with them."),
     QT_TRANSLATE_NOOP("Player",
                       "Nobody could say in 32 bytes what the balances are, and L1 has no room "
                       "for more."),
     QT_TRANSLATE_NOOP("Player", "Lights when the block's state root differs from its parent's.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The state root goes to L1 together with a proof. With attestation that is "
                       "signatures of verifiers who ran the batch again; in optimistic mode it "
                       "only names the parts of the claim, and time takes the proof's place."),
     QT_TRANSLATE_NOOP("Player",
                       "L1 would have to believe whatever root the proposer names, a stolen "
                       "balance included."),
     QT_TRANSLATE_NOOP("Player", "Lights when a state root on L1 has come with its proof.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The proposer submits the root. Rollup records the claim and, unless a "
                       "proof makes it final at once, starts its challenge period."),
     QT_TRANSLATE_NOOP("Player",
                       "L1 would never learn what L2 has come to, so no withdrawal could be "
                       "checked against it."),
     QT_TRANSLATE_NOOP("Player", "Lights when Rollup logs StateRootSubmitted.")},
}};

}  // namespace

ItemWords TransactionFlowScript::wordsOf(int item) const {
    return flow.at(static_cast<std::size_t>(item));
}

ItemWords StateUpdatesScript::wordsOf(int item) const {
    return state.at(static_cast<std::size_t>(item));
}

}  // namespace rollscope::ui
