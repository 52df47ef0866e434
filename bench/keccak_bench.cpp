// Keccak-256 of 64 bytes: a message tree's node, a mapping's slot.
#include <cstdio>

#include "measure.h"
#include "node/core/crypto/keccak.h"

namespace rollscope::bench {

int keccakBench() {
    constexpr int count = 20'000;
    constexpr int rounds = 100;
    // Each hash goes into the next one's input, so that the processor cannot overlap them.
    Bytes block(64, 1);
    std::vector<double> one;
    std::vector<double> four;
    for (int round = 0; round < rounds; ++round) {
        one.push_back(secondsOf([&] {
            for (int i = 0; i < count; ++i) {
                const Hash hash = crypto::keccak256(block);
                std::copy(hash.bytes.begin(), hash.bytes.end(), block.begin());
            }
        }));
        four.push_back(secondsOf([&] {
            for (int i = 0; i < count; ++i) {
                const auto hashes = crypto::keccak256Four({block, block, block, block});
                std::copy(hashes[3].bytes.begin(), hashes[3].bytes.end(), block.begin());
            }
        }));
    }
    std::printf(
        "keccak-256 of 64 bytes: %.0f ns (goal: 240); four at once: %.0f ns each "
        "(goal: 110) %s\n",
        quickest(one) / count * 1e9, quickest(four) / count / 4 * 1e9,
        toHex(block).substr(0, 10).c_str());
    return 0;
}

}  // namespace rollscope::bench
