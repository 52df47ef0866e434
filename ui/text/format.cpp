#include "ui/text/format.h"

#include <QTimeZone>
#include <cmath>
#include <cstdlib>

namespace rollscope::ui {

namespace {

QString groupDigits(QString digits) {
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3) digits.insert(at, QLatin1Char(','));
    return digits;
}

QString text(const std::string& value) {
    return QString::fromStdString(value);
}

QString two(std::int64_t value) {
    return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0'));
}

/// One fractional digit unless the number has three digits before the point anyway.
QString short3(double value) {
    return QString::number(value, 'f', std::abs(value) >= 100 ? 0 : 1);
}

}  // namespace

QString grouped(std::uint64_t value) {
    return groupDigits(QString::number(value));
}

QString grouped(const U256& value) {
    return groupDigits(text(toDecimal(value)));
}

QString signedGrouped(std::int64_t value) {
    const QString digits = grouped(static_cast<std::uint64_t>(std::llabs(value)));
    return value < 0 ? QStringLiteral("−") + digits : digits;
}

QString compact(double value) {
    const double size = std::abs(value);
    if (size >= 1e9) return short3(value / 1e9) + QStringLiteral(" G");
    if (size >= 1e6) return short3(value / 1e6) + QStringLiteral(" M");
    if (size >= 1e4) return short3(value / 1e3) + QStringLiteral(" k");
    if (size >= 10 || value == std::floor(value)) return QString::number(std::llround(value));
    return QString::number(value, 'f', size < 1 ? 2 : 1);
}

QString amount(const U256& wei, int least, int most, int decimals) {
    QString digits = text(toDecimal(wei));
    if (digits.size() <= decimals) {
        digits = digits.rightJustified(decimals + 1, QLatin1Char('0'));
    }
    QString whole = digits.left(digits.size() - decimals);
    QString part = digits.right(decimals).left(most);
    while (part.size() > least && part.endsWith(QLatin1Char('0'))) part.chop(1);
    while (part.size() < least && part.size() < decimals) part += QLatin1Char('0');
    whole = groupDigits(whole);
    return part.isEmpty() ? whole : whole + QLatin1Char('.') + part;
}

QString ether(const U256& wei, int least, int most) {
    // An amount that rounds to nothing is not nothing.
    const QString shown = amount(wei, least, most);
    if (!wei.isZero() && most < 18) {
        bool zero = true;
        for (const QChar c : shown) zero = zero && (c == QLatin1Char('0') || c == QLatin1Char('.'));
        if (zero) return amount(wei, 0, 18) + QStringLiteral(" ETH");
    }
    return shown + QStringLiteral(" ETH");
}

QString etherShort(const U256& wei) {
    const U256 micro{1'000'000'000'000};
    return !wei.isZero() && wei < micro ? gwei(wei) : ether(wei, 3, 6);
}

QString gwei(const U256& wei) {
    if (!wei.isZero() && wei < U256{1'000'000}) return grouped(wei) + QStringLiteral(" wei");
    return amount(wei, 1, 3, 9) + QStringLiteral(" gwei");
}

Result<U256> amountFromText(const QString& input, int decimals) {
    QString clean = input.trimmed();
    clean.remove(QLatin1Char(',')).remove(QLatin1Char(' ')).remove(QChar(0x2009));
    int shift = 0;
    const auto e = clean.indexOf(QLatin1Char('e'), 0, Qt::CaseInsensitive);
    if (e >= 0) {
        bool ok = false;
        shift = clean.mid(e + 1).toInt(&ok);
        if (!ok || std::abs(shift) > 77) return fail(ErrorCode::invalidNumber, input.toStdString());
        clean = clean.left(e);
    }
    const auto dot = clean.indexOf(QLatin1Char('.'));
    QString whole = dot < 0 ? clean : clean.left(dot);
    QString part = dot < 0 ? QString() : clean.mid(dot + 1);
    for (const QChar c : whole + part) {
        if (c < QLatin1Char('0') || c > QLatin1Char('9')) {
            return fail(ErrorCode::invalidNumber, input.toStdString());
        }
    }
    if ((whole + part).isEmpty()) return fail(ErrorCode::invalidNumber, input.toStdString());
    while (part.endsWith(QLatin1Char('0'))) part.chop(1);
    const auto zeros = decimals + shift - static_cast<int>(part.size());
    QString digits = whole + part;
    if (zeros < 0) {
        const auto lost = digits.right(-zeros);
        if (lost.count(QLatin1Char('0')) != lost.size() || digits.size() < -zeros) {
            return fail(ErrorCode::invalidNumber, input.toStdString());
        }
        digits.chop(-zeros);
    } else {
        digits += QString(zeros, QLatin1Char('0'));
    }
    while (digits.size() > 1 && digits.startsWith(QLatin1Char('0'))) digits.remove(0, 1);
    if (digits.isEmpty()) digits = QStringLiteral("0");
    return u256FromDecimal(digits.toStdString());
}

QString bytesText(std::uint64_t bytes) {
    const auto size = static_cast<double>(bytes);
    if (bytes < 1024) return QString::number(bytes) + QStringLiteral(" B");
    if (bytes < 1024 * 1024) return QString::number(size / 1024, 'f', 1) + QStringLiteral(" KB");
    return QString::number(size / 1024 / 1024, 'f', 1) + QStringLiteral(" MB");
}

QString percent(double part, double whole) {
    const double value = whole > 0 ? part * 100 / whole : 0;
    return QString::number(value, 'f', value >= 10 ? 0 : 1) + QStringLiteral(" %");
}

QString counted(std::uint64_t count, const QString& one, const QString& many) {
    return grouped(count) + QLatin1Char(' ') + (count == 1 ? one : many);
}

QString elided(const QString& hexText, int head, int tail) {
    const int prefix = hexText.startsWith(QLatin1String("0x")) ? 2 : 0;
    if (hexText.size() <= prefix + head + tail + 1) return hexText;
    return hexText.left(prefix + head) + QStringLiteral("…") + hexText.right(tail);
}

QString elided(const Hash& hash, int head, int tail) {
    return elided(hex(hash), head, tail);
}

QString elided(const Address& address, int head, int tail) {
    return elided(hex(address), head, tail);
}

QString hex(BytesView bytes) {
    return text(toHex(bytes));
}

QString hex(const Hash& hash) {
    return text(toHex(hash.view()));
}

QString hex(const Address& address) {
    return text(toHex(address.view()));
}

QString clockText(std::int64_t seconds) {
    if (seconds < 0) seconds = 0;
    const std::int64_t days = seconds / 86400, hours = seconds / 3600 % 24;
    const std::int64_t minutes = seconds / 60 % 60, rest = seconds % 60;
    if (days > 0) {
        return QStringLiteral("%1 d %2:%3:%4").arg(days).arg(two(hours), two(minutes), two(rest));
    }
    if (hours > 0) {
        return QStringLiteral("%1 h %2 m %3 s")
            .arg(QString::number(hours), two(minutes), two(rest));
    }
    if (minutes > 0) return QStringLiteral("%1 m %2 s").arg(minutes).arg(two(rest));
    return QStringLiteral("%1 s").arg(rest);
}

namespace {

/// "2 h 5 m"; a second part that is zero is left out.
QString twoParts(std::uint64_t seconds, std::uint64_t whole, const char* wholeUnit,
                 std::uint64_t part, std::uint64_t partsOfWhole, const char* partUnit) {
    const std::uint64_t parts = seconds / part % partsOfWhole;
    const QString first = QString::number(seconds / whole) + QLatin1String(wholeUnit);
    if (parts == 0) return first;
    return first + QLatin1Char(' ') + QString::number(parts) + QLatin1String(partUnit);
}

}  // namespace

QString spanText(std::uint64_t milliseconds) {
    if (milliseconds < 1000) return QStringLiteral("%1 ms").arg(milliseconds);
    const std::uint64_t seconds = milliseconds / 1000;
    if (seconds < 60) return QStringLiteral("%1 s").arg(seconds);
    if (seconds < 3600) return twoParts(seconds, 60, " m", 1, 60, " s");
    if (seconds < 86400) return twoParts(seconds, 3600, " h", 60, 60, " m");
    return twoParts(seconds, 86400, " d", 3600, 24, " h");
}

QString relativeTime(std::uint64_t thenS, std::uint64_t nowS) {
    const bool past = thenS <= nowS;
    const std::uint64_t away = past ? nowS - thenS : thenS - nowS;
    // A devnet block may be a second or two ahead of the clock: blocks never share a timestamp.
    if (away == 0 || (!past && away <= 2)) return QStringLiteral("now");
    QString span;
    if (away < 60) {
        span = QStringLiteral("%1 s").arg(away);
    } else if (away < 3600) {
        span = QStringLiteral("%1 m").arg(away / 60);
    } else if (away < 2 * 86400) {
        span = QStringLiteral("%1 h").arg(away / 3600);
    } else {
        span = twoParts(away, 86400, " d", 3600, 24, " h");
    }
    return past ? span + QStringLiteral(" ago") : QStringLiteral("in ") + span;
}

namespace {
QDateTime local(std::uint64_t unixSeconds) {
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(unixSeconds));
}
}  // namespace

QString absoluteTime(std::uint64_t unixSeconds) {
    const QDateTime time = local(unixSeconds);
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss ")) + time.timeZoneAbbreviation();
}

QString shortTime(std::uint64_t unixSeconds) {
    return local(unixSeconds).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString dateText(std::uint64_t unixSeconds) {
    return local(unixSeconds).toString(QStringLiteral("d MMM yyyy, HH:mm"));
}

QString dayText(std::uint64_t unixSeconds) {
    return local(unixSeconds).toString(QStringLiteral("d MMM, HH:mm"));
}

QString timeOfDay(std::uint64_t unixMs) {
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(unixMs))
        .toString(QStringLiteral("HH:mm:ss"));
}

QString timeOfDayMs(std::uint64_t unixMs) {
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(unixMs))
        .toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString durationText(std::uint64_t microseconds) {
    if (microseconds < 1'000) return QStringLiteral("%1 µs").arg(microseconds);
    if (microseconds >= 10'000) return spanText(microseconds / 1'000);
    return QStringLiteral("%1 ms").arg(static_cast<double>(microseconds) / 1'000, 0, 'f', 1);
}

}  // namespace rollscope::ui
