// SHA-256 and RIPEMD-160 as contracts 2 and 3 give them, by OpenSSL.
#pragma once

#include <optional>

#include "node/core/base/bytes.h"

namespace rollscope::host {

/// 32 bytes; none when OpenSSL refuses.
std::optional<Bytes> sha256(BytesView input);
/// The 20 bytes of the digest behind 12 zeros; none when OpenSSL lacks it.
std::optional<Bytes> ripemd160(BytesView input);

}  // namespace rollscope::host
