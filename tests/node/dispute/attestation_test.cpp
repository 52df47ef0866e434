// State roots that the verifier attests, on a rollup that takes attestations.
#include "node/verifier/attestor.h"

#include "node/l1/abi.h"
#include "tests/node/support/rollup_fixture.h"

namespace rollscope::testing {
namespace {

l1::RollupParameters attested() {
    l1::RollupParameters parameters;
    parameters.proofMode = l1::ProofMode::attestation;
    return parameters;
}

/// Posts what is open and lets the verifier read it.
void post(Rollup& rollup) {
    rollup.tick();
    ASSERT_TRUE(rollup.batcher->flush(rollup.now()));
    rollup.follow();
}

Bytes viewOf(Rollup& rollup, const Address& to, Bytes data) {
    state::CallMessage message;
    message.to = to;
    message.data = std::move(data);
    const auto output = rollup.devnet->call(message);
    EXPECT_TRUE(output) << (output ? "" : output.error().text());
    return output.value_or(Bytes{});
}

TEST(Attestation, makesABatchFinalInTheTransactionThatAssertsIt) {
    Rollup rollup(attested());
    post(rollup);
    rollup.propose();
    const auto count = rollup.mirror->batchCount();
    EXPECT_EQ(rollup.mirror->finalizedCount(), count);
    const auto entries = rollup.mirror->assertions(count);
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_TRUE(entries[0].proven);
    EXPECT_TRUE(entries[0].final);
    EXPECT_EQ(entries[0].finalizedBlock, entries[0].origin.block);
    EXPECT_EQ(entries[0].finalAt, entries[0].origin.timestamp);
    EXPECT_EQ(rollup.store.chain->label(chain::Label::finalized),
              rollup.store.spans->span(count)->lastBlock);
}

TEST(Attestation, isGivenOnlyForWhatTheBatchReallyCameTo) {
    Rollup rollup(attested());
    post(rollup);
    chain::BatchSpan span = *rollup.store.spans->span(1);
    ASSERT_TRUE(*rollup.attestor->attestation(span));
    span.claim.stateRoot[0] ^= 1;
    EXPECT_FALSE(*rollup.attestor->attestation(span)) << "another claim";
    span = *rollup.store.spans->span(1);
    span.batchHash[0] ^= 1;
    EXPECT_FALSE(*rollup.attestor->attestation(span)) << "another batch";
}

TEST(Attestation, signsTheContractsOwnDigest) {
    Rollup rollup(attested());
    post(rollup);
    const auto span = *rollup.store.spans->span(1);
    const l1::Contracts& at = rollup.devnet->contracts();
    const Hash claim = types::claimHash(span.claim);
    const Bytes told =
        viewOf(rollup, at.attestation,
               l1::abiCall("digest(bytes32,bytes32)", {l1::abi(span.batchHash), l1::abi(claim)}));
    EXPECT_EQ(hashFromBytes(told),
              l1::AttestationContract::digest(rollup.devnet->chainId(), at.attestation, at.rollup,
                                              span.batchHash, claim));
}

TEST(Attestation, waitsForAVerifierThatWasOffAndThenEndsTheWait) {
    Rollup rollup(attested());
    rollup.verifier->setReexecute(false);
    post(rollup);
    rollup.propose();
    ASSERT_EQ(rollup.mirror->assertions(1).size(), 1u);
    EXPECT_FALSE(rollup.mirror->assertions(1)[0].proven) << "nobody executed it";
    EXPECT_EQ(rollup.mirror->finalizedCount(), 0u);

    rollup.verifier->setReexecute(true);
    rollup.follow();
    rollup.propose();
    ASSERT_EQ(rollup.mirror->assertions(1).size(), 1u) << "the same assertion, now proven";
    EXPECT_TRUE(rollup.mirror->assertions(1)[0].proven);
    EXPECT_EQ(rollup.mirror->finalizedCount(), rollup.mirror->batchCount());
}

TEST(Attestation, endsALiesWait) {
    Rollup rollup(attested());
    post(rollup);
    const auto span = *rollup.store.spans->span(1);
    types::Claim lie = span.claim;
    lie.stateRoot[0] ^= 1;
    const Address& at = rollup.devnet->contracts().rollup;
    rollup.sendL1(3, at, ether(1'000), l1::RollupContract::depositBond());
    rollup.sendL1(3, at, {}, l1::RollupContract::submitStateRoot(lie, span.batchHash));
    rollup.follow();
    rollup.propose();
    const auto entries = rollup.mirror->assertions(1);
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_FALSE(entries[0].final);
    EXPECT_TRUE(entries[1].final);
}

TEST(Attestation, hasNoContractInAnOptimisticRollup) {
    Rollup rollup;
    EXPECT_TRUE(rollup.devnet->contracts().attestation.isZero());
    post(rollup);
    rollup.propose();
    EXPECT_EQ(rollup.mirror->finalizedCount(), 0u);
    ASSERT_EQ(rollup.mirror->assertions(1).size(), 1u);
    EXPECT_FALSE(rollup.mirror->assertions(1)[0].proven);
}

}  // namespace
}  // namespace rollscope::testing
