// What decoding hostile batches costs, in bytes allocated.
#include <gtest/gtest.h>
#include <malloc.h>
#include <atomic>
#include <cstdlib>
#include <new>
#include <random>

#include "node/batcher/pack.h"
#include "node/core/derive/derive.h"

namespace {

/// Bytes that the thread at hand holds on the heap; counted only while it measures.
thread_local bool measuring = false;
thread_local std::size_t held = 0;
thread_local std::size_t most = 0;

void taken(std::size_t size) {
    if (!measuring) return;
    held += size;
    most = std::max(most, held);
}

void given(std::size_t size) {
    if (measuring) held -= std::min(held, size);
}

}  // namespace

#ifdef __SANITIZE_ADDRESS__
// The sanitizer pairs each operator new with its own delete: it is asked, not replaced.
extern "C" {  // as in sanitizer/allocator_interface.h, which GCC does not ship
int __sanitizer_install_malloc_and_free_hooks(void (*)(const volatile void*, std::size_t),
                                              void (*)(const volatile void*));
std::size_t __sanitizer_get_allocated_size(const volatile void*);
}
namespace {
void onMalloc(const volatile void*, std::size_t size) {
    taken(size);
}
void onFree(const volatile void* memory) {
    if (memory != nullptr) given(::__sanitizer_get_allocated_size(memory));
}
[[maybe_unused]] const int hooks = ::__sanitizer_install_malloc_and_free_hooks(onMalloc, onFree);
}  // namespace
#else
void* operator new(std::size_t size) {
    void* memory = std::malloc(size);
    if (memory == nullptr) std::abort();
    taken(::malloc_usable_size(memory));
    return memory;
}
void* operator new[](std::size_t size) {
    return operator new(size);
}
void operator delete(void* memory) noexcept {
    if (memory != nullptr) given(::malloc_usable_size(memory));
    std::free(memory);
}
void operator delete[](void* memory) noexcept {
    operator delete(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    operator delete(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    operator delete(memory);
}
#endif

namespace rollscope::batcher {
namespace {

constexpr std::uint64_t chainId = 31338;
/// The columns, twice while they grow, and the transactions that so many columns can name.
constexpr std::size_t allowed = std::size_t{40} << 20;

/// The most bytes that deriving a batch from `data` holds at a time.
std::size_t peakOf(const Bytes& data) {
    derive::Context context;
    context.chainId = chainId;
    measuring = true;
    held = most = 0;
    (void)derive::deriveBatch(context, data, {});
    measuring = false;
    return most;
}

Bytes posted(const Bytes& columns) {
    Bytes data{codec::batchVersion};
    append(data, deflate(columns));
    return data;
}

/// Fills the columns' limit with what `add` makes of one more transaction.
template <class Change>
Bytes fullest(Change change) {
    codec::BatchBlock block;
    std::size_t size = 64;
    for (;;) {
        types::Transaction tx;
        tx.chainId = chainId;
        change(tx);
        size += codec::batchBytesOf(tx);
        if (size > codec::maxBatchUnpacked) break;
        block.userTxs.push_back(std::move(tx));
    }
    return posted(codec::encodeBatchColumns(std::vector{block}));
}

void expectBounded(const Bytes& data, const char* what) {
    ASSERT_LE(data.size(), codec::maxBatchBytes) << what;
    const std::size_t peak = peakOf(data);
    EXPECT_LE(peak, allowed) << what;
    ::testing::Test::RecordProperty(what, static_cast<int>(peak / 1024));
    std::printf("%s: %zu bytes posted, %zu KiB held\n", what, data.size(), peak / 1024);
}

TEST(HostileBatch, aBombOf120KilobytesStopsAtTheLimitOfTheColumns) {
    Bytes bomb = posted(Bytes(100'000'000));
    expectBounded(bomb, "zeros");
    bomb.resize(codec::maxBatchBytes);
    EXPECT_LE(peakOf(bomb), std::size_t{16} << 20);
}

TEST(HostileBatch, whatIsHeldIsMeasured) {
    EXPECT_GT(peakOf(fullest([](auto&) {})), codec::maxBatchUnpacked);
}

TEST(HostileBatch, asManyTransactionsAsTheColumnsCanNameAreBounded) {
    expectBounded(fullest([](auto&) {}), "empty transactions");
    expectBounded(fullest([](auto& tx) { tx.data = Bytes(40, 7); }), "small data");
    expectBounded(fullest([](auto& tx) { tx.data = Bytes(1'000'000, 7); }), "large data");
}

TEST(HostileBatch, accessListsOfNothingAreBounded) {
    expectBounded(fullest([](auto& tx) {
                      tx.type = types::TxType::accessList;
                      tx.accessList.resize(1);
                  }),
                  "an entry each");
    Bytes columns = codec::encodeBatchColumns({});
    codec::BatchBlock block;
    block.userTxs.resize(1);
    block.userTxs[0].type = types::TxType::accessList;
    block.userTxs[0].chainId = chainId;
    block.userTxs[0].accessList.resize(codec::maxBatchUnpacked / 22);
    expectBounded(posted(codec::encodeBatchColumns(std::vector{block})),
                  "one list of 190,000 entries");
    block.userTxs[0].accessList.resize(1);
    block.userTxs[0].accessList[0].storageKeys.resize(codec::maxBatchUnpacked / 33);
    expectBounded(posted(codec::encodeBatchColumns(std::vector{block})),
                  "one entry of 127,000 keys");
}

TEST(HostileBatch, whatIsOnlyAnnouncedIsNotAllocated) {
    // 256 blocks of two million transactions each, then nothing
    Bytes columns = codec::encodeBatchColumns(std::vector<codec::BatchBlock>(256));
    columns.resize(columns.size() - 256);
    for (int i = 0; i < 256; ++i) append(columns, Bytes{0x80, 0x80, 0x7f});
    EXPECT_LE(peakOf(posted(columns)), std::size_t{1} << 20);
    // one access list of 2^40 entries
    codec::BatchBlock block;
    block.userTxs.resize(1);
    block.userTxs[0].type = types::TxType::accessList;
    block.userTxs[0].chainId = chainId;
    columns = codec::encodeBatchColumns(std::vector{block});
    const std::size_t list = columns.size() - 65 - 1;
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(list));
    const Bytes huge{0x80, 0x80, 0x80, 0x80, 0x80, 0x40};
    columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(list), huge.begin(), huge.end());
    EXPECT_LE(peakOf(posted(columns)), std::size_t{1} << 20);
}

TEST(HostileBatch, noiseIsBounded) {
    std::mt19937_64 random(5);
    for (int i = 0; i < 200; ++i) {
        Bytes data(1 + random() % codec::maxBatchBytes);
        for (auto& byte : data) byte = static_cast<std::uint8_t>(random());
        data[0] = codec::batchVersion;
        EXPECT_LE(peakOf(data), allowed);
    }
}

}  // namespace
}  // namespace rollscope::batcher
