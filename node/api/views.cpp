#include "node/api/views.h"

#include "node/api/node.h"

namespace rollscope::api {

QString wordOf(TxStatus status) {
    switch (status) {
        case TxStatus::pending: return QStringLiteral("PENDING");
        case TxStatus::acceptedInL2: return QStringLiteral("ACCEPTED_IN_L2");
        case TxStatus::batched: return QStringLiteral("BATCHED");
        case TxStatus::asserted: return QStringLiteral("ASSERTED");
        case TxStatus::finalized: return QStringLiteral("FINALIZED");
        case TxStatus::failed: return QStringLiteral("FAILED");
        case TxStatus::dropped: return QStringLiteral("DROPPED");
        case TxStatus::replaced: return QStringLiteral("REPLACED");
        case TxStatus::unknown: break;
    }
    return QStringLiteral("UNKNOWN");
}

QString wordOf(WithdrawalStage stage) {
    switch (stage) {
        case WithdrawalStage::initiated: return QStringLiteral("INITIATED");
        case WithdrawalStage::batched: return QStringLiteral("BATCHED");
        case WithdrawalStage::asserted: return QStringLiteral("ASSERTED");
        case WithdrawalStage::ready: return QStringLiteral("READY");
        case WithdrawalStage::claimed: return QStringLiteral("CLAIMED");
        case WithdrawalStage::invalidated: break;
    }
    return QStringLiteral("INVALIDATED");
}

QString wordOf(DepositStage stage) {
    switch (stage) {
        case DepositStage::onL1: return QStringLiteral("ON_L1");
        case DepositStage::acceptedInL2: return QStringLiteral("ACCEPTED_IN_L2");
        case DepositStage::batched: return QStringLiteral("BATCHED");
        case DepositStage::finalized: return QStringLiteral("FINALIZED");
        case DepositStage::failed: break;
    }
    return QStringLiteral("FAILED");
}

QString wordOf(Role role) {
    switch (role) {
        case Role::sequencer: return QStringLiteral("sequencer");
        case Role::batcher: return QStringLiteral("batcher");
        case Role::proposer: return QStringLiteral("proposer");
        case Role::verifier: return QStringLiteral("verifier");
        case Role::challenger: return QStringLiteral("challenger");
        case Role::l1Devnet: break;
    }
    return QStringLiteral("l1-devnet");
}

void registerMetaTypes() {
    qRegisterMetaType<HeadsView>();
    qRegisterMetaType<std::vector<RoleView>>();
    qRegisterMetaType<MessageView>();
    qRegisterMetaType<Hash>();
    qRegisterMetaType<Layer>();
    qRegisterMetaType<BlockView>();
    qRegisterMetaType<std::vector<LogView>>();
    qRegisterMetaType<BatchRow>();
    qRegisterMetaType<DepositView>();
    qRegisterMetaType<WithdrawalView>();
    qRegisterMetaType<EventView>();
    qRegisterMetaType<StatusView>();
    qRegisterMetaType<SequencerView>();
}

}  // namespace rollscope::api
