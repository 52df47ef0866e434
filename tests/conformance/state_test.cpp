#include "fixture.h"
#include "kinds.h"
#include "node/core/crypto/keccak.h"
#include "node/core/evm/gas.h"
#include "node/core/state/transition.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::conformance {

namespace {

/// In these tests a block's hash is that of its number's digits.
Hash testBlockHash(std::uint64_t number) {
    return crypto::keccak256(asBytes(toDecimal(U256{number})));
}

state::BlockEnv blockOf(const QJsonObject& env) {
    state::BlockEnv block;
    block.chainId = 1;
    block.number = numberOf(env[QStringLiteral("currentNumber")]);
    block.timestamp = numberOf(env[QStringLiteral("currentTimestamp")]);
    block.gasLimit = numberOf(env[QStringLiteral("currentGasLimit")]);
    block.beneficiary = addressOf(env[QStringLiteral("currentCoinbase")]);
    block.prevRandao = hashOf(env[QStringLiteral("currentRandom")]);
    block.baseFee = wordOf(env[QStringLiteral("currentBaseFee")]);
    block.blobBaseFee =
        evm::gas::blobBaseFee(numberOf(env[QStringLiteral("currentExcessBlobGas")]));
    block.blockHash = testBlockHash;
    return block;
}

Result<std::vector<types::Log>> runTransaction(state::JournaledState& state,
                                               const state::BlockEnv& block, BytesView bytes) {
    const auto& host = host::nativePrecompiles();
    const auto tx = types::decodeTransaction(bytes);
    if (!tx) return failFrom(tx);
    const auto sender = types::senderOf(*tx, host);
    if (!sender) return failFrom(sender);
    state::Executor executor(state, block, host);
    state::TxOptions options;
    options.blockGasLeft = block.gasLimit;
    options.allowBlobs = true;
    auto outcome = state::applyTransaction(executor, *tx, *sender, options);
    if (!outcome) return failFrom(outcome);
    return std::move(outcome->receipt.logs);
}

/// Empty when the post state is right.
std::string check(const state::MemoryState& pre, const state::BlockEnv& block,
                  const QJsonObject& post) {
    state::JournaledState journaled(pre);
    const auto logs = runTransaction(journaled, block, bytesOf(post[QStringLiteral("txbytes")]));
    const QJsonValue expected = post[QStringLiteral("expectException")];
    if (!logs && !expected.isString()) return "refused: " + logs.error().text();
    if (logs && expected.isString()) {
        return "included, expected " + expected.toString().toStdString();
    }
    const auto commit =
        merkle::commitChanges(pre, pre.root(), state::trieChanges(journaled.diff()));
    if (!commit) return commit.error().text();
    if (commit->root != hashOf(post[QStringLiteral("hash")])) {
        return "state root " + toHex(commit->root.view());
    }
    const std::vector<types::Log> list = logs ? *logs : std::vector<types::Log>{};
    if (logsHash(list) != hashOf(post[QStringLiteral("logs")])) return "logs differ";
    return {};
}

}  // namespace

void stateFile(const QString&, const QJsonValue& cases, FileResult& result) {
    const QJsonObject tests = cases.toObject();
    for (auto it = tests.begin(); it != tests.end(); ++it) {
        const std::string name = it.key().toStdString();
        const QJsonObject test = it.value().toObject();
        const QJsonValue post = test[QStringLiteral("post")];
        if (!post.isObject()) {
            result.count(name, "no post state");
            continue;
        }
        const QJsonArray posts = post[QStringLiteral("Cancun")].toArray();
        if (posts.isEmpty()) {
            ++result.outside;
            result.whyOutside = "no Cancun in them";
            continue;
        }
        const state::MemoryState pre = stateOf(test[QStringLiteral("pre")].toObject());
        const state::BlockEnv block = blockOf(test[QStringLiteral("env")].toObject());
        for (qsizetype i = 0; i < posts.size(); ++i) {
            result.count(name + " #" + std::to_string(i), check(pre, block, posts[i].toObject()));
        }
    }
}

}  // namespace rollscope::conformance
