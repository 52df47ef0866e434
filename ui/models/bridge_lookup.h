// Deposits and withdrawals by their index or by a hash, among however many there are.
#pragma once

#include "node/api/node.h"

namespace rollscope::ui {

/// Of an index; none when there is no such one.
QFuture<Result<api::Page<api::DepositView>>> depositAt(api::Node& node, std::uint64_t index);
QFuture<Result<api::Page<api::WithdrawalView>>> withdrawalAt(api::Node& node, std::uint64_t index);

/// Of a leaf, of the transaction that sent them or of the one that consumed them; at most 16.
QFuture<Result<api::Page<api::DepositView>>> depositsOf(api::Node& node, const Hash& hash);
QFuture<Result<api::Page<api::WithdrawalView>>> withdrawalsOf(api::Node& node, const Hash& hash);

}  // namespace rollscope::ui
