#include "ui/models/paged_model.h"

namespace rollscope::ui {

void PagedModelBase::setHeld(bool held) {
    if (m_held == held) return;
    m_held = held;
    if (!held) showWaiting();
}

void PagedModelBase::beginRead() {
    if (m_inFlight++ == 0) emit loadingChanged(true);
}

void PagedModelBase::endRead(const QString& problem) {
    if (--m_inFlight == 0) emit loadingChanged(false);
    if (problem == m_problem) return;
    m_problem = problem;
    emit problemChanged(problem);
}

}  // namespace rollscope::ui
