#include "node/verifier/attestor.h"

#include "node/l1/contracts.h"

namespace rollscope::verifier {

namespace {

constexpr std::string_view prefix = "attested/";  // batch hash -> claim

std::string keyOf(const Hash& batchHash) {
    return std::string(prefix) + toHex(batchHash.view());
}

}  // namespace

Result<void> Attestor::executed(const chain::BatchSpan& span) {
    return m_parts.database.putRecord(keyOf(span.batchHash), types::claimHash(span.claim).view());
}

bool Attestor::knows(const chain::BatchSpan& span) const {
    const auto kept = m_parts.database.record(keyOf(span.batchHash));
    return kept && *kept && (*kept)->size() == 32 &&
           hashFromBytes(**kept) == types::claimHash(span.claim);
}

Result<std::optional<Bytes>> Attestor::attestation(const chain::BatchSpan& span) const {
    if (!knows(span)) return std::nullopt;
    const auto signature = m_parts.sign(
        l1::AttestationContract::digest(m_parts.l1ChainId, m_parts.contract, m_parts.rollup,
                                        span.batchHash, types::claimHash(span.claim)));
    if (!signature) return failFrom(signature);
    Bytes bytes;
    append(bytes, toHash(signature->r).view());
    append(bytes, toHash(signature->s).view());
    bytes.push_back(static_cast<std::uint8_t>(27 + signature->yParity));
    return bytes;
}

}  // namespace rollscope::verifier
