// Where the rollup's contracts stand on L1, and the parameters they were built with.
#pragma once

#include <QString>

#include "node/core/base/bytes.h"

namespace rollscope::l1 {

/// L1 addresses: CREATE(deployer, nonce) in the order of deployment, so known before they exist.
struct Contracts {
    Address inbox;   ///< nonce 0
    Address rollup;  ///< nonce 1
    Address outbox;  ///< nonce 2
    Address bridge;  ///< nonce 3, L1Bridge
    Address token;   ///< nonce 4, L1Token, the demo ERC-20
    Address portal;  ///< nonce 5, TokenPortal of the demo ERC-20
    /// nonce 6, AttestationVerifier; zero in a rollup that has no verifier of proofs.
    Address attestation;
    bool operator==(const Contracts&) const = default;
};

/// What makes an assertion final: its challenge period alone, or also the verifier's attestation.
enum class ProofMode : std::uint8_t { optimistic, attestation };

/// "optimistic" or "attestation".
QString wordOf(ProofMode mode);

/// The addresses that `deployer` will create from nonce 0 on.
Contracts contractsOf(const Address& deployer, ProofMode mode = ProofMode::optimistic);

/// Constructor parameters of the rollup (PROTOCOL sections 2 and 5), seconds.
struct RollupParameters {
    std::uint64_t challengePeriodS = 604'800;
    std::uint64_t forceInclusionDelayS = 43'200;
    std::uint64_t sequencerTimeoutS = 86'400;
    ProofMode proofMode = ProofMode::optimistic;
    bool operator==(const RollupParameters&) const = default;
};

}  // namespace rollscope::l1
