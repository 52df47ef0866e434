// Taking times.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace rollscope::bench {

/// Seconds that `work` takes.
template <class Work>
double secondsOf(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// What else runs on the machine only ever adds time.
inline double quickest(const std::vector<double>& values) {
    return *std::min_element(values.begin(), values.end());
}

int evmBench(const char* anvil);  ///< `anvil`: path of the program, or null for ours alone
int keccakBench();
int stateBench(std::uint64_t accounts);
int growthBench(std::uint64_t transactions, std::uint64_t accounts);
int messagesBench(std::uint64_t leaves);
int batchBench();

}  // namespace rollscope::bench
