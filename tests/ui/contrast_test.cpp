// The contrasts that DESIGN promises, computed from the token table by WCAG 2.1's formula.
#include <QtTest>
#include <cmath>

#include "ui/widgets/theme.h"

namespace rollscope::ui {

namespace {

double channel(int value) {
    const double c = value / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& ink) {
    return 0.2126 * channel(ink.red()) + 0.7152 * channel(ink.green()) +
           0.0722 * channel(ink.blue());
}

double ratio(Token a, Token b, bool dark) {
    const double x = luminance(color(a, dark)), y = luminance(color(b, dark));
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

const Token grounds[] = {Token::bg0, Token::bg1, Token::bg2, Token::bg3,
                         Token::l1t, Token::l2t, Token::amt, Token::rdt};
const Token texts[] = {Token::ink, Token::ink2, Token::ink3, Token::l1,
                       Token::l2,  Token::am,   Token::rd};

const char* nameOf(Token token) {
    return tokenTable()[static_cast<std::size_t>(token)].name;
}

}  // namespace

class ContrastTest : public QObject {
    Q_OBJECT

private slots:
    void tableIsInTheOrderOfItsNames() {
        for (std::size_t i = 0; i < tokenCount; ++i) {
            QCOMPARE(static_cast<std::size_t>(tokenTable()[i].token), i);
        }
    }

    void textCanBeReadOnEveryGroundAndTint_data() { addThemes(); }
    void textCanBeReadOnEveryGroundAndTint() {
        QFETCH(bool, dark);
        for (const Token text : texts) {
            for (const Token ground : grounds) {
                const double found = ratio(text, ground, dark);
                QVERIFY2(found >= 4.5, qPrintable(QStringLiteral("%1 on %2: %3")
                                                      .arg(QLatin1String(nameOf(text)),
                                                           QLatin1String(nameOf(ground)))
                                                      .arg(found)));
            }
        }
    }

    void bordersOfControlsAndLayersCanBeSeen_data() { addThemes(); }
    void bordersOfControlsAndLayersCanBeSeen() {
        QFETCH(bool, dark);
        for (const Token border : {Token::ctl, Token::l1b, Token::l2b, Token::amb, Token::rdb}) {
            for (const Token ground : {Token::bg0, Token::bg1, Token::bg2}) {
                const double found = ratio(border, ground, dark);
                QVERIFY2(found >= 3.0, qPrintable(QStringLiteral("%1 on %2: %3")
                                                      .arg(QLatin1String(nameOf(border)),
                                                           QLatin1String(nameOf(ground)))
                                                      .arg(found)));
            }
        }
    }

    void textOnSolidFillsCanBeRead_data() { addThemes(); }
    void textOnSolidFillsCanBeRead() {
        QFETCH(bool, dark);
        for (const Token fill : {Token::l1, Token::l2, Token::ink, Token::ink2}) {
            QVERIFY2(ratio(Token::bg1, fill, dark) >= 4.5, nameOf(fill));
        }
    }

    void inkIsStrongOnAllGrounds_data() { addThemes(); }
    void inkIsStrongOnAllGrounds() {
        QFETCH(bool, dark);
        for (const Token ground : grounds) QVERIFY(ratio(Token::ink, ground, dark) >= 11.0);
    }

private:
    void addThemes() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("dark") << true;
        QTest::newRow("light") << false;
    }
};

}  // namespace rollscope::ui

QTEST_APPLESS_MAIN(rollscope::ui::ContrastTest)
#include "contrast_test.moc"
