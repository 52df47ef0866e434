// The sequencer as JSON (docs/rpc.md has every field). Pure.
#pragma once

#include "node/api/sequencer_views.h"
#include "node/rpc/json_eth.h"

namespace rollscope::rpc {

QJsonObject stageJson(const api::BlockStageView& stage);
QJsonObject progressJson(const api::BlockProgress& progress);
QJsonObject trailJson(const api::TxTrail& trail);
QJsonObject sequencerJson(const api::SequencerView& sequencer);
/// {blockTimeMs?, gasLimit?, ordering?}; what is left out stays as in `present`.
Result<api::SequencerPolicy> readPolicy(const QJsonValue& value,
                                        const api::SequencerPolicy& present);

}  // namespace rollscope::rpc
