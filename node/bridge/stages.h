// Stages of deposits and withdrawals (PROTOCOL section 7), each with the reason it is not further.
#pragma once

#include "node/bridge/bridge.h"
#include "node/bridge/l2_index.h"

namespace rollscope::bridge {

/// `taken` is null while no L2 block has taken the message in.
api::DepositView depositOf(const l1::InboxEntry& entry, const TakenIn* taken, const Sources& from);

/// `now` is the L1 clock in seconds.
api::WithdrawalView withdrawalOf(const Outbound& entry, const Sources& from, std::uint64_t now);

}  // namespace rollscope::bridge
