#include <algorithm>

#include "node/core/codec/batch.h"
#include "node/core/state/l1_fee.h"
#include "node/embedded/queries.h"

namespace rollscope::embedded {

namespace {

api::HeadView headView(const chain::BlockRecord& record) {
    return {record.header.number, record.hash, record.header.timestamp};
}

api::HeadView headAt(const chain::Chain& chain, std::uint64_t number) {
    const auto record = chain.record(number);
    return record && *record ? headView(**record) : api::HeadView{};
}

}  // namespace

api::NodeConfig Queries::config() const {
    const l1::Contracts& at = m.devnet->contracts();
    const auto on = [](const char* name, api::Layer layer, const Address& address) {
        return api::ContractView{QString::fromLatin1(name), layer, address};
    };
    api::NodeConfig config;
    config.l1ChainId = m.devnet->chainId();
    config.l2ChainId = m.spec.chainId;
    config.contracts = {on("Inbox", api::Layer::l1, at.inbox),
                        on("Rollup", api::Layer::l1, at.rollup),
                        on("Outbox", api::Layer::l1, at.outbox),
                        on("L1Bridge", api::Layer::l1, at.bridge),
                        on("L1Token", api::Layer::l1, at.token),
                        on("TokenPortal", api::Layer::l1, at.portal),
                        on("L1Info", api::Layer::l2, state::l1InfoAddress),
                        on("GasPriceOracle", api::Layer::l2, state::gasPriceOracleAddress),
                        on("L2Inbox", api::Layer::l2, state::l2InboxAddress),
                        on("L2Outbox", api::Layer::l2, state::l2OutboxAddress),
                        on("L2Bridge", api::Layer::l2, state::l2BridgeAddress),
                        on("L2Token", api::Layer::l2, state::l2TokenAddress),
                        on("L2PortalToken", api::Layer::l2, state::l2PortalTokenAddress)};
    if (!at.attestation.isZero()) {
        config.contracts.push_back(on("AttestationVerifier", api::Layer::l1, at.attestation));
    }
    config.proofMode = l1::wordOf(m.devnet->parameters().proofMode);
    config.l1BlockTimeMs = m.options.l1BlockTimeMs;
    config.challengePeriodS = m.devnet->parameters().challengePeriodS;
    config.forceInclusionDelayS = m.devnet->parameters().forceInclusionDelayS;
    config.sequencerTimeoutS = m.devnet->parameters().sequencerTimeoutS;
    config.maxBatchBytes = codec::maxBatchBytes;
    config.maxBatchBlocks = codec::maxBatchBlocks;
    config.l2GasLimit = 30'000'000;
    config.l2GenesisHash = m.l2->genesisHash();
    config.devnet = true;
    config.dataDir = QString::fromStdString(m.options.dataDir.string());
    config.version = QStringLiteral(ROLLSCOPE_VERSION);
    std::lock_guard lock(m.textMutex);
    config.blockTimeMs = m.sequencerView.policy.blockTimeMs;
    config.rpcUrl = m.rpcUrl;
    config.l1RpcUrl = m.l1RpcUrl;
    return config;
}

api::HeadsView Queries::heads() const {
    api::HeadsView heads;
    const chain::Head l1 = m.devnet->reads().head();
    const chain::Head l2 = m.l2->head();
    heads.l1 = headView(l1);
    heads.unsafe = headView(l2);
    heads.safe = headAt(*m.l2, m.l2->label(chain::Label::safe));
    heads.asserted = headAt(*m.l2, m.l2->label(chain::Label::asserted));
    heads.finalized = headAt(*m.l2, m.l2->label(chain::Label::finalized));
    const mempool::PoolCounts counts = m.pool->counts();
    heads.pending = counts.pending;
    heads.queued = counts.queued;
    heads.batches = m.mirror->batchCount();
    heads.now = std::max(m.chainSeconds(), l1.header.timestamp);
    heads.clockPaused = m.devnet->clock().paused();
    heads.l1BaseFee = l1.header.baseFeePerGas.value_or(U256{});
    heads.l2BaseFee = l2.header.baseFeePerGas.value_or(U256{});
    return heads;
}

std::vector<api::RoleView> Queries::roles() const {
    const auto role = [this](api::Role which, std::optional<Address> account) {
        api::RoleView view;
        view.role = which;
        view.running = m.running(which);
        view.available = which != api::Role::challenger;
        view.account = account;
        if (account) view.balance = m.devnet->balance(*account).value_or(U256{});
        std::lock_guard lock(m.textMutex);
        view.note = m.notes[static_cast<std::size_t>(which)];
        return view;
    };
    return {role(api::Role::sequencer, std::nullopt),
            role(api::Role::batcher, m.roleKeys.batcher),
            role(api::Role::proposer, m.roleKeys.proposer),
            role(api::Role::verifier, m.roleKeys.verifier),
            role(api::Role::challenger, m.roleKeys.challenger),
            role(api::Role::l1Devnet, std::nullopt)};
}

api::SyncStatus Queries::syncStatus() const {
    api::SyncStatus status;
    status.heads = heads();
    status.roles = roles();
    status.startedAtMs = m.startedAtMs;
    std::lock_guard lock(m.textMutex);
    status.verifierNote = m.notes[static_cast<std::size_t>(api::Role::verifier)];
    return status;
}

Result<std::vector<api::ChartPoint>> Queries::chart(api::Layer layer, std::uint32_t blocks) const {
    const chain::Chain& chain = m.chainOf(layer);
    const std::uint64_t head = chain.headNumber();
    const std::uint64_t count =
        std::min<std::uint64_t>(std::min<std::uint32_t>(blocks, 10'000), head + 1);
    std::vector<api::ChartPoint> points;
    for (std::uint64_t number = head + 1 - count; number <= head; ++number) {
        const auto record = chain.record(number);
        if (!record) return failFrom(record);
        if (!*record) break;
        points.push_back({number, (*record)->header.timestamp, (*record)->transactions,
                          (*record)->header.gasUsed});
    }
    return points;
}

std::vector<api::SearchHit> Queries::search(const QString& words) const {
    std::vector<api::SearchHit> hits;
    const QString text = words.trimmed().toLower();
    const auto hit = [&](const QString& title, const QString& detail, const QString& link) {
        hits.push_back({title, detail, link});
    };
    const std::string ascii = text.toStdString();
    if (const auto address = addressFromHex(ascii)) {
        const QString hex = QString::fromStdString(toHex(address->view()));
        for (const api::ContractView& contract : config().contracts) {
            if (contract.address == *address) {
                hit(contract.name, QStringLiteral("contract of the rollup"),
                    QStringLiteral("account:%1:%2")
                        .arg(contract.layer == api::Layer::l1 ? QStringLiteral("l1")
                                                              : QStringLiteral("l2"),
                             hex));
            }
        }
        hit(QStringLiteral("Account on L2"), hex, QStringLiteral("account:l2:") + hex);
        hit(QStringLiteral("Account on L1"), hex, QStringLiteral("account:l1:") + hex);
        return hits;
    }
    if (const auto hash = hashFromHex(ascii)) {
        const QString hex = QString::fromStdString(toHex(hash->view()));
        for (api::Layer layer : {api::Layer::l2, api::Layer::l1}) {
            const QString name =
                layer == api::Layer::l1 ? QStringLiteral("l1") : QStringLiteral("l2");
            const chain::Chain& chain = m.chainOf(layer);
            const bool waits = layer == api::Layer::l2 && m.pool->contains(*hash);
            if (waits || chain.contains(*hash)) {
                hit(QStringLiteral("Transaction on %1").arg(name.toUpper()), hex,
                    QStringLiteral("tx:%1:%2").arg(name, hex));
            }
            const auto number = chain.numberOf(*hash);
            if (number && *number) {
                hit(QStringLiteral("%1 block %2").arg(name.toUpper()).arg(**number), hex,
                    QStringLiteral("block:%1:%2").arg(name).arg(**number));
            }
        }
        for (std::uint64_t i = m.mirror->batchCount(); i > 0; --i) {
            const auto batch = m.mirror->batch(i);
            if (batch && batch->hash == *hash) {
                hit(QStringLiteral("Batch %1").arg(i), hex, QStringLiteral("batch:%1").arg(i));
            }
        }
        for (const auto side : {api::MessageSide::inbox, api::MessageSide::outbox}) {
            if (const auto index = m.bridge->indexOf(side, *hash)) {
                const QString place = wordOf(side);
                hit(QStringLiteral("Message %1 of the %2").arg(QString::number(*index), place), hex,
                    QStringLiteral("message:%1:%2").arg(place).arg(*index));
            }
        }
        return hits;
    }
    for (const api::ContractView& contract : config().contracts) {
        if (text.size() < 3 || !contract.name.toLower().contains(text)) continue;
        const bool l1 = contract.layer == api::Layer::l1;
        const QString hex = QString::fromStdString(toHex(contract.address.view()));
        hit(contract.name, hex,
            (l1 ? QStringLiteral("account:l1:") : QStringLiteral("account:l2:")) + hex);
    }
    for (const api::SignerAccount& account : m.userKeys.accounts()) {
        if (text.size() < 2 || !account.name.toLower().startsWith(text)) continue;
        const QString hex = QString::fromStdString(toHex(account.address.view()));
        hit(account.name, hex, QStringLiteral("account:l2:") + hex);
    }
    // "batch 3", "withdrawal 0", "block 12" or the number alone
    const QStringList parts = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    bool isNumber = false;
    const std::uint64_t number = parts.isEmpty() ? 0 : parts.last().toULongLong(&isNumber);
    if (!isNumber || parts.size() > 2) return hits;
    const QString kind = parts.size() == 2 ? parts.first() : QString();
    const auto wants = [&kind](const char* name) {
        return kind.isEmpty() || QLatin1String(name).startsWith(kind);
    };
    if (wants("block") && number <= m.l2->headNumber()) {
        hit(QStringLiteral("L2 block %1").arg(number), {},
            QStringLiteral("block:l2:%1").arg(number));
    }
    if (wants("block") && number <= m.devnet->head().number) {
        hit(QStringLiteral("L1 block %1").arg(number), {},
            QStringLiteral("block:l1:%1").arg(number));
    }
    if (wants("batch") && number > 0 && number <= m.mirror->batchCount()) {
        hit(QStringLiteral("Batch %1").arg(number), {}, QStringLiteral("batch:%1").arg(number));
    }
    if (wants("deposit") && number < m.bridge->depositCount()) {
        hit(QStringLiteral("Deposit %1").arg(number), {}, QStringLiteral("deposit:%1").arg(number));
    }
    if (wants("withdrawal") && number < m.bridge->withdrawalCount()) {
        hit(QStringLiteral("Withdrawal %1").arg(number), {},
            QStringLiteral("withdrawal:%1").arg(number));
    }
    for (const auto side : {api::MessageSide::inbox, api::MessageSide::outbox}) {
        if (kind.size() < 3 || !wants("message") || number >= m.bridge->messageCount(side)) {
            continue;
        }
        const QString place = wordOf(side);
        hit(QStringLiteral("Message %1 of the %2").arg(QString::number(number), place), {},
            QStringLiteral("message:%1:%2").arg(place).arg(number));
    }
    return hits;
}

}  // namespace rollscope::embedded
