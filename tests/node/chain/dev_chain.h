// A small chain in a folder of its own, with blocks made by the real block builder.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "node/chain/chain.h"
#include "node/crypto/native_precompiles.h"

namespace rollscope::chain {

inline constexpr std::uint64_t testChainId = 31337;

/// Key number `index` and its account, funded with 1000 ETH at genesis.
inline Hash testKey(unsigned index) {
    Hash key;
    key[31] = static_cast<std::uint8_t>(index + 1);
    return key;
}
inline Address testAccount(unsigned index) {
    return *host::publicAddress(testKey(index));
}

/// Stores calldata[32..64] in slot calldata[0..32] and logs the slot as its only topic.
inline const Address storeContract{{{0x57, 0x0e}}};
inline Bytes storeCode() {
    return *bytesFromHex("0x6020355f35555f355f5fa100");
}
inline Bytes storeCall(std::uint64_t slot, std::uint64_t value) {
    Bytes data;
    append(data, toHash(U256{slot}).view());
    append(data, toHash(U256{value}).view());
    return data;
}

struct TxWish {
    unsigned from = 0;
    std::uint64_t nonce = 0;
    std::optional<Address> to;
    U256 value;
    Bytes data;
    std::uint64_t gasLimit = 100'000;
    U256 maxFee{2'000'000'000};
    U256 tip{1'000'000'000};
};

inline types::Transaction signedTx(const TxWish& wish) {
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = testChainId;
    tx.nonce = wish.nonce;
    tx.to = wish.to;
    tx.value = wish.value;
    tx.data = wish.data;
    tx.gasLimit = wish.gasLimit;
    tx.maxFeePerGas = wish.maxFee;
    tx.maxPriorityFeePerGas = wish.tip;
    return *host::signTransaction(tx, testKey(wish.from));
}

class DevChain {
public:
    DevChain() {
        std::string name =
            (std::filesystem::temp_directory_path() / "rollscope-chain-XXXXXX").string();
        EXPECT_NE(::mkdtemp(name.data()), nullptr);
        dir = name;
    }
    ~DevChain() {
        close();
        std::filesystem::remove_all(dir);
    }

    void close() {
        chain.reset();
        db.reset();
    }

    /// Opens the folder; its chain gets a genesis if it has none.
    Result<void> open() {
        auto opened = storage::Database::open(dir);
        if (!opened) return tl::make_unexpected(opened.error());
        db = std::move(*opened);
        auto loaded = Chain::open(*db, api::Layer::l1);
        if (!loaded) return tl::make_unexpected(loaded.error());
        chain = std::move(*loaded);
        if (!chain->empty()) return {};
        state::GenesisSpec spec;
        spec.chain = {testChainId, false};
        spec.timestamp = 1'000;
        for (unsigned i = 0; i < 3; ++i) {
            spec.accounts.push_back(
                {testAccount(i), U256{1'000} * U256{1'000'000'000'000'000'000ULL}, 0, {}});
        }
        for (const Address& account : alsoFunded) {
            spec.accounts.push_back({account, U256{1'000'000'000'000'000'000ULL}, 0, {}});
        }
        spec.accounts.push_back({storeContract, {}, 1, storeCode()});
        const auto genesis = state::buildGenesis(spec, host::nativePrecompiles());
        if (!genesis) return tl::make_unexpected(genesis.error());
        return chain->init(*genesis);
    }

    Result<state::BlockResult> build(std::vector<types::Transaction> txs) const {
        const auto parent = chain->latestState();
        state::BlockInput input;
        input.timestamp = parent.head.header.timestamp + 2;
        input.userTxs = std::move(txs);
        return state::executeBlock(
            {*parent.view, chain->nodeReader(), parent.head.header, chain->blockHashes()},
            {testChainId, false}, input, host::nativePrecompiles());
    }

    /// Builds and inserts a block of `txs`, all of which must fit.
    void mine(std::vector<types::Transaction> txs, storage::WriteBatch extra = {}) {
        const auto count = txs.size();
        auto result = build(std::move(txs));
        ASSERT_TRUE(result) << result.error().text();
        ASSERT_EQ(result->block.transactions.size(), count)
            << (result->skipped.empty() ? "" : result->skipped[0].error.text());
        const auto inserted = chain->insert(*result, std::move(extra));
        ASSERT_TRUE(inserted) << inserted.error().text();
    }

    std::uint64_t nonce(unsigned account) const {
        const auto found = chain->latestState().view->account(testAccount(account));
        return found ? found->nonce : 0;
    }

    std::vector<Address> alsoFunded;  ///< with one ETH at genesis; set before open()
    std::filesystem::path dir;
    std::unique_ptr<storage::Database> db;
    std::unique_ptr<Chain> chain;
};

}  // namespace rollscope::chain
