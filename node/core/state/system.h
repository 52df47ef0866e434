// Calls that the L2 protocol itself makes, as data (PROTOCOL section 4).
#pragma once

#include <vector>

#include "node/core/base/bytes.h"

namespace rollscope::state {

/// L2Outbox.appendInbound(bytes32[] leaves): the block's new messages enter the inbound tree.
Bytes appendInboundCall(const std::vector<Hash>& leaves);

/// L2Outbox.endOfBlock(): drains L2Inbox's queue into the outbound tree.
Bytes endOfBlockCall();

}  // namespace rollscope::state
