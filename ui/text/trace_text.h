// Calls, values and traces as text and as JSON.
//
// In: plain values of the border. Out: short texts for rows, geth's JSON for files. Pure.
#pragma once

#include <QJsonObject>

#include "ui/text/opcode_words.h"

namespace rollscope::ui {

/// An argument for a row: names for accounts, "250.0e18" for round amounts, bytes by their count.
QString valueText(const api::NamedValue& value, const AddressNames& names);
/// "l1Token, Alice, 250.0e18".
QString argumentsText(const api::DecodedCall& call, const AddressNames& names);
/// "withdraw", or the selector, "fallback", "constructor", "transfer".
QString functionText(const api::ExecutionFrame& frame);
/// What came back, for a row: "1", "0x06d8…a3ec", "96 bytes"; empty for nothing.
QString outputText(const api::ExecutionFrame& frame, const AddressNames& names);
/// "reverted: insufficient balance", or the machine's words.
QString failureText(const api::ExecutionFrame& frame);
/// The outermost frame's deepest cause: where a failed execution failed.
std::uint32_t failingFrame(const api::ExecutionRecord& record);
/// The step at which a failed frame failed; none if it had none.
std::optional<std::uint32_t> failingStep(const api::ExecutionRecord& record, std::uint32_t frame);

/// The receipt as eth_getTransactionReceipt gives it.
QJsonObject receiptJson(const api::TxView& tx);
/// A frame as geth's callTracer gives it.
QJsonObject callTraceJson(const api::CallTrace& call);

}  // namespace rollscope::ui
