#include "node/core/types/block.h"

#include <gtest/gtest.h>

#include "node/core/codec/rlp.h"
#include "node/core/crypto/keccak.h"
#include "node/core/merkle/trie.h"
#include "tests/core/base/vectors.h"

namespace rollscope::types {
namespace {

Header cancunHeader() {
    Header header;
    header.ommersHash = emptyOmmersHash;
    header.transactionsRoot = header.receiptsRoot = emptyTrieRoot;
    header.number = 5;
    header.gasLimit = 30'000'000;
    header.timestamp = 1'700'000'000;
    header.extraData = {1, 2, 3};
    header.baseFeePerGas = U256{1'000'000'000};
    header.withdrawalsRoot = emptyTrieRoot;
    header.blobGasUsed = 0;
    header.excessBlobGas = 0;
    header.parentBeaconBlockRoot = Hash{};
    return header;
}

TEST(Block, emptyHashesAreWhatTheirNamesSay) {
    EXPECT_EQ(emptyOmmersHash, crypto::keccak256(codec::encodeList({})));
    EXPECT_EQ(emptyTrieRoot, crypto::keccak256(codec::encodeString({})));
}

TEST(Block, headersOfEveryForkRoundTrip) {
    Header header = cancunHeader();
    const auto expectRoundTrip = [&] { EXPECT_EQ(decodeHeader(encodeHeader(header)), header); };
    expectRoundTrip();
    header.parentBeaconBlockRoot.reset();
    expectRoundTrip();
    header.blobGasUsed.reset();
    header.excessBlobGas.reset();
    expectRoundTrip();
    header.withdrawalsRoot.reset();
    expectRoundTrip();
    header.baseFeePerGas.reset();
    expectRoundTrip();
}

TEST(Block, mainnetsGenesisHasItsHash) {
    Header genesis;
    genesis.ommersHash = emptyOmmersHash;
    genesis.transactionsRoot = genesis.receiptsRoot = emptyTrieRoot;
    genesis.stateRoot =
        hashFromHex("0xd7f8974fb5ac78d9ac099b9ad5018bedc2ce0a72dad1827a1709da30580f0544").value();
    genesis.difficulty = U256{17'179'869'184};
    genesis.gasLimit = 5'000;
    genesis.extraData =
        bytesFromHex("0x11bbe8db4e347b4e8c937c1c8370e4b5ed33adb3db69cbdb7a38e1e50b1b82fa").value();
    genesis.nonce.bytes = {0, 0, 0, 0, 0, 0, 0, 0x42};
    EXPECT_EQ(toHex(headerHash(genesis).view()),
              "0xd4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3");
}

TEST(Block, blocksRoundTripAndWrappedLegacyTransactionsAreRefused) {
    Block block{cancunHeader(), {}};
    Transaction tx;
    tx.chainId = 31338;
    tx.signature = {1, U256{1}, U256{2}};
    block.transactions.push_back(tx);
    tx.type = TxType::dynamicFee;
    block.transactions.push_back(tx);
    Transaction deposit;
    deposit.type = TxType::deposit;
    block.transactions.push_back(deposit);
    const Bytes bytes = encodeBlock(block);
    EXPECT_EQ(decodeBlock(bytes), block);
    EXPECT_FALSE(decodeBlock(BytesView{bytes}.first(bytes.size() - 1)));

    const Bytes header = encodeHeader(block.header);
    const Bytes wrapped =
        codec::encodeList({codec::encodeString(encodeTransaction(block.transactions[0]))});
    const Bytes none = codec::encodeList({});
    EXPECT_FALSE(decodeBlock(codec::encodeList({header, wrapped, none, none})));
    EXPECT_FALSE(decodeBlock(codec::encodeList({header, none, codec::encodeList({header}), none})));
}

TEST(Block, baseFeeFollowsEip1559) {
    Header parent = cancunHeader();
    parent.baseFeePerGas = U256{1'000'000'000};
    const auto after = [&](std::uint64_t gasUsed) {
        parent.gasUsed = gasUsed;
        return nextBaseFee(parent);
    };
    EXPECT_EQ(after(15'000'000), U256{1'000'000'000});
    EXPECT_EQ(after(30'000'000), U256{1'125'000'000});
    EXPECT_EQ(after(0), U256{875'000'000});
    parent.baseFeePerGas = U256{1};
    EXPECT_EQ(after(15'000'001), U256{2}) << "rises by at least one wei";
    EXPECT_EQ(after(0), U256{1});
}

// Every valid block: header, transactions root and base fee are what the vectors say.
void expectBlocks(const QJsonObject& test, const std::string& name, int& blocks) {
    const auto genesis = vectors::hex(test[QStringLiteral("genesisRLP")].toString()).value();
    const auto genesisParts = codec::decodeRlp(genesis)->items().value();
    std::vector<Header> known{decodeHeader(genesisParts[0].encoding).value()};
    const QJsonArray list = test[QStringLiteral("blocks")].toArray();
    for (const QJsonValue entry : list) {
        if (entry.toObject().contains(QStringLiteral("expectException"))) continue;
        const Bytes rlp = vectors::hex(entry[QStringLiteral("rlp")].toString()).value();
        const auto parts = codec::decodeRlp(rlp)->items().value();
        const auto header = decodeHeader(parts[0].encoding);
        ASSERT_TRUE(header) << name;
        const QJsonValue told = entry[QStringLiteral("blockHeader")];
        EXPECT_EQ(toHex(headerHash(*header).view()),
                  told[QStringLiteral("hash")].toString().toStdString())
            << name;
        std::vector<Bytes> encodings;
        const auto transactions = parts[1].items().value();
        for (const codec::RlpItem& item : transactions) {
            const BytesView bytes = item.isList ? item.encoding : item.payload;
            const auto tx = decodeTransaction(bytes);
            ASSERT_TRUE(tx) << name << ": " << tx.error().text();
            encodings.push_back(encodeTransaction(*tx));
        }
        EXPECT_EQ(merkle::rootOfList(encodings), header->transactionsRoot) << name;
        for (const Header& parent : known) {
            if (headerHash(parent) != header->parentHash) continue;
            EXPECT_EQ(nextBaseFee(parent), *header->baseFeePerGas) << name;
        }
        known.push_back(*header);
        ++blocks;
    }
}

TEST(Block, ethereumsBlocksHaveTheirHashesRootsAndBaseFees) {
    const auto files = vectors::files("evm-blocks-cancun/dev/ValidBlocks");
    SKIP_WITHOUT_VECTORS(files);
    int blocks = 0;
    for (const QString& file : files) {
        const QJsonObject tests = vectors::read(file).object();
        for (auto test = tests.begin(); test != tests.end(); ++test) {
            expectBlocks(test.value().toObject(), test.key().toStdString(), blocks);
        }
    }
    EXPECT_GT(blocks, 100);
}

}  // namespace
}  // namespace rollscope::types
