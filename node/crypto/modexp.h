// Contract 5 (EIP-198), by GMP.
#pragma once

#include <optional>

#include "node/core/base/bytes.h"

namespace rollscope::host {

/// base^exponent mod modulus of the encoded input; none when its lengths are out of all measure.
std::optional<Bytes> modexp(BytesView input);

}  // namespace rollscope::host
