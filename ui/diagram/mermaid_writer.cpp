#include <QSet>
#include <QStringList>

#include "ui/diagram/document.h"

namespace rollscope::ui {

namespace {

constexpr const char* keywords[] = {"participant", "actor",      "end",      "box",
                                    "note",        "autonumber", "title",    "activate",
                                    "deactivate",  "create",     "destroy",  "loop",
                                    "alt",         "opt",        "par",      "critical",
                                    "break",       "rect",       "else",     "and",
                                    "option",      "link",       "links",    "properties",
                                    "details",     "accTitle",   "accDescr", "sequenceDiagram"};

/// Whether a name can stand for itself in a message.
bool isPlainId(const QString& id) {
    if (id.isEmpty() || id != id.simplified()) return false;
    for (const QChar c : id) {
        const bool fine = c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char(' ') ||
                          c == QLatin1Char('.') || c == QLatin1Char('/');
        if (!fine) return false;
    }
    const QString first = id.section(QLatin1Char(' '), 0, 0);
    for (const char* word : keywords) {
        if (first.compare(QLatin1String(word), Qt::CaseInsensitive) == 0) return false;
    }
    return !(id + QLatin1Char(' ')).contains(QLatin1String(" as "), Qt::CaseInsensitive);
}

class Writer {
public:
    explicit Writer(const Diagram& diagram) : m_diagram(diagram) { nameAll(); }

    QString text() {
        put(QStringLiteral("sequenceDiagram"), 0);
        if (!m_diagram.title.empty()) {
            put(QStringLiteral("title: ") + mermaidText(m_diagram.title));
        }
        declareUpToCreated();
        for (const Step& step : m_diagram.steps) {
            std::visit([this](const auto& content) { write(content); }, step.content);
        }
        putBoxes(m_diagram.boxes.size());
        return m_lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
    }

private:
    void nameAll() {
        m_created.resize(m_diagram.participants.size());
        for (const Step& step : m_diagram.steps) {
            const auto* life = std::get_if<Lifetime>(&step.content);
            if (life != nullptr && life->created) {
                m_created[static_cast<std::size_t>(life->participant)] = true;
            }
        }
        QStringList taken;
        for (const Participant& one : m_diagram.participants) taken << one.id;
        const QSet<QString> ids(taken.begin(), taken.end());
        int next = 0;
        for (const Participant& one : m_diagram.participants) {
            QString id = one.id;
            while (!isPlainId(one.id) && (id == one.id || ids.contains(id))) {
                id = QStringLiteral("P%1").arg(++next);
            }
            m_ids << id;
        }
    }

    void put(const QString& line, int extra = 1) {
        m_lines << QString(4 * (m_depth + extra), QLatin1Char(' ')) + line.trimmed();
    }

    void declare(const QString& before) {
        const Participant& one = m_diagram.participants[m_declared];
        const QString& id = m_ids[static_cast<qsizetype>(m_declared)];
        QString line = before + QLatin1String(one.actor ? "actor " : "participant ") + id;
        if (one.name != plainText(id)) line += QStringLiteral(" as ") + mermaidText(one.name);
        put(line);
        ++m_declared;
    }

    void openBox(const Box& box) {
        put(QStringLiteral("box %1 %2").arg(box.colour, mermaidText(box.title)));
        ++m_depth;
    }

    void closeBox() {
        --m_depth;
        put(QStringLiteral("end"));
    }

    /// Boxes before `end` that hold nobody.
    void putBoxes(std::size_t end) {
        for (; m_boxes < end; ++m_boxes) {
            openBox(m_diagram.boxes[m_boxes]);
            closeBox();
        }
    }

    /// Boxes have no place in a frame: who is in one waits for the frame's end.
    void declareUpToCreated() {
        int open = -1;
        while (m_declared < m_diagram.participants.size() && !m_created[m_declared]) {
            const int box = m_diagram.participants[m_declared].box;
            if (box >= 0 && !m_kinds.empty()) break;
            if (box != open) {
                if (open >= 0) closeBox();
                if (box >= 0) {
                    putBoxes(static_cast<std::size_t>(box));
                    openBox(m_diagram.boxes[m_boxes++]);
                }
                open = box;
            }
            declare({});
        }
        if (open >= 0) closeBox();
    }

    const QString& id(int participant) const { return m_ids[participant]; }

    void write(const Message& message) {
        const QString dash = QLatin1String(message.dashed ? "--" : "-");
        QString arrow;
        switch (message.head) {
            case ArrowHead::none: arrow = dash + QLatin1Char('>'); break;
            case ArrowHead::filled: arrow = dash + QStringLiteral(">>"); break;
            case ArrowHead::open: arrow = dash + QLatin1Char(')'); break;
            case ArrowHead::cross: arrow = dash + QLatin1Char('x'); break;
        }
        if (message.bothWays) arrow = QStringLiteral("<<") + dash + QStringLiteral(">>");
        if (message.activate) arrow += QLatin1Char('+');
        if (message.deactivate && !message.activate) arrow += QLatin1Char('-');
        put(id(message.from) + arrow + id(message.to) + QStringLiteral(": ") +
            mermaidText(message.text));
    }

    void write(const Note& note) {
        static const char* const places[] = {"over ", "left of ", "right of "};
        QString line = QStringLiteral("Note ") +
                       QLatin1String(places[static_cast<std::size_t>(note.place)]) + id(note.first);
        if (note.last != note.first) line += QLatin1Char(',') + id(note.last);
        put(line + QStringLiteral(": ") + mermaidText(note.text));
    }

    void write(const Activation& activation) {
        put(QLatin1String(activation.active ? "activate " : "deactivate ") +
            id(activation.participant));
    }

    void write(const Lifetime& life) {
        if (!life.created) return put(QStringLiteral("destroy ") + id(life.participant));
        declare(QStringLiteral("create "));
        declareUpToCreated();
    }

    void write(const FragmentBegin& begin) {
        put(keywordOf(begin.kind) + QLatin1Char(' ') + begin.colour + mermaidText(begin.label));
        m_kinds.push_back(begin.kind);
        ++m_depth;
    }

    void write(const FragmentElse& part) {
        put(partingOf(m_kinds.back()) + QLatin1Char(' ') + mermaidText(part.label), 0);
    }

    void write(const FragmentEnd&) {
        m_kinds.pop_back();
        --m_depth;
        put(QStringLiteral("end"));
        if (m_kinds.empty()) declareUpToCreated();
    }

    void write(const Numbering& numbering) {
        QString line = QStringLiteral("autonumber");
        if (!numbering.on) line += QStringLiteral(" off");
        if (numbering.start) line += QStringLiteral(" %1").arg(*numbering.start);
        if (numbering.start && numbering.step) line += QStringLiteral(" %1").arg(*numbering.step);
        put(line);
    }

    const Diagram& m_diagram;
    QStringList m_ids, m_lines;
    std::vector<bool> m_created;
    std::vector<FragmentKind> m_kinds;
    std::size_t m_declared = 0, m_boxes = 0;
    int m_depth = 0;
};

}  // namespace

QString mermaidOf(const Diagram& diagram) {
    return Writer(diagram).text();
}

}  // namespace rollscope::ui
