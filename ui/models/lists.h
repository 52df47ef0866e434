// One function a list: which question fills it, and its columns.
#pragma once

#include "ui/models/cells.h"

namespace rollscope::ui {

using BlockModel = PagedModel<api::BlockRow>;
using TxModel = PagedModel<api::TxRow>;
using BatchModel = PagedModel<api::BatchRow>;
using DepositModel = PagedModel<api::DepositView>;
using WithdrawalModel = PagedModel<api::WithdrawalView>;
using MessageModel = PagedModel<api::MessageView>;
using EventModel = PagedModel<api::EventView>;

BlockModel* makeBlockModel(api::Node& node, api::Layer layer, const Now& now, QObject* parent);
/// `account`: only its transactions; none: all of the layer.
TxModel* makeTxModel(api::Node& node, api::Layer layer, std::optional<Address> account,
                     const Now& now, QObject* parent);
BatchModel* makeBatchModel(api::Node& node, const Now& now, QObject* parent);
/// What the user calls an account; empty for a stranger's.
using Names = std::function<QString(const Address&)>;
DepositModel* makeDepositModel(api::Node& node, const Now& now, const Names& names,
                               QObject* parent);
/// Its last column is the row's next act: the claim, the proof file, the receipt.
WithdrawalModel* makeWithdrawalModel(api::Node& node, const Now& now, const Names& names,
                                     QObject* parent);
/// Of one tree; its last column tells why a message waits, or what became of it.
MessageModel* makeMessageModel(api::Node& node, api::MessageSide side, const Now& now,
                               const Names& names, QObject* parent);
EventModel* makeEventModel(api::Node& node, QObject* parent);

}  // namespace rollscope::ui
