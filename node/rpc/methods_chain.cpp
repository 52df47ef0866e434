// Blocks, transactions, receipts and fees.
#include <cmath>

#include "node/core/crypto/keccak.h"
#include "node/core/types/block.h"
#include "node/rpc/context.h"
#include "node/rpc/json_eth.h"

namespace rollscope::rpc {
namespace {

/// Reads one parameter of each call, asks Node once for all that could be read, and answers each.
template <class Param, class Read, class AskAll, class ToJson>
void many(Context& context, const std::vector<Ask>& calls, ManyReply reply, Read read,
          AskAll askAll, ToJson toJson) {
    std::vector<Result<JsonText>> results;
    std::vector<Param> params;
    std::vector<std::size_t> places;
    for (const Ask& call : calls) {
        auto param = read(call);
        results.push_back(param ? Result<JsonText>{} : failFrom(param));
        if (!param) continue;
        places.push_back(results.size() - 1);
        params.push_back(std::move(*param));
    }
    if (params.empty()) return reply(std::move(results));
    auto shared = std::make_shared<std::vector<Result<JsonText>>>(std::move(results));
    const Reply failed = [shared, places, reply](const Result<JsonText>& error) {
        for (const std::size_t i : places) (*shared)[i] = error;
        reply(std::move(*shared));
    };
    ask(context, askAll(std::move(params)), failed,
        [shared, places, reply, toJson](const auto& answers) {
            for (std::size_t i = 0; i < places.size(); ++i) {
                (*shared)[places[i]] = toJson(answers[i]);
            }
            reply(std::move(*shared));
        });
}

void withConfig(Context& context, Reply reply, std::function<void(const api::NodeConfig&)> then) {
    if (context.config) return then(*context.config);
    ask(context, context.node.config(), reply,
        [&context, then = std::move(then)](api::NodeConfig config) {
            context.config = std::move(config);
            then(*context.config);
        });
}

std::uint64_t chainIdOf(const Context& context, const api::NodeConfig& config) {
    return context.layer == api::Layer::l1 ? config.l1ChainId : config.l2ChainId;
}

void chainId(const Ask& call, Reply reply) {
    withConfig(call.context, reply, [&context = call.context, reply](auto& config) {
        reply(quantity(chainIdOf(context, config)));
    });
}

void netVersion(const Ask& call, Reply reply) {
    withConfig(call.context, reply, [&context = call.context, reply](auto& config) {
        reply(QJsonValue{QString::number(chainIdOf(context, config))});
    });
}

void clientVersion(const Ask&, Reply reply) {
    reply(QJsonValue{QStringLiteral("Rollscope/v" ROLLSCOPE_VERSION "/linux/c++20")});
}

void sha3(const Ask& call, Reply reply) {
    const auto bytes = readBytes(call.at(0), "data");
    if (!bytes) return reply(failFrom(bytes));
    reply(data(crypto::keccak256(*bytes)));
}

void listening(const Ask&, Reply reply) {
    reply(QJsonValue{true});
}

void no(const Ask&, Reply reply) {
    reply(QJsonValue{false});
}

void none(const Ask&, Reply reply) {
    reply(QJsonValue{QJsonArray{}});
}

/// The newest block's row, without its transactions.
template <class Then>
void withHead(Context& context, Reply reply, Then then) {
    ask(context, context.node.blocks(context.layer, {0, 1}), reply,
        [reply, then](api::Page<api::BlockRow> page) {
            if (page.rows.empty()) return reply(fail(ErrorCode::unknownBlock));
            then(page.rows.front());
        });
}

void blockNumber(const Ask& call, Reply reply) {
    withHead(call.context, reply,
             [reply](const api::BlockRow& head) { reply(quantity(head.number)); });
}

void gasPrice(const Ask& call, Reply reply) {
    withHead(call.context, reply, [&context = call.context, reply](const api::BlockRow& head) {
        types::Header header;
        header.gasLimit = head.gasLimit;
        header.gasUsed = head.gasUsed;
        header.baseFeePerGas = head.baseFee;
        // The next block's base fee: a price that is good for it.
        answer(
            context, context.node.suggestTip(context.layer), reply,
            [base = types::nextBaseFee(header)](const U256& tip) { return quantity(base + tip); });
    });
}

void maxPriorityFee(const Ask& call, Reply reply) {
    answer(call.context, call.context.node.suggestTip(call.context.layer), reply,
           [](const U256& tip) { return quantity(tip); });
}

void feeHistory(const Ask& call, Reply reply) {
    const auto count = readLooseNumber(call.at(0), "blockCount");
    if (!count) return reply(failFrom(count));
    const auto newest = readBlockNumber(call.at(1));
    if (!newest) return reply(failFrom(newest));
    std::vector<double> percentiles;
    const QJsonValue list = call.at(2);
    if (!list.isUndefined() && !list.isNull() && !list.isArray()) {
        return reply(fail(ErrorCode::invalidParams, "rewardPercentiles: must be a list"));
    }
    for (const QJsonValue& item : list.toArray()) {
        const double value = item.toDouble(-1);
        const bool falls = !percentiles.empty() && value < percentiles.back();
        if (value < 0 || value > 100 || falls || percentiles.size() >= 100) {
            return reply(fail(ErrorCode::invalidParams,
                              "rewardPercentiles: 0 to 100, rising, at most 100 of them"));
        }
        percentiles.push_back(value);
    }
    const auto blocks = static_cast<std::uint32_t>(std::min<std::uint64_t>(*count, 1024));
    const bool rewards = !percentiles.empty();
    Context& context = call.context;
    answer(context, context.node.feeHistory(context.layer, blocks, *newest, percentiles), reply,
           [rewards](const api::FeeHistoryView& view) { return feeHistoryJson(view, rewards); });
}

Result<api::BlockId> readHashId(const QJsonValue& value) {
    const auto hash = readHash(value, "blockHash");
    if (!hash) return failFrom(hash);
    return api::BlockId{*hash};
}

using ReadId = Result<api::BlockId> (*)(const QJsonValue&);

template <ReadId read>
void getBlock(const Ask& call, Reply reply) {
    const auto id = read(call.at(0));
    if (!id) return reply(failFrom(id));
    const auto whole = readFlag(call.at(1), false, "hydrated");
    if (!whole) return reply(failFrom(whole));
    Context& context = call.context;
    answerOrNull(context, context.node.block(context.layer, *id), reply,
                 [whole = *whole](const api::BlockView& block) { return blockJson(block, whole); });
}

template <ReadId read>
void getTransactionCount(const Ask& call, Reply reply) {
    const auto id = read(call.at(0));
    if (!id) return reply(failFrom(id));
    Context& context = call.context;
    answerOrNull(context, context.node.block(context.layer, *id), reply,
                 [](const api::BlockView& block) { return quantity(block.hashes.size()); });
}

template <ReadId read>
void getUncleCount(const Ask& call, Reply reply) {
    const auto id = read(call.at(0));
    if (!id) return reply(failFrom(id));
    Context& context = call.context;
    answerOrNull(context, context.node.block(context.layer, *id), reply,
                 [](const api::BlockView&) { return quantity(0); });
}

template <ReadId read>
void getTransactionAt(const Ask& call, Reply reply) {
    const auto id = read(call.at(0));
    if (!id) return reply(failFrom(id));
    const auto index = readU64(call.at(1), "index");
    if (!index) return reply(failFrom(index));
    Context& context = call.context;
    answerOrNull(context, context.node.block(context.layer, *id), reply,
                 [index = *index](const api::BlockView& block) {
                     const QJsonArray all = blockJson(block, true).value(u"transactions").toArray();
                     const bool there = index < static_cast<std::uint64_t>(all.size());
                     return there ? all.at(static_cast<qsizetype>(index))
                                  : QJsonValue{QJsonValue::Null};
                 });
}

void getTransaction(const Ask& call, Reply reply) {
    const auto hash = readHash(call.at(0), "transactionHash");
    if (!hash) return reply(failFrom(hash));
    Context& context = call.context;
    answerOrNull(context, context.node.transaction(context.layer, *hash), reply,
                 [](const api::TxView& view) { return transactionJson(view); });
}

void getReceipts(Context& context, std::vector<Ask> calls, ManyReply reply) {
    many<Hash>(
        context, calls, std::move(reply),
        [](const Ask& call) { return readHash(call.at(0), "transactionHash"); },
        [&context](std::vector<Hash> hashes) {
            return context.node.receiptsOf(context.layer, std::move(hashes));
        },
        [](const std::optional<api::MinedReceipt>& mined) {
            return Result<JsonText>{receiptText(mined)};
        });
}

void getBlockReceipts(const Ask& call, Reply reply) {
    const auto id = readBlockId(call.at(0));
    if (!id) return reply(failFrom(id));
    Context& context = call.context;
    Reply nullable = [reply](Result<JsonText> result) {
        const bool gone = !result && (result.error().code == ErrorCode::unknownBlock ||
                                      result.error().code == ErrorCode::notFound);
        reply(gone ? Result<JsonText>{QJsonValue{QJsonValue::Null}} : std::move(result));
    };
    ask(context, context.node.block(context.layer, *id), nullable,
        [&context, nullable](api::BlockView block) {
            const api::BlockId exact = block.row.hash;  // a tag may have moved on
            answer(context, context.node.receipts(context.layer, exact), nullable,
                   [block = std::move(block)](const std::vector<types::Receipt>& receipts) {
                       return receiptsText(block, receipts);
                   });
        });
}

void sendRawAll(Context& context, std::vector<Ask> calls, ManyReply reply) {
    many<Bytes>(
        context, calls, std::move(reply),
        [](const Ask& call) -> Result<Bytes> {
            auto raw = readBytes(call.at(0), "data");
            if (raw && raw->empty()) {
                return fail(ErrorCode::invalidParams, "data: empty transaction");
            }
            return raw;
        },
        [&context](std::vector<Bytes> raw) {
            return context.node.submitAll(context.layer, std::move(raw));
        },
        [&context](const Result<Hash>& hash) -> Result<JsonText> {
            if (!hash) return failFrom(hash);
            if (context.layer == api::Layer::l1) emit context.feed.pendingSeen(*hash);
            return data(*hash);
        });
}

constexpr Method table[] = {
    {"web3_clientVersion", clientVersion, 0},
    {"web3_sha3", sha3, 1},
    {"net_version", netVersion, 0},
    {"net_listening", listening, 0},
    {"eth_chainId", chainId, 0},
    {"eth_syncing", no, 0},
    {"eth_accounts", none, 0},
    {"eth_blockNumber", blockNumber, 0},
    {"eth_gasPrice", gasPrice, 0},
    {"eth_maxPriorityFeePerGas", maxPriorityFee, 0},
    {"eth_feeHistory", feeHistory, 3},
    {"eth_getBlockByNumber", getBlock<readBlockNumber>, 2},
    {"eth_getBlockByHash", getBlock<readHashId>, 2},
    {"eth_getBlockTransactionCountByNumber", getTransactionCount<readBlockNumber>, 1},
    {"eth_getBlockTransactionCountByHash", getTransactionCount<readHashId>, 1},
    {"eth_getUncleCountByBlockNumber", getUncleCount<readBlockNumber>, 1},
    {"eth_getUncleCountByBlockHash", getUncleCount<readHashId>, 1},
    {"eth_getTransactionByBlockNumberAndIndex", getTransactionAt<readBlockNumber>, 2},
    {"eth_getTransactionByBlockHashAndIndex", getTransactionAt<readHashId>, 2},
    {"eth_getTransactionByHash", getTransaction, 1},
    {"eth_getTransactionReceipt", nullptr, 1, getReceipts},
    {"eth_getBlockReceipts", getBlockReceipts, 1},
    {"eth_sendRawTransaction", nullptr, 1, sendRawAll},
};

}  // namespace

std::span<const Method> chainMethods() {
    return table;
}

}  // namespace rollscope::rpc
