#include <gtest/gtest.h>

#include "node/crypto/native_precompiles.h"
#include "node/keys/local_signer.h"

namespace rollscope::keys {
namespace {

std::string hex(const Address& address) {
    return toHex(address.view());
}

TEST(Keys, seedIsBip39s) {
    const Bytes seed = seedOf(
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon "
        "about",
        "TREZOR");
    EXPECT_EQ(toHex(seed).substr(0, 34), "0xc55257c360c07c72029aebc1b53c05ed");
}

TEST(Keys, extraSpacesDoNotChangeTheSeed) {
    EXPECT_EQ(seedOf("  test  test junk\n"), seedOf("test test junk"));
}

TEST(Keys, developmentAccountsAreTheKnownOnes) {
    const auto accounts = MnemonicSigner().accounts();
    ASSERT_EQ(accounts.size(), 20U);
    EXPECT_EQ(hex(accounts[0].address), "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    EXPECT_EQ(hex(accounts[1].address), "0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
    EXPECT_EQ(hex(accounts[19].address), "0x8626f6940e2eb28930efb4cef49b2d1f2c9c1199");
    EXPECT_EQ(accounts[0].name, QStringLiteral("Alice"));
}

TEST(Keys, derivationFollowsBip32sFirstVector) {
    const auto seed = bytesFromHex("0x000102030405060708090a0b0c0d0e0f");
    const auto node = deriveKey(*seed, "m/0'/1");
    ASSERT_TRUE(node.has_value());
    EXPECT_EQ(toHex(node->key.secret().view()),
              "0x3c6cb8d0f6a264c91ea8b5030fadaa8e538b020f0a387421a12de9319dc93368");
}

TEST(Keys, aPathThatCannotBeReadIsRefused) {
    for (const char* path : {"", "44'/60'", "m/", "m/x", "m/4294967296", "m//1"}) {
        EXPECT_FALSE(deriveKey(Bytes(64, 1), path).has_value()) << path;
    }
}

TEST(Keys, aSignatureRecoversToItsAccount) {
    const MnemonicSigner signer;
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = 31338;
    tx.gasLimit = 21000;
    tx.maxFeePerGas = U256{7};
    tx.to = Address{};
    const Address from = signer.accounts()[3].address;
    const auto raw = signer.sign(tx, from);
    ASSERT_TRUE(raw.has_value());
    const auto decoded = types::decodeTransaction(*raw);
    ASSERT_TRUE(decoded.has_value());
    const auto sender = types::senderOf(*decoded, host::nativePrecompiles());
    ASSERT_TRUE(sender.has_value());
    EXPECT_EQ(*sender, from);
}

TEST(Keys, aStrangersKeyIsUnavailable) {
    const auto raw = MnemonicSigner().sign({}, Address{});
    ASSERT_FALSE(raw.has_value());
    EXPECT_EQ(raw.error().code, ErrorCode::keyUnavailable);
}

}  // namespace
}  // namespace rollscope::keys
