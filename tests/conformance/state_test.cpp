#include "state_test.h"

#include <QFile>
#include <QJsonDocument>

#include "fixture.h"
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

FileResult runStateFile(const QString& path) {
    FileResult result;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.failures.push_back(path.toStdString() + ": cannot be read");
        return result;
    }
    const QJsonObject tests = QJsonDocument::fromJson(file.readAll()).object();
    for (auto it = tests.begin(); it != tests.end(); ++it) {
        const QJsonObject test = it.value().toObject();
        const state::MemoryState pre = stateOf(test[QStringLiteral("pre")].toObject());
        const state::BlockEnv block = blockOf(test[QStringLiteral("env")].toObject());
        const QJsonArray posts =
            test[QStringLiteral("post")].toObject()[QStringLiteral("Cancun")].toArray();
        for (qsizetype i = 0; i < posts.size(); ++i) {
            const std::string problem = check(pre, block, posts[i].toObject());
            if (problem.empty()) {
                ++result.passed;
                continue;
            }
            result.failures.push_back(path.toStdString() + " " + it.key().toStdString() + " #" +
                                      std::to_string(i) + ": " + problem);
        }
    }
    return result;
}

}  // namespace rollscope::conformance
