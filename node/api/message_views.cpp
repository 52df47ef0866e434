#include "node/api/message_views.h"

namespace rollscope::api {

QString wordOf(MessageSide side) {
    return side == MessageSide::inbox ? QStringLiteral("inbox") : QStringLiteral("outbox");
}

QString wordOf(MessageStage stage) {
    switch (stage) {
        case MessageStage::sent: return QStringLiteral("SENT");
        case MessageStage::batched: return QStringLiteral("BATCHED");
        case MessageStage::asserted: return QStringLiteral("ASSERTED");
        case MessageStage::consumable: return QStringLiteral("CONSUMABLE");
        case MessageStage::consumed: return QStringLiteral("CONSUMED");
        case MessageStage::failed: return QStringLiteral("FAILED");
        case MessageStage::invalidated: break;
    }
    return QStringLiteral("INVALIDATED");
}

}  // namespace rollscope::api
