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

TEST_P(FuzzCorpus, runsClean) {
    const std::filesystem::path folder(FUZZ_FOLDER);
    if (GetParam().name == std::string("differential") &&
        !std::filesystem::exists(folder / "node_modules")) {
        GTEST_SKIP() << "the peer is not installed: npm ci in tests/fuzz";
    }
    std::size_t inputs = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(folder / "corpus" / GetParam().name)) {
        std::ifstream in(file.path(), std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
        GetParam().run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        ++inputs;
    }
    EXPECT_GT(inputs, 0U);
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
