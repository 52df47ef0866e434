// Messages between the layers as JSON (docs/rpc.md has every field). Integers are QUANTITY. Pure.
#pragma once

#include "node/api/message_views.h"
#include "node/rpc/json_eth.h"

namespace rollscope::rpc {

QJsonObject messageJson(const types::L1ToL2Message& message);
QJsonObject messageJson(const types::L2ToL1Message& message);
QJsonObject messageViewJson(const api::MessageView& view);
QJsonObject messageProofJson(const api::MessageProof& proof);
QJsonObject messageTreeJson(const api::MessageTreeView& tree);
/// PROTOCOL section 7: the same text as a file lets anyone claim from any wallet.
QJsonObject withdrawalProofJson(const api::WithdrawalProof& proof);

}  // namespace rollscope::rpc
