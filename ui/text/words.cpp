#include "ui/text/words.h"

#include "ui/text/format.h"

namespace rollscope::ui {

namespace {
QString say(const char* text) {
    return QCoreApplication::translate("words", text);
}
}  // namespace

BadgeText badgeOf(api::TxStatus status) {
    using S = api::TxStatus;
    const QString word = api::wordOf(status);
    switch (status) {
        case S::pending: return {word, Tone::ink2, Solidity::soft};
        case S::acceptedInL2: return {word, Tone::l2, Solidity::soft};
        case S::batched: return {word, Tone::l1, Solidity::firm};
        case S::asserted: return {word, Tone::clock, Solidity::firm};
        case S::finalized: return {word, Tone::l1, Solidity::final};
        case S::failed:
        case S::dropped: return {word, Tone::trouble, Solidity::firm};
        case S::replaced:
        case S::unknown: break;
    }
    return {word, Tone::ink2, Solidity::firm};
}

BadgeText badgeOf(api::WithdrawalStage stage) {
    using S = api::WithdrawalStage;
    const QString word = api::wordOf(stage);
    switch (stage) {
        case S::initiated: return {word, Tone::l2, Solidity::soft};
        case S::batched: return {word, Tone::l1, Solidity::firm};
        case S::asserted: return {word, Tone::clock, Solidity::firm};
        case S::ready: return {word, Tone::l1, Solidity::firm};
        case S::claimed: return {word, Tone::l1, Solidity::final};
        case S::invalidated: break;
    }
    return {word, Tone::trouble, Solidity::firm};
}

BadgeText badgeOf(api::DepositStage stage) {
    using S = api::DepositStage;
    const QString word = api::wordOf(stage);
    switch (stage) {
        case S::onL1: return {word, Tone::l1, Solidity::firm};
        case S::acceptedInL2: return {word, Tone::l2, Solidity::soft};
        case S::batched: return {word, Tone::l1, Solidity::firm};
        case S::finalized: return {word, Tone::l1, Solidity::final};
        case S::failed: break;
    }
    return {word, Tone::trouble, Solidity::firm};
}

BadgeText badgeOf(const api::MessageView& message) {
    using S = api::MessageStage;
    const QString word = api::wordOf(message.stage);
    const bool inbox = message.side == api::MessageSide::inbox;
    const Tone own = inbox ? Tone::l1 : Tone::l2, other = inbox ? Tone::l2 : Tone::l1;
    switch (message.stage) {
        case S::sent: return {word, own, inbox ? Solidity::firm : Solidity::soft};
        case S::batched: return {word, Tone::l1, Solidity::firm};
        case S::asserted: return {word, Tone::clock, Solidity::firm};
        case S::consumable: return {word, other, Solidity::firm};
        case S::consumed: return {word, other, Solidity::final};
        case S::failed:
        case S::invalidated: break;
    }
    return {word, Tone::trouble, Solidity::firm};
}

Solidity solidityOf(api::TxStatus status) {
    using S = api::TxStatus;
    if (status == S::finalized) return Solidity::final;
    return status == S::batched || status == S::asserted ? Solidity::firm : Solidity::soft;
}

StageMarks stagesOf(api::WithdrawalStage stage) {
    using M = StageMark;
    using S = api::WithdrawalStage;
    switch (stage) {
        case S::initiated: return {M::softL2, M::ahead, M::ahead, M::ahead, M::ahead};
        case S::batched: return {M::doneL2, M::current, M::ahead, M::ahead, M::ahead};
        case S::asserted: return {M::doneL2, M::doneL1, M::waiting, M::ahead, M::ahead};
        case S::ready: return {M::doneL2, M::doneL1, M::doneL1, M::current, M::ahead};
        case S::claimed: return {M::doneL2, M::doneL1, M::doneL1, M::doneL1, M::doneL1};
        case S::invalidated: break;
    }
    return {M::doneL2, M::doneL1, M::dispute, M::ahead, M::ahead};
}

StageMarks stagesOf(api::DepositStage stage) {
    using M = StageMark;
    using S = api::DepositStage;
    switch (stage) {
        case S::onL1: return {M::doneL1, M::ahead, M::ahead, M::ahead};
        case S::acceptedInL2: return {M::doneL1, M::softL2, M::ahead, M::ahead};
        case S::batched: return {M::doneL1, M::doneL2, M::waiting, M::ahead};
        case S::finalized: return {M::doneL1, M::doneL2, M::doneL1, M::doneL1};
        case S::failed: break;
    }
    return {M::doneL1, M::dispute, M::ahead, M::ahead};
}

QString wordOf(api::Layer layer) {
    return layer == api::Layer::l1 ? QStringLiteral("L1") : QStringLiteral("L2");
}

int layerIndex(api::Layer layer) {
    return layer == api::Layer::l1 ? 0 : 1;
}

QString titleOf(api::Role role) {
    switch (role) {
        case api::Role::sequencer: return say("Sequencer");
        case api::Role::batcher: return say("Batcher");
        case api::Role::proposer: return say("Proposer");
        case api::Role::verifier: return say("Verifier");
        case api::Role::challenger: return say("Challenger");
        case api::Role::l1Devnet: return say("L1 devnet");
    }
    return {};
}

QString wordOf(types::TxType type) {
    switch (type) {
        case types::TxType::legacy: return say("legacy, type 0");
        case types::TxType::accessList: return say("EIP-2930, type 1");
        case types::TxType::dynamicFee: return say("EIP-1559, type 2");
        case types::TxType::blob: return say("EIP-4844, type 3");
        case types::TxType::deposit: return say("deposit, type 0x7E");
    }
    return {};
}

namespace {
QString layerWord(api::Layer layer) {
    return layer == api::Layer::l1 ? QStringLiteral("l1") : QStringLiteral("l2");
}
}  // namespace

QString blockLink(api::Layer layer, std::uint64_t number) {
    return QStringLiteral("block:%1:%2").arg(layerWord(layer)).arg(number);
}

QString txLink(api::Layer layer, const Hash& hash) {
    return QStringLiteral("tx:%1:%2").arg(layerWord(layer), hex(hash));
}

QString callLink(api::Layer layer, const Hash& transaction, std::uint32_t frame) {
    return QStringLiteral("call:%1:%2/%3").arg(layerWord(layer), hex(transaction)).arg(frame);
}

QString accountLink(api::Layer layer, const Address& address) {
    return QStringLiteral("account:%1:%2").arg(layerWord(layer), hex(address));
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

QString messageLink(api::MessageSide side, std::uint64_t index) {
    return QStringLiteral("message:%1:%2").arg(api::wordOf(side)).arg(index);
}

Link linkFromText(const QString& text) {
    const QStringList parts = text.split(QLatin1Char(':'));
    static const QStringList layered{QStringLiteral("block"), QStringLiteral("tx"),
                                     QStringLiteral("call"), QStringLiteral("account")};
    static const QStringList plain{QStringLiteral("batch"), QStringLiteral("deposit"),
                                   QStringLiteral("withdrawal")};
    if (parts.size() == 3 && layered.contains(parts[0]) && !parts[2].isEmpty()) {
        if (parts[1] == QLatin1String("l1")) return {parts[0], api::Layer::l1, parts[2]};
        if (parts[1] == QLatin1String("l2")) return {parts[0], api::Layer::l2, parts[2]};
    }
    if (parts.size() == 3 && parts[0] == QLatin1String("message") && !parts[2].isEmpty()) {
        if (parts[1] == QLatin1String("inbox")) return {parts[0], api::Layer::l1, parts[2]};
        if (parts[1] == QLatin1String("outbox")) return {parts[0], api::Layer::l2, parts[2]};
    }
    if (parts.size() == 2 && plain.contains(parts[0]) && !parts[1].isEmpty()) {
        return {parts[0], api::Layer::l2, parts[1]};
    }
    return {};
}

QString errorText(const Error& error) {
    return QString::fromStdString(error.text());
}

}  // namespace rollscope::ui
