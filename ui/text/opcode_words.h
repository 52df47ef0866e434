// What an instruction takes and does, in words.
//
// In: an opcode, or a recorded machine just before a step. Out: names and one sentence. Pure.
#pragma once

#include <QStringList>
#include <functional>

#include "node/api/execution_record.h"

namespace rollscope::ui {

/// Names of the stack items that an opcode takes, top first: KECCAK256 -> "offset", "size".
QStringList operandNames(std::uint8_t opcode);
/// "KECCAK256", as QString.
QString opcodeText(std::uint8_t opcode);

/// A name for an account or contract; empty for a stranger's.
using AddressNames = std::function<QString(const Address&)>;

/// "KECCAK256 hashes memory 0x80 – 0x1bf and pushes 0x06d8…a3ec." of the step that `state` is
/// before.
QString explainStep(const api::ExecutionRecord& record, const api::MachineState& state,
                    const AddressNames& names);

/// "0x1bf".
QString hexNumber(std::uint64_t value);
QString hexNumber(const U256& value);
/// 64 hex digits.
QString wordHex(const U256& value);
/// "0x80 – 0x1bf"; empty for no bytes.
QString rangeText(const api::MemoryRange& range);
/// The address that a word holds, if its high 12 bytes are zero and it is no small number.
std::optional<Address> addressInWord(const U256& word);
/// How a word is best read: a name, a decimal number, else elided hex.
QString wordText(const U256& word, const AddressNames& names);

}  // namespace rollscope::ui
