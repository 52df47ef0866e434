// Blocks of transfers between random accounts of a large state, on RocksDB: executed, committed
// to the trie, written and synced.
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <random>

#include "measure.h"
#include "node/chain/chain.h"
#include "node/core/state/memory_state.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::bench {

namespace {

constexpr std::uint64_t chainId = 31'337;
constexpr unsigned transfers = 1'400;  // fill a block of 30,000,000 gas
constexpr int blocks = 20;

Address accountOf(std::uint64_t index) {
    return addressFromBytes(crypto::keccak256(toHash(U256{index}).view()).view().first(20));
}

/// One block's account changes committed to the trie, by one thread and by those that there are.
struct InOrder final : merkle::NodeReader {
    const merkle::NodeReader& nodes;
    explicit InOrder(const merkle::NodeReader& reader) : nodes(reader) {}
    std::optional<Bytes> node(const Hash& hash) const override { return nodes.node(hash); }
};

/// Of a closed database: opening it once more has folded its log into tables.
std::uint64_t bytesIn(const std::filesystem::path& folder) {
    if (auto folded = storage::Database::open(folder); !folded) return 0;
    std::uint64_t sum = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) sum += entry.file_size();
    }
    return sum;
}

Result<void> begin(chain::Chain& chain, std::uint64_t accounts) {
    state::GenesisSpec spec;
    spec.chain.chainId = chainId;
    spec.timestamp = 1'000;
    for (std::uint64_t i = 0; i < accounts; ++i) {
        spec.accounts.push_back(
            {accountOf(i), U256{1'000'000} * U256{1'000'000'000'000'000'000ULL}, 0, {}});
    }
    const auto genesis = state::buildGenesis(spec, host::nativePrecompiles());
    if (!genesis) return failFrom(genesis);
    return chain.init(*genesis);
}

/// The next block: each transfer from a random account to another, no sender twice.
state::BlockInput nextInput(const chain::ChainState& head, std::uint64_t accounts,
                            std::mt19937_64& random) {
    state::BlockInput input;
    input.timestamp = head.head.header.timestamp + 1;
    std::unordered_map<Address, bool> seen;
    while (input.userTxs.size() < transfers) {
        const Address sender = accountOf(random() % accounts);
        if (!seen.emplace(sender, true).second) continue;
        types::Transaction tx;
        tx.type = types::TxType::dynamicFee;
        tx.chainId = chainId;
        tx.nonce = head.view->account(sender).value_or(state::Account{}).nonce;
        tx.to = accountOf(random() % accounts);
        tx.value = U256{1};
        tx.gasLimit = 21'000;
        tx.maxFeePerGas = U256{1'000'000'000'000};
        tx.signature = {0, U256{random() | 1}, U256{random() | 1}};  // senders are given
        input.userTxs.push_back(std::move(tx));
        input.senders.push_back(sender);
    }
    return input;
}

struct Chained {
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<chain::Chain> chain;
};

Result<Chained> open(const std::filesystem::path& folder) {
    auto database = storage::Database::open(folder);
    if (!database) return failFrom(database);
    auto chain = chain::Chain::open(**database, api::Layer::l1);
    if (!chain) return failFrom(chain);
    return Chained{*std::move(database), *std::move(chain)};
}

Result<void> makeGenesis(const std::filesystem::path& folder, std::uint64_t accounts) {
    auto opened = open(folder);
    return opened ? begin(*opened->chain, accounts) : failFrom(opened);
}

/// Seconds spent, in all blocks.
struct Times {
    double executing = 0;   ///< the commit included
    double committing = 0;  ///< the trie's part of it, by the threads that there are
    double inOrder = 0;     ///< the same by one thread
    double writing = 0;
    std::size_t touched = 0;  ///< accounts
};

Result<Times> runBlocks(const std::filesystem::path& folder, std::uint64_t accounts) {
    auto opened = open(folder);
    if (!opened) return failFrom(opened);
    chain::Chain& chain = *opened->chain;
    const InOrder oneThread{chain.nodeReader()};
    std::mt19937_64 random{1};
    Times times;
    for (int i = 0; i < blocks; ++i) {
        const chain::ChainState head = chain.latestState();
        const auto input = nextInput(head, accounts, random);
        Result<state::BlockResult> result = fail(ErrorCode::internal);
        times.executing += secondsOf([&] {
            const state::ParentState parent{*head.view, chain.nodeReader(), head.head.header,
                                            chain.blockHashes()};
            result =
                state::executeBlock(parent, {chainId, false}, input, host::nativePrecompiles());
        });
        if (!result) return failFrom(result);
        if (!result->skipped.empty()) return tl::make_unexpected(result->skipped[0].error);
        times.touched += result->diff.accounts.size();
        const auto changes = state::trieChanges(result->diff);
        const Hash& root = head.head.header.stateRoot;
        for (const bool alone : {true, false}) {
            const merkle::NodeReader& reader =
                alone ? static_cast<const merkle::NodeReader&>(oneThread) : chain.nodeReader();
            Result<merkle::TrieCommit> commit = fail(ErrorCode::internal);
            (alone ? times.inOrder : times.committing) +=
                secondsOf([&] { commit = merkle::commitChanges(reader, root, changes); });
            if (!commit) return failFrom(commit);
            if (commit->root != result->block.header.stateRoot) return fail(ErrorCode::internal);
        }
        Result<void> inserted;
        times.writing += secondsOf([&] { inserted = chain.insert(*result); });
        if (!inserted) return failFrom(inserted);
    }
    return times;
}

Result<void> measure(const std::filesystem::path& folder, std::uint64_t accounts) {
    Result<void> begun;
    const double genesis = secondsOf([&] { begun = makeGenesis(folder, accounts); });
    if (!begun) return begun;
    const std::uint64_t before = bytesIn(folder);
    std::printf("genesis of %llu accounts: %.1f s, %.0f MiB on disk\n",
                static_cast<unsigned long long>(accounts), genesis,
                static_cast<double>(before) / 1048576);
    const auto times = runBlocks(folder, accounts);
    if (!times) return failFrom(times);
    const double touched = static_cast<double>(times->touched);
    const double grown = static_cast<double>(bytesIn(folder) - before);
    std::printf(
        "%d blocks of %u transfers: %.0f accounts touched a second "
        "(%.1f ms a block to execute and commit, %.1f ms to write and sync)\n",
        blocks, transfers, touched / (times->executing + times->writing),
        times->executing / blocks * 1e3, times->writing / blocks * 1e3);
    std::printf("trie commit of a block, its nodes in memory: %.1f ms, by one thread %.1f ms\n",
                times->committing / blocks * 1e3, times->inOrder / blocks * 1e3);
    std::printf("%.0f KiB on disk a block, %.0f bytes an account touched\n", grown / blocks / 1024,
                grown / touched);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak memory %ld MiB (genesis is built in memory)\n", usage.ru_maxrss / 1024);
    return {};
}

}  // namespace

int stateBench(std::uint64_t accounts) {
    std::string name = (std::filesystem::temp_directory_path() / "rollscope-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return 1;
    const std::filesystem::path folder = name;
    const auto done = measure(folder, accounts);
    std::filesystem::remove_all(folder);
    if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return done ? 0 : 1;
}

}  // namespace rollscope::bench
