// Messages of both trees with their life so far and the reason why they wait (PROTOCOL 2, 3, 7).
#pragma once

#include "node/api/message_views.h"
#include "node/bridge/bridge.h"
#include "node/bridge/l2_index.h"

namespace rollscope::bridge {

/// What L2 knows of an inbox message; nulls while it knows nothing.
struct OnL2 {
    const TakenIn* taken = nullptr;
    const ConsumedOnL2* consumed = nullptr;
};

/// A message from L1.
api::MessageView messageOf(const l1::InboxEntry& entry, const OnL2& onL2, const Sources& from);

/// A message from L2; `now` is the L1 clock in seconds.
api::MessageView messageOf(const Outbound& entry, const Sources& from, std::uint64_t now);

}  // namespace rollscope::bridge
