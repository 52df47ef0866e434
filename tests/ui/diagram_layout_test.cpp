// What a layout promises of any diagram: texts apart, arrows on their lifelines, all on the canvas.
#include <QRandomGenerator>
#include <QtTest>
#include <cmath>

#include "ui/diagram/built_in.h"
#include "ui/diagram/layout.h"

namespace rollscope::ui {

namespace {

/// Every character is as wide as the next, so results do not depend on fonts.
class EvenMeasure final : public TextMeasure {
public:
    qreal width(const QString& text, bool bold) const override {
        return static_cast<qreal>(text.size()) * (bold ? 6 : 5.6);
    }
    qreal lineHeight() const override { return 13; }
};

const EvenMeasure even;

DiagramLayout layOut(const Diagram& diagram, qreal width = 926) {
    LayoutOptions options;
    options.width = width;
    return layoutOf(diagram, even, options);
}

Diagram read(const QByteArray& text) {
    const Document document = readDiagrams(text);
    return document.diagrams.empty() ? Diagram() : document.diagrams.front();
}

const QByteArray everything =
    "sequenceDiagram\ntitle All\nautonumber\nactor U as A user\nbox Blue L1\nparticipant A\n"
    "participant B as Bee<br/>two\nend\nU->>+A: ask\nloop every second and for a long time\n"
    "A->>B: go\nalt yes\nB-->>A: fine\nelse no\nB-xA: lost\nend\nend\nA-)B: async\nA<<->>B: both\n"
    "A->>+A: deeper\nA-->>-A: back\nA-->>-U: done\nrect rgb(0,90,200)\nNote right of B: right of "
    "B, "
    "and so long that its lines are broken\nNote left of U: left of the first\nend\n"
    "create participant C\nB->>C: hello\nC->>C: a loop at the right edge with a long text\n"
    "destroy C\nB-xC: bye\nU->>C: a very long text that goes over all columns and more than that, "
    "so "
    "that its lines must be broken somewhere here or there\nNote over A: one\nNote over U,C: all\n";

}  // namespace

class DiagramLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void everythingStandsWhereItBelongs_data() {
        QTest::addColumn<Diagram>("diagram");
        QTest::addColumn<qreal>("width");
        for (const qreal width : {0.0, 300.0, 926.0, 2000.0}) {
            const QByteArray at = QByteArray::number(width);
            for (const BuiltInDiagram& which : builtInDiagrams()) {
                QTest::newRow((which.id.toLatin1() + ' ' + at).constData())
                    << readBuiltIn(which) << width;
            }
            QTest::newRow(("everything " + at).constData()) << read(everything) << width;
        }
    }
    void everythingStandsWhereItBelongs() {
        QFETCH(Diagram, diagram);
        QFETCH(qreal, width);
        checkAll(diagram, width);
    }

    void anyDiagramIsLaidOutSoundly() {
        const quint32 seed = QRandomGenerator::system()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        static const char* const arrows[] = {"->", "-->>", "->>+", "-->>-", "<<->>", "-x", "--)"};
        static const char* const lines[] = {"loop around", "alt",        "else or not",
                                            "end",         "rect blue",  "par x",
                                            "and y",       "autonumber", "autonumber off"};
        for (int round = 0; round < 150; ++round) {
            QByteArray text("sequenceDiagram\nactor p0 as Somebody with a name\n");
            const auto name = [&] { return "p" + QByteArray::number(random.bounded(7)); };
            for (int i = random.bounded(40); i >= 0; --i) {
                const QByteArray words = QByteArray("some words ").repeated(random.bounded(12));
                switch (random.bounded(5)) {
                    case 0: text += lines[random.bounded(int(std::size(lines)))]; break;
                    case 1: text += "Note over " + name() + ',' + name() + ": " + words; break;
                    case 2: text += "Note left of " + name() + ": " + words; break;
                    default:
                        text += name() + arrows[random.bounded(int(std::size(arrows)))] + name() +
                                ": " + words;
                }
                text += '\n';
            }
            checkAll(read(text), random.bounded(1400));
            if (QTest::currentTestFailed())
                return qWarning("round %d: %s", round, text.constData());
        }
    }

    void theTokenPortalFitsThePageOfTheMockupWithoutScrolling() {
        const DiagramLayout layout = layOut(readBuiltIn(builtInDiagrams()[0]));
        QVERIFY(layout.size.width() <= 926.5);
        QVERIFY(layout.size.height() <= 640);
    }

    void aNarrowViewScrollsSidewaysRatherThanBreakNames() {
        const DiagramLayout layout = layOut(readBuiltIn(builtInDiagrams()[0]), 300);
        QVERIFY(layout.size.width() > 300);
        for (const PlacedParticipant& one : layout.participants)
            QVERIFY(one.name.lines.size() <= 2);
    }

    void framesHoldWhatIsInThemAndEachOther() {
        const DiagramLayout layout = layOut(read(everything));
        QCOMPARE(layout.fragments.size(), 3u);
        const PlacedFragment &inner = layout.fragments[0], &outer = layout.fragments[1];
        QCOMPARE(inner.kind, FragmentKind::alt);
        QCOMPARE(inner.partings.size(), 1u);
        QVERIFY(outer.box.contains(inner.box));
        for (const std::size_t item : {2u, 3u}) {
            QVERIFY(inner.box.contains(layout.items[item].label.box));
        }
        QVERIFY(!outer.box.intersects(layout.items[0].label.box));
    }

    void activitiesBeginAndEndAtTheirArrows() {
        const DiagramLayout layout = layOut(read(everything));
        QCOMPARE(layout.activations.size(), 2u);
        const QRectF inner = layout.activations[0].bar, outer = layout.activations[1].bar;
        QCOMPARE(outer.top(), layout.items[0].path.back().y());
        QVERIFY(inner.top() > outer.top() && inner.bottom() < outer.bottom());
        QVERIFY(inner.left() > outer.left());
    }

    void lifelinesOfTheCreatedBeginLateAndOfTheDestroyedEndEarly() {
        const DiagramLayout layout = layOut(read(everything));
        const PlacedParticipant& one = layout.participants[3];
        QVERIFY(one.top > layout.headHeight);
        QVERIFY(one.destroyed);
        QVERIFY(one.bottom < layout.participants[0].bottom);
    }

    void aPointFindsItsStepAndItsParticipant() {
        const Diagram diagram = readBuiltIn(builtInDiagrams()[0]);
        const DiagramLayout layout = layOut(diagram);
        for (std::size_t i = 0; i < layout.items.size(); ++i) {
            QCOMPARE(layout.itemAt(layout.items[i].row.center().y()), static_cast<int>(i));
        }
        QCOMPARE(layout.itemAt(layout.headHeight - 1), -1);
        QCOMPARE(layout.itemAt(layout.size.height() + 1), -1);
        for (std::size_t i = 0; i < layout.participants.size(); ++i) {
            const PlacedParticipant& one = layout.participants[i];
            QCOMPARE(layout.participantAt(one.head.center()), static_cast<int>(i));
            QCOMPARE(layout.participantAt({one.x + 1, one.bottom - 3}), static_cast<int>(i));
        }
        QCOMPARE(layout.participantAt({1, 1}), -1);
        const auto [first, last] =
            layout.itemsWithin(layout.items[3].row.top() + 1, layout.items[6].row.bottom() - 1);
        QCOMPARE(first, 3u);
        QCOMPARE(last, 7u);
    }

    void linesBreakAtBlanksAndNeverGrowTooWide() {
        const RichText text = richText(
            u"one **two three** four antidisestablishmentarianism five\\nsix", Escapes::none);
        const PlacedText placed = wrapped(text, even, 66);
        QString all;
        for (std::size_t i = 0; i < placed.lines.size(); ++i) {
            QVERIFY(placed.widths[i] <= 66);
            for (const Span& span : placed.lines[i]) all += span.text;
        }
        QCOMPARE(all.remove(QLatin1Char(' ')), text.plain().remove(QLatin1Char(' ')));
        QCOMPARE(placed.lines.back(), (RichLine{{QStringLiteral("six"), false}}));
    }

    void theLargestDiagramIsLaidOut() {
        QByteArray text("sequenceDiagram\nautonumber\n");
        for (int i = 0; i < limit::participants; ++i) {
            text += "participant p" + QByteArray::number(i) + '\n';
        }
        for (int i = 0; i < limit::steps - 1; ++i) {
            text += "p" + QByteArray::number(i % 2000) + "->>p" + QByteArray::number(i * 7 % 2000) +
                    ": message " + QByteArray::number(i) + '\n';
        }
        const Diagram diagram = read(text);
        const DiagramLayout layout = layOut(diagram);
        QCOMPARE(layout.items.size(), std::size_t{limit::steps} - 1);
        QCOMPARE(layout.itemAt(layout.items.back().row.center().y()), limit::steps - 2);
    }

private:
    static void checkAll(const Diagram& diagram, qreal width) {
        const DiagramLayout layout = layOut(diagram, width);
        const QRectF canvas = QRectF(QPointF(0, 0), layout.size).adjusted(-0.5, 0, 0.5, 0);
        QCOMPARE(layout.items.size(), diagram.items().size());
        for (std::size_t i = 0; i + 1 < layout.participants.size(); ++i) {
            const PlacedParticipant &one = layout.participants[i],
                                    &next = layout.participants[i + 1];
            QVERIFY(one.head.right() < next.head.left());
            QVERIFY(one.name.box.right() <= next.name.box.left());
        }
        for (const PlacedParticipant& one : layout.participants) {
            QVERIFY(canvas.contains(one.head) && canvas.contains(one.name.box));
            QVERIFY(one.head.bottom() <= layout.headHeight);
            QVERIFY(one.bottom <= layout.size.height());
        }
        qreal bottom = layout.headHeight;
        for (const PlacedItem& item : layout.items) {
            QVERIFY(item.row.top() >= bottom);
            QVERIFY(item.row.height() >= 22);
            bottom = item.row.bottom();
            const QRectF row(0, item.row.top(), layout.size.width(), item.row.height());
            QVERIFY2(
                row.adjusted(-0.5, -0.5, 0.5, 0.5).contains(item.label.box) || item.label.empty(),
                qPrintable(sentenceOf(diagram, diagram.steps[item.step])));
            const Step& step = diagram.steps[item.step];
            if (const auto* message = std::get_if<Message>(&step.content)) {
                checkArrow(layout, *message, item);
            } else {
                QVERIFY(canvas.contains(item.note));
                QVERIFY(item.label.empty() || item.note.contains(item.label.box));
                checkNote(layout, std::get<Note>(step.content), item);
            }
        }
        for (std::size_t i = 0; i < diagram.participants.size(); ++i) {
            const int box = diagram.participants[i].box;
            if (box >= 0) {
                QVERIFY(layout.boxes[static_cast<std::size_t>(box)].box.contains(
                    layout.participants[i].head));
            }
        }
        for (const PlacedFragment& one : layout.fragments) QVERIFY(canvas.contains(one.box));
    }

    static void checkArrow(const DiagramLayout& layout, const Message& message,
                           const PlacedItem& item) {
        const auto& from = layout.participants[static_cast<std::size_t>(message.from)];
        const auto& to = layout.participants[static_cast<std::size_t>(message.to)];
        const qreal atDisc = message.from == message.to ? discRadius + 2 : 0;
        QVERIFY(std::abs(item.path.front().x() - from.x) <= 10.01);
        QVERIFY(std::abs(item.path.back().x() - to.x) <= 10.01 + atDisc);
        if (message.number) QCOMPARE(item.disc.x(), from.x);
        for (const QPointF& point : item.path)
            QVERIFY(item.row.adjusted(-1e9, -1, 1e9, 1).contains(point));
        // a number covers no word
        const QRectF disc(item.disc - QPointF(discRadius, discRadius),
                          QSizeF(2 * discRadius, 2 * discRadius));
        QVERIFY(!message.number || !disc.intersects(item.label.box));
    }

    static void checkNote(const DiagramLayout& layout, const Note& note, const PlacedItem& item) {
        const qreal first = layout.participants[static_cast<std::size_t>(note.first)].x;
        const qreal last = layout.participants[static_cast<std::size_t>(note.last)].x;
        if (note.place == NotePlace::leftOf) QVERIFY(item.note.right() < first);
        if (note.place == NotePlace::rightOf) QVERIFY(item.note.left() > first);
        if (note.place == NotePlace::over) {
            QVERIFY(item.note.left() < std::min(first, last));
            QVERIFY(item.note.right() > std::max(first, last));
        }
    }
};

}  // namespace rollscope::ui

QTEST_APPLESS_MAIN(rollscope::ui::DiagramLayoutTest)
#include "diagram_layout_test.moc"
