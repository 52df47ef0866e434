// A recorded execution as the rows of the transaction page's lists.
#pragma once

#include "node/api/views.h"
#include "ui/text/trace_text.h"
#include "ui/widgets/machine_lists.h"
#include "ui/widgets/trace_lists.h"

namespace rollscope::ui {

/// How the page names things: accounts and contracts, slots of a contract, its layer's tone.
struct TxNames {
    AddressNames address;
    std::function<QString(const Address& owner, const U256& slot)> slot;
    std::function<api::Layer()> layer;
    /// Where an address lives: a contract of the other layer may be an argument.
    std::function<api::Layer(const Address&)> layerOf;

    /// The name, else the elided address.
    QString shown(const Address& of) const;
};

std::vector<CallRow> callRows(const api::ExecutionRecord& record, const TxNames& names);
/// Logs as recorded, those of failed calls too.
std::vector<EventRow> eventRows(const api::ExecutionRecord& record, const TxNames& names);
/// Logs of the receipt.
std::vector<EventRow> eventRows(const std::vector<api::LogView>& logs, const TxNames& names);
std::vector<ChangeRow> changeRows(const std::vector<api::StateChange>& changes,
                                  const TxNames& names);
std::vector<StackRow> stackRows(const api::MachineState& state, std::uint8_t opcode,
                                const TxNames& names);
/// Slots of the frame's account, the one that the step names marked.
std::vector<StorageRow> storageRows(const api::MachineState& state, std::uint8_t opcode,
                                    const Address& owner, const TxNames& names);
/// "takes 2", "copies item 3", or empty.
QString takesText(std::uint8_t opcode, std::uint32_t takes);

}  // namespace rollscope::ui
