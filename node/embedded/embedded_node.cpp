#include "node/embedded/embedded_node.h"

#include <QtConcurrent/QtConcurrentRun>

#include "node/embedded/driver.h"
#include "node/embedded/intake.h"
#include "node/embedded/queries.h"
#include "node/embedded/services.h"

namespace rollscope::embedded {

namespace {

/// A plain answer is a Result that cannot fail.
template <class T>
struct AsResult {
    using Type = Result<T>;
};
template <class T>
struct AsResult<Result<T>> {
    using Type = Result<T>;
};

}  // namespace

/// `question` takes Queries; what it answers arrives in a future.
template <class F>
auto EmbeddedNode::ask(F question) {
    using Answer = typename AsResult<std::decay_t<decltype(question(Queries(*m_services)))>>::Type;
    m_services->asked.fetch_add(1, std::memory_order_relaxed);
    return QtConcurrent::run(
        &m_pool, [services = m_services.get(), question = std::move(question)]() -> Answer {
            return question(Queries(*services));
        });
}

/// `deed` takes the Driver.
template <class F>
auto EmbeddedNode::act(F deed) {
    using Answer = typename AsResult<std::decay_t<decltype(deed(*m_driver))>>::Type;
    auto promise = std::make_shared<QPromise<Answer>>();
    promise->start();
    QFuture<Answer> future = promise->future();
    QMetaObject::invokeMethod(
        m_driver.get(),
        [driver = m_driver.get(), promise, deed = std::move(deed)] {
            promise->addResult(Answer(deed(*driver)));
            promise->finish();
        },
        Qt::QueuedConnection);
    return future;
}

// 1,024 nested calls take 1.5 MB, ten times that under sanitizers; a system's default may be 2 MB.
constexpr unsigned evmStackBytes = 64U << 20;

Result<std::unique_ptr<EmbeddedNode>> EmbeddedNode::open(Options options) {
    api::registerMetaTypes();
    auto services = Services::open(std::move(options));
    if (!services) return failFrom(services);
    return std::unique_ptr<EmbeddedNode>(new EmbeddedNode(std::move(*services)));
}

EmbeddedNode::EmbeddedNode(std::unique_ptr<Services> services) : m_services(std::move(services)) {
    for (auto* pool : {&m_pool, &m_longPool}) pool->setStackSize(evmStackBytes);
    m_thread.setStackSize(evmStackBytes);
    m_pool.setMaxThreadCount(std::max(3, QThread::idealThreadCount()));
    m_longPool.setMaxThreadCount(2);
    m_intake = std::make_unique<Intake>(*m_services, m_pool);
    m_driver = std::make_unique<Driver>(*m_services, *this);
    m_driver->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("node"));
    connect(&m_thread, &QThread::started, m_driver.get(), &Driver::run);
    m_thread.start();
}

EmbeddedNode::~EmbeddedNode() {
    QMetaObject::invokeMethod(
        m_driver.get(), [driver = m_driver.get()] { driver->halt(); },
        Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
    m_pool.waitForDone();
    m_closing = true;
    m_longPool.waitForDone();
}

void EmbeddedNode::setRpcUrls(const QString& l2, const QString& l1) {
    std::lock_guard lock(m_services->textMutex);
    m_services->rpcUrl = l2;
    m_services->l1RpcUrl = l1;
}

api::Answer<api::NodeConfig> EmbeddedNode::config() {
    return ask([](const Queries& q) { return q.config(); });
}
api::Answer<api::SyncStatus> EmbeddedNode::syncStatus() {
    return ask([](const Queries& q) { return q.syncStatus(); });
}
api::Answer<api::Page<api::EventView>> EmbeddedNode::events(api::PageRequest page) {
    return ask(
        [services = m_services.get(), page](const Queries&) { return services->log.page(page); });
}
api::Answer<std::vector<api::ChartPoint>> EmbeddedNode::chart(api::Layer layer,
                                                              std::uint32_t blocks) {
    return ask([=](const Queries& q) { return q.chart(layer, blocks); });
}
api::Answer<std::vector<api::SearchHit>> EmbeddedNode::search(QString words) {
    return ask([words](const Queries& q) { return q.search(words); });
}
api::Answer<api::Page<api::BlockRow>> EmbeddedNode::blocks(api::Layer layer,
                                                           api::PageRequest page) {
    return ask([=](const Queries& q) { return q.blocks(layer, page); });
}
api::Answer<api::BlockView> EmbeddedNode::block(api::Layer layer, api::BlockId id) {
    return ask([=](const Queries& q) { return q.block(layer, id); });
}
api::Answer<api::Page<api::TxRow>> EmbeddedNode::transactions(api::Layer layer,
                                                              api::PageRequest page) {
    return ask([=](const Queries& q) { return q.transactions(layer, page); });
}
api::Answer<api::Page<api::TxRow>> EmbeddedNode::transactionsOf(api::Layer layer, Address account,
                                                                api::PageRequest page) {
    return ask([=](const Queries& q) { return q.transactionsOf(layer, account, page); });
}
api::Answer<api::TxView> EmbeddedNode::transaction(api::Layer layer, Hash hash) {
    return ask([=](const Queries& q) { return q.transaction(layer, hash); });
}
api::Answer<api::StatusView> EmbeddedNode::transactionStatus(Hash hash, api::TxOrigin asker) {
    return ask([=, services = m_services.get()](const Queries& q) {
        auto status = q.transactionStatus(hash);
        if (status && asker == api::TxOrigin::network) {
            services->answers.note(hash, status->status, services->wallMs());
        }
        return status;
    });
}
api::Answer<api::TxTrail> EmbeddedNode::transactionTrail(Hash hash) {
    return ask([=](const Queries& q) { return q.transactionTrail(hash); });
}
api::Answer<std::vector<types::Receipt>> EmbeddedNode::receipts(api::Layer layer, api::BlockId id) {
    return ask([=](const Queries& q) { return q.receipts(layer, id); });
}
api::Answer<std::vector<std::optional<api::MinedReceipt>>> EmbeddedNode::receiptsOf(
    api::Layer layer, std::vector<Hash> hashes) {
    return ask([layer, hashes = std::move(hashes)](const Queries& q) {
        return q.receiptsOf(layer, hashes);
    });
}
api::Answer<api::AccountView> EmbeddedNode::account(api::Layer layer, Address address,
                                                    api::BlockId at) {
    return ask([=](const Queries& q) { return q.account(layer, address, at); });
}
api::Answer<U256> EmbeddedNode::storageAt(api::Layer layer, Address address, U256 slot,
                                          api::BlockId at) {
    return ask([=](const Queries& q) { return q.storageAt(layer, address, slot, at); });
}
api::Answer<Bytes> EmbeddedNode::call(api::Layer layer, api::CallRequest request, api::BlockId at) {
    return ask([layer, request = std::move(request), at](const Queries& q) {
        return q.call(layer, request, at);
    });
}
api::Answer<std::uint64_t> EmbeddedNode::estimateGas(api::Layer layer, api::CallRequest request,
                                                     api::BlockId at) {
    return ask([layer, request = std::move(request), at](const Queries& q) {
        return q.estimateGas(layer, request, at);
    });
}
api::Answer<U256> EmbeddedNode::suggestTip(api::Layer layer) {
    return ask([=](const Queries& q) { return q.suggestTip(layer); });
}
api::Answer<api::FeeHistoryView> EmbeddedNode::feeHistory(api::Layer layer, std::uint32_t blocks,
                                                          api::BlockId newest,
                                                          std::vector<double> percentiles) {
    return ask([=](const Queries& q) { return q.feeHistory(layer, blocks, newest, percentiles); });
}
api::Answer<std::vector<api::LogView>> EmbeddedNode::logs(api::Layer layer, api::LogFilter filter) {
    return ask(
        [layer, filter = std::move(filter)](const Queries& q) { return q.logs(layer, filter); });
}
api::Answer<api::ProofView> EmbeddedNode::proof(api::Layer layer, Address address,
                                                std::vector<U256> keys, api::BlockId at) {
    return ask([=](const Queries& q) { return q.proof(layer, address, keys, at); });
}
api::Answer<api::Page<api::MempoolRow>> EmbeddedNode::mempool(api::PoolRequest request) {
    return ask([=](const Queries& q) { return q.mempool(request); });
}
api::Answer<api::Page<api::PoolSenderRow>> EmbeddedNode::poolSenders(api::PageRequest page) {
    return ask([services = m_services.get(), page](const Queries&) {
        return services->pool->senders(page);
    });
}
api::Answer<api::PoolView> EmbeddedNode::pool() {
    return ask([services = m_services.get()](const Queries&) { return services->pool->view(); });
}
api::Answer<std::vector<api::PoolEntry>> EmbeddedNode::poolContent(std::optional<Address> sender) {
    return ask([=](const Queries& q) { return q.poolContent(sender); });
}
api::Answer<api::SequencerView> EmbeddedNode::sequencer() {
    return ask([](const Queries& q) { return q.sequencer(); });
}
api::Answer<api::BlockProgress> EmbeddedNode::blockProgress(std::uint64_t number) {
    return ask([=](const Queries& q) { return q.blockProgress(number); });
}
api::Answer<api::Page<api::BatchRow>> EmbeddedNode::batches(api::PageRequest page) {
    return ask([=](const Queries& q) { return q.batches(page); });
}
api::Answer<api::BatchView> EmbeddedNode::batch(std::uint64_t index) {
    return ask([=](const Queries& q) { return q.batch(index); });
}
api::Answer<api::OpenBatchView> EmbeddedNode::openBatch() {
    return act([](Driver& driver) { return driver.openBatch(); });
}
api::Answer<api::BatchDecoding> EmbeddedNode::batchDecoding(std::uint64_t index,
                                                            api::DecodingRequest request) {
    return ask([=](const Queries& q) { return q.batchDecoding(index, request); });
}
api::Answer<api::BatcherPolicy> EmbeddedNode::batcherPolicy() {
    return act([](Driver& driver) { return driver.batcherPolicy(); });
}
api::Answer<api::L1FeeView> EmbeddedNode::estimateL1Fee(api::CallRequest request) {
    return ask([request = std::move(request)](const Queries& q) { return q.l1Fee(request); });
}
api::Answer<api::Done> EmbeddedNode::setBatcherPolicy(api::BatcherPolicy policy) {
    return act([policy](Driver& driver) { return driver.setBatcherPolicy(policy); });
}
namespace {

// Adds what this node itself is the reason of.
void explain(const Services& m, api::DepositView& row) {
    using Stage = api::DepositStage;
    if (row.stage == Stage::onL1 && !m.running(api::Role::sequencer)) {
        row.why += QStringLiteral(" The sequencer is off.");
    }
    if (row.stage == Stage::acceptedInL2 && !m.running(api::Role::batcher)) {
        row.why += QStringLiteral(" The batcher is off.");
    }
}

void explain(const Services& m, api::WithdrawalView& row) {
    using Stage = api::WithdrawalStage;
    if (row.stage == Stage::initiated && !m.running(api::Role::batcher)) {
        row.why += QStringLiteral(" The batcher is off.");
    }
    if (row.stage == Stage::batched && !m.running(api::Role::proposer)) {
        row.why += QStringLiteral(" The proposer is off.");
    }
}

}  // namespace

api::Answer<api::Page<api::DepositView>> EmbeddedNode::deposits(std::optional<Address> account,
                                                                api::PageRequest page) {
    return ask([services = m_services.get(), account, page](const Queries&) {
        auto rows = services->bridge->deposits(account, page, services->chainSeconds());
        for (api::DepositView& row : rows.rows) explain(*services, row);
        return rows;
    });
}
api::Answer<api::Page<api::WithdrawalView>> EmbeddedNode::withdrawals(
    std::optional<Address> account, api::PageRequest page) {
    return ask([services = m_services.get(), account, page](const Queries&) {
        auto rows = services->bridge->withdrawals(account, page, services->chainSeconds());
        for (api::WithdrawalView& row : rows.rows) explain(*services, row);
        return rows;
    });
}
api::Answer<api::WithdrawalProof> EmbeddedNode::withdrawalProof(Hash l2TxHash) {
    return ask([=](const Queries& q) { return q.withdrawalProof(l2TxHash); });
}
api::Answer<api::WithdrawalProof> EmbeddedNode::withdrawalProofAt(std::uint64_t index) {
    return ask([services = m_services.get(), index](const Queries&) {
        return services->bridge->proof(index, services->chainSeconds());
    });
}
api::Answer<api::Page<api::MessageView>> EmbeddedNode::messages(api::MessageSide side,
                                                                std::optional<Address> account,
                                                                api::PageRequest page) {
    return ask([=](const Queries& q) { return q.messages(side, account, page); });
}
api::Answer<api::MessageView> EmbeddedNode::message(api::MessageSide side, std::uint64_t index) {
    return ask([=](const Queries& q) { return q.message(side, index); });
}
api::Answer<api::MessageProof> EmbeddedNode::messageProof(api::MessageSide side,
                                                          std::uint64_t index) {
    return ask([services = m_services.get(), side, index](const Queries&) {
        return services->bridge->messageProof(side, index, services->chainSeconds());
    });
}
api::Answer<api::MessageTreeView> EmbeddedNode::messageTree(api::MessageTreeRequest request) {
    return ask([services = m_services.get(), request](const Queries&) {
        return services->bridge->tree(request);
    });
}
api::Answer<std::vector<api::AbiView>> EmbeddedNode::abis() {
    return ask([services = m_services.get()](const Queries&) { return services->abis->list(); });
}
api::Answer<api::PreparedTx> EmbeddedNode::prepare(api::Intent intent) {
    return ask([intent = std::move(intent)](const Queries& q) { return q.prepare(intent); });
}

api::Answer<Hash> EmbeddedNode::submit(api::Layer layer, Bytes rawTransaction,
                                       api::TxOrigin origin) {
    if (layer == api::Layer::l1) {
        return act(
            [raw = std::move(rawTransaction)](Driver& driver) { return driver.submitL1(raw); });
    }
    std::vector<Bytes> one;
    one.push_back(std::move(rawTransaction));
    return m_intake->take(std::move(one), origin)
        .then([](Result<std::vector<Result<Hash>>> answers) {
            return answers ? std::move(answers->front()) : failFrom(answers);
        });
}
api::Answer<std::vector<Result<Hash>>> EmbeddedNode::submitAll(api::Layer layer,
                                                               std::vector<Bytes> raw) {
    if (layer == api::Layer::l1) {
        return act([raw = std::move(raw)](Driver& driver) {
            std::vector<Result<Hash>> answers;
            for (const Bytes& each : raw) answers.push_back(driver.submitL1(each));
            return answers;
        });
    }
    return m_intake->take(std::move(raw), api::TxOrigin::network);
}
api::Answer<api::Done> EmbeddedNode::start(api::Role role) {
    return act([role](Driver& driver) { return driver.setRole(role, true); });
}
api::Answer<api::Done> EmbeddedNode::stop(api::Role role) {
    return act([role](Driver& driver) { return driver.setRole(role, false); });
}
api::Answer<std::uint64_t> EmbeddedNode::flush() {
    return act([](Driver& driver) { return driver.flush(); });
}
api::Answer<api::Done> EmbeddedNode::dropTransaction(Hash hash) {
    return act([hash](Driver& driver) { return driver.dropTransaction(hash); });
}
api::Answer<api::SequencerView> EmbeddedNode::pauseSequencer() {
    return act([](Driver& driver) { return driver.pauseSequencer(); });
}
api::Answer<api::SequencerView> EmbeddedNode::resumeSequencer() {
    return act([](Driver& driver) { return driver.resumeSequencer(); });
}
api::Answer<api::BlockStageView> EmbeddedNode::stepSequencer() {
    return act([](Driver& driver) { return driver.stepSequencer(); });
}
api::Answer<api::SequencerView> EmbeddedNode::lockNextBlock() {
    return act([](Driver& driver) { return driver.lockNextBlock(); });
}
api::Answer<api::SequencerView> EmbeddedNode::setSequencerPolicy(api::SequencerPolicy policy) {
    return act([policy](Driver& driver) { return driver.setSequencerPolicy(policy); });
}
api::Answer<api::AbiView> EmbeddedNode::loadAbi(api::Layer layer, Address address, Bytes json,
                                                QString name) {
    return act([layer, address, json = std::move(json), name](Driver& driver) {
        return driver.loadAbi(layer, address, json, name);
    });
}
api::Answer<api::Done> EmbeddedNode::forgetAbi(api::Layer layer, Address address) {
    return act([layer, address](Driver& driver) { return driver.forgetAbi(layer, address); });
}
api::Answer<std::uint64_t> EmbeddedNode::devnet(api::DevnetCommand command) {
    return act([command](Driver& driver) { return driver.devnet(command); });
}

}  // namespace rollscope::embedded
