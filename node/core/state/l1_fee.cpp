#include "node/core/state/l1_fee.h"

#include "node/core/codec/batch_share.h"
#include "node/core/state/block_builder.h"

namespace rollscope::state {
namespace {

constexpr std::uint64_t callDataGas = 16;    // a byte that is not zero (EIP-2028)
constexpr std::uint64_t batchPartGas = 160;  // of what a full batch costs besides its bytes
const U256 baseFeeSlot{1};                   // of L1Info

}  // namespace

std::uint64_t l1GasOf(const types::Transaction& tx) {
    if (tx.isDeposit()) return 0;
    return codec::batchShareOf(tx) * callDataGas + batchPartGas;
}

L1Fee l1FeeOf(const types::Transaction& tx, const U256& l1BaseFee) {
    L1Fee result;
    result.gasUsed = l1GasOf(tx);
    result.gasPrice = l1BaseFee;
    const U256Carry fee = mulCarry(U256{result.gasUsed}, l1BaseFee);
    result.fee = fee.carry ? ~U256{} : fee.value;
    return result;
}

U256 reportedL1BaseFee(const StateView& view) {
    return view.storage(l1InfoAddress, baseFeeSlot);
}

}  // namespace rollscope::state
