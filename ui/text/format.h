// Numbers, amounts, hashes and times as text: the only place where the window formats a value.
//
// Pure. Groups of three with a mark, minus is "−" (U+2212), an elision is "…"; units always there.
#pragma once

#include <QDateTime>
#include <QString>

#include "node/core/base/bytes.h"
#include "node/core/base/u256.h"

namespace rollscope::ui {

/// 918442 -> "918,442".
QString grouped(std::uint64_t value);
QString grouped(const U256& value);
/// 46 -> "−46", 0 -> "0".
QString signedGrouped(std::int64_t value);
/// "3.1 M", "41.2 k", "812".
QString compact(double value);

/// Wei as a decimal amount of 10^`decimals`, with at least `least` and at most `most` fractional
/// digits, rounded down: 1.5e18 -> "1.500".
QString amount(const U256& wei, int least = 3, int most = 18, int decimals = 18);
/// amount() and its unit: "12.000 ETH".
QString ether(const U256& wei, int least = 3, int most = 18);
/// ether() for a row: at most 6 fractional digits, dust in wei or gwei.
QString etherShort(const U256& wei);
/// "1.2 gwei"; below a thousandth of a gwei in wei.
QString gwei(const U256& wei);
/// Reads "0.4", "1,000" or "1.5e-3"; invalidNumber for a negative, empty or too precise amount.
Result<U256> amountFromText(const QString& text, int decimals = 18);

/// "118.4 KB"; a KB is 1024 bytes, as in the limit of 120 KB.
QString bytesText(std::uint64_t bytes);
/// "1.4 %".
QString percent(double part, double whole);
/// "5 txs", "1 tx": `one` or `many` by the count, grouped.
QString counted(std::uint64_t count, const QString& one, const QString& many);

/// "0x27fa14…79ae": `head` and `tail` digits.
QString elided(const QString& hex, int head = 6, int tail = 4);
QString elided(const Hash& hash, int head = 6, int tail = 4);
QString elided(const Address& address, int head = 4, int tail = 4);
/// All of it, "0x…".
QString hex(BytesView bytes);
QString hex(const Hash& hash);
/// EIP-55 needs a hash that the window has not; addresses stay lower-case as on the wire.
QString hex(const Address& address);

/// "3 d 06:12:40", "3 h 06 m 12 s", "3 m 12 s", "12 s".
QString clockText(std::int64_t seconds);
/// "7 d", "1 m 32 s", "38 ms": a span without a running clock.
QString spanText(std::uint64_t milliseconds);
/// "4 s ago", "in 6 m", "now".
QString relativeTime(std::uint64_t thenS, std::uint64_t nowS);
/// "2026-03-12 14:32:07 UTC+01:00": for hovers.
QString absoluteTime(std::uint64_t unixSeconds);
/// "2026-03-12 14:32:07", without zone, for narrow places that name it on hover.
QString shortTime(std::uint64_t unixSeconds);
/// "18 Mar 2026, 16:00".
QString dateText(std::uint64_t unixSeconds);
/// "18 Mar, 16:00".
QString dayText(std::uint64_t unixSeconds);
/// "14:32:06" of a wall clock in ms.
QString timeOfDay(std::uint64_t unixMs);
/// "14:32:06.128" of a wall clock in ms.
QString timeOfDayMs(std::uint64_t unixMs);
/// "140 µs", "2.3 ms", "24 ms", "2 s": how long a piece of work took.
QString durationText(std::uint64_t microseconds);

}  // namespace rollscope::ui
