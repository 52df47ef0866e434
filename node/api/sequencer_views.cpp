#include "node/api/sequencer_views.h"

namespace rollscope::api {

QString wordOf(BlockStage stage) {
    switch (stage) {
        case BlockStage::lock: return QStringLiteral("lock block");
        case BlockStage::validate: return QStringLiteral("validate");
        case BlockStage::sequence: return QStringLiteral("sequence");
        case BlockStage::execute: return QStringLiteral("execute");
        case BlockStage::computeStateRoot: return QStringLiteral("compute state root");
        case BlockStage::submit: return QStringLiteral("submit");
    }
    return {};
}

QString wordOf(SequencerMode mode) {
    switch (mode) {
        case SequencerMode::automatic: return QStringLiteral("automatic");
        case SequencerMode::paused: return QStringLiteral("paused");
        case SequencerMode::stepping: return QStringLiteral("stepping");
    }
    return {};
}

QString wordOf(TxOrdering ordering) {
    return ordering == TxOrdering::byTip ? QStringLiteral("byTip") : QStringLiteral("firstCome");
}

}  // namespace rollscope::api
