// A message tree of many leaves on RocksDB: appended, closed, opened again, and asked for proofs.
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <random>

#include "measure.h"
#include "node/core/base/u256.h"
#include "node/core/crypto/keccak.h"
#include "node/storage/tree_store.h"

namespace rollscope::bench {

namespace {

constexpr std::uint64_t leavesAtOnce = 10'000;
constexpr int proofs = 2'000;

Hash leafOf(std::uint64_t index) {
    return crypto::keccak256(toHash(U256{index}).view());
}

Result<double> fill(const std::filesystem::path& folder, std::uint64_t leaves) {
    auto database = storage::Database::open(folder);
    if (!database) return failFrom(database);
    storage::TreeStore store{**database, storage::TreeSide::inbox};
    merkle::StoredMessageTree tree{store};
    Result<void> written;
    const double seconds = secondsOf([&] {
        while (tree.count() < leaves && written) {
            const std::uint64_t stop = std::min(leaves, tree.count() + leavesAtOnce);
            while (tree.count() < stop) tree.append(leafOf(tree.count()));
            storage::WriteBatch batch;
            store.flush(batch);
            written = (*database)->write(std::move(batch), storage::Sync::no);
        }
    });
    if (!written) return failFrom(written);
    return seconds;
}

Result<void> measure(const std::filesystem::path& folder, std::uint64_t leaves) {
    const auto filled = fill(folder, leaves);
    if (!filled) return failFrom(filled);
    auto database = storage::Database::open(folder);
    if (!database) return failFrom(database);
    storage::TreeStore store{**database, storage::TreeSide::inbox};
    const merkle::StoredMessageTree tree{store, leaves};
    std::mt19937_64 random{1};
    std::vector<double> times;
    for (int i = 0; i < proofs; ++i) {
        // Any leaf, in the tree as it was at any later time.
        const std::uint64_t count = 1 + random() % leaves;
        const std::uint64_t index = random() % count;
        Hash root;
        std::vector<Hash> path;
        times.push_back(secondsOf([&] {
            root = tree.rootAt(count);
            path = tree.pathOf(index, count);
        }));
        if (!merkle::verifyPath(leafOf(index), index, path, root)) {
            return fail(ErrorCode::invalidProof, "leaf " + std::to_string(index));
        }
    }
    std::sort(times.begin(), times.end());
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("%llu leaves appended in %.2f s\n", static_cast<unsigned long long>(leaves),
                *filled);
    std::printf(
        "%d proofs of any leaf at any count, from disk: median %.3f ms, 99 in 100 within "
        "%.3f ms, slowest %.3f ms (goal: 5 ms)\n",
        proofs, times[proofs / 2] * 1e3, times[proofs * 99 / 100] * 1e3, times.back() * 1e3);
    std::printf("peak memory %ld MiB, of which RocksDB's cache may take 128\n",
                usage.ru_maxrss / 1024);
    return {};
}

}  // namespace

int messagesBench(std::uint64_t leaves) {
    std::string name = (std::filesystem::temp_directory_path() / "rollscope-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return 1;
    const std::filesystem::path folder = name;
    const auto done = measure(folder, leaves);
    std::filesystem::remove_all(folder);
    if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return done ? 0 : 1;
}

}  // namespace rollscope::bench
