// The mempool's lists: transactions in an order or of one sender, and senders.
#pragma once

#include "ui/models/cells.h"

namespace rollscope::ui {

using MempoolModel = PagedModel<api::MempoolRow>;
using PoolSenderModel = PagedModel<api::PoolSenderRow>;

/// Which rows of the pool are asked for.
using PoolChoice = std::function<api::PoolRequest(api::PageRequest)>;

/// Its last column is the button that drops the row's transaction.
MempoolModel* makeMempoolModel(api::Node& node, PoolChoice choice, QObject* parent);
PoolSenderModel* makePoolSenderModel(api::Node& node, QObject* parent);

}  // namespace rollscope::ui
