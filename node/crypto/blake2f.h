// Contract 9 (EIP-152): the compression function of BLAKE2b.
#pragma once

#include <optional>

#include "node/core/base/bytes.h"

namespace rollscope::host {

/// 64 bytes of state after the asked number of rounds; none for malformed input.
std::optional<Bytes> blake2f(BytesView input);

}  // namespace rollscope::host
