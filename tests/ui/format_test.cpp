// How the window writes numbers, amounts, hashes and times.
#include <QtTest>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {
U256 wei(const char* digits) {
    return u256FromDecimal(digits).value();
}
QString text(const char* utf8) {
    return QString::fromUtf8(utf8);
}
}  // namespace

class FormatTest : public QObject {
    Q_OBJECT

private slots:
    void numbersAreGroupedByThree() {
        QCOMPARE(grouped(0), text("0"));
        QCOMPARE(grouped(999), text("999"));
        QCOMPARE(grouped(918442), text("918,442"));
        QCOMPARE(signedGrouped(-302496), text("−302,496"));
    }

    void amountsKeepEveryWei() {
        QCOMPARE(ether(wei("1500000000000000000")), text("1.500 ETH"));
        QCOMPARE(ether(wei("12000000000000000001")), text("12.000000000000000001 ETH"));
        QCOMPARE(ether(U256{}), text("0.000 ETH"));
        QCOMPARE(amount(wei("1234567000000000000000"), 0), text("1,234.567"));
    }

    void aShortenedAmountIsNeverRoundedToNothing() {
        QCOMPARE(ether(U256{1}, 3, 6), text("0.000000000000000001 ETH"));
        QCOMPARE(ether(wei("999999999999999999"), 3, 3), text("0.999 ETH"));
    }

    void amountsAreReadBack() {
        QCOMPARE(amountFromText(text("0.4")).value(), wei("400000000000000000"));
        QCOMPARE(amountFromText(text(" 1,000 ")).value(), wei("1000000000000000000000"));
        QCOMPARE(amountFromText(text("1.5e-3")).value(), wei("1500000000000000"));
        QCOMPARE(amountFromText(text("0")).value(), U256{});
        QCOMPARE(amountFromText(text("1.20"), 1).value(), U256{12});
    }

    void brokenAmountsAreRefused() {
        for (const char* bad :
             {"", ".", "-1", "1.2.3", "0x10", "one", "1e", "1e999", "0.0000000000000000001",
              "999999999999999999999999999999999999999999999999999999999999999"}) {
            QVERIFY2(!amountFromText(text(bad)), bad);
        }
    }

    void hashesAreElidedInTheMiddle() {
        const QString full =
            text("0x27fa1412000000000000000000000000000000000000000000000000004f79ae");
        QCOMPARE(elided(full), text("0x27fa14…79ae"));
        QCOMPARE(elided(full, 8, 6), text("0x27fa1412…4f79ae"));
        QCOMPARE(elided(text("0x1234")), text("0x1234"));
    }

    void clocksCountInDaysHoursAndMinutes() {
        QCOMPARE(clockText(3 * 86400 + 6 * 3600 + 12 * 60 + 40), text("3 d 06:12:40"));
        QCOMPARE(clockText(192), text("3 m 12 s"));
        QCOMPARE(clockText(-5), text("0 s"));
        QCOMPARE(spanText(38), text("38 ms"));
        QCOMPARE(spanText(92'000), text("1 m 32 s"));
        QCOMPARE(spanText(604'800'000), text("7 d"));
        QCOMPARE(spanText(120'000), text("2 m"));
        QCOMPARE(spanText(3'600'000), text("1 h"));
        QCOMPARE(spanText(3'660'000), text("1 h 1 m"));
        QCOMPARE(spanText(90'000'000), text("1 d 1 h"));
    }

    void timesAreRelative() {
        QCOMPARE(relativeTime(96, 100), text("4 s ago"));
        QCOMPARE(relativeTime(100, 100), text("now"));
        QCOMPARE(relativeTime(102, 100), text("now"));
        QCOMPARE(relativeTime(103, 100), text("in 3 s"));
        QCOMPARE(relativeTime(460, 100), text("in 6 m"));
        QCOMPARE(relativeTime(0, 25 * 3600), text("25 h ago"));
        QCOMPARE(relativeTime(0, 7 * 86400), text("7 d ago"));
    }

    void linksAreReadBack() {
        const Link block = linkFromText(blockLink(api::Layer::l1, 12));
        QCOMPARE(block.kind, text("block"));
        QCOMPARE(block.layer, api::Layer::l1);
        QCOMPARE(block.id, text("12"));
        QCOMPARE(linkFromText(batchLink(3)).id, text("3"));
        for (const char* bad : {"", "block", "block:l3:1", "tx:l2:", "nothing:1", "batch"}) {
            QVERIFY2(!linkFromText(text(bad)).valid(), bad);
        }
    }

    void aWithdrawalShowsFiveStagesAndADepositFour() {
        using S = api::WithdrawalStage;
        for (const S stage :
             {S::initiated, S::batched, S::asserted, S::ready, S::claimed, S::invalidated}) {
            QCOMPARE(stagesOf(stage).size(), 5);
        }
        QCOMPARE(stagesOf(api::DepositStage::onL1).size(), 4);
    }
};

}  // namespace rollscope::ui

QTEST_APPLESS_MAIN(rollscope::ui::FormatTest)
#include "format_test.moc"
