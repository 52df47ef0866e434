// Inputs that once found something, each run again through its target.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#define ROLLSCOPE_FUZZ_TARGETS(X) \
    X(rlp) X(transaction) X(abi) X(trie) X(state) X(batch) X(interpreter) X(differential)

extern "C" {
#define X(name) int name##_fuzz(const std::uint8_t*, std::size_t);
ROLLSCOPE_FUZZ_TARGETS(X)
#undef X
}

namespace rollscope::fuzz {
namespace {

struct Target {
    const char* name;
    int (*run)(const std::uint8_t*, std::size_t);
};

class FuzzCorpus : public testing::TestWithParam<Target> {};

/// Runs every file of the folder; answers how many.
std::size_t runAll(const Target& target, const std::string& folder) {
    std::size_t inputs = 0;
    const auto path = std::filesystem::path(FUZZ_FOLDER) / "corpus" / folder;
    for (const auto& file : std::filesystem::directory_iterator(path)) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
        target.run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        ++inputs;
    }
    return inputs;
}

TEST_P(FuzzCorpus, runsClean) {
    const std::string name = GetParam().name;
    if (name == "differential") {
        if (!std::filesystem::exists(std::filesystem::path(FUZZ_FOLDER) / "node_modules")) {
            GTEST_SKIP() << "the peer is not installed: npm ci in tests/fuzz";
        }
        runAll(GetParam(), "interpreter");  // the same scenes
    }
    EXPECT_GT(runAll(GetParam(), name), 0U);
}

constexpr Target targets[] = {
#define X(name) {#name, name##_fuzz},
    ROLLSCOPE_FUZZ_TARGETS(X)
#undef X
};

INSTANTIATE_TEST_SUITE_P(All, FuzzCorpus, testing::ValuesIn(targets),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace rollscope::fuzz
