// The one secp256k1 context that keys sign with.
#pragma once

#include <secp256k1.h>

namespace rollscope::keys {

/// Made once, read-only afterwards: safe from any thread.
const secp256k1_context* curve();

}  // namespace rollscope::keys
