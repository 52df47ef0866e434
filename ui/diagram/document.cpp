// Finds the diagrams in a text: the notation is told by the text itself.
#include "ui/diagram/document.h"

#include <QCoreApplication>

#include "ui/diagram/builder.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("diagram", text);
}

std::vector<Line> linesOf(QStringView text, Problems& problems) {
    std::vector<Line> result;
    int number = 0;
    bool cut = false;
    for (qsizetype at = 0; at <= text.size();) {
        qsizetype end = text.indexOf(QLatin1Char('\n'), at);
        if (end < 0) end = text.size();
        QStringView line = text.mid(at, end - at);
        if (line.endsWith(QLatin1Char('\r'))) line.chop(1);
        const Line whole{line, ++number};
        if (number > limit::lines) {
            problems.add(whole, line, tr("at most %1 lines in a text").arg(limit::lines));
            break;
        }
        if (line.size() > limit::lineChars) {
            const QStringView rest = line.mid(limit::lineChars);
            if (!cut) {
                problems.add(whole, rest,
                             tr("at most %1 characters in a line").arg(limit::lineChars));
            }
            cut = true;
            line.chop(rest.size());
        }
        result.push_back({line, number});
        at = end + 1;
    }
    return result;
}

/// A fence's run of backticks or tildes and its word; length 0: no fence.
struct Fence {
    qsizetype length = 0;
    QChar mark;
    QStringView word;
};

Fence fenceOf(QStringView line) {
    const QStringView text = line.trimmed();
    if (text.isEmpty()) return {};
    const QChar mark = text.front();
    if (mark != QLatin1Char('`') && mark != QLatin1Char('~')) return {};
    qsizetype length = 0;
    while (length < text.size() && text[length] == mark) ++length;
    if (length < 3) return {};
    return {length, mark, text.mid(length).trimmed()};
}

bool isMermaidFence(const Fence& fence) {
    return fence.length > 0 &&
           (same(firstWord(fence.word).first, "mermaid") || same(fence.word, "{mermaid}"));
}

/// The first line that says what a Mermaid text is, past its front matter and comments.
const Line* headerOf(const std::vector<Line>& lines) {
    bool inFront = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QStringView text = lines[i].text.trimmed();
        if (text == QLatin1String("---")) {
            inFront = !inFront;
        } else if (!inFront && !text.isEmpty() && !text.startsWith(QLatin1String("%%"))) {
            return &lines[i];
        }
    }
    return nullptr;
}

bool isSequence(const Line* header) {
    if (header == nullptr) return false;
    const QStringView text = header->text.trimmed();
    const QLatin1String word("sequenceDiagram");
    return text.startsWith(word, Qt::CaseInsensitive) &&
           (text.size() == word.size() || !text[word.size()].isLetterOrNumber());
}

/// Mermaid's other diagrams, told apart from the notation of sequencediagram.org.
bool isOtherMermaid(const Line& header) {
    const QStringView word = firstWord(header.text.trimmed()).first;
    for (const char* other :
         {"graph", "flowchart", "classDiagram", "stateDiagram", "stateDiagram-v2", "erDiagram",
          "gantt", "pie", "journey", "gitGraph", "mindmap", "timeline"}) {
        if (word == QLatin1String(other)) return true;
    }
    return false;
}

void readFences(const std::vector<Line>& lines, Document& document, Problems& problems) {
    QString heading;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const QStringView text = lines[i].text;
        if (text.startsWith(QLatin1Char('#'))) {
            qsizetype level = 0;
            while (level < text.size() && text[level] == QLatin1Char('#')) ++level;
            heading = text.mid(level, limit::nameChars).trimmed().toString();
        }
        const Fence fence = fenceOf(text);
        if (fence.length == 0) continue;
        std::vector<Line> inside;
        std::size_t last = i + 1;
        for (; last < lines.size(); ++last) {
            const Fence closing = fenceOf(lines[last].text);
            if (closing.mark == fence.mark && closing.length >= fence.length &&
                closing.word.isEmpty()) {
                break;
            }
            inside.push_back(lines[last]);
        }
        if (isMermaidFence(fence) && isSequence(headerOf(inside))) {
            if (document.diagrams.size() >= std::size_t{limit::diagrams}) {
                return problems.add(lines[i], text.trimmed(),
                                    tr("at most %1 diagrams in a document").arg(limit::diagrams));
            }
            Diagram diagram = readMermaid(inside, problems);
            diagram.heading = heading;
            diagram.line = inside.front().number;
            document.diagrams.push_back(std::move(diagram));
        }
        i = last;
    }
}

}  // namespace

Document readDiagrams(const QByteArray& bytes) {
    Document document;
    Problems problems(document);
    if (bytes.size() > limit::bytes) {
        problems.add(1, 1, tr("a text of at most %1 MB").arg(limit::bytes / 1024 / 1024),
                     tr("%1 MB").arg(bytes.size() / 1024 / 1024));
        return document;
    }
    QString text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar(QChar::ByteOrderMark))) text.remove(0, 1);
    const std::vector<Line> lines = linesOf(text, problems);
    const QString wanted = tr("a sequence diagram: “sequenceDiagram”, or “participant” lines");
    const Line* header = headerOf(lines);
    if (header == nullptr) {
        problems.add(1, 1, wanted, tr("an empty text"));
        return document;
    }
    bool fenced = false;
    for (const Line& line : lines) fenced = fenced || isMermaidFence(fenceOf(line.text));
    if (isSequence(header)) {
        document.notation = Notation::mermaid;
        document.diagrams.push_back(readMermaid(lines, problems));
        document.diagrams.back().line = header->number;
    } else if (fenced) {
        document.notation = Notation::markdown;
        readFences(lines, document, problems);
        if (document.diagrams.empty()) problems.add(*header, header->text, wanted);
    } else if (isOtherMermaid(*header)) {
        problems.add(*header, header->text, wanted);
    } else {
        Diagram diagram = readOrg(lines, problems);
        if (diagram.participants.empty()) {
            problems.add(*header, header->text, wanted);
        } else {
            document.notation = Notation::sequenceDiagramOrg;
            diagram.line = header->number;
            document.diagrams.push_back(std::move(diagram));
        }
    }
    return document;
}

}  // namespace rollscope::ui
