// Inbox messages as rows on disk.
#pragma once

#include "node/l1/l1_mirror.h"
#include "node/storage/message_rows.h"

namespace rollscope::l1 {

/// Found by its leaf, its L1 transaction, and by who sent it and who receives.
storage::MessageRow rowOf(const InboxEntry& entry);
/// The entry that a row holds; nothing from a damaged one.
std::optional<InboxEntry> inboxEntryOf(const storage::MessageRow& row);

/// Who sends and who receives, by what L1Bridge or TokenPortal said, else by the message itself.
struct Parties {
    Address from, recipient;
};
Parties partiesOf(const InboxEntry& entry);

}  // namespace rollscope::l1
