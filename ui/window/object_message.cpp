// A message of either tree as the inspector shows it: preimage, proof, and why it waits.
#include "ui/widgets/object_fields.h"
#include "ui/window/object_reader.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("object", text);
}

/// abi.encode(message): an offset, the fields word by word, then the data.
std::vector<HexField> wordsOf(const api::MessageView& message) {
    const bool inbox = message.side == api::MessageSide::inbox;
    const std::vector<const char*> names =
        inbox ? std::vector<const char*>{"offset",  "index",      "sender",   "recipient",
                                         "mint",    "value",      "gasLimit", "secretHash",
                                         "data at", "data length"}
              : std::vector<const char*>{"offset", "index",   "sender",     "target",
                                         "value",  "data at", "data length"};
    static constexpr Tone tones[] = {Tone::ink3, Tone::clock, Tone::l1, Tone::l2};
    std::vector<HexField> fields;
    for (std::size_t i = 0; i < names.size(); ++i) {
        fields.push_back({32 * i, 32, tr(names[i]), {}, tones[i % std::size(tones)]});
    }
    const std::size_t at = 32 * names.size();
    if (message.preimage.size() > at) {
        fields.push_back({at, message.preimage.size() - at, tr("data"), {}, Tone::ink});
    }
    return fields;
}

void addPreimage(ObjectSection& section, const types::L1ToL2Message& message) {
    section.fields << plain(tr("index"), grouped(message.index))
                   << addressField(tr("sender"), api::Layer::l1, message.sender)
                   << addressField(tr("recipient"), api::Layer::l2, message.recipient)
                   << plain(tr("mint"), ether(message.mint))
                   << plain(tr("value"), ether(message.value))
                   << plain(tr("gasLimit"), grouped(message.gasLimit),
                            message.gasLimit == 0 ? tr("claimed with a secret") : QString())
                   << hashField(tr("secretHash"), message.secretHash)
                   << plain(tr("data"), bytesText(message.data.size()));
}

void addPreimage(ObjectSection& section, const types::L2ToL1Message& message) {
    section.fields << plain(tr("index"), grouped(message.index))
                   << addressField(tr("sender"), api::Layer::l2, message.sender)
                   << addressField(tr("target"), api::Layer::l1, message.target)
                   << plain(tr("value"), ether(message.value))
                   << plain(tr("data"), bytesText(message.data.size()));
}

}  // namespace

ObjectView describe(const api::MessageView& message, const Result<api::MessageProof>& proof) {
    const bool inbox = message.side == api::MessageSide::inbox;
    const api::Layer own = inbox ? api::Layer::l1 : api::Layer::l2;
    const api::Layer other = inbox ? api::Layer::l2 : api::Layer::l1;
    ObjectView view;
    view.kind = inbox ? tr("Inbox message") : tr("Outbox message");
    view.title = grouped(message.index);
    view.badge = badgeOf(message);
    ObjectSection preimage = titled(tr("Preimage"));
    if (message.inbound) addPreimage(preimage, *message.inbound);
    if (message.outbound) addPreimage(preimage, *message.outbound);
    preimage.fields << hashField(tr("leaf"), message.leaf, layerIndex(own));
    ObjectSection why = titled(tr("Why"));
    why.fields << worded(tr("Consumable"), message.why);
    if (message.consumedTx) why.fields << txField(tr("Consumed in"), other, *message.consumedTx);
    if (message.consumedAt) why.fields << timeField(tr("Consumed"), *message.consumedAt);
    if (message.readyAt && !message.consumedAt) {
        why.fields << timeField(tr("Ready"), *message.readyAt, Tone::clock);
    }
    ObjectSection ladder = titled(tr("Hash ladder"));
    QJsonArray path;
    if (proof) {
        ladder.proof = *proof;
        for (const Hash& each : proof->path) path.append(hex(each));
    } else {
        ladder.fields << worded(tr("No proof yet"), errorText(proof.error()), Tone::ink2);
    }
    ObjectSection raw;
    raw.bytesTitle = tr("Preimage, %1 bytes").arg(grouped(message.preimage.size()));
    raw.bytes = message.preimage;
    raw.decoded = wordsOf(message);
    ObjectSection links = titled(tr("Links"));
    links.fields << txField(tr("Sent in"), own, message.txHash)
                 << blockSince(tr("%1 block").arg(wordOf(own)), own, message.block,
                               message.timestamp)
                 << addressField(tr("From"), own, message.from)
                 << addressField(tr("To"), other, message.recipient);
    if (message.batch) {
        links.fields << linked(tr("Batch"), grouped(*message.batch), batchLink(*message.batch),
                               api::Layer::l1);
    }
    links.fields << linked(inbox ? tr("Deposit") : tr("Withdrawal"), grouped(message.index),
                           inbox ? depositLink(message.index) : withdrawalLink(message.index), own);
    view.sections << preimage << ladder << why << links << raw;
    view.json = {{QStringLiteral("side"), api::wordOf(message.side)},
                 {QStringLiteral("index"), json(message.index)},
                 {QStringLiteral("leaf"), hex(message.leaf)},
                 {QStringLiteral("preimage"), hex(BytesView(message.preimage))},
                 {QStringLiteral("stage"), api::wordOf(message.stage)},
                 {QStringLiteral("why"), message.why},
                 {QStringLiteral("txHash"), hex(message.txHash)},
                 {QStringLiteral("path"), path}};
    if (proof) view.json[QStringLiteral("root")] = hex(proof->root);
    if (message.consumedTx) view.json[QStringLiteral("consumedTx")] = hex(*message.consumedTx);
    return view;
}

}  // namespace rollscope::ui
