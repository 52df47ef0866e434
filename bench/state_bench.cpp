// Blocks of transfers between random accounts of a large state, on RocksDB: executed, committed
// to the trie, written and synced.
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>

#include "made_chain.h"
#include "measure.h"
#include "node/core/state/memory_state.h"

namespace rollscope::bench {

namespace {

constexpr int blocks = 20;

/// One block's account changes committed to the trie, by one thread and by those that there are.
struct InOrder final : merkle::NodeReader {
    const merkle::NodeReader& nodes;
    explicit InOrder(const merkle::NodeReader& reader) : nodes(reader) {}
    std::optional<Bytes> node(const Hash& hash) const override { return nodes.node(hash); }
    std::optional<Bytes> nodeAt(const Hash& hash, merkle::Place place) const override {
        return nodes.nodeAt(hash, place);
    }
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

Result<void> makeGenesis(const std::filesystem::path& folder, std::uint64_t accounts) {
    auto opened = openChain(folder);
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
    auto opened = openChain(folder);
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
                state::executeBlock(parent, {madeChainId, false}, input, host::nativePrecompiles());
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
        blocks, transfersOfBlock, touched / (times->executing + times->writing),
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
