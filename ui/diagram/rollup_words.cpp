// What the page says of each arrow and note of the optimistic rollup.
#include <QtGlobal>
#include <array>

#include "ui/diagram/rollup_script.h"

namespace rollscope::ui {

namespace {

constexpr ItemWords depositWords{
    QT_TRANSLATE_NOOP("Player",
                      "Ether is locked in L1Bridge, and a message asks L2 to mint as much to the "
                      "same account there. The gas of that on L2 is paid for on L1."),
    QT_TRANSLATE_NOOP("Player",
                      "Ether on L2 would be backed by nothing: whoever came last to withdraw would "
                      "find the bridge empty."),
    QT_TRANSLATE_NOOP("Player", "Lights when the deposit is in an L1 block.")};

constexpr ItemWords emitWords{
    QT_TRANSLATE_NOOP("Player",
                      "L1Bridge logs Deposit with the message's index. The sequencer follows L1 "
                      "and reads the message from there; nobody has to tell it."),
    QT_TRANSLATE_NOOP("Player",
                      "The sequencer could overlook a deposit, and nobody could show that it did."),
    QT_TRANSLATE_NOOP("Player", "Lights when L1Bridge logs Deposit.")};

constexpr ItemWords transferWords{
    QT_TRANSLATE_NOOP("Player",
                      "A signed transfer goes to the sequencer. When the diagram is played, the "
                      "sequencer's clock is held, so that the transfer waits in the mempool until "
                      "the block is locked by hand."),
    QT_TRANSLATE_NOOP("Player",
                      "Without the signature and the nonce, anyone could spend for others or send "
                      "the same payment again."),
    QT_TRANSLATE_NOOP("Player", "Lights when the sequencer has taken the transaction in.")};

constexpr ItemWords pendingWords{
    QT_TRANSLATE_NOOP("Player",
                      "The sequencer answers at once with the transaction's hash. Its status is "
                      "PENDING: it is in the mempool, and nothing is promised yet."),
    QT_TRANSLATE_NOOP("Player",
                      "The sender could not tell a payment that waits from one that was lost, and "
                      "might pay twice."),
    QT_TRANSLATE_NOOP("Player", "Lights when the node says PENDING of it, or kept when it did.")};

// What cannot be played yet says so in place of when it lights.
constexpr ItemWords later(const char* what, const char* without) {
    return {what, without, ""};
}

const std::array<ItemWords, 31>& table() {
    static const std::array<ItemWords, 31> words{{
        depositWords,
        emitWords,
        depositWords,
        emitWords,
        {QT_TRANSLATE_NOOP("Player",
                           "The sequencer takes both messages into its next blocks, where they run "
                           "as transactions of their own and mint the ether to Alice and to Bob."),
         QT_TRANSLATE_NOOP("Player",
                           "The money would be locked on L1 and could be spent on neither layer."),
         QT_TRANSLATE_NOOP("Player", "Lights when both balances on L2 have grown.")},
        transferWords,
        pendingWords,
        transferWords,
        pendingWords,
        {QT_TRANSLATE_NOOP("Player",
                           "The sequencer begins a block: its number, time and place in L1's "
                           "history are fixed, and the messages from L1 that it takes in."),
         QT_TRANSLATE_NOOP("Player",
                           "What belongs into the block would change while it is being made."),
         QT_TRANSLATE_NOOP("Player", "Lights when the sequencer has done the stage “lock block”.")},
        {QT_TRANSLATE_NOOP("Player",
                           "Both transfers wait in the mempool with the times at which they came. "
                           "From here the sequencer picks what goes into the block."),
         QT_TRANSLATE_NOOP("Player",
                           "Whoever is fast or favoured by the sequencer could get in before those "
                           "who came first."),
         QT_TRANSLATE_NOOP("Player", "Lights when it is known when both transfers came.")},
        {QT_TRANSLATE_NOOP("Player",
                           "Each transaction is checked on its own against the block: chain, "
                           "nonce, gas, fee and whether its sender can pay."),
         QT_TRANSLATE_NOOP(
             "Player",
             "The block would hold transactions that cannot run. Verifiers leave them "
             "out by the same rule, but space on L1 would be paid for nothing."),
         QT_TRANSLATE_NOOP("Player", "Lights when the sequencer has done the stage “validate”.")},
        {QT_TRANSLATE_NOOP("Player",
                           "Bob asks what has become of his payment. As long as the block is not "
                           "sealed, the honest answer is still PENDING."),
         QT_TRANSLATE_NOOP("Player", "Bob could only wait, without knowing for what."),
         QT_TRANSLATE_NOOP("Player", "Lights when the node has answered PENDING to a client.")},
        {QT_TRANSLATE_NOOP("Player",
                           "The block is sealed and the status is ACCEPTED_IN_L2. That is soft "
                           "finality: the sequencer's word. The drawing has this answer before "
                           "notes 5 to 7; the node gives it when it is true, after them."),
         QT_TRANSLATE_NOOP("Player",
                           "A sequencer that says so before it has run the transaction may have to "
                           "take it back: the payment may fail."),
         QT_TRANSLATE_NOOP("Player", "Lights after note 7, when the block is sealed.")},
        {QT_TRANSLATE_NOOP("Player",
                           "The transactions get their order: by the sequencer's policy among "
                           "senders, by nonce for each of them, as many as the gas limit lets in."),
         QT_TRANSLATE_NOOP("Player",
                           "Two nodes that ran them in different orders would come to different "
                           "balances."),
         QT_TRANSLATE_NOOP("Player", "Lights when the sequencer has done the stage “sequence”.")},
        {QT_TRANSLATE_NOOP("Player",
                           "The transactions run one after the other in the EVM. Each sees what "
                           "those before it have left, and its receipt says what it used."),
         QT_TRANSLATE_NOOP("Player",
                           "There would be an order, but no balances that follow from it."),
         QT_TRANSLATE_NOOP("Player", "Lights when the sequencer has done the stage “execute”.")},
        {QT_TRANSLATE_NOOP("Player",
                           "All accounts that changed go into the Merkle-Patricia trie, whose root "
                           "is one hash over the whole state."),
         QT_TRANSLATE_NOOP("Player",
                           "L1 could not be told in 32 bytes what the block led to, and a wrong "
                           "balance could not be shown."),
         QT_TRANSLATE_NOOP("Player",
                           "Lights when the sequencer has done the stage “compute state root”.")},
        {QT_TRANSLATE_NOOP("Player",
                           "The packed transactions go to L1 in one transaction, and the claim in "
                           "the next: state root, transaction root, block hash and the root of "
                           "messages."),
         QT_TRANSLATE_NOOP("Player",
                           "Everybody would have to trust the sequencer: nobody else had the data "
                           "to check it by."),
         QT_TRANSLATE_NOOP("Player", "Lights when Rollup logs StateRootSubmitted.")},
        later(QT_TRANSLATE_NOOP("Player",
                                "Verifiers follow Rollup on L1 and read the batch from the data of "
                                "its transaction."),
              QT_TRANSLATE_NOOP("Player", "Nobody would look whether the claim is true.")),
        later(QT_TRANSLATE_NOOP("Player",
                                "A verifier unpacks the batch and runs it in its order on its own "
                                "previous state."),
              QT_TRANSLATE_NOOP("Player", "A claim could only be believed.")),
        later(QT_TRANSLATE_NOOP("Player",
                                "If the verifier's state root is another one, the claim is false, "
                                "and the verifier disputes it."),
              QT_TRANSLATE_NOOP("Player", "A false claim would stand when its time has passed.")),
        later(QT_TRANSLATE_NOOP("Player",
                                "The challenger puts its own claim against the sequencer's and a "
                                "bond behind it."),
              QT_TRANSLATE_NOOP("Player", "L1 would not know that there is a quarrel.")),
        later(QT_TRANSLATE_NOOP("Player",
                                "The game narrows the quarrel down to one instruction, which L1 "
                                "runs itself."),
              QT_TRANSLATE_NOOP("Player",
                                "L1 would have to run the whole batch, which is too dear.")),
        later(QT_TRANSLATE_NOOP("Player", "The sequencer learns which claim has held."),
              QT_TRANSLATE_NOOP("Player", "It would go on building on a claim that has lost.")),
        later(QT_TRANSLATE_NOOP("Player",
                                "The verifier learns it too, and the loser's bond is paid."),
              QT_TRANSLATE_NOOP("Player", "Challenging would cost money and bring none.")),
        later(
            QT_TRANSLATE_NOOP("Player", "Alice burns ether on L2, and a message to L1 is queued."),
            QT_TRANSLATE_NOOP("Player", "The same ether could be spent on both layers.")),
        later(QT_TRANSLATE_NOOP("Player",
                                "The batch with Alice's withdrawal is posted and asserted."),
              QT_TRANSLATE_NOOP("Player", "L1 would not know of the withdrawal.")),
        later(QT_TRANSLATE_NOOP("Player", "Alice asks a node for the proof of her message."),
              QT_TRANSLATE_NOOP("Player", "She would have to hash the whole tree herself.")),
        later(QT_TRANSLATE_NOOP("Player", "The node answers with 32 siblings up to the root."),
              QT_TRANSLATE_NOOP("Player", "L1 could not tell her message from one made up.")),
        later(QT_TRANSLATE_NOOP("Player",
                                "When the challenge period is over and no dispute is open, the "
                                "batch is final."),
              QT_TRANSLATE_NOOP("Player", "Money could leave on a claim that turns out false.")),
        later(QT_TRANSLATE_NOOP("Player", "Alice shows the proof to L1Bridge, which pays her."),
              QT_TRANSLATE_NOOP("Player", "Her ether would stay locked for ever.")),
    }};
    return words;
}

}  // namespace

ItemWords RollupScript::wordsOf(int item) const {
    return table().at(static_cast<std::size_t>(item));
}

}  // namespace rollscope::ui
