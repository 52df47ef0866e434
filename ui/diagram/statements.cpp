// Statements that read alike in both notations.
#include <QCoreApplication>

#include "ui/diagram/builder.h"

namespace rollscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("diagram", text);
}

/// The words of `keyword` at the text's start ("left of"); what follows them, or nothing.
std::optional<QStringView> after(QStringView text, std::initializer_list<const char*> keyword) {
    for (const char* word : keyword) {
        const Words words = firstWord(text);
        if (!same(words.first, word)) return std::nullopt;
        text = words.rest;
    }
    return text;
}

}  // namespace

Words firstWord(QStringView text) {
    qsizetype end = 0;
    while (end < text.size() && !text[end].isSpace()) ++end;
    return {text.left(end), text.mid(end).trimmed()};
}

FoundArrow findArrow(QStringView text, qsizetype end, const ArrowWord* words, std::size_t count) {
    for (qsizetype at = 0; at < end; ++at) {
        if (text[at] != QLatin1Char('-') && text[at] != QLatin1Char('<')) continue;
        for (std::size_t i = 0; i < count; ++i) {
            const QLatin1String word(words[i].word);
            if (at + word.size() <= end && text.mid(at, word.size()) == word) {
                return {&words[i], at};
            }
        }
    }
    return {};
}

bool readNote(Builder& builder, QStringView rest) {
    NotePlace place = NotePlace::over;
    auto names = after(rest, {"over"});
    if (!names && (names = after(rest, {"left", "of"}))) place = NotePlace::leftOf;
    if (!names && (names = after(rest, {"right", "of"}))) place = NotePlace::rightOf;
    if (!names) return false;
    const qsizetype colon = names->indexOf(QLatin1Char(':'));
    if (colon < 0) {
        builder.problem(names->mid(names->size()), tr("“:” and the note's text"));
        return true;
    }
    builder.note(place, names->left(colon).trimmed(), names->mid(colon + 1).trimmed());
    return true;
}

void readNumbering(Builder& builder, QStringView rest) {
    if (same(rest, "off")) return builder.number({false});
    Numbering numbering;
    for (auto* value : {&numbering.start, &numbering.step}) {
        const Words words = firstWord(rest);
        if (words.first.isEmpty()) break;
        bool ok = false;
        const qint64 number = words.first.toLongLong(&ok);
        if (!ok || number < 0 || number > 1'000'000'000) {
            return builder.problem(words.first, tr("a whole number or “off”"));
        }
        *value = number;
        rest = words.rest;
    }
    if (!rest.isEmpty()) return builder.problem(rest, tr("at most a start and a step"));
    builder.number(numbering);
}

void readMessage(Builder& builder, QStringView text, const FoundArrow& found, bool needsText) {
    const ArrowWord& arrow = *found.arrow;
    const QStringView left = text.left(found.at).trimmed();
    QStringView rest = text.mid(found.at + QLatin1String(arrow.word).size());
    Message message;
    message.head = arrow.head;
    message.dashed = arrow.dashed;
    message.bothWays = arrow.bothWays;
    if (!rest.isEmpty() && (rest[0] == QLatin1Char('+') || rest[0] == QLatin1Char('-'))) {
        (rest[0] == QLatin1Char('+') ? message.activate : message.deactivate) = true;
        rest = rest.mid(1);
    }
    const qsizetype colon = rest.indexOf(QLatin1Char(':'));
    const QStringView right = (colon < 0 ? rest : rest.left(colon)).trimmed();
    if (left.isEmpty()) {
        return builder.problem(text, tr("a participant's name before the arrow"));
    }
    if (right.isEmpty()) {
        return builder.problem(colon < 0 ? rest.mid(rest.size()) : rest.mid(colon),
                               tr("a participant's name after the arrow"));
    }
    if (colon < 0 && needsText) {
        return builder.problem(rest.mid(rest.size()), tr("“:” and the message's text"));
    }
    const auto from = builder.participant(left);
    if (!from) return;
    const auto to = builder.participant(right);
    if (!to) return;
    message.from = arrow.backwards ? *to : *from;
    message.to = arrow.backwards ? *from : *to;
    QStringView label = colon < 0 ? QStringView() : rest.mid(colon + 1);
    if (needsText) {
        // Mermaid's way to ask for wrapped lines, which we always do
        for (const char* prefix : {"wrap:", "nowrap:"}) {
            const QLatin1String word(prefix);
            if (label.startsWith(word)) label = label.mid(word.size());
        }
    }
    builder.message(std::move(message), label.trimmed());
}

}  // namespace rollscope::ui
