#include "node/core/crypto/checksum.h"

#include <gtest/gtest.h>

namespace rollscope::crypto {

TEST(Checksum, isThatOfTheEip) {
    for (const std::string text : {"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                                   "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                                   "0x52908400098527886E0F7030069857D2E4169EE7",
                                   "0xde709f2102306220921060314715629080e2fb77"}) {
        EXPECT_EQ(checksumHex(*addressFromHex(text)), text);
    }
}

}  // namespace rollscope::crypto
