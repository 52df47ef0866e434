// ASSERT: our own bugs stop the program, in every build.
#pragma once

namespace rollscope::base {

/// Reports a broken invariant and ends the program.
[[noreturn]] void assertFailed(const char* condition, const char* file, int line);

}  // namespace rollscope::base

/// An invariant of ours, never a check of input. Always on.
#define ASSERT(condition)               \
    ((condition) ? static_cast<void>(0) \
                 : ::rollscope::base::assertFailed(#condition, __FILE__, __LINE__))
