#include "node/core/state/import_block.h"

#include "node/core/evm/gas.h"
#include "node/core/merkle/trie.h"
#include "node/core/state/memory_state.h"

namespace rollscope::state {

namespace {

constexpr std::uint64_t minGasLimit = 5'000;
constexpr std::uint64_t gasLimitDivisor = 1'024;  // yellow paper, equation 54
constexpr std::int64_t beaconRootGas = 30'000'000;
constexpr std::uint64_t weiPerGwei = 1'000'000'000;

tl::unexpected<Error> bad(const char* what) {
    return fail(ErrorCode::invalidParams, what);
}

/// 0xff…fe, whom the protocol's own calls come from.
Address protocolCaller() {
    Address address;
    address.bytes.fill(0xff);
    address[19] = 0xfe;
    return address;
}

bool gasLimitFollows(std::uint64_t limit, std::uint64_t parentLimit) {
    const std::uint64_t distance = limit > parentLimit ? limit - parentLimit : parentLimit - limit;
    return limit >= minGasLimit && limit <= ~std::uint64_t{0} >> 1 &&
           distance < parentLimit / gasLimitDivisor;
}

Result<void> checkBlobGas(const types::Header& header, const types::Header& parent) {
    if (!header.blobGasUsed || !header.excessBlobGas || !header.parentBeaconBlockRoot) {
        return bad("a header field of Cancun is missing");
    }
    if (*header.blobGasUsed > evm::gas::maxBlobGas ||
        *header.blobGasUsed % evm::gas::perBlob != 0) {
        return bad("blobGasUsed");
    }
    if (*header.excessBlobGas != nextExcessBlobGas(parent)) return bad("excessBlobGas");
    return {};
}

/// What the body's own fields say of the header's roots.
Result<void> checkBody(const EthereumBlock& block) {
    std::vector<Bytes> txs;
    std::uint64_t blobGas = 0;
    for (const auto& tx : block.transactions) {
        txs.push_back(types::encodeTransaction(tx));
        blobGas += static_cast<std::uint64_t>(evm::gas::perBlob) * tx.blobVersionedHashes.size();
    }
    if (merkle::rootOfList(txs) != block.header.transactionsRoot) return bad("transactionsRoot");
    if (blobGas != block.header.blobGasUsed) return bad("blobGasUsed");
    std::vector<Bytes> withdrawals;
    for (const auto& withdrawal : block.withdrawals) {
        withdrawals.push_back(encodeWithdrawal(withdrawal));
    }
    if (merkle::rootOfList(withdrawals) != block.header.withdrawalsRoot) {
        return bad("withdrawalsRoot");
    }
    return {};
}

void payWithdrawals(JournaledState& state, const std::vector<Withdrawal>& withdrawals) {
    state.beginTransaction();
    for (const auto& withdrawal : withdrawals) {
        state.addBalance(withdrawal.address, U256{withdrawal.amountGwei} * U256{weiPerGwei});
    }
    state.endTransaction();
}

Result<std::vector<types::Receipt>> runTransactions(Executor& executor,
                                                    const EthereumBlock& block) {
    std::vector<types::Receipt> receipts;
    TxOptions options;
    options.allowBlobs = true;
    for (const auto& tx : block.transactions) {
        const auto sender = types::senderOf(tx, executor.precompiles());
        if (!sender) return failFrom(sender);
        options.blockGasLeft = block.header.gasLimit - options.cumulativeGasUsed;
        auto outcome = applyTransaction(executor, tx, *sender, options);
        if (!outcome) return failFrom(outcome);
        options.cumulativeGasUsed = outcome->receipt.cumulativeGasUsed;
        receipts.push_back(std::move(outcome->receipt));
    }
    if (options.cumulativeGasUsed != block.header.gasUsed) return bad("gasUsed");
    return receipts;
}

Result<void> checkReceipts(const types::Header& header,
                           const std::vector<types::Receipt>& receipts) {
    std::vector<Bytes> leaves;
    types::Bloom bloom;
    for (const auto& receipt : receipts) {
        leaves.push_back(types::encodeReceipt(receipt));
        for (std::size_t i = 0; i < bloom.size(); ++i) bloom[i] |= receipt.bloom[i];
    }
    if (merkle::rootOfList(leaves) != header.receiptsRoot) return bad("receiptsRoot");
    if (bloom != header.logsBloom) return bad("logsBloom");
    return {};
}

}  // namespace

const Address beaconRootsAddress{{{0x00, 0x0f, 0x3d, 0xf6, 0xd7, 0x32, 0x80, 0x7e, 0xf1, 0x31,
                                   0x9f, 0xb7, 0xb8, 0xbb, 0x85, 0x22, 0xd0, 0xbe, 0xac, 0x02}}};

std::uint64_t nextExcessBlobGas(const types::Header& parent) {
    const std::uint64_t excess = parent.excessBlobGas.value_or(0);
    const std::uint64_t used = parent.blobGasUsed.value_or(0);
    const std::uint64_t sum = excess > ~used ? ~std::uint64_t{0} : excess + used;
    return sum < evm::gas::targetBlobGas ? 0 : sum - evm::gas::targetBlobGas;
}

Result<void> checkHeader(const types::Header& header, const types::Header& parent) {
    if (header.parentHash != types::headerHash(parent)) return bad("parentHash");
    if (header.number != parent.number + 1) return bad("number");
    if (header.timestamp <= parent.timestamp) return bad("timestamp");
    if (!gasLimitFollows(header.gasLimit, parent.gasLimit)) return bad("gasLimit");
    if (header.gasUsed > header.gasLimit) return bad("gasUsed");
    // EIP-3675: what proof of work left behind is constant.
    if (header.ommersHash != types::emptyOmmersHash) return bad("ommersHash");
    if (!header.difficulty.isZero()) return bad("difficulty");
    if (!header.nonce.isZero()) return bad("nonce");
    if (header.baseFeePerGas != types::nextBaseFee(parent)) return bad("baseFeePerGas");
    return checkBlobGas(header, parent);
}

Result<ImportResult> importBlock(const ParentState& parent, std::uint64_t chainId,
                                 const EthereumBlock& block,
                                 const crypto::PrecompileHost& precompiles) {
    const types::Header& header = block.header;
    if (auto ok = checkHeader(header, parent.header); !ok) return failFrom(ok);
    if (auto ok = checkBody(block); !ok) return failFrom(ok);

    JournaledState state(parent.view);
    ChainSpec spec;
    spec.chainId = chainId;
    Executor executor(state, envOf(header, spec, parent.blockHash), precompiles);
    // A chain without the contract has nothing to call (EIP-4788).
    if (!state.code(beaconRootsAddress)->empty()) {
        systemCall(executor, protocolCaller(), beaconRootsAddress,
                   header.parentBeaconBlockRoot->view(), beaconRootGas);
    }
    auto receipts = runTransactions(executor, block);
    if (!receipts) return failFrom(receipts);
    payWithdrawals(state, block.withdrawals);
    if (auto ok = checkReceipts(header, *receipts); !ok) return failFrom(ok);

    ImportResult result{*std::move(receipts), state.diff(), {}};
    auto commit =
        merkle::commitChanges(parent.nodes, parent.header.stateRoot, trieChanges(result.diff));
    if (!commit) return failFrom(commit);
    if (commit->root != header.stateRoot) return bad("stateRoot");
    result.nodes = std::move(commit->nodes);
    return result;
}

}  // namespace rollscope::state
