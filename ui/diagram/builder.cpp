#include "ui/diagram/builder.h"

#include <QCoreApplication>

namespace rollscope::ui {

namespace {

constexpr qsizetype longestFound = 40;

QString tr(const char* text) {
    return QCoreApplication::translate("diagram", text);
}

}  // namespace

QString Diagnostic::text() const {
    return tr("Line %1, column %2: expected %3, found %4.")
        .arg(QString::number(line), QString::number(column), expected, found);
}

void Problems::add(int line, int column, const QString& expected, const QString& found) {
    if (m_document.problems.size() >= std::size_t{limit::problems}) {
        ++m_document.moreProblems;
        return;
    }
    m_document.problems.push_back({line, column, expected, found});
}

void Problems::add(const Line& line, QStringView part, const QString& expected) {
    if (m_document.problems.size() >= std::size_t{limit::problems}) {
        ++m_document.moreProblems;
        return;
    }
    const QString shown = part.size() > longestFound
                              ? part.left(longestFound).toString() + QChar(0x2026)
                              : part.toString();
    const QString found =
        part.isEmpty() ? tr("the end of the line") : QStringLiteral("“%1”").arg(shown);
    add(line.number, line.columnOf(part), expected, found);
}

bool Builder::room() {
    if (m_full) return false;
    if (m_diagram.steps.size() < std::size_t{limit::steps}) return true;
    m_full = true;
    problem(m_line.text, tr("at most %1 steps in a diagram").arg(limit::steps));
    return false;
}

void Builder::add(Step::Content content) {
    if (room()) m_diagram.steps.push_back({std::move(content), m_line.number});
}

RichText Builder::text(QStringView source, int most) {
    RichText result = richText(source, m_escapes);
    if (cut(result, most)) problem(source, tr("at most %1 characters in a text").arg(most));
    return result;
}

void Builder::setTitle(QStringView title) {
    m_diagram.title = text(title, limit::nameChars);
}

bool Builder::accept(QStringView id) {
    if (id.isEmpty()) {
        problem(id, tr("a participant's name"));
        return false;
    }
    if (id.size() > limit::nameChars) {
        problem(id, tr("a name of at most %1 characters").arg(limit::nameChars));
        return false;
    }
    return true;
}

std::optional<int> Builder::participant(QStringView id) {
    if (!accept(id)) return std::nullopt;
    const QString key = id.toString();
    const auto known = m_ids.constFind(key);
    if (known != m_ids.cend()) return *known;
    const RichText name = text(id, limit::nameChars);
    if (name.empty()) {
        problem(id, tr("a participant's name"));
        return std::nullopt;
    }
    if (m_diagram.participants.size() >= std::size_t{limit::participants}) {
        if (!m_full) problem(id, tr("at most %1 participants").arg(limit::participants));
        m_full = true;
        return std::nullopt;
    }
    const int index = static_cast<int>(m_diagram.participants.size());
    m_ids.insert(key, index);
    m_diagram.participants.push_back({key, name, false, -1});
    m_active.push_back(0);
    return index;
}

std::optional<int> Builder::declare(QStringView id, QStringView name, bool actor) {
    const std::size_t before = m_diagram.participants.size();
    const auto index = participant(id);
    if (!index) return std::nullopt;
    Participant& found = m_diagram.participants[static_cast<std::size_t>(*index)];
    found.actor = actor;
    if (!name.isEmpty()) {
        RichText shown = text(name, limit::nameChars);
        if (!shown.empty()) found.name = std::move(shown);
    }
    const bool isNew = before < m_diagram.participants.size();
    if (m_box >= 0 && isNew) {
        found.box = m_box;
    } else if (m_box >= 0 && found.box != m_box) {
        problem(id, tr("a participant that is not declared outside this box"));
    }
    return index;
}

void Builder::create(QStringView id, QStringView name, bool actor) {
    const std::size_t before = m_diagram.participants.size();
    const auto index = declare(id, name, actor);
    if (!index) return;
    if (m_diagram.participants.size() == before) {
        problem(id, tr("a participant that is not there yet"));
        return;
    }
    add(Lifetime{*index, true});
}

void Builder::destroy(QStringView id) {
    if (!m_ids.contains(id.toString())) return problem(id, tr("a participant"));
    add(Lifetime{*participant(id), false});
}

void Builder::beginBox(QStringView title, const QString& colour, QStringView part) {
    if (m_box >= 0 || !m_open.empty()) {
        problem(part, tr("a box outside of other boxes and frames"));
        return beginIgnored(part);
    }
    if (m_diagram.boxes.size() >= std::size_t{limit::participants}) {
        if (!m_full) problem(part, tr("at most %1 boxes").arg(limit::participants));
        m_full = true;
        return;
    }
    m_box = static_cast<int>(m_diagram.boxes.size());
    m_boxLine = m_line;
    m_diagram.boxes.push_back({text(title, limit::nameChars), colour});
}

void Builder::message(Message message, QStringView label) {
    if (!room()) return;
    message.text = text(label, limit::textChars);
    message.index = ++m_messages;
    if (m_numbered) message.number = m_number;
    m_number += m_numberStep;
    if (message.activate) ++m_active[static_cast<std::size_t>(message.to)];
    if (message.deactivate) {
        int& active = m_active[static_cast<std::size_t>(message.from)];
        if (active == 0) {
            problem(m_line.text, tr("an active sender, as “-” ends its activity"));
            message.deactivate = false;
        } else {
            --active;
        }
    }
    add(std::move(message));
}

void Builder::note(NotePlace place, QStringView names, QStringView label) {
    const qsizetype comma = place == NotePlace::over ? names.indexOf(QLatin1Char(',')) : -1;
    const QStringView one = (comma < 0 ? names : names.left(comma)).trimmed();
    const auto first = participant(one);
    if (!first) return;
    auto last = first;
    if (comma >= 0) {
        // more than two are over the first to the last
        last = participant(names.mid(names.lastIndexOf(QLatin1Char(',')) + 1).trimmed());
        if (!last) return;
    }
    if (!room()) return;
    add(Note{place, *first, *last, text(label, limit::textChars), ++m_notes});
}

void Builder::activate(QStringView id, bool active) {
    if (!m_ids.contains(id.toString())) return problem(id, tr("a participant"));
    const int index = *participant(id);
    int& count = m_active[static_cast<std::size_t>(index)];
    if (!active && count == 0) return problem(id, tr("an active participant"));
    count += active ? 1 : -1;
    add(Activation{index, active});
}

void Builder::begin(FragmentKind kind, QStringView label, const QString& colour, QStringView part) {
    if (m_open.size() >= std::size_t{limit::depth}) {
        problem(part, tr("at most %1 frames within one another").arg(limit::depth));
        return beginIgnored(part);
    }
    if (!room()) return;
    m_open.push_back({kind, true, m_line.number, m_line.columnOf(part)});
    add(FragmentBegin{kind, text(label, limit::textChars), colour});
}

void Builder::beginIgnored(QStringView part) {
    // as many as there are lines at most: no deeper nest is drawn, but each end has its frame
    m_open.push_back({FragmentKind::loop, false, m_line.number, m_line.columnOf(part)});
}

void Builder::part(const QString& word, QStringView label, QStringView keyword) {
    if (!m_open.empty() && !m_open.back().drawn) return;
    if (m_open.empty() || partingOf(m_open.back().kind) != word) {
        return problem(keyword, word == QLatin1String("else") ? tr("“alt” before an “else”")
                                : word == QLatin1String("and")
                                    ? tr("“par” before an “and”")
                                    : tr("“critical” before an “option”"));
    }
    add(FragmentElse{text(label, limit::textChars)});
}

void Builder::end(QStringView part) {
    if (!m_open.empty()) {
        const bool drawn = m_open.back().drawn;
        m_open.pop_back();
        if (drawn) m_diagram.steps.push_back({FragmentEnd{}, m_line.number});
    } else if (m_box >= 0) {
        m_box = -1;
    } else {
        problem(part, tr("a statement: nothing is open here"));
    }
}

void Builder::number(const Numbering& numbering) {
    m_numbered = numbering.on;
    if (numbering.start) m_number = *numbering.start;
    if (numbering.step) m_numberStep = *numbering.step;
    add(numbering);
}

Diagram Builder::finish() {
    for (; !m_open.empty(); m_open.pop_back()) {
        const Open& open = m_open.back();
        if (!m_full) {
            m_problems.add(open.line, open.column, tr("an “end” for what begins here"),
                           tr("the end of the diagram"));
        }
        if (open.drawn) m_diagram.steps.push_back({FragmentEnd{}, m_line.number});
    }
    if (m_box >= 0 && !m_full) {
        m_problems.add(m_boxLine.number, 1, tr("an “end” for what begins here"),
                       tr("the end of the diagram"));
    }
    return std::move(m_diagram);
}

}  // namespace rollscope::ui
