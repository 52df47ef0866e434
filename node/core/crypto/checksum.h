// Addresses as people copy them: letter case that carries a checksum.
#pragma once

#include <string>

#include "node/core/base/bytes.h"

namespace rollscope::crypto {

/// "0x" and 40 digits whose letter case is a checksum (EIP-55).
std::string checksumHex(const Address& address);

}  // namespace rollscope::crypto
