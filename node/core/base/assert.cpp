#include "node/core/base/assert.h"

// The proof program has no output; a trap ends it, and its trace shows where.
#if defined(__unix__) || defined(__APPLE__) || defined(_WIN32)
#define ROLLSCOPE_HAS_STDERR 1
#include <cstdio>
#include <cstdlib>
#else
#define ROLLSCOPE_HAS_STDERR 0
#endif

namespace rollscope::base {

void assertFailed(const char* condition, const char* file, int line) {
#if ROLLSCOPE_HAS_STDERR
    std::fprintf(stderr, "%s:%d: ASSERT(%s) failed\n", file, line, condition);
    std::abort();
#else
    static_cast<void>(condition);
    static_cast<void>(file);
    static_cast<void>(line);
    __builtin_trap();
#endif
}

}  // namespace rollscope::base
