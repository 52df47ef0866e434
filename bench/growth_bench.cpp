// What a transaction costs on a chain of 10,000 transactions and of a million, and with 10,000
// accounts and a million: executed, committed to the trie, written and synced; and its receipt.
#include <cstdio>
#include <cstdlib>

#include "made_chain.h"
#include "measure.h"

namespace rollscope::bench {

namespace {

constexpr std::uint64_t fewAccounts = 10'000;
constexpr std::uint64_t shortChain = 10'000;  // transactions
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

/// A chain that is made longer, block by block.
struct Growing {
    Chained on;
    std::uint64_t accounts = 0;
    std::mt19937_64 random{1};
    std::vector<Hash> hashes;  // a few of its transactions

    /// Microseconds a transaction of one more block.
    Result<double> block() {
        const chain::ChainState head = on.chain->latestState();
        const auto input = nextInput(head, accounts, random, transfers);
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
            for (std::size_t i = 0; done && i < result->txHashes.size(); i += 50) {
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

    /// Microseconds to read a transaction with its receipt by hash.
    Result<double> receipt() {
        constexpr std::size_t lookUps = 2'000;
        bool found = true;
        const double seconds = secondsOf([&] {
            for (std::size_t i = 0; i < lookUps; ++i) {
                const auto mined = on.chain->mined(hashes[random() % hashes.size()]);
                found = found && mined && *mined;
            }
        });
        if (!found) return fail(ErrorCode::notFound);
        return seconds * 1e6 / lookUps;
    }
};

Result<Growing> grow(const Folder& folder, std::uint64_t accounts) {
    auto opened = openChain(folder.path);
    if (!opened) return failFrom(opened);
    if (auto begun = begin(*opened->chain, accounts); !begun) return failFrom(begun);
    Growing growing;
    growing.on = *std::move(opened);
    growing.accounts = accounts;
    return growing;
}

Result<void> byLength(std::uint64_t transactions) {
    const Folder folder;
    auto chain = grow(folder, fewAccounts);
    if (!chain) return failFrom(chain);
    const auto report = [&](const Result<double>& block) -> Result<void> {
        if (!block) return failFrom(block);
        const auto receipt = chain->receipt();
        if (!receipt) return failFrom(receipt);
        std::printf(
            "%9llu transactions long, %llu accounts: %6.1f us a transaction, "
            "%5.1f us to read one with its receipt\n",
            static_cast<unsigned long long>(chain->on.chain->transactionCount()),
            static_cast<unsigned long long>(fewAccounts), *block, *receipt);
        std::fflush(stdout);
        return {};
    };
    if (auto early = report(chain->blocks(shortChain / transfers)); !early) return early;
    while (chain->on.chain->transactionCount() + blocksMeasured * transfers < transactions) {
        if (const auto made = chain->block(); !made) return failFrom(made);
    }
    return report(chain->blocks(blocksMeasured));
}

Result<void> byAccounts(std::uint64_t accounts) {
    const Folder folder;
    auto chain = grow(folder, accounts);
    if (!chain) return failFrom(chain);
    const auto block = chain->blocks(blocksMeasured);
    if (!block) return failFrom(block);
    std::printf("%9llu accounts, %llu transactions: %6.1f us a transaction\n",
                static_cast<unsigned long long>(accounts),
                static_cast<unsigned long long>(chain->on.chain->transactionCount()), *block);
    std::fflush(stdout);
    return {};
}

}  // namespace

int growthBench(std::uint64_t transactions, std::uint64_t accounts) {
    Result<void> done = byLength(transactions);
    if (done) done = byAccounts(fewAccounts);
    if (done) done = byAccounts(accounts);
    if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return done ? 0 : 1;
}

}  // namespace rollscope::bench
