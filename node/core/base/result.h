// Result<T>: a value, or an Error that says what to do.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "node/core/base/error.h"

namespace rollscope::base {

template <class T>
using Result = tl::expected<T, Error>;

/// An error on its way out of a function that returns Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string data = {}) {
    return tl::make_unexpected(Error{code, std::move(data)});
}

/// Hands on the error of another Result.
template <class T>
tl::unexpected<Error> failFrom(const Result<T>& result) {
    return tl::make_unexpected(result.error());
}

}  // namespace rollscope::base
