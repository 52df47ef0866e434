// From a wish to a transaction on its way: prepared by the node, signed by the user's keys.
//
// In: what pages join. Out: answers on the thread of `on`, which outlives the node's answers.
#pragma once

#include <functional>

#include "ui/widgets/page.h"

namespace rollscope::ui {

/// A transaction that the node took in.
struct Sent {
    api::Layer layer = api::Layer::l2;
    Hash hash;
};

/// Signs with the key of `from` and submits; the refusal of either comes in Ethereum's words.
void signAndSubmit(const PageContext& context, QObject* on, const api::PreparedTx& prepared,
                   const Address& from, std::function<void(Result<Sent>)> done);

/// An act of one sheet: what it says, and who is told how it ended.
struct AskedAct {
    QString title;  ///< "Claim message 3 on L2"
    QString doIt;   ///< "Claim"
    std::function<void(const QString& problem)> problem;
    std::function<void(const Sent& sent)> sent;  ///< may be empty
};
/// Prepares `intent`, asks once over `page`, signs and submits; opens the transaction.
void askAndSend(const PageContext& context, Page* page, const api::Intent& intent, AskedAct act);

/// What the user calls an account: "Alice"; empty for a stranger's.
QString nameOf(const api::Signer& signer, const Address& address);
/// `wanted` if its key is ours, else the first of our accounts: who pays for what anybody may do.
Address payerOf(const api::Signer& signer, const Address& wanted);
/// "Alice", or the elided address of a stranger.
QString nameOrAddress(const api::Signer& signer, const Address& address);
/// "0xf39f…2266 Alice": the key that an act uses.
QString keyText(const api::Signer& signer, const Address& address);

/// The address of a contract by name; zero when the node names none.
Address contractNamed(const api::NodeConfig& config, const QString& name, api::Layer layer);

}  // namespace rollscope::ui
