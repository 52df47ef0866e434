#include "ui/text/format.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

namespace rollscope::ui {

namespace {

QString groupDigits(const QString& digits) {
    QString out;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += QChar(0x2009);
        out += digits[i];
    }
    return out;
}

/// units / 10^decimals with at least `least` decimals and no trailing zeros beyond them.
QString scaled(const U256& units, int decimals, int least) {
    QString digits = QString::fromStdString(toDecimal(units)).rightJustified(decimals + 1, u'0');
    QString whole = digits.left(digits.size() - decimals);
    QString fraction = digits.right(decimals);
    while (fraction.size() > least && fraction.endsWith(u'0')) fraction.chop(1);
    return fraction.isEmpty() ? groupDigits(whole) : groupDigits(whole) + u'.' + fraction;
}

QString two(std::uint64_t value) {
    return QString::number(value).rightJustified(2, u'0');
}

}  // namespace

QString grouped(std::uint64_t value) {
    return groupDigits(QString::number(value));
}

QString grouped(const U256& value) {
    return groupDigits(QString::fromStdString(toDecimal(value)));
}

QString ether(const U256& wei) {
    return amount(wei, QStringLiteral("ETH"));
}

QString amount(const U256& units, const QString& symbol) {
    return scaled(units, 18, units.isZero() ? 0 : 3) + u' ' + symbol;
}

QString gwei(const U256& wei) {
    const U256 milli = wei / U256(1'000'000);
    if (milli.isZero() && !wei.isZero()) return grouped(wei) + QStringLiteral(" wei");
    return scaled(milli, 3, 0) + QStringLiteral(" gwei");
}

QString bytesText(std::uint64_t bytes) {
    if (bytes < 1000) return QString::number(bytes) + QStringLiteral(" B");
    const bool kilo = bytes < 1'000'000;
    const double value = static_cast<double>(bytes) / (kilo ? 1e3 : 1e6);
    return QString::number(value, 'f', 1) + (kilo ? QStringLiteral(" KB") : QStringLiteral(" MB"));
}

QString elided(const QString& hex, int head, int tail) {
    if (hex.size() <= head + tail + 3) return hex;
    return hex.left(head + 2) + QChar(0x2026) + hex.right(tail);
}

QString hexText(BytesView bytes) {
    return QString::fromStdString(toHex(bytes));
}

QString addressText(const Address& address) {
    return hexText(address.view());
}

QString hashText(const Hash& hash) {
    return hexText(hash.view());
}

QString relativeTime(std::uint64_t time, std::uint64_t now) {
    if (time == now) return QStringLiteral("now");
    const bool past = time < now;
    const std::uint64_t seconds = past ? now - time : time - now;
    QString span;
    if (seconds < 60) {
        span = QString::number(seconds) + QStringLiteral(" s");
    } else if (seconds < 3600) {
        span = QString::number(seconds / 60) + QStringLiteral(" m");
    } else if (seconds < 86400) {
        span = QString::number(seconds / 3600) + QStringLiteral(" h ") + two(seconds / 60 % 60) +
               QStringLiteral(" m");
    } else {
        span = QString::number(seconds / 86400) + QStringLiteral(" d ") + two(seconds / 3600 % 24) +
               QStringLiteral(" h");
    }
    return past ? span + QStringLiteral(" ago") : QStringLiteral("in ") + span;
}

QString absoluteTime(std::uint64_t time) {
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(time), QTimeZone::utc())
               .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) +
           QStringLiteral(" UTC");
}

QString clockText(std::uint64_t seconds) {
    if (seconds < 3600) {
        return QString::number(seconds / 60) + QStringLiteral(" m ") + two(seconds % 60) +
               QStringLiteral(" s");
    }
    const QString clock =
        two(seconds / 3600 % 24) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
    if (seconds < 86400) return clock;
    return QString::number(seconds / 86400) + QStringLiteral(" d ") + clock;
}

QString counted(std::uint64_t count, const QString& one, const QString& many) {
    return grouped(count) + u' ' + (count == 1 ? one : many);
}

Result<U256> weiFromText(const QString& text) {
    QString plain = text.trimmed();
    plain.remove(QChar(0x2009)).replace(u',', u'.');
    if (plain.endsWith(QStringLiteral("ETH"), Qt::CaseInsensitive)) plain.chop(3);
    plain = plain.trimmed();
    const auto dot = plain.indexOf(u'.');
    QString whole = dot < 0 ? plain : plain.left(dot);
    QString fraction = dot < 0 ? QString() : plain.mid(dot + 1);
    const auto digits = [](const QString& part) {
        return std::all_of(part.begin(), part.end(),
                           [](QChar c) { return c >= QChar(u'0') && c <= QChar(u'9'); });
    };
    if (whole.isEmpty() && fraction.isEmpty()) {
        return fail(ErrorCode::invalidNumber, "type an amount such as 0.4");
    }
    if (!digits(whole) || !digits(fraction)) {
        return fail(ErrorCode::invalidNumber, "an amount has digits and one point, such as 0.4");
    }
    if (fraction.size() > 18) {
        return fail(ErrorCode::invalidNumber, "at most 18 decimals: one wei is 10^-18");
    }
    return u256FromDecimal((whole + fraction.leftJustified(18, u'0')).toStdString());
}

}  // namespace rollscope::ui
