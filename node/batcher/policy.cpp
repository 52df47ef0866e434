#include "node/batcher/policy.h"

#include "node/core/codec/batch.h"
#include "node/storage/record.h"

namespace rollscope::batcher {
namespace {

constexpr std::string_view policyKey = "batcher/policy";
constexpr std::uint64_t leastBytes = 1'024;
constexpr std::uint64_t longestAgeS = 11 * 3'600;  // an hour below forced inclusion
constexpr std::uint64_t longestPatienceS = 3'600;

Result<void> within(const char* name, std::uint64_t value, std::uint64_t low, std::uint64_t high) {
    if (value >= low && value <= high) return {};
    return fail(ErrorCode::invalidParams,
                std::string(name) + ": " + std::to_string(low) + " to " + std::to_string(high));
}

}  // namespace

Result<void> checkPolicy(const api::BatcherPolicy& policy) {
    if (policy.mode > api::BatchMode::manual) return fail(ErrorCode::invalidParams, "mode");
    if (auto ok = within("maxBytes", policy.maxBytes, leastBytes, codec::maxBatchBytes); !ok) {
        return ok;
    }
    if (auto ok = within("maxAgeS", policy.maxAgeS, 1, longestAgeS); !ok) return ok;
    if (auto ok = within("resubmitAfterS", policy.resubmitAfterS, 1, longestPatienceS); !ok) {
        return ok;
    }
    if (policy.maxFeePerGas && policy.maxFeePerGas->isZero()) {
        return fail(ErrorCode::invalidParams, "maxFeePerGas: above 0, or none");
    }
    return {};
}

api::BatcherPolicy storedPolicy(const storage::Database& database, std::uint64_t maxAgeS) {
    api::BatcherPolicy usual;
    usual.maxAgeS = maxAgeS;
    const auto stored = database.record(policyKey);
    if (!stored || !*stored) return usual;
    storage::RecordReader in{**stored};
    api::BatcherPolicy policy;
    policy.mode = static_cast<api::BatchMode>(in.u8());
    policy.maxBytes = in.u64();
    policy.maxAgeS = in.u64();
    policy.resubmitAfterS = in.u64();
    if (in.flag()) policy.maxFeePerGas = in.u256();
    return in.done() && checkPolicy(policy) ? policy : usual;
}

Result<void> keepPolicy(storage::Database& database, const api::BatcherPolicy& policy) {
    storage::RecordWriter out;
    out.u8(static_cast<std::uint8_t>(policy.mode)).u64(policy.maxBytes).u64(policy.maxAgeS);
    out.u64(policy.resubmitAfterS).flag(policy.maxFeePerGas.has_value());
    if (policy.maxFeePerGas) out.u256(*policy.maxFeePerGas);
    return database.putRecord(policyKey, out);
}

}  // namespace rollscope::batcher
