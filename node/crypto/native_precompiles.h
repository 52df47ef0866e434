// The host's side of crypto::PrecompileHost, and what needs private keys.
//
// In: inputs of Ethereum's precompiled contracts, signatures, keys. Out: results. Pure and
// thread safe; libsecp256k1, OpenSSL, GMP and node/core/pairing do the work.
#pragma once

#include "node/core/crypto/precompile_host.h"
#include "node/core/types/transaction.h"

namespace rollscope::host {

/// Contracts 1 to 10. Lives as long as the program.
const crypto::PrecompileHost& nativePrecompiles();

/// Signs `hash` with low s (EIP-2, RFC 6979); ErrorCode::keyUnavailable for an invalid key.
Result<types::Signature> sign(const Hash& privateKey, const Hash& hash);

/// Address of the key's account; ErrorCode::keyUnavailable for an invalid key.
Result<Address> publicAddress(const Hash& privateKey);

/// Fills in the signature over signingHash(tx).
Result<types::Transaction> signTransaction(types::Transaction tx, const Hash& privateKey);

}  // namespace rollscope::host
