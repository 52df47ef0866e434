// A withdrawal's proof as a file that any wallet can use, without this node.
#pragma once

#include <QWidget>
#include <functional>

#include "node/api/views.h"

namespace rollscope::ui {

/// The proof as JSON: message, leaf, path, root, batch, the L1 call that claims it, and the
/// argument of L1Bridge.withdraw.
QByteArray proofJson(const api::WithdrawalProof& proof);

/// Asks where, without blocking, and writes; `done` gets the path, or what went wrong.
void saveProofFile(const api::WithdrawalProof& proof, QWidget* over,
                   std::function<void(const QString& path, const QString& problem)> done);

}  // namespace rollscope::ui
