#include "node/crypto/native_precompiles.h"

#include <gtest/gtest.h>

namespace rollscope::host {
namespace {

std::string run(unsigned number, const std::string& input) {
    const auto output = nativePrecompiles().run(number, bytesFromHex(input).value());
    return output ? toHex(*output) : "failed";
}

std::string word(unsigned value) {
    return toHex(toHash(U256{value}).view()).substr(2);
}

TEST(NativePrecompiles, sha256OfNothing) {
    EXPECT_EQ(run(2, "0x"), "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(NativePrecompiles, ripemd160OfAbcStandsBehindZeros) {
    EXPECT_EQ(run(3, "0x616263"),
              "0x0000000000000000000000008eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
}

TEST(NativePrecompiles, modexpGivesAsManyBytesAsTheModulusHas) {
    // 3^5 mod 100 = 43, the modulus in two bytes
    EXPECT_EQ(run(5, "0x" + word(1) + word(1) + word(2) + "03" + "05" + "0064"), "0x002b");
    EXPECT_EQ(run(5, "0x" + word(1) + word(1) + word(1) + "03" + "05" + "00"), "0x00");
    EXPECT_EQ(run(5, "0x"), "0x");
}

TEST(NativePrecompiles, blake2fIsThatOfEip152) {
    const std::string body =
        "48c9bdf267e6096a3ba7ca8485ae67bb2bf894fe72f36e3cf1361d5f3af54fa5"
        "d182e6ad7f520e511f6c3e2b8c68059b6bbd41fbabd9831f79217e1319cde05b"
        "6162630000000000000000000000000000000000000000000000000000000000"
        "0000000000000000000000000000000000000000000000000000000000000000"
        "0000000000000000000000000000000000000000000000000000000000000000"
        "0000000000000000000000000000000000000000000000000000000000000000"
        "0300000000000000"
        "0000000000000000"
        "01";
    EXPECT_EQ(run(9, "0x0000000c" + body),
              "0xba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
              "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    EXPECT_EQ(run(9, "0x" + body), "failed");
}

TEST(NativePrecompiles, bn254sContractsAreAttached) {
    EXPECT_EQ(run(6, "0x"), "0x" + word(0) + word(0));
    EXPECT_EQ(run(7, "0x" + word(1) + word(2) + word(1)), "0x" + word(1) + word(2));
    EXPECT_EQ(run(8, "0x"), "0x" + word(1));
    EXPECT_EQ(run(8, "0x00"), "failed");
}

TEST(NativePrecompiles, pointEvaluationChecksTheVersionedHashAndTheProof) {
    // The constant polynomial 7: its commitment is 7 G1, its proof infinity.
    const std::string commitment =
        "b928f3beb93519eecf0145da903b40a4c97dca00b21f12ac"
        "0df3be9116ef2ef27b2ae6bcd4c5bc2d54ef5a70627efcb7";
    const std::string proof = "c0" + std::string(94, '0');
    const std::string hash = "01" + run(2, "0x" + commitment).substr(4);
    const auto input = [&](unsigned value) {
        return hash + word(5) + word(value) + commitment + proof;
    };
    EXPECT_EQ(
        run(10, "0x" + input(7)),
        "0x" + word(4096) + "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");
    EXPECT_EQ(run(10, "0x" + input(8)), "failed");
    EXPECT_EQ(run(10, "0x02" + input(7).substr(2)), "failed");
    EXPECT_EQ(run(10, "0x" + input(7) + "00"), "failed");
    EXPECT_EQ(run(10, "0x"), "failed");
}

TEST(Signing, aKeysSignatureRecoversToItsAddress) {
    // The first account of the "test test … junk" mnemonic.
    const Hash key =
        hashFromHex("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80").value();
    const Address owner = publicAddress(key).value();
    EXPECT_EQ(toHex(owner.view()), "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    Hash message;
    message[0] = 0x42;
    const auto signature = sign(key, message).value();
    EXPECT_EQ(nativePrecompiles().recover(message, signature.yParity, signature.r, signature.s),
              owner);
}

TEST(Signing, zeroIsNoKey) {
    EXPECT_EQ(sign(Hash{}, Hash{}).error().code, ErrorCode::keyUnavailable);
    EXPECT_EQ(publicAddress(Hash{}).error().code, ErrorCode::keyUnavailable);
}

TEST(Signing, aSignedTransactionNamesItsSender) {
    Hash key;
    key[31] = 1;
    types::Transaction tx;
    tx.type = types::TxType::dynamicFee;
    tx.chainId = 31338;
    const auto signedTx = signTransaction(tx, key).value();
    EXPECT_EQ(types::senderOf(signedTx, nativePrecompiles()), publicAddress(key));
}

}  // namespace
}  // namespace rollscope::host
