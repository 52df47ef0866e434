// Blocks of transfers between random accounts of a large state, on RocksDB: executed, committed
// to the trie, written and synced.
#include <sys/resource.h>

#include <cstdio>
#include <filesystem>
#include <random>

#include "measure.h"
#include "node/chain/chain.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::bench {

namespace {

constexpr std::uint64_t chainId = 31'337;
constexpr unsigned transfers = 1'400;  // fill a block of 30,000,000 gas
constexpr int blocks = 20;

Address accountOf(std::uint64_t index) {
    return addressFromBytes(crypto::keccak256(toHash(U256{index}).view()).view().first(20));
}

std::uint64_t bytesIn(const std::filesystem::path& folder) {
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

}  // namespace

int stateBench(std::uint64_t accounts) {
    std::string name = (std::filesystem::temp_directory_path() / "rollscope-bench-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) return 1;
    const std::filesystem::path folder = name;
    const auto run = [&]() -> Result<void> {
        auto database = storage::Database::open(folder);
        if (!database) return failFrom(database);
        auto chain = chain::Chain::open(**database, api::Layer::l1);
        if (!chain) return failFrom(chain);
        Result<void> begun;
        const double genesis = secondsOf([&] { begun = begin(**chain, accounts); });
        if (!begun) return begun;
        const std::uint64_t before = bytesIn(folder);
        std::printf("genesis of %llu accounts: %.1f s, %.0f MiB on disk\n",
                    static_cast<unsigned long long>(accounts), genesis,
                    static_cast<double>(before) / 1048576);
        std::mt19937_64 random{1};
        double executing = 0;
        double writing = 0;
        std::size_t touched = 0;
        for (int i = 0; i < blocks; ++i) {
            const chain::ChainState head = (*chain)->latestState();
            const auto input = nextInput(head, accounts, random);
            Result<state::BlockResult> result = fail(ErrorCode::internal);
            executing += secondsOf([&] {
                const state::ParentState parent{*head.view, (*chain)->nodeReader(),
                                                head.head.header, (*chain)->blockHashes()};
                result =
                    state::executeBlock(parent, {chainId, false}, input, host::nativePrecompiles());
            });
            if (!result) return failFrom(result);
            if (!result->skipped.empty()) return tl::make_unexpected(result->skipped[0].error);
            touched += result->diff.accounts.size();
            Result<void> inserted;
            writing += secondsOf([&] { inserted = (*chain)->insert(*result); });
            if (!inserted) return inserted;
        }
        const double all = executing + writing;
        std::printf(
            "%d blocks of %u transfers: %.0f accounts touched a second "
            "(%.1f ms a block to execute and commit, %.1f ms to write and sync)\n",
            blocks, transfers, static_cast<double>(touched) / all, executing / blocks * 1e3,
            writing / blocks * 1e3);
        std::printf("%.0f KiB on disk a block, %.0f bytes an account touched\n",
                    static_cast<double>(bytesIn(folder) - before) / blocks / 1024,
                    static_cast<double>(bytesIn(folder) - before) / static_cast<double>(touched));
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        std::printf("peak memory %ld MiB (genesis is built in memory)\n", usage.ru_maxrss / 1024);
        return {};
    };
    const auto done = run();
    std::filesystem::remove_all(folder);
    if (!done) std::fprintf(stderr, "%s\n", done.error().text().c_str());
    return done ? 0 : 1;
}

}  // namespace rollscope::bench
