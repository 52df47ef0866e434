// A user's wish as an unsigned transaction.
#include <algorithm>

#include "node/embedded/queries.h"
#include "node/embedded/replay.h"
#include "node/l1/abi_book.h"

namespace rollscope::embedded {

namespace {

constexpr std::uint32_t ethDepositGas = 100'000;
constexpr std::uint32_t tokenDepositGas = 300'000;

/// The seeds' own call when it goes to the sender's address on L1.
Bytes withdrawal(const api::Intent& intent) {
    const bool ether = intent.kind == api::IntentKind::withdrawEth;
    const Address l1Token = ether ? Address{} : intent.l1Token;
    const Address l2Token = ether ? Address{} : intent.l2Token;
    if (intent.to.value_or(intent.from) == intent.from) {
        return l1::L2BridgeContract::withdraw(l1Token, l2Token, intent.amount);
    }
    return l1::L2BridgeContract::withdrawTo(l1Token, l2Token, *intent.to, intent.amount);
}

QString hexText(const Address& address) {
    return QString::fromStdString(toHex(address.view()));
}

}  // namespace

QString etherText(const U256& wei) {
    std::string digits = toDecimal(wei);
    if (digits.size() < 19) digits.insert(0, 19 - digits.size(), '0');
    std::string fraction = digits.substr(digits.size() - 18);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    std::string text = digits.substr(0, digits.size() - 18);
    if (!fraction.empty()) text += "." + fraction;
    return QString::fromStdString(text) + QStringLiteral(" ETH");
}

Result<api::PreparedTx> Queries::prepared(const api::Intent& intent, api::Layer layer,
                                          std::optional<Address> to, const U256& value, Bytes data,
                                          const QString& what) const {
    api::PreparedTx result;
    result.layer = layer;
    types::Transaction& tx = result.tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = specOf(m, layer).chainId;
    tx.nonce = nextNonce(layer, intent.from);
    tx.to = to;
    tx.value = value;
    tx.data = std::move(data);
    tx.maxPriorityFeePerGas = suggestTip(layer);
    tx.maxFeePerGas = nextBaseFee(layer) * U256{2} + tx.maxPriorityFeePerGas;
    tx.gasLimit = intent.gasLimit;
    if (tx.gasLimit == 0) {
        api::CallRequest request;
        request.from = intent.from;
        request.to = to;
        request.value = value;
        request.data = tx.data;
        const auto gas = estimateGas(layer, request, api::BlockTag::latest);
        if (!gas) {
            if (gas.error().code != ErrorCode::executionReverted) return failFrom(gas);
            const auto reason = bytesFromHex(gas.error().data);
            return fail(
                ErrorCode::executionFailed,
                l1::explainRevert(reason.value_or(Bytes{}), abiOf(layer, to).get()).toStdString());
        }
        // a plain transfer costs what it costs; state may move under a call
        tx.gasLimit = *gas == 21'000 ? *gas : *gas + *gas / 5;
    }
    // both base fees may double before a block takes it in
    const U256 l1Fee = layer == api::Layer::l2 ? l1FeeOf(tx).fee * U256{2} : U256{};
    const U256 fees = U256{tx.gasLimit} * tx.maxFeePerGas + l1Fee;
    result.maxCost = value + fees;
    result.sentence =
        QStringLiteral("%1 It costs at most %2 in fees on %3.")
            .arg(what, etherText(fees),
                 layer == api::Layer::l1 ? QStringLiteral("L1") : QStringLiteral("L2"));
    if (layer == api::Layer::l2) {
        result.sentence +=
            QStringLiteral(" Of that, at most %1 pay for its bytes on L1.").arg(etherText(l1Fee));
    }
    return result;
}

Result<api::PreparedTx> Queries::prepare(const api::Intent& intent) const {
    using Kind = api::IntentKind;
    using Layer = api::Layer;
    const l1::Contracts& contracts = m.devnet->contracts();
    const Address to = intent.to.value_or(intent.from);
    const QString ether = etherText(intent.amount);
    const QString token = bridge::symbolOf(intent.l1Token, contracts);
    const QString tokens = etherText(intent.amount).replace(QStringLiteral("ETH"), token);
    const bool needsTo = intent.kind == Kind::transferL1 || intent.kind == Kind::transferL2 ||
                         intent.kind == Kind::callL2 || intent.kind == Kind::callL1;
    if (needsTo && !intent.to) return fail(ErrorCode::invalidParams, "the recipient is missing");
    switch (intent.kind) {
        case Kind::transferL1:
            return prepared(intent, Layer::l1, to, intent.amount, intent.data,
                            QStringLiteral("Sends %1 to %2 on L1.").arg(ether, hexText(to)));
        case Kind::transferL2:
            return prepared(intent, Layer::l2, to, intent.amount, intent.data,
                            QStringLiteral("Sends %1 to %2 on L2.").arg(ether, hexText(to)));
        case Kind::depositEth:
            return prepared(intent, Layer::l1, contracts.bridge, intent.amount,
                            l1::BridgeContract::deposit({}, {}, intent.amount, ethDepositGas),
                            QStringLiteral("Locks %1 in L1Bridge and mints it to the same account "
                                           "on L2.")
                                .arg(ether));
        case Kind::depositToken:
            return prepared(intent, Layer::l1, contracts.bridge, U256{},
                            l1::BridgeContract::deposit(intent.l1Token, intent.l2Token,
                                                        intent.amount, tokenDepositGas),
                            QStringLiteral("Locks %1 in L1Bridge and mints as much of its pair on "
                                           "L2.")
                                .arg(tokens));
        case Kind::withdrawEth:
            return prepared(
                intent, Layer::l2, state::l2BridgeAddress, intent.amount, withdrawal(intent),
                QStringLiteral("Starts the withdrawal of %1 to %2 on L1.").arg(ether, hexText(to)));
        case Kind::withdrawToken:
            return prepared(intent, Layer::l2, state::l2BridgeAddress, U256{}, withdrawal(intent),
                            QStringLiteral("Burns %1 on L2 and starts their withdrawal to %2.")
                                .arg(tokens, hexText(to)));
        case Kind::forceWithdrawEth:
            return prepared(intent, Layer::l1, contracts.bridge, U256{},
                            l1::BridgeContract::exitHatch({}, {}, intent.amount),
                            QStringLiteral("Starts the withdrawal of %1 from L1, without the "
                                           "sequencer's consent.")
                                .arg(ether));
        case Kind::approveL1Token:
            return prepared(intent, Layer::l1, intent.l1Token, U256{},
                            l1::TokenContract::approve(contracts.bridge, intent.amount),
                            QStringLiteral("Lets L1Bridge take %1.").arg(tokens));
        case Kind::deployL2:
            return prepared(intent, Layer::l2, std::nullopt, intent.amount, intent.data,
                            QStringLiteral("Deploys a contract on L2."));
        case Kind::callL2:
            return prepared(intent, Layer::l2, to, intent.amount, intent.data,
                            QStringLiteral("Calls %1 on L2.").arg(hexText(to)));
        case Kind::callL1:
            return prepared(intent, Layer::l1, to, intent.amount, intent.data,
                            QStringLiteral("Calls %1 on L1.").arg(hexText(to)));
        case Kind::approvePortal:
        case Kind::depositPortal:
        case Kind::claimMessage:
        case Kind::redeemToken:
        case Kind::exitToL1: return preparePortal(intent);
        case Kind::claimWithdrawal: break;
    }
    return prepareClaim(intent);
}

}  // namespace rollscope::embedded
