// A lit arrow of a sequence diagram as the inspector shows it.
#pragma once

#include "ui/diagram/player.h"
#include "ui/widgets/object_view.h"

namespace rollscope::ui {

/// All links of evidence begin so.
inline const QString evidencePrefix = QStringLiteral("arrow:");
/// "arrow:10", by the place among arrows and notes.
QString evidenceLink(int item);

/// What shows that an item happened, and what the run has done up to it. The item is lit.
/// `status`: of its L2 transaction.
ObjectView describeEvidence(const Player& player, int item,
                            const std::optional<api::StatusView>& status);

}  // namespace rollscope::ui
