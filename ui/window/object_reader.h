// Turns a link into what the inspector shows: fields, bytes, links, JSON.
//
// In: "block:l2:12" and the like, and the node that knows. Out: a future of ObjectView; each
// kind of object is described by one function in object_*.cpp, from the node's plain values.
#pragma once

#include "node/api/node.h"
#include "ui/text/opcode_words.h"
#include "ui/widgets/object_view.h"

namespace rollscope::ui {

using ObjectAnswer = std::function<void(Result<ObjectView>)>;

/// Asks the node for the object behind `link` and calls `done` on `context`'s thread.
void readObject(api::Node& node, const QString& link, QObject* context, ObjectAnswer done);

// each kind of object
ObjectView describe(const api::BlockView& block);
ObjectView describe(const api::TxView& tx);
ObjectView describe(const api::BatchView& batch);
ObjectView describe(const api::DepositView& deposit);
ObjectView describe(const api::WithdrawalView& withdrawal);
/// `proof`, or why there is none.
ObjectView describe(const api::MessageView& message, const Result<api::MessageProof>& proof);
/// `names` may not know an address.
ObjectView describeCall(const api::ExecutionRecord& record, std::uint32_t frame, api::Layer layer,
                        const Hash& transaction, const AddressNames& names,
                        const std::function<api::Layer(const Address&)>& layerOf);
ObjectView describe(const api::AccountView& account, api::Layer layer, const QString& name);

}  // namespace rollscope::ui
