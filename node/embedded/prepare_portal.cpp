// Wishes about the token portal, and claims, as unsigned transactions.
#include "node/embedded/queries.h"

namespace rollscope::embedded {

namespace {

QString hexText(const Address& address) {
    return QString::fromStdString(toHex(address.view()));
}

QString amountText(const U256& amount, const QString& symbol) {
    return etherText(amount).replace(QStringLiteral("ETH"), symbol);
}

}  // namespace

Result<api::PreparedTx> Queries::preparePortal(const api::Intent& intent) const {
    using Kind = api::IntentKind;
    using Layer = api::Layer;
    const l1::Contracts& contracts = m.devnet->contracts();
    const QString tokens = amountText(intent.amount, bridge::symbolOf(contracts.token, contracts));
    if (intent.kind == Kind::approvePortal) {
        return prepared(intent, Layer::l1, contracts.token, U256{},
                        l1::TokenContract::approve(contracts.portal, intent.amount),
                        QStringLiteral("Lets TokenPortal take %1.").arg(tokens));
    }
    if (intent.kind == Kind::depositPortal) {
        return prepared(
            intent, Layer::l1, contracts.portal, U256{},
            l1::TokenPortalContract::deposit(intent.amount, intent.redeemHash, intent.secretHash),
            QStringLiteral("Locks %1 in TokenPortal and sends the message that lets "
                           "the holder of the secrets mint as many on L2.")
                .arg(tokens));
    }
    if (intent.kind == Kind::redeemToken) {
        return prepared(intent, Layer::l2, state::l2PortalTokenAddress, U256{},
                        l1::L2TokenContract::redeem(intent.amount, intent.secret),
                        QStringLiteral("Takes %1 out of the pending pool on L2, to %2.")
                            .arg(tokens, hexText(intent.from)));
    }
    if (intent.kind == Kind::exitToL1) {
        const Address recipient = intent.to.value_or(intent.from);
        const l1::L2BridgeContract::Burn burn{
            state::l2PortalTokenAddress, intent.from,          recipient, intent.amount,
            intent.witnessNonce,         U256{intent.deadline}};
        return prepared(intent, Layer::l2, state::l2BridgeAddress, U256{},
                        l1::L2BridgeContract::exitToL1(burn, intent.signature),
                        QStringLiteral("Spends the auth witness: burns %1 on L2 and starts their "
                                       "withdrawal to %2.")
                            .arg(tokens, hexText(recipient)));
    }
    const auto entry = m.mirror->message(intent.message);
    const auto proof =
        m.bridge->messageProof(api::MessageSide::inbox, intent.message, m.chainSeconds());
    if (!proof) return failFrom(proof);
    if (!entry || entry->message.gasLimit != 0) {
        return fail(ErrorCode::invalidParams,
                    "message " + std::to_string(intent.message) +
                        " was executed by the chain; only claimable ones are claimed");
    }
    return prepared(intent, Layer::l2, state::l2BridgeAddress, U256{},
                    l1::L2BridgeContract::claim(entry->message, intent.secret, proof->path),
                    QStringLiteral("Consumes message %1 on L2 and mints to the pending pool; its "
                                   "claim secret becomes public.")
                        .arg(intent.message));
}

Result<api::PreparedTx> Queries::prepareClaim(const api::Intent& intent) const {
    const std::uint64_t now = m.chainSeconds();
    const auto view = m.bridge->withdrawal(intent.withdrawal, now);
    if (!view) {
        return fail(ErrorCode::notFound, "withdrawal " + std::to_string(intent.withdrawal));
    }
    if (view->stage != api::WithdrawalStage::ready) {
        return fail(ErrorCode::withdrawalNotReady, view->why.toStdString());
    }
    const auto proof = m.bridge->proof(intent.withdrawal, now);
    if (!proof) return failFrom(proof);
    if (proof->claimTo.isZero()) {
        return fail(ErrorCode::invalidParams,
                    "message " + std::to_string(intent.withdrawal) +
                        " is for a contract of somebody else, which alone can consume it");
    }
    return prepared(intent, api::Layer::l1, proof->claimTo, U256{}, proof->claimData,
                    QStringLiteral("Claims withdrawal %1: pays %2 to %3 on L1.")
                        .arg(QString::number(intent.withdrawal),
                             amountText(view->amount, view->symbol), hexText(view->recipient)));
}

}  // namespace rollscope::embedded
