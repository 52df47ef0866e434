// The protocol's words and how each of them looks: status names, tones, links.
#pragma once

#include <QCoreApplication>
#include <QStringList>

#include "node/api/message_views.h"
#include "ui/text/roles.h"

namespace rollscope::ui {

/// A badge: its word is the protocol's, tone and solidity repeat it.
struct BadgeText {
    QString word;
    Tone tone = Tone::ink2;
    Solidity solidity = Solidity::firm;
};

BadgeText badgeOf(api::TxStatus status);
BadgeText badgeOf(api::WithdrawalStage stage);
BadgeText badgeOf(api::DepositStage stage);
BadgeText badgeOf(const api::MessageView& message);
/// The solidity of an L2 block's mark: unsafe soft, on L1 firm, final filled.
Solidity solidityOf(api::TxStatus status);
/// The five dots of a withdrawal.
StageMarks stagesOf(api::WithdrawalStage stage);
/// The four dots of a deposit.
StageMarks stagesOf(api::DepositStage stage);

/// "L1" or "L2".
QString wordOf(api::Layer layer);
/// 0 or 1, the value of LayerRole.
int layerIndex(api::Layer layer);
/// "Sequencer", …, "L1 devnet": names of the switches.
QString titleOf(api::Role role);
/// "legacy", "EIP-1559", "deposit", …
QString wordOf(types::TxType type);

/// Links to objects, as in EventView::link.
QString blockLink(api::Layer layer, std::uint64_t number);
QString txLink(api::Layer layer, const Hash& hash);
/// A call of a transaction, by its index in the execution's frames: "call:l2:0x…/3".
QString callLink(api::Layer layer, const Hash& transaction, std::uint32_t frame);
QString accountLink(api::Layer layer, const Address& address);
QString batchLink(std::uint64_t index);
QString depositLink(std::uint64_t index);
QString withdrawalLink(std::uint64_t index);
/// "message:inbox:3".
QString messageLink(api::MessageSide side, std::uint64_t index);

/// A link taken apart: kind "block", "tx", "call", "account", "batch", "deposit", "withdrawal" or
/// "message".
struct Link {
    QString kind;
    api::Layer layer = api::Layer::l2;  ///< a message's: where it was sent
    QString id;
    bool valid() const { return !kind.isEmpty(); }
};
/// Empty kind for a text that is no link.
Link linkFromText(const QString& text);

/// An error in words a person can act on.
QString errorText(const Error& error);

}  // namespace rollscope::ui
