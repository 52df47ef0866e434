#include "node/core/evm/precompiles.h"

#include <gtest/gtest.h>

#include "code.h"

namespace rollscope::evm::testing {
namespace {

Bytes hex(const char* text) {
    return bytesFromHex(text).value();
}

TEST(Precompiles, areTheAddresses1To10) {
    EXPECT_EQ(precompileNumber(precompileAddress(1)), 1U);
    EXPECT_EQ(precompileNumber(precompileAddress(10)), 10U);
    EXPECT_EQ(precompileNumber(precompileAddress(11)), 0U);
    EXPECT_EQ(precompileNumber(Address{}), 0U);
}

TEST(Precompiles, ecrecoverFindsTheSigner) {
    const Bytes input =
        hex("0x456e9aea5e197a1f1af7a3e85a3212fa4049a3ba34c2289b4c860fc0b0c64ef3"
            "000000000000000000000000000000000000000000000000000000000000001c"
            "9242685bf161793cc25603c231bc2f568eb630ea16aa137d2664ac8038825608"
            "4f8ae3bd7535248d0bd448298cc2e2071e56992d0774dc340c368ae950852ada");
    const auto result = runPrecompile(1, input, 3'000, host::nativePrecompiles());
    EXPECT_EQ(result.gasLeft, 0);
    EXPECT_EQ(toHex(result.output),
              "0x0000000000000000000000007156526fbd7a3c72969b54f64e42c10fbb768c8a");
}

TEST(Precompiles, ecrecoverOfNonsenseReturnsNothingAndSucceeds) {
    const auto result = runPrecompile(1, Bytes(128), 3'000, host::nativePrecompiles());
    EXPECT_TRUE(result.ok());
    EXPECT_TRUE(result.output.empty());
}

TEST(Precompiles, tooLittleGasConsumesAllOfIt) {
    const auto result = runPrecompile(2, {}, 59, host::nativePrecompiles());
    EXPECT_EQ(result.status, Status::outOfGas);
    EXPECT_EQ(result.gasLeft, 0);
}

TEST(Precompiles, gasIsThatOfTheYellowPaper) {
    EXPECT_EQ(precompileGas(2, Bytes(33)), 60 + 24);
    EXPECT_EQ(precompileGas(3, Bytes(32)), 720);
    EXPECT_EQ(precompileGas(4, Bytes(1)), 18);
    EXPECT_EQ(precompileGas(5, {}), 200);
    EXPECT_EQ(precompileGas(8, Bytes(192)), 79'000);
}

TEST(Precompiles, modexpOfAbsurdLengthsIsUnaffordable) {
    Bytes input(96, 0xff);
    EXPECT_EQ(runPrecompile(5, input, 1'000'000'000, host::nativePrecompiles()).status,
              Status::outOfGas);
}

}  // namespace
}  // namespace rollscope::evm::testing
