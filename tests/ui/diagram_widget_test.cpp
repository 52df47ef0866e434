// What the diagram's widget and its exports do: pictures in both themes, keys, mouse, zoom, names.
#include <QAccessible>
#include <QScrollBar>
#include <QSet>
#include <QSvgRenderer>
#include <QXmlStreamReader>
#include <QtTest>

#include "ui/diagram/built_in.h"
#include "ui/widgets/diagram_export.h"
#include "ui/widgets/sequence_diagram.h"

namespace rollscope::ui {

namespace {

std::size_t coloursIn(const QImage& image) {
    QSet<QRgb> found;
    for (int y = 0; y < image.height(); y += 2) {
        for (int x = 0; x < image.width(); x += 2) found.insert(image.pixel(x, y));
    }
    return static_cast<std::size_t>(found.size());
}

bool holds(const QImage& image, const QRect& within, const QColor& ink) {
    const QRect area = within & image.rect();
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            if (image.pixelColor(x, y).rgb() == ink.rgb()) return true;
        }
    }
    return false;
}

}  // namespace

class DiagramWidgetTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { installTheme(*qApp, ThemeChoice::dark); }

    void init() {
        m_view = std::make_unique<SequenceDiagram>();
        m_view->resize(936, 640);
        m_view->setDiagram(readBuiltIn(builtInDiagrams()[0]));
        m_view->show();
        m_view->setFocus();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }

    void cleanup() {
        m_view.reset();
        theme()->setChoice(ThemeChoice::dark);
    }

    void everySeedIsDrawnInBothThemes() {
        for (const BuiltInDiagram& which : builtInDiagrams()) {
            m_view->setDiagram(readBuiltIn(which));
            for (const ThemeChoice choice : {ThemeChoice::dark, ThemeChoice::light}) {
                theme()->setChoice(choice);
                const QImage image = m_view->grab().toImage();
                QVERIFY2(coloursIn(image) > 40, qPrintable(which.id));
                QCOMPARE(image.pixelColor(2, image.height() - 14).rgb(), color(Token::bg0).rgb());
            }
        }
    }

    void layersKeepTheirColoursAndStatesTheirOwn() {
        std::vector<ItemMark> marks(24, {StepState::ahead, {}, false});
        marks[1].state = StepState::lit;
        marks[6].state = StepState::lit;
        marks[7].state = StepState::current;
        marks[8].state = StepState::waiting;
        marks[10].state = StepState::failed;
        m_view->setMarks(marks);
        const QImage image = m_view->grab().toImage();
        QVERIFY(holds(image, m_view->itemRect(1), color(Token::l1)));
        QVERIFY(holds(image, m_view->itemRect(6), color(Token::l2)));
        QVERIFY(holds(image, m_view->itemRect(7), color(Token::bg3)));
        QVERIFY(holds(image, m_view->itemRect(8), color(Token::am)));
        QVERIFY(holds(image, m_view->itemRect(10), color(Token::rd)));
        // nothing lights that did not happen
        QVERIFY(!holds(image, m_view->itemRect(19), color(Token::l1)));
        QVERIFY(!holds(image, m_view->itemRect(14), color(Token::l2)));
    }

    void evidenceAndBreakpointsShowInTheirRow() {
        const QRect row = m_view->itemRect(11);
        const QImage before = m_view->grab().toImage().copy(row);
        m_view->setMark(11, {StepState::plain, QStringLiteral("0x9790…6f46"), false});
        const QImage with = m_view->grab().toImage().copy(row);
        QVERIFY(with != before);
        m_view->setMark(11, {StepState::plain, QStringLiteral("0x9790…6f46"), true});
        QVERIFY(m_view->grab().toImage().copy(row) != with);
    }

    void arrowKeysWalkAndEnterActivates() {
        QSignalSpy selected(m_view.get(), &SequenceDiagram::stepSelected);
        QSignalSpy activated(m_view.get(), &SequenceDiagram::stepActivated);
        QSignalSpy breaks(m_view.get(), &SequenceDiagram::breakpointToggled);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(activated.count(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(selected.last().first().toInt(), 1);
        QVERIFY(m_view->accessibleDescription().contains(
            QStringLiteral("2 User to TokenPortal: Deposit tokens")));
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QCOMPARE(activated.last().first().toInt(), 1);
        QTest::keyClick(m_view.get(), Qt::Key_B);
        QCOMPARE(breaks.last().first().toInt(), 1);
        QTest::keyClick(m_view.get(), Qt::Key_End);
        QCOMPARE(m_view->selected(), 23);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QCOMPARE(m_view->selected(), 23);
        QTest::keyClick(m_view.get(), Qt::Key_Home);
        QTest::keyClick(m_view.get(), Qt::Key_Up);
        QCOMPARE(m_view->selected(), 0);
    }

    void aClickSelectsAndTheGutterBreaks() {
        QSignalSpy breaks(m_view.get(), &SequenceDiagram::breakpointToggled);
        QSignalSpy activated(m_view.get(), &SequenceDiagram::stepActivated);
        const QPoint middle = m_view->itemRect(4).center();
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, middle);
        QCOMPARE(m_view->selected(), 4);
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, {10, middle.y()});
        QCOMPARE(breaks.count(), 1);
        QCOMPARE(breaks.last().first().toInt(), 4);
        QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, middle);
        QCOMPARE(activated.count(), 1);
    }

    void zoomKeepsHeadsInViewAndItemsUnderThePointer() {
        QSignalSpy zoomed(m_view.get(), &SequenceDiagram::zoomChanged);
        for (int i = 0; i < 6; ++i) QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QVERIFY(m_view->zoom() > 1.5);
        QCOMPARE(zoomed.count(), 6);
        QVERIFY(m_view->verticalScrollBar()->maximum() > 0);
        m_view->select(23);
        QVERIFY(!m_view->itemRect(23).isEmpty());
        QCOMPARE(m_view->itemAt(m_view->itemRect(23).center()), 23);
        QCOMPARE(m_view->itemAt({20, 10}), -1);
        QVERIFY(coloursIn(m_view->grab().toImage().copy(0, 0, 900, 60)) > 10);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QCOMPARE(m_view->zoom(), 1.0);
    }

    void fitShowsAllOfALongDiagram() {
        m_view->setDiagram(readBuiltIn(builtInDiagrams()[1]));
        m_view->resize(700, 400);
        QTest::keyClick(m_view.get(), Qt::Key_F);
        QVERIFY(m_view->zoom() < 1);
        QVERIFY(m_view->verticalScrollBar()->maximum() <= 1);
        QVERIFY(m_view->horizontalScrollBar()->maximum() <= 1);
    }

    void aScreenReaderFindsEachStep() {
        m_view->setMark(15, {StepState::waiting, QStringLiteral("3 d 04:10:00"), true});
        QAccessibleInterface* list = QAccessible::queryAccessibleInterface(m_view.get());
        QVERIFY(list != nullptr);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->childCount(), 24);
        QAccessibleInterface* step = list->child(15);
        QCOMPARE(step->role(), QAccessible::ListItem);
        QCOMPARE(step->text(QAccessible::Name),
                 QStringLiteral("14 Rollup Contract to L2 Outbox: Insert withdrawal message, "
                                "waiting, 3 d 04:10:00, breakpoint"));
        QCOMPARE(list->indexOfChild(step), 15);
        QVERIFY(!step->state().selected);
        m_view->select(15);
        QVERIFY(step->state().selected);
        QVERIFY(!step->rect().isEmpty());
    }

    void exportsShowTheWholeDiagram() {
        for (const BuiltInDiagram& which : builtInDiagrams()) {
            const DiagramScene scene = exportScene(readBuiltIn(which), {}, false);
            const QByteArray svg = svgOf(scene);
            QXmlStreamReader xml(svg);
            QString words;
            while (!xml.atEnd()) {
                if (xml.readNext() == QXmlStreamReader::Characters) words += xml.text();
            }
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
            for (const Participant& one : scene.diagram.participants) {
                for (const RichLine& line : one.name.lines) {
                    const QString first = line.front().text.section(QLatin1Char(' '), 0, 0);
                    QVERIFY(words.contains(first));
                }
            }
            QVERIFY(QSvgRenderer(svg).isValid());
            const QImage image = QImage::fromData(pngOf(scene));
            QCOMPARE(image.size(), (scene.layout.size * 2).toSize());
            QVERIFY(coloursIn(image) > 40);
            QCOMPARE(image.pixelColor(1, 1).rgb(), color(Token::bg0, false).rgb());
        }
    }

    void anEmptyDiagramIsShownAsNothing() {
        m_view->setDiagram({});
        QCOMPARE(m_view->itemCount(), 0);
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QTest::keyClick(m_view.get(), Qt::Key_F);
        QCOMPARE(m_view->selected(), -1);
        QCOMPARE(coloursIn(m_view->grab().toImage()), 1u);
    }

private:
    std::unique_ptr<SequenceDiagram> m_view;
};

}  // namespace rollscope::ui

QTEST_MAIN(rollscope::ui::DiagramWidgetTest)
#include "diagram_widget_test.moc"
