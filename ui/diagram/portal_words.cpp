// What the page says of each arrow and note of the token portal.
#include <QtGlobal>
#include <array>

#include "ui/diagram/portal_script.h"

namespace rollscope::ui {

namespace {

// As in the diagram's order: arrows 1 to 5, note, 6 to 8, note, 9 to 21, note.
constexpr std::array<ItemWords, 24> table{{
    {QT_TRANSLATE_NOOP(
         "Player",
         "The user makes two random secrets. The claim secret lets its holder consume the message "
         "on L2; the redeem secret lets the user alone take the minted tokens out of the pool."),
     QT_TRANSLATE_NOOP("Player",
                       "Anyone who saw the message could claim it, and whoever saw a claim in the "
                       "mempool could send its tokens to himself."),
     QT_TRANSLATE_NOOP("Player", "Lights when both secrets are made, on this machine.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The user lets TokenPortal take the tokens and calls deposit(amount, "
                       "redeemHash, secretHash). Only hashes of the secrets go with it. Arrows 3, "
                       "4 and 5 happen inside this transaction."),
     QT_TRANSLATE_NOOP(
         "Player", "Nothing would be locked on L1, so tokens on L2 would be backed by nothing."),
     QT_TRANSLATE_NOOP("Player", "Lights when TokenPortal logs Deposited.")},
    {QT_TRANSLATE_NOOP(
         "Player",
         "TokenPortal pulls the tokens from the user's account to its own and checks that all of "
         "them arrived. They stay there until somebody burns as many on L2."),
     QT_TRANSLATE_NOOP("Player",
                       "The portal would promise tokens that it does not hold; one that charges on "
                       "transfer would leave it short by the fee."),
     QT_TRANSLATE_NOOP("Player", "Lights when L1Token logs Transfer to TokenPortal.")},
    {QT_TRANSLATE_NOOP(
         "Player",
         "TokenPortal asks Inbox to send a message to L2Bridge: mint this amount to this redeem "
         "hash. The message has no gas: it waits for somebody who knows its secret."),
     QT_TRANSLATE_NOOP("Player",
                       "The tokens would be locked on L1 and L2 would never hear of them."),
     QT_TRANSLATE_NOOP("Player", "Lights when Inbox logs MessageSent.")},
    {QT_TRANSLATE_NOOP("Player",
                       "Inbox hashes the message to a leaf and appends it to a Merkle tree of "
                       "height 32. From now on its place and content cannot change."),
     QT_TRANSLATE_NOOP("Player",
                       "L2 could not tell a message that was sent from one that somebody made up."),
     QT_TRANSLATE_NOOP("Player", "Lights when Inbox has the leaf at the message's index.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The sequencer reads the deposit from L1 and takes it into its next block, "
                       "which appends it to the inbound tree of L2Outbox. Until then L2 knows no "
                       "root that the message is under."),
     QT_TRANSLATE_NOOP("Player",
                       "A claim would fail with ForgedPath: the path would lead to a root that L2 "
                       "has never seen."),
     QT_TRANSLATE_NOOP("Player", "Lights when an L2 block has taken the message in.")},
    {QT_TRANSLATE_NOOP("Player",
                       "Whoever has the claim secret calls L2Bridge.claim with the message and its "
                       "path. L2Outbox checks the secret and the path and marks the message as "
                       "consumed. Arrow 7 happens inside the same transaction."),
     QT_TRANSLATE_NOOP("Player",
                       "Without the mark the same deposit could be claimed twice; without the "
                       "path, one that never happened."),
     QT_TRANSLATE_NOOP("Player", "Lights when L2Outbox logs MessageConsumed.")},
    {QT_TRANSLATE_NOOP("Player",
                       "L2Bridge mints the amount into the token's pending pool, under the redeem "
                       "hash. Nobody owns these tokens yet: the claim has made the claim secret "
                       "public, so it may not decide whose they are."),
     QT_TRANSLATE_NOOP("Player",
                       "Minting straight to whoever claims would let anyone who copies the claim "
                       "out of the mempool take the tokens."),
     QT_TRANSLATE_NOOP("Player", "Lights when the token logs PendingMinted.")},
    {QT_TRANSLATE_NOOP(
         "Player",
         "The user shows the redeem secret. The token hashes it together with the caller's "
         "address, finds the pool's entry and pays the amount to the caller."),
     QT_TRANSLATE_NOOP("Player",
                       "The tokens would stay in the pool for ever. Because the address is hashed "
                       "in, the secret is of no use to anyone who copies it."),
     QT_TRANSLATE_NOOP("Player", "Lights when the token logs Redeemed.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The tokens are in the user's account on L2 and can be sent like any "
                       "others. L1 still holds the same amount in TokenPortal."),
     QT_TRANSLATE_NOOP("Player",
                       "If the balance did not grow by what was redeemed, the pair of tokens would "
                       "be out of balance."),
     QT_TRANSLATE_NOOP("Player", "Lights when the balance on L2 has grown in that block.")},
    {QT_TRANSLATE_NOOP(
         "Player",
         "The user signs the wish to burn: token, amount, recipient on L1, a nonce and a deadline "
         "(EIP-712). The signature is the auth witness; no chain sees it before it is spent."),
     QT_TRANSLATE_NOOP("Player",
                       "L2Bridge would have to burn on anyone's word, or the user would have to "
                       "send every withdrawal himself."),
     QT_TRANSLATE_NOOP("Player",
                       "Lights when the signature is made for the digest that L2Bridge names.")},
    {QT_TRANSLATE_NOOP("Player",
                       "exitToL1 is called with the witness. L2Bridge checks the signer and the "
                       "deadline and spends the nonce. Arrows 11 and 12 happen inside this "
                       "transaction, 13 and 14 at the end of its block."),
     QT_TRANSLATE_NOOP("Player",
                       "If the nonce were not spent, the same signature would burn the user's "
                       "tokens again and again."),
     QT_TRANSLATE_NOOP("Player", "Lights when L2Bridge logs WitnessSpent.")},
    {QT_TRANSLATE_NOOP("Player",
                       "L2Bridge burns the tokens in the user's account: their supply on L2 falls "
                       "by the amount. Only the bridge may do that."),
     QT_TRANSLATE_NOOP("Player", "The same tokens would be spendable on L2 and withdrawn on L1."),
     QT_TRANSLATE_NOOP("Player", "Lights when the token logs Transfer to the zero address.")},
    {QT_TRANSLATE_NOOP(
         "Player",
         "In the call that burned, L2Bridge calls L2Inbox.send with the order to TokenPortal: pay "
         "this amount to this recipient. The message waits in a queue until the end of the block."),
     QT_TRANSLATE_NOOP("Player",
                       "The tokens would be gone on L2 and L1 would never learn of it: nothing "
                       "could pay them out."),
     QT_TRANSLATE_NOOP("Player", "Lights when L2Inbox logs MessageQueued.")},
    {QT_TRANSLATE_NOOP(
         "Player",
         "When all transactions of the block have run, the state transition itself takes the queue "
         "out of L2Inbox, in order. No user can call or skip this step."),
     QT_TRANSLATE_NOOP(
         "Player",
         "Messages would pile up in the queue, and a contract could reorder or drop them."),
     QT_TRANSLATE_NOOP("Player", "Lights when the queue is empty after the block.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The same step appends the message's leaf to L2Outbox's outbound tree. Its "
                       "new root becomes part of the claim about this block."),
     QT_TRANSLATE_NOOP("Player", "L1 would have no root to check the withdrawal against."),
     QT_TRANSLATE_NOOP("Player", "Lights when the tree has one leaf more and a new root.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The batcher posts the block's data to L1, and the proposer asserts the "
                       "state root and the outbound root after it. With attestation, the "
                       "signatures of the verifiers come in the same call."),
     QT_TRANSLATE_NOOP("Player",
                       "L1 would know neither what happened on L2 nor what is claimed about it; "
                       "nobody could check or withdraw."),
     QT_TRANSLATE_NOOP("Player", "Lights when Rollup logs StateRootSubmitted.")},
    {QT_TRANSLATE_NOOP("Player",
                       "With attestation, Rollup checks the signatures of verifiers who ran the "
                       "batch again, and the state is final at once. Without, it waits for the "
                       "challenge period: a claim that nobody disputes is final."),
     QT_TRANSLATE_NOOP(
         "Player",
         "A sequencer could claim any state, such as one in which all tokens are its own."),
     QT_TRANSLATE_NOOP(
         "Player",
         "Lights when Rollup logs ProofVerified, or BatchFinalized after the challenge period.")},
    {QT_TRANSLATE_NOOP("Player",
                       "Rollup tells Outbox that the batch's outbound root is final. The "
                       "withdrawal's leaf is under that root."),
     QT_TRANSLATE_NOOP("Player",
                       "A withdrawal could be paid from a claim that is still open to dispute, and "
                       "the money would be gone when it loses."),
     QT_TRANSLATE_NOOP("Player", "Lights when Outbox logs RootFinalized.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The user calls TokenPortal.withdraw with the message, its batch and its "
                       "Merkle path; anyone could, since the message names the recipient. Arrows "
                       "19, 20 and 21 happen inside this transaction."),
     QT_TRANSLATE_NOOP("Player", "L1 does nothing by itself: the tokens would wait in the portal."),
     QT_TRANSLATE_NOOP("Player", "Lights when TokenPortal logs Withdrawn.")},
    {QT_TRANSLATE_NOOP(
         "Player",
         "TokenPortal checks that the message is L2Bridge's and meant for it, then Outbox hashes "
         "the leaf up the path and compares the result with the batch's final root."),
     QT_TRANSLATE_NOOP("Player", "Anyone could invent a withdrawal and empty the portal."),
     QT_TRANSLATE_NOOP("Player",
                       "Lights when the leaf that was checked is the one under the final root.")},
    {QT_TRANSLATE_NOOP("Player",
                       "Outbox sets the message's bit in its bitmap of nullifiers. A second call "
                       "with the same message reverts with AlreadyConsumed."),
     QT_TRANSLATE_NOOP("Player", "One burn on L2 could be paid out many times on L1."),
     QT_TRANSLATE_NOOP("Player", "Lights when Outbox logs MessageConsumed.")},
    {QT_TRANSLATE_NOOP("Player",
                       "TokenPortal sends the tokens that it has held since arrow 3 to the "
                       "recipient that the burned message names."),
     QT_TRANSLATE_NOOP("Player",
                       "The message would be spent and the user would have nothing for it; the "
                       "whole call reverts instead."),
     QT_TRANSLATE_NOOP("Player", "Lights when L1Token logs Transfer from TokenPortal.")},
    {QT_TRANSLATE_NOOP("Player",
                       "The tokens are back on L1. Each token was in one place at a time: locked "
                       "in the portal while it lived on L2, burned on L2 before it was released."),
     QT_TRANSLATE_NOOP("Player",
                       "If the balance did not grow by what was burned, the two layers would "
                       "disagree about who owns what."),
     QT_TRANSLATE_NOOP("Player", "Lights when the balance on L1 has grown in that block.")},
}};

}  // namespace

ItemWords portalWords(int item) {
    return table[static_cast<std::size_t>(item)];
}

}  // namespace rollscope::ui
