// Turns a link into what the inspector shows: fields, bytes, links, JSON.
//
// In: "block:l2:12" and the like, and the node that knows. Out: a future of ObjectView; each
// kind of object is described by one function in object_*.cpp, from the node's plain values.
#pragma once

#include <QJsonObject>
#include <QList>

#include "node/api/node.h"
#include "ui/text/opcode_words.h"
#include "ui/text/words.h"
#include "ui/widgets/hex_view.h"

namespace rollscope::ui {

/// One line of a section: a name and a value, in mono if it is exact.
struct ObjectField {
    QString name;
    QString value;  ///< a hash is elided by the label; "" leaves the line out
    QString note;   ///< in ink3 after it
    QString link;   ///< makes it a link
    Tone tone = Tone::ink;
    int layer = -1;  ///< 0, 1: mark before the value
    Solidity solidity = Solidity::final;
    bool words = false;               ///< Inter instead of mono
    QString tip;                      ///< on hover
    std::optional<std::uint64_t> at;  ///< chain time that `value`, or a link's `note`, is told from
};

struct ObjectSection {
    QString title;
    std::optional<api::MessageProof> proof;  ///< shown as its hash ladder
    QList<ObjectField> fields;
    QString bytesTitle;
    Bytes bytes;
    std::vector<HexField> decoded;
};

/// Everything about one object.
struct ObjectView {
    QString link;
    QString kind;   ///< "Batch"
    QString title;  ///< "3,588"
    BadgeText badge;
    QList<ObjectSection> sections;
    QJsonObject json;
};

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
