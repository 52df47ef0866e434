#include "ui/diagram/model.h"

#include <QCoreApplication>
#include <algorithm>

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("diagram", text);
}

template <class T>
int countOf(const std::vector<Step>& steps) {
    return static_cast<int>(std::count_if(steps.begin(), steps.end(), [](const Step& step) {
        return std::holds_alternative<T>(step.content);
    }));
}

}  // namespace

std::vector<std::size_t> Diagram::items() const {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (std::holds_alternative<Message>(steps[i].content) ||
            std::holds_alternative<Note>(steps[i].content)) {
            result.push_back(i);
        }
    }
    return result;
}

int Diagram::messageCount() const {
    return countOf<Message>(steps);
}

int Diagram::noteCount() const {
    return countOf<Note>(steps);
}

QString Diagram::name() const {
    return title.empty() ? heading : title.plain();
}

QString nameOf(const Diagram& diagram, int participant) {
    return diagram.participants[static_cast<std::size_t>(participant)].name.plain();
}

QString sentenceOf(const Diagram& diagram, const Step& step) {
    if (const auto* message = std::get_if<Message>(&step.content)) {
        const QString number =
            message->number ? QString::number(*message->number) + QLatin1Char(' ') : QString();
        return number + tr("%1 to %2: %3")
                            .arg(nameOf(diagram, message->from), nameOf(diagram, message->to),
                                 message->text.plain());
    }
    if (const auto* note = std::get_if<Note>(&step.content)) {
        return tr("Note: %1").arg(note->text.plain());
    }
    return {};
}

QString keywordOf(FragmentKind kind) {
    switch (kind) {
        case FragmentKind::loop: return QStringLiteral("loop");
        case FragmentKind::alt: return QStringLiteral("alt");
        case FragmentKind::opt: return QStringLiteral("opt");
        case FragmentKind::par: return QStringLiteral("par");
        case FragmentKind::critical: return QStringLiteral("critical");
        case FragmentKind::breakOut: return QStringLiteral("break");
        case FragmentKind::rect: return QStringLiteral("rect");
    }
    return {};
}

QString partingOf(FragmentKind kind) {
    switch (kind) {
        case FragmentKind::alt: return QStringLiteral("else");
        case FragmentKind::par: return QStringLiteral("and");
        case FragmentKind::critical: return QStringLiteral("option");
        default: return {};
    }
}

}  // namespace rollscope::ui
