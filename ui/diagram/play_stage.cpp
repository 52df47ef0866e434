#include "ui/diagram/play_stage.h"

#include <QDeadlineTimer>

#include "ui/diagram/script_text.h"
#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

Bytes callData(std::uint32_t selector, const std::vector<U256>& arguments) {
    Bytes data(4 + 32 * arguments.size());
    for (unsigned i = 0; i < 4; ++i) {
        data[i] = static_cast<std::uint8_t>(selector >> (24 - 8 * i));
    }
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        storeU256(data.data() + 4 + 32 * i, arguments[i]);
    }
    return data;
}

}  // namespace

Pause::Pause(api::Node& node, QObject* on, int ms)
    : m_node(node), m_timer(new QTimer(on)), m_ms(ms) {
    m_timer->setSingleShot(true);
}

Pause::~Pause() {
    m_timer->disconnect();
    m_timer->stop();
    m_timer->deleteLater();  // it may be telling us right now
}

void Pause::await_suspend(std::coroutine_handle<> waiter) {
    QObject::connect(m_timer, &QTimer::timeout, m_timer, [waiter] { waiter.resume(); });
    const auto wake = [timer = m_timer] {
        if (timer->isActive()) timer->start(0);
    };
    QObject::connect(&m_node, &api::Node::newBlock, m_timer, wake);
    QObject::connect(&m_node, &api::Node::messageChanged, m_timer, wake);
    m_timer->start(m_ms);
}

void PlayStage::beginWait(const QString& what, std::optional<std::uint64_t> clock) {
    m_waitsFor = what;
    m_waitsUntil = QDeadlineTimer(patienceMs).deadline();
    if (waits) waits(what, clock);
}

bool PlayStage::isOutOfPatience() const {
    if (patience == Patience::none) return true;
    return patience == Patience::brief && QDeadlineTimer::current().deadline() >= m_waitsUntil;
}

Error PlayStage::outOfPatience() const {
    if (patience == Patience::none) {
        return {ErrorCode::notFound, tr("not yet: %1").arg(m_waitsFor).toStdString()};
    }
    return {ErrorCode::cancelled, tr("not seen within %1: %2")
                                      .arg(spanText(static_cast<std::uint64_t>(patienceMs)))
                                      .arg(m_waitsFor)
                                      .toStdString()};
}

Address PlayStage::contract(const char* name, api::Layer layer) const {
    for (const auto& each : config.contracts) {
        if (each.layer == layer && each.name == QLatin1String(name)) return each.address;
    }
    return {};
}

std::uint64_t PlayStage::chainId(api::Layer layer) const {
    return layer == api::Layer::l1 ? config.l1ChainId : config.l2ChainId;
}

Task<Result<Hash>> PlayStage::submit(api::Intent intent) {
    const Result<api::PreparedTx> prepared = co_await ask(node.prepare(intent));
    if (!prepared) co_return failFrom(prepared);
    const Result<Bytes> raw = signer.sign(prepared->tx, intent.from);
    if (!raw) co_return failFrom(raw);
    m_sentTo = prepared->layer;
    Result<Hash> hash = co_await ask(node.submit(prepared->layer, *raw, api::TxOrigin::local));
    co_return hash;
}

Task<Result<api::TxView>> PlayStage::send(api::Intent intent) {
    const Result<Hash> hash = co_await submit(intent);
    if (!hash) co_return failFrom(hash);
    Result<api::TxView> tx = co_await mined(m_sentTo, *hash);
    co_return tx;
}

Task<Result<api::TxView>> PlayStage::mined(api::Layer layer, Hash hash) {
    beginWait(tr("the block with transaction %1").arg(elided(hash)));
    while (true) {
        Result<api::TxView> tx = co_await ask(node.transaction(layer, hash));
        if (tx && tx->receipt) {
            if (!tx->receipt->success) {
                co_return fail(ErrorCode::executionReverted, tx->failure.toStdString());
            }
            co_return tx;
        }
        if (tx && (tx->row.status == api::TxStatus::dropped ||
                   tx->row.status == api::TxStatus::replaced)) {
            co_return fail(ErrorCode::cancelled, tx->status.reason.toStdString());
        }
        if (isOutOfPatience()) co_return tl::make_unexpected(outOfPatience());
        co_await pause();
    }
}

Result<Evidence> PlayStage::eventIn(const api::TxView& tx, const char* contractName,
                                    const char* event, const char* key,
                                    const QString& value) const {
    const api::Layer layer = tx.row.layer;
    const Address at = contract(contractName, layer);
    for (const api::LogView& log : tx.logs) {
        if (log.log.address != at || !log.decoded) continue;
        if (log.decoded->function != QLatin1String(event)) continue;
        if (valueOf(*log.decoded, key) != value) continue;
        Evidence evidence;
        evidence.layer = layer;
        evidence.chainId = chainId(layer);
        evidence.block = log.blockNumber;
        evidence.timestamp = log.blockTimestamp;
        evidence.transaction = tx.row.hash;
        if (tx.receipt) evidence.gas = tx.receipt->gasUsed;
        evidence.event = QLatin1String(contractName) + QStringLiteral(" · ") + QLatin1String(event);
        evidence.values = log.decoded->arguments;
        evidence.blockHash = log.blockHash;
        evidence.log = log;
        evidence.link = txLink(layer, tx.row.hash);
        return evidence;
    }
    return fail(ErrorCode::notFound,
                tr("transaction %1 has no event %2 of %3")
                    .arg(elided(tx.row.hash), QLatin1String(event), QLatin1String(contractName))
                    .toStdString());
}

Task<Result<api::LogView>> PlayStage::waitForEvent(
    api::Layer layer, const char* contractName, const char* event, std::uint64_t fromBlock,
    std::function<bool(const api::DecodedCall&)> fits) {
    api::LogFilter filter;
    filter.from = fromBlock;
    filter.addresses.push_back(contract(contractName, layer));
    while (true) {
        const Result<std::vector<api::LogView>> logs = co_await ask(node.logs(layer, filter));
        if (logs) {
            for (const api::LogView& log : *logs) {
                if (!log.decoded || log.decoded->function != QLatin1String(event)) continue;
                if (fits(*log.decoded)) co_return log;
            }
        }
        if (isOutOfPatience()) co_return tl::make_unexpected(outOfPatience());
        co_await pause();
    }
}

Task<Result<U256>> PlayStage::word(api::Layer layer, const char* contractName,
                                   std::uint32_t selector, std::vector<U256> arguments,
                                   api::BlockId at) {
    api::CallRequest request;
    request.to = contract(contractName, layer);
    request.data = callData(selector, arguments);
    const Result<Bytes> answer = co_await ask(node.call(layer, request, at));
    if (!answer) co_return failFrom(answer);
    if (answer->size() < 32) co_return fail(ErrorCode::notFound, contractName);
    co_return loadU256(answer->data());
}

Task<Result<bool>> PlayStage::place(Evidence& evidence) {
    if (!evidence.layer || !evidence.inBlock) co_return true;
    const Result<api::BlockView> block = co_await ask(node.block(*evidence.layer, evidence.block));
    if (!block) co_return failFrom(block);
    if (evidence.blockHash && *evidence.blockHash != block->row.hash) {
        co_return fail(ErrorCode::notFound,
                       tr("block %1 was replaced").arg(grouped(evidence.block)).toStdString());
    }
    evidence.blockHash = block->row.hash;
    evidence.stateAfter = block->header.stateRoot;
    if (evidence.block == 0) co_return true;
    const Result<api::BlockView> parent =
        co_await ask(node.block(*evidence.layer, block->header.parentHash));
    if (parent) evidence.stateBefore = parent->header.stateRoot;
    co_return true;
}

Task<Result<Evidence>> PlayStage::blockEvidence(api::Layer layer, std::uint64_t number,
                                                QString event) {
    const Result<api::BlockView> block = co_await ask(node.block(layer, number));
    if (!block) co_return failFrom(block);
    Evidence evidence;
    evidence.layer = layer;
    evidence.chainId = chainId(layer);
    evidence.block = number;
    evidence.blockHash = block->row.hash;
    evidence.timestamp = block->row.timestamp;
    evidence.event = event;
    evidence.link = blockLink(layer, number);
    co_return evidence;
}

QString valueOf(const api::DecodedCall& decoded, const char* name) {
    for (const auto& value : decoded.arguments) {
        if (value.name == QLatin1String(name)) return value.value;
    }
    return {};
}

QString valueOf(const Evidence& evidence, const char* name) {
    for (const auto& value : evidence.values) {
        if (value.name == QLatin1String(name)) return value.value;
    }
    return {};
}

api::NamedValue named(const QString& name, const QString& type, const QString& value) {
    return {name, type, value};
}

api::NamedValue named(const QString& name, const U256& value) {
    return {name, QStringLiteral("uint256"), QString::fromStdString(toDecimal(value))};
}

api::NamedValue named(const QString& name, const Hash& value) {
    return {name, QStringLiteral("bytes32"), hex(value)};
}

api::NamedValue named(const QString& name, const Address& value) {
    return {name, QStringLiteral("address"), hex(value)};
}

api::NamedValue moment(const QString& name, std::uint64_t unixMs) {
    return {name, timeMsType, QString::number(unixMs)};
}

}  // namespace rollscope::ui
