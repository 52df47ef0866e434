// What a transaction costs on a chain of 10,000 transactions and of a million, and with 10,000
// accounts and a million: executed, committed to the trie, written and synced; and its receipt.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "made_chain.h"
#include "measure.h"

namespace rollscope::bench {

namespace {

constexpr std::uint64_t fewAccounts = 10'000;
constexpr std::size_t shortChain = 10'000;  // transactions
constexpr std::size_t lookUps = 2'000;
constexpr std::size_t sampled = 10;  // one of so many transactions is read later
constexpr std::size_t blocksMeasured = 15;
constexpr std::size_t transfers = 700;  // half of a block's gas: the base fee stays where it is

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// A folder that goes with the object.
struct Folder {
    std::filesystem::path path;
    Folder() {
        auto name = (std::filesystem::temp_directory_path() / "rollscope-bench-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path = name;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

/// Microseconds to read a transaction with its receipt by hash.
struct Reading {
    double newest = 0;    ///< one of the newest 10,000
    double anywhere = 0;  ///< any, for the first time: from the disk if the system dropped its page
    double again = 0;     ///< the same ones once more
    double cold = 0;      ///< any, nothing of the database being in memory
};

/// A chain that is made longer, block by block.
struct Growing {
    std::filesystem::path folder;
    Chained on;
    std::uint64_t active = 0;  ///< accounts that send and receive
    std::mt19937_64 random{1};
    std::vector<Hash> hashes;  // a few of its transactions

    /// Microseconds a transaction of one more block.
    Result<double> block() {
        const chain::ChainState head = on.chain->latestState();
        const auto input = nextInput(head, active, random, transfers);
        Result<void> done;
        const double seconds = secondsOf([&] {
            const state::ParentState parent{*head.view, on.chain->nodeReader(), head.head.header,
                                            on.chain->blockHashes()};
            const auto result =
                state::executeBlock(parent, {madeChainId, false}, input, host::nativePrecompiles());
            done = result ? on.chain->insert(*result) : failFrom(result);
            if (done && !result->skipped.empty()) {
                done = tl::make_unexpected(result->skipped.front().error);
            }
            for (std::size_t i = 0; done && i < result->txHashes.size(); i += sampled) {
                hashes.push_back(result->txHashes[i]);
            }
        });
        if (!done) return failFrom(done);
        return seconds * 1e6 / transfers;
    }

    Result<double> blocks(std::size_t count) {
        std::vector<double> times;
        for (std::size_t i = 0; i < count; ++i) {
            const auto time = block();
            if (!time) return time;
            times.push_back(*time);
        }
        return median(times);
    }

    Result<Reading> readings() {
        Reading reading;
        const auto newest = hashes.size() - std::min(hashes.size(), shortChain / sampled);
        std::vector<Hash> some;
        for (std::size_t i = 0; i < lookUps; ++i) {
            some.push_back(hashes[newest + random() % (hashes.size() - newest)]);
        }
        auto done = read(some, reading.newest);
        some = hashes;
        std::shuffle(some.begin(), some.end(), random);
        some.resize(std::min(some.size(), lookUps));
        if (done) done = read(some, reading.anywhere);
        if (done) done = read(some, reading.again);
        some.resize(std::min(some.size(), lookUps / 10));
        if (done) done = dropFromMemory();
        if (done) done = read(some, reading.cold);
        if (!done) return failFrom(done);
        return reading;
    }

    /// Closes the database and has the system forget its files' pages.
    Result<void> dropFromMemory() {
        on = {};
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            const int file = ::open(entry.path().c_str(), O_RDONLY);
            if (file < 0) continue;
            ::fsync(file);
            ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
            ::close(file);
        }
        return open();
    }

    Result<void> open() {
        auto opened = openChain(folder);
        if (!opened) return failFrom(opened);
        on = *std::move(opened);
        return {};
    }

private:
    Result<void> read(const std::vector<Hash>& which, double& microseconds) const {
        bool found = true;
        const double seconds = secondsOf([&] {
            for (const Hash& hash : which) {
                const auto mined = on.chain->mined(hash);
                found = found && mined && *mined;
            }
        });
        if (!found) return fail(ErrorCode::notFound);
        microseconds = seconds * 1e6 / static_cast<double>(which.size());
        return {};
    }
};

/// A chain of nothing but genesis, just opened.
Result<Growing> grow(const Folder& folder, std::uint64_t accounts, std::uint64_t active) {
    Growing growing;
    growing.folder = folder.path;
    growing.active = active;
    auto done = growing.open();
    if (done) done = begin(*growing.on.chain, accounts);
    if (!done) return failFrom(done);
    growing.on = {};  // a large genesis is folded into tables now, not while we measure
    if (done = growing.open(); !done) return failFrom(done);
    return growing;
}

Result<void> byLength(std::uint64_t transactions) {
    const Folder folder;
    auto chain = grow(folder, fewAccounts, fewAccounts);
    if (!chain) return failFrom(chain);
    const auto report = [&](const Result<double>& block) -> Result<void> {
        if (!block) return failFrom(block);
        const auto length = chain->on.chain->transactionCount();
        const auto reading = chain->readings();
        if (!reading) return failFrom(reading);
        std::printf(
            "%9llu transactions long: %6.1f us a transaction; to read one with its receipt, us: "
            "%.1f (newest), %.1f (anywhere), %.1f (again), %.0f (cold)\n",
            static_cast<unsigned long long>(length), *block, reading->newest, reading->anywhere,
            reading->again, reading->cold);
        std::fflush(stdout);
        return {};
    };
    // The caches fill first: after that, a block costs what it costs.
    if (auto warm = chain->blocks(blocksMeasured); !warm) return failFrom(warm);
    if (auto early = report(chain->blocks(blocksMeasured)); !early) return early;
    std::vector<double> times;
    while (chain->on.chain->transactionCount() < transactions) {
        const auto made = chain->block();
        if (!made) return failFrom(made);
        times.push_back(*made);
    }
    times.erase(times.begin(), times.end() - std::min<std::ptrdiff_t>(std::ssize(times), 150));
    return report(median(times));
}

Result<void> byAccounts(std::uint64_t accounts, std::uint64_t active) {
    const Folder folder;
    auto chain = grow(folder, accounts, active);
    if (!chain) return failFrom(chain);
    const auto first = chain->blocks(blocksMeasured);
    if (!first) return failFrom(first);
    const auto later = chain->blocks(4 * blocksMeasured);
    if (!later) return failFrom(later);
    std::printf(
        "%9llu accounts, %llu of them active: %6.1f us a transaction at first, %.1f later\n",
        static_cast<unsigned long long>(accounts), static_cast<unsigned long long>(active), *first,
        *later);
    std::fflush(stdout);
    return {};
}

}  // namespace

int growthBench(std::uint64_t transactions, std::uint64_t accounts) {
    Result<void> done = byLength(transactions);
    if (done) done = byAccounts(fewAccounts, fewAccounts);
    if (done) done = byAccounts(accounts, fewAccounts);
    if (done) done = byAccounts(accounts, accounts);
    if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return done ? 0 : 1;
}

}  // namespace rollscope::bench
