// Proofs that a polynomial takes a value at a point: what contract 10 verifies (EIP-4844).
//
// In: bytes of commitment, point, value, proof. Out: whether the proof holds; pure. The hash that
// ties the commitment to a blob transaction is the caller's part.
#pragma once

#include "node/core/pairing/bls12_381.h"

namespace rollscope::pairing {

/// tau times the generator of G2, from Ethereum's KZG ceremony (EIP-4844,
/// KZG_SETUP_G2_MONOMIAL[1]).
Bls12::G2 kzgTau();

/// verify_kzg_proof of the consensus specification (deneb, polynomial-commitments): false for a
/// wrong proof and for malformed input alike. Commitment and proof have 48 bytes, point and
/// value 32.
bool verifyKzgProof(BytesView commitment, BytesView point, BytesView value, BytesView proof);

/// What contract 10 returns for a valid proof: the blob's field elements and the field's order.
Bytes kzgPrecompileOutput();

}  // namespace rollscope::pairing
