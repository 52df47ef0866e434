// Names for storage slots of the rollup's contracts: "totalSupply", "balances[0x7099…79c8]".
#pragma once

#include <QString>
#include <map>
#include <unordered_map>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::embedded {

using ContractNames = std::unordered_map<Address, QString>;

/// What was hashed to give a slot: a mapping's key and its own slot, or an array's slot alone.
struct SlotPreimage {
    U256 base;
    std::optional<U256> key;
};
using SlotPreimages = std::map<U256, SlotPreimage>;  ///< by the hash

/// The name of a slot of `contract`; empty when it is not known. `people` name addresses in keys.
QString slotName(const QString& contract, const U256& slot, const SlotPreimages& preimages,
                 const ContractNames& people);

}  // namespace rollscope::embedded
