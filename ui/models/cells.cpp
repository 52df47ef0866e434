#include "ui/models/cells.h"

namespace rollscope::ui {

BadgeCell badgeOf(api::TxStatus status) {
    const QString word = api::wordOf(status);
    switch (status) {
        case api::TxStatus::pending: return {word, Tone::l2, Firmness::soft};
        case api::TxStatus::acceptedInL2: return {word, Tone::l2, Firmness::soft};
        case api::TxStatus::batched: return {word, Tone::l1, Firmness::solid};
        case api::TxStatus::asserted: return {word, Tone::clock, Firmness::solid};
        case api::TxStatus::finalized: return {word, Tone::l1, Firmness::final};
        case api::TxStatus::failed: return {word, Tone::trouble, Firmness::solid};
        case api::TxStatus::dropped: return {word, Tone::trouble, Firmness::soft};
        case api::TxStatus::replaced: return {word, Tone::muted, Firmness::soft};
        case api::TxStatus::unknown: break;
    }
    return {word, Tone::muted, Firmness::soft};
}

BadgeCell badgeOf(api::WithdrawalStage stage) {
    const QString word = api::wordOf(stage);
    switch (stage) {
        case api::WithdrawalStage::initiated: return {word, Tone::l2, Firmness::soft};
        case api::WithdrawalStage::batched: return {word, Tone::l1, Firmness::solid};
        case api::WithdrawalStage::asserted: return {word, Tone::clock, Firmness::solid};
        case api::WithdrawalStage::ready: return {word, Tone::l1, Firmness::solid};
        case api::WithdrawalStage::claimed: return {word, Tone::l1, Firmness::final};
        case api::WithdrawalStage::invalidated: break;
    }
    return {word, Tone::trouble, Firmness::solid};
}

BadgeCell badgeOf(api::DepositStage stage) {
    const QString word = api::wordOf(stage);
    switch (stage) {
        case api::DepositStage::onL1: return {word, Tone::l1, Firmness::solid};
        case api::DepositStage::acceptedInL2: return {word, Tone::l2, Firmness::soft};
        case api::DepositStage::batched: return {word, Tone::l2, Firmness::solid};
        case api::DepositStage::finalized: return {word, Tone::l2, Firmness::final};
        case api::DepositStage::failed: break;
    }
    return {word, Tone::trouble, Firmness::solid};
}

namespace {
QString wordOf(api::Layer layer) {
    return layer == api::Layer::l1 ? QStringLiteral("l1") : QStringLiteral("l2");
}
}  // namespace

QString blockLink(api::Layer layer, std::uint64_t number) {
    return QStringLiteral("block:%1:%2").arg(wordOf(layer)).arg(number);
}
QString txLink(api::Layer layer, const Hash& hash) {
    return QStringLiteral("tx:%1:%2").arg(wordOf(layer), hashText(hash));
}
QString accountLink(api::Layer layer, const Address& address) {
    return QStringLiteral("account:%1:%2").arg(wordOf(layer), addressText(address));
}
QString batchLink(std::uint64_t index) {
    return QStringLiteral("batch:%1").arg(index);
}
QString depositLink(std::uint64_t index) {
    return QStringLiteral("deposit:%1").arg(index);
}
QString withdrawalLink(std::uint64_t index) {
    return QStringLiteral("withdrawal:%1").arg(index);
}

}  // namespace rollscope::ui
