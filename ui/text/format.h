// How amounts, hashes, times and sizes read everywhere in the window. Pure.
#pragma once

#include <QString>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::ui {

/// Decimal digits in groups of three with a thin space: "918 442".
QString grouped(std::uint64_t value);
QString grouped(const U256& value);
/// Wei as ETH, exact, trailing zeros cut after three decimals: "0.400 ETH".
QString ether(const U256& wei);
/// A token amount with 18 decimals and its symbol.
QString amount(const U256& units, const QString& symbol);
/// Wei as gwei with up to three decimals: "1.25 gwei".
QString gwei(const U256& wei);
/// "118.4 KB"; bytes below 1,000 as they are.
QString bytesText(std::uint64_t bytes);
/// "0x" + `head` digits + "…" + `tail` digits.
QString elided(const QString& hex, int head = 6, int tail = 4);
QString hexText(BytesView bytes);
/// EIP-55 letter case is not used: addresses read as they are hashed, in lower case.
QString addressText(const Address& address);
QString hashText(const Hash& hash);
/// "4 s ago", "in 6 d 01 h", "now".
QString relativeTime(std::uint64_t time, std::uint64_t now);
/// "2026-03-12 14:32:07 UTC".
QString absoluteTime(std::uint64_t time);
/// A running clock: "3 d 06:12:40", under an hour "3 m 12 s".
QString clockText(std::uint64_t seconds);
/// "1 batch", "3 batches": `one` and `many` are the words.
QString counted(std::uint64_t count, const QString& one, const QString& many);
/// Reads "0.4" or "1,5" as wei; ErrorCode::invalidNumber says what is wrong.
Result<U256> weiFromText(const QString& text);

}  // namespace rollscope::ui
