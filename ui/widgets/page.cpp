#include "ui/widgets/page.h"

#include "ui/widgets/action_sheet.h"

namespace rollscope::ui {

Page::Page(PageInfo info, QWidget* parent) : QWidget(parent), m_info(std::move(info)) {
    setObjectName(m_info.id);
    setAccessibleName(m_info.title);
}

bool Page::showLink(const QString&) {
    return false;
}

void Page::ask(const ActionText& text, std::function<void()> doIt) {
    auto* sheet = new ActionSheet(text, this);
    connect(sheet, &ActionSheet::accepted, this, std::move(doIt));
}

void Page::toast(const QString& text, Tone tone) {
    Toast::show(this, text, tone);
}

void Page::setRailNote(const RailNote& note) {
    m_railNote = note;
    emit railNoteChanged(note);
}

}  // namespace rollscope::ui
