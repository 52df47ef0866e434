// What the readers of both notations take from a text, and what they say of a bad one.
#include <QRandomGenerator>
#include <QtTest>

#include "ui/diagram/built_in.h"

namespace rollscope::ui {

namespace {

QStringList said(const Diagram& diagram) {
    QStringList result;
    for (const std::size_t i : diagram.items()) result << sentenceOf(diagram, diagram.steps[i]);
    return result;
}

Diagram mermaid(const char* body) {
    const Document document = readDiagrams(QByteArray("sequenceDiagram\n") + body);
    return document.diagrams.empty() ? Diagram() : document.diagrams.front();
}

std::vector<Message> messagesOf(const Diagram& diagram) {
    std::vector<Message> result;
    for (const Step& step : diagram.steps) {
        if (const auto* message = std::get_if<Message>(&step.content)) result.push_back(*message);
    }
    return result;
}

std::vector<Note> notesOf(const Diagram& diagram) {
    std::vector<Note> result;
    for (const Step& step : diagram.steps) {
        if (const auto* note = std::get_if<Note>(&step.content)) result.push_back(*note);
    }
    return result;
}

/// What must hold of any diagram, whatever it was read from.
void checkSound(const Diagram& diagram) {
    const int count = static_cast<int>(diagram.participants.size());
    QVERIFY(count <= limit::participants);
    QVERIFY(diagram.steps.size() <= std::size_t{limit::steps} + limit::depth);
    const auto valid = [&](int index) { return index >= 0 && index < count; };
    int depth = 0;
    for (const Step& step : diagram.steps) {
        if (const auto* message = std::get_if<Message>(&step.content)) {
            QVERIFY(valid(message->from) && valid(message->to));
        } else if (const auto* note = std::get_if<Note>(&step.content)) {
            QVERIFY(valid(note->first) && valid(note->last));
        } else if (std::holds_alternative<FragmentBegin>(step.content)) {
            QVERIFY(++depth <= limit::depth);
        } else if (std::holds_alternative<FragmentEnd>(step.content)) {
            QVERIFY(--depth >= 0);
        }
    }
    QCOMPARE(depth, 0);
    for (const Participant& one : diagram.participants) {
        QVERIFY(!one.name.empty());
        QVERIFY(one.box < static_cast<int>(diagram.boxes.size()));
    }
}

void checkRoundTrip(const Diagram& diagram) {
    const QString written = mermaidOf(diagram);
    const Document again = readDiagrams(written.toUtf8());
    QVERIFY2(again.problems.empty(),
             qPrintable((again.problems.empty() ? QString() : again.problems.front().text()) +
                        QLatin1Char('\n') + written));
    QCOMPARE(again.diagrams.size(), 1u);
    QVERIFY2(again.diagrams.front() == diagram, qPrintable(written));
}

}  // namespace

class DiagramParserTest : public QObject {
    Q_OBJECT

private slots:
    void theTokenPortalHas21ArrowsAnd3Notes() {
        const Document document = readDiagrams(builtInText(builtInDiagrams()[0]));
        QCOMPARE(document.notation, Notation::markdown);
        QVERIFY(document.problems.empty());
        QCOMPARE(document.diagrams.size(), 1u);
        const Diagram& diagram = document.diagrams.front();
        QCOMPARE(diagram.messageCount(), 21);
        QCOMPARE(diagram.noteCount(), 3);
        const QStringList expected = {
            QStringLiteral("1 User to User: Generate claim secrets"),
            QStringLiteral("2 User to TokenPortal: Deposit tokens"),
            QStringLiteral("3 TokenPortal to L1 Token: Transfer tokens from User"),
            QStringLiteral("4 TokenPortal to L1 Inbox: Send 'mint' message to L2"),
            QStringLiteral("5 L1 Inbox to L1 Inbox: Insert message into tree"),
            QStringLiteral("Note: Wait for message to be consumable"),
            QStringLiteral("6 L2 Bridge to L2 Outbox: Consume L1->L2 message"),
            QStringLiteral("7 L2 Bridge to L2 Token: Mint tokens on L2"),
            QStringLiteral("8 User to L2 Token: Redeem/claim minted tokens"),
            QStringLiteral("Note: User now has tokens on L2"),
            QStringLiteral("9 User to L2 Bridge: Create auth witness for token burn"),
            QStringLiteral("10 User to L2 Bridge: Initiate withdrawal to L1"),
            QStringLiteral("11 L2 Bridge to L2 Token: Burn tokens"),
            QStringLiteral("12 L2 Bridge to L2 Inbox: Add withdrawal message"),
            QStringLiteral("13 Rollup Contract to L2 Inbox: Consume message"),
            QStringLiteral("14 Rollup Contract to L2 Outbox: Insert withdrawal message"),
            QStringLiteral(
                "15 Rollup Contract to Validating Light Node: Submit L2 block (Proof + Data)"),
            QStringLiteral("16 Validating Light Node to Validating Light Node: Verify proof and "
                           "update state"),
            QStringLiteral(
                "17 Validating Light Node to L1 Outbox: Insert withdrawal message from L2"),
            QStringLiteral("18 User to TokenPortal: Request withdrawal on L1"),
            QStringLiteral("19 TokenPortal to L1 Outbox: Verify withdrawal message"),
            QStringLiteral("20 L1 Outbox to L1 Outbox: Consume withdrawal message"),
            QStringLiteral("21 TokenPortal to L1 Token: Transfer tokens to User"),
            QStringLiteral("Note: User has received tokens on L1")};
        QCOMPARE(said(diagram), expected);
        const auto notes = notesOf(diagram);
        QCOMPARE(nameOf(diagram, notes[0].first), QStringLiteral("L1 Inbox"));
        QCOMPARE(nameOf(diagram, notes[0].last), QStringLiteral("L2 Bridge"));
        QCOMPARE(nameOf(diagram, notes[1].last), QStringLiteral("L2 Token"));
        QCOMPARE(nameOf(diagram, notes[2].last), QStringLiteral("L1 Token"));
        QVERIFY(diagram.participants.front().actor);
        QCOMPARE(diagram.boxes.size(), 2u);
        QCOMPARE(diagram.boxes[0].title.plain(), QStringLiteral("Layer 1"));
        QCOMPARE(diagram.boxes[0].colour, QStringLiteral("Blue"));
        QCOMPARE(diagram.boxes[1].colour, QStringLiteral("Green"));
        QCOMPARE(diagram.participants[5].box, 0);
        QCOMPARE(diagram.participants[6].box, 1);
        QCOMPARE(diagram.heading, QStringLiteral("Logical Execution Flow"));
        QCOMPARE(diagram.steps[diagram.items().front()].line, 25);
    }

    void theOptimisticRollupHasAllItsArrowsAndNotes() {
        const Document document = readDiagrams(builtInText(builtInDiagrams()[1]));
        QCOMPARE(document.notation, Notation::sequenceDiagramOrg);
        QVERIFY(document.problems.empty());
        const Diagram& diagram = document.diagrams.front();
        QCOMPARE(diagram.title.plain(),
                 QStringLiteral("Optimistic Rollup Architecture Draft V0.0.2"));
        const auto messages = messagesOf(diagram);
        const auto notes = notesOf(diagram);
        QCOMPARE(messages.size(), 20u);
        QCOMPARE(notes.size(), 11u);
        QCOMPARE(messages[0].text.lines.front(), (RichLine{{QStringLiteral("deposit ETH "), false},
                                                           {QStringLiteral("deposit()"), true},
                                                           {QStringLiteral(" (L1)"), false}}));
        QCOMPARE(messages[0].head, ArrowHead::filled);
        QVERIFY(!messages[0].dashed);
        QCOMPARE(messages[4].head, ArrowHead::open);
        QVERIFY(messages[4].dashed);
        const Message& emitted = messages[11];
        QCOMPARE(emitted.text.lines.size(), 2u);
        QCOMPARE(emitted.text.lines[1].front().text, QStringLiteral("State Root of latest Block."));
        const Message& challenge = messages[12];
        QCOMPARE(nameOf(diagram, challenge.from), QStringLiteral("Verifier"));
        QCOMPARE(nameOf(diagram, challenge.to), QStringLiteral("Smart Contract"));
        const Message& proof = messages[18];
        QCOMPARE(nameOf(diagram, proof.to), QStringLiteral("Alice"));
        QCOMPARE(proof.head, ArrowHead::open);
        QVERIFY(proof.dashed);
        QCOMPARE(notes[0].place, NotePlace::leftOf);
        QCOMPARE(notes[2].text.plain(),
                 QStringLiteral("Sequencer get the transactions in the mempool as recieved;"));
        QCOMPARE(notes[10].text.lines.size(), 2u);
        QVERIFY(!messages[0].number);
    }

    void theArchitectureHoldsTwoSequencesAndItsGraphIsLeftAlone() {
        const Document document = readDiagrams(builtInText(builtInDiagrams()[2]));
        QVERIFY(document.problems.empty());
        QCOMPARE(document.diagrams.size(), 2u);
        QCOMPARE(document.diagrams[0].name(), QStringLiteral("Transaction Flow"));
        QCOMPARE(said(document.diagrams[0]).last(),
                 QStringLiteral("L1 Bridge to L1 Bridge: Verify & Store"));
        QCOMPARE(document.diagrams[0].messageCount(), 4);
        QCOMPARE(document.diagrams[1].name(), QStringLiteral("State Updates"));
        QCOMPARE(document.diagrams[1].messageCount(), 3);
        for (const BuiltInDiagram& which : builtInDiagrams()) checkRoundTrip(readBuiltIn(which));
    }

    void everyMermaidArrowIsKnown_data() {
        QTest::addColumn<QString>("arrow");
        QTest::addColumn<int>("head");
        QTest::addColumn<bool>("dashed");
        QTest::addColumn<bool>("bothWays");
        const auto add = [](const char* arrow, ArrowHead head, bool dashed, bool both = false) {
            QTest::newRow(arrow) << QString::fromLatin1(arrow) << static_cast<int>(head) << dashed
                                 << both;
        };
        add("->", ArrowHead::none, false);
        add("-->", ArrowHead::none, true);
        add("->>", ArrowHead::filled, false);
        add("-->>", ArrowHead::filled, true);
        add("<<->>", ArrowHead::filled, false, true);
        add("<<-->>", ArrowHead::filled, true, true);
        add("-x", ArrowHead::cross, false);
        add("--x", ArrowHead::cross, true);
        add("-)", ArrowHead::open, false);
        add("--)", ArrowHead::open, true);
    }
    void everyMermaidArrowIsKnown() {
        QFETCH(QString, arrow);
        QFETCH(int, head);
        QFETCH(bool, dashed);
        QFETCH(bool, bothWays);
        for (const char* suffix : {"", "+"}) {
            const QString text =
                QStringLiteral("A one") + arrow + QLatin1String(suffix) + QStringLiteral("B: x->y");
            const Diagram diagram = mermaid(text.toUtf8().constData());
            const auto messages = messagesOf(diagram);
            QCOMPARE(messages.size(), 1u);
            QCOMPARE(static_cast<int>(messages[0].head), head);
            QCOMPARE(messages[0].dashed, dashed);
            QCOMPARE(messages[0].bothWays, bothWays);
            QCOMPARE(messages[0].activate, *suffix == '+');
            QCOMPARE(nameOf(diagram, 0), QStringLiteral("A one"));
            QCOMPARE(nameOf(diagram, 1), QStringLiteral("B"));
            QCOMPARE(messages[0].text.plain(), QStringLiteral("x->y"));
            checkRoundTrip(diagram);
        }
    }

    void framesActivitiesAndLifetimesComeBackFromMermaid() {
        const Diagram diagram = mermaid(
            "title: The **whole** of it\n"
            "participant A as Alice<br/>of L1\nactor B\n"
            "box Aqua Two words\nparticipant C\nend\nbox rgb(1, 2, 3)\nend\nbox Plain title\n"
            "actor D as D#59; #35;1\nend\n"
            "autonumber 10 5\nA->>+B: one %% not a comment\n  %% a comment\n"
            "loop every #quot;second#quot;\nalt is it\nB-->>-A: two\nelse is it not\n"
            "A-)B: three\nend\nend\nautonumber off\npar one\nA->>B: x\nand two\nA->>C: y\nend\n"
            "critical c\noption o\nend\nbreak b\nA-xB: lost\nend\nopt o\nend\n"
            "rect rgb(0, 0, 255)\nNote right of A: r\nnote left of B: l; Note over A,D: a<br>b\n"
            "end\nactivate C\ndeactivate C\ncreate participant E as Eve\nA->>E: hello\n"
            "destroy E\nA-xE: bye\nA->>F: text with \\n a break # comment\n");
        checkSound(diagram);
        QCOMPARE(diagram.title.plain(), QStringLiteral("The whole of it"));
        QCOMPARE(diagram.participants.size(), 6u);
        QCOMPARE(diagram.participants[0].name.lines.size(), 2u);
        QCOMPARE(nameOf(diagram, 3), QStringLiteral("D; #1"));
        QCOMPARE(diagram.boxes.size(), 3u);
        QCOMPARE(diagram.boxes[1].colour, QStringLiteral("rgb(1, 2, 3)"));
        QCOMPARE(diagram.boxes[2].title.plain(), QStringLiteral("Plain title"));
        QCOMPARE(diagram.boxes[2].colour, QStringLiteral("transparent"));
        const auto messages = messagesOf(diagram);
        QCOMPARE(messages[0].number.value_or(0), 10);
        QCOMPARE(messages[1].number.value_or(0), 15);
        QVERIFY(messages[0].activate && messages[1].deactivate);
        QCOMPARE(messages[0].text.plain(), QStringLiteral("one %% not a comment"));
        QVERIFY(!messages[3].number);
        QCOMPARE(messages.back().text.plain(), QStringLiteral("text with a break"));
        QCOMPARE(notesOf(diagram).size(), 3u);
        checkRoundTrip(diagram);
    }

    void theOtherNotationsFeaturesComeBackFromMermaid() {
        const Document document = readDiagrams(
            "title A -> B\nparticipantgroup #lightgreen **L2**\nparticipant \"Long: name; #1\" as "
            "L\n"
            "end\nactor Bob #red\nautonumber 1\nL<->Bob: both\nL<<->>Bob: both\nBob-xL: lost\n"
            "alt a->b\nL->Bob\nelse\nL<<-Bob: **bold** 1. **a**b\nend\nnote over L,Bob: <br>x\n"
            "participant end\nend->end: a \\* * ** ; # < wrap:\n");
        QVERIFY2(document.problems.empty(),
                 document.problems.empty() ? "" : qPrintable(document.problems.front().text()));
        const Diagram& diagram = document.diagrams.front();
        QCOMPARE(nameOf(diagram, 0), QStringLiteral("Long: name; #1"));
        QCOMPARE(nameOf(diagram, 1), QStringLiteral("Bob"));
        QCOMPARE(diagram.boxes.front().colour, QStringLiteral("lightgreen"));
        QCOMPARE(diagram.messageCount(), 6);
        QCOMPARE(said(diagram).last(), QStringLiteral("6 end to end: a \\* * ** ; # < wrap:"));
        checkRoundTrip(diagram);
    }

    void aBoxAfterAFrameThatCreatesSomebodyStaysOutsideOfTheFrame() {
        const Document document = readDiagrams(
            "sequenceDiagram\nparticipant A\nloop often\ncreate participant B\nA->>B: wake\nend\n"
            "box Blue L2\nparticipant C\nend\nB->>C: after\n");
        QVERIFY(document.problems.empty());
        const Diagram& diagram = document.diagrams.front();
        QCOMPARE(diagram.participants.size(), 3u);
        QCOMPARE(diagram.participants[2].box, 0);
        checkRoundTrip(diagram);
    }

    void anIdThatEndsInAsIsNotCutShort() {
        const Document document = readDiagrams("participant Long name as known as\nactor Bob\n");
        QVERIFY(document.problems.empty());
        QCOMPARE(nameOf(document.diagrams.front(), 0), QStringLiteral("Long name"));
        checkRoundTrip(document.diagrams.front());
    }

    void aBadLineIsNamedByLineAndColumnAndTheRestIsDrawn_data() {
        QTest::addColumn<QByteArray>("bad");
        QTest::addColumn<int>("column");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no text") << QByteArray("A->>B") << 6 << QStringLiteral("“:”");
        QTest::newRow("no sender") << QByteArray("->>B: x") << 1 << QStringLiteral("before");
        QTest::newRow("no receiver") << QByteArray("A->>: x") << 5 << QStringLiteral("after");
        QTest::newRow("no words") << QByteArray("  ?!") << 3 << QStringLiteral("a message");
        QTest::newRow("note") << QByteArray("Note over A") << 12 << QStringLiteral("note's text");
        QTest::newRow("stray end") << QByteArray("end") << 1 << QStringLiteral("nothing is open");
        QTest::newRow("else") << QByteArray("  else x") << 3 << QStringLiteral("“alt”");
        QTest::newRow("number") << QByteArray("autonumber x") << 12 << QStringLiteral("number");
        QTest::newRow("colour") << QByteArray("rect nocolour\nend") << 6
                                << QStringLiteral("colour");
        QTest::newRow("inactive") << QByteArray("deactivate A") << 12 << QStringLiteral("active");
        QTest::newRow("unknown") << QByteArray("activate Z") << 10 << QStringLiteral("participant");
        QTest::newRow("not closed") << QByteArray("loop x") << 1 << QStringLiteral("“end”");
        QTest::newRow("second statement")
            << QByteArray("A->>B: fine; what") << 14 << QStringLiteral("a message");
    }
    void aBadLineIsNamedByLineAndColumnAndTheRestIsDrawn() {
        QFETCH(QByteArray, bad);
        QFETCH(int, column);
        QFETCH(QString, expected);
        const Document document =
            readDiagrams("sequenceDiagram\nA->>B: first\n" + bad + "\nA->>B: last\n");
        QCOMPARE(document.problems.size(), 1u);
        const Diagnostic& problem = document.problems.front();
        QCOMPARE(problem.line, 3);
        QCOMPARE(problem.column, column);
        QVERIFY2(problem.expected.contains(expected), qPrintable(problem.text()));
        QVERIFY(!problem.found.isEmpty());
        const QStringList lines = said(document.diagrams.front());
        QCOMPARE(lines.first(), QStringLiteral("A to B: first"));
        QCOMPARE(lines.last(), QStringLiteral("A to B: last"));
        checkSound(document.diagrams.front());
    }

    void linesOfAMarkdownFileAreCountedFromItsTop() {
        const Document document = readDiagrams(
            "# Head\n\n~~~\nsequenceDiagram\n~~~\n```mermaid\nsequenceDiagram\nbad\n```\n");
        QCOMPARE(document.diagrams.size(), 1u);
        QCOMPARE(document.problems.size(), 1u);
        QCOMPARE(document.problems.front().line, 8);
        QCOMPARE(document.diagrams.front().line, 7);
    }

    void aTextWithoutADiagramSaysWhatWasExpected() {
        for (const char* text :
             {"", "\n\n", "just words", "graph TB\nA-->B", "\0\0\0", "```mermaid\ngraph TB\n```"}) {
            const Document document = readDiagrams(text);
            QVERIFY(document.diagrams.empty());
            QVERIFY(!document.problems.empty());
            QVERIFY(document.problems.back().expected.contains(QLatin1String("sequence diagram")));
        }
    }

    void tenMegabytesAreReadUpToTheLimits_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("unit");
        QTest::addColumn<QString>("expected");
        const QByteArray start("sequenceDiagram\n");
        const QString steps = QStringLiteral("at most 20000 steps");
        const auto add = [](const char* name, const QByteArray& head, const QByteArray& unit,
                            const QString& expected) {
            QTest::newRow(name) << head << unit << expected;
        };
        add("messages", start, "A->>B: x\n", steps);
        add("statements in a line", start, "A->>B: x;", QStringLiteral("at most 40000 characters"));
        add("the other notation", "participant A\n", "A->B: x\n", steps);
        add("frames", start, "loop x\n", QStringLiteral("at most 100 frames"));
        add("one text", start + "A->>B: ", "long ", QStringLiteral("at most 2000 characters"));
        add("one name", start + "participant ", "long ", QStringLiteral("at most 200 characters"));
        add("semicolons", start, ";", {});
        add("comments", start, "#", {});
        add("arrows", start, "->", QStringLiteral("before the arrow"));
        add("dashes", start, "-", QStringLiteral("a message"));
        add("stars", start + "A->>B: ", "*", QStringLiteral("at most 40000"));
        add("fences", "", "```mermaid\nsequenceDiagram\nA->>A: x\n```\n",
            QStringLiteral("at most 100 diagrams"));
        add("open fences", "```mermaid\n", "````` \n", QStringLiteral("a sequence diagram"));
        add("line ends", "", "\n", QStringLiteral("a sequence diagram"));
        add("nulls", "", QByteArray("\0x", 2), QStringLiteral("a sequence diagram"));
    }
    void tenMegabytesAreReadUpToTheLimits() {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, unit);
        QFETCH(QString, expected);
        const Document document =
            readDiagrams(head + unit.repeated(10 * 1024 * 1024 / static_cast<int>(unit.size())));
        QVERIFY(document.problems.size() <= std::size_t{limit::problems});
        bool told = expected.isEmpty();
        for (const Diagnostic& problem : document.problems) {
            told = told || problem.expected.contains(expected);
        }
        QVERIFY2(told, document.problems.empty() ? "no problem told"
                                                 : qPrintable(document.problems[0].text()));
        for (const Diagram& diagram : document.diagrams) checkSound(diagram);
    }

    void tooManyParticipantsAreSaidOnce() {
        QByteArray text("sequenceDiagram\n");
        for (int i = 0; i < 5000; ++i) text += "participant p" + QByteArray::number(i) + '\n';
        const Document document = readDiagrams(text);
        QCOMPARE(document.diagrams.front().participants.size(), 2000u);
        QCOMPARE(document.problems.size(), 1u);
        QCOMPARE(document.problems.front().line, 2002);
    }

    void anyTextIsReadAndWhatIsReadComesBack() {
        const quint32 seed = QRandomGenerator::system()->generate();
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        static const char* const words[] = {"sequenceDiagram",
                                            "participant ",
                                            "actor ",
                                            "A",
                                            "L1 Inbox",
                                            "->>",
                                            "-->>",
                                            "<<->>",
                                            "-x",
                                            "-)",
                                            "+",
                                            "-",
                                            ":",
                                            "text",
                                            "**",
                                            "<br/>",
                                            "\\n",
                                            "\n",
                                            "\n",
                                            "\n",
                                            "Note over ",
                                            ",",
                                            "box Blue ",
                                            "end\n",
                                            "loop ",
                                            "alt ",
                                            "else ",
                                            "rect ",
                                            "rgb(1,2,3)",
                                            "autonumber ",
                                            "off",
                                            "10 ",
                                            "#",
                                            "#35;",
                                            ";",
                                            "%%",
                                            "activate ",
                                            "create ",
                                            " as ",
                                            "title ",
                                            "\"",
                                            "<-",
                                            "---\n",
                                            "destroy ",
                                            "par ",
                                            "and ",
                                            "wrap:",
                                            "\xff",
                                            "\xe2\x82",
                                            "```mermaid\n",
                                            "```\n",
                                            "<",
                                            "\t",
                                            "\xc2\xa0",
                                            "note left of ",
                                            "critical ",
                                            "option ",
                                            "#x0a;",
                                            "é",
                                            "link ",
                                            "accDescr {",
                                            "}"};
        for (int round = 0; round < 4000; ++round) {
            QByteArray text = round % 3 == 0   ? ""
                              : round % 3 == 1 ? "sequenceDiagram\n"
                                               : "participant A\n";
            const int length = random.bounded(1, 60);
            for (int i = 0; i < length; ++i) text += words[random.bounded(int(std::size(words)))];
            const Document document = readDiagrams(text);
            for (const Diagram& diagram : document.diagrams) {
                checkSound(diagram);
                checkRoundTrip(diagram);
                if (QTest::currentTestFailed()) {
                    qWarning("seed %u round %d: %s", seed, round, text.toHex().constData());
                    return;
                }
            }
        }
        for (int round = 0; round < 300; ++round) {
            QByteArray text(random.bounded(1, 3000), Qt::Uninitialized);
            for (char& c : text) c = static_cast<char>(random.bounded(256));
            for (const Diagram& diagram : readDiagrams("sequenceDiagram\n" + text).diagrams) {
                checkSound(diagram);
            }
            for (const Diagram& diagram : readDiagrams(text).diagrams) checkSound(diagram);
        }
    }
};

}  // namespace rollscope::ui

QTEST_APPLESS_MAIN(rollscope::ui::DiagramParserTest)
#include "diagram_parser_test.moc"
