#include "ui/pages/list_view.h"

#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/widgets/clock.h"

namespace rollscope::ui {

ListView::ListView(const QString& accessibleName, const QString& sentence, QWidget* parent)
    : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_error = new ErrorBar(this);
    column->addWidget(m_error);
    auto* body = new QWidget(this);
    column->addWidget(body, 1);
    m_stack = new QStackedLayout(body);
    m_table = new DataTable(accessibleName, body);
    m_empty = new EmptyState(sentence, body);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    // Relative times and clocks in the rows go on between two readings.
    connect(chainClock(), &ChainClock::ticked, this, [this] {
        if (isVisible()) m_table->viewport()->update();
    });
    connect(m_table, &DataTable::linkOpened, this, &ListView::linkOpened);
    connect(m_table, &DataTable::currentRowChanged, this, &ListView::currentRowChanged);
}

void ListView::take(PagedModelBase* model, const QList<ColumnPlace>& places) {
    if (m_model != nullptr) m_model->disconnect(this);
    m_model = model;
    m_table->setModel(model);
    m_table->setColumns(places);
    connect(m_table, &DataTable::heldChanged, model, &PagedModelBase::setHeld);
    connect(m_table, &DataTable::showWaiting, model, &PagedModelBase::showWaiting);
    connect(m_error, &ErrorBar::retry, model, &PagedModelBase::refresh);
    connect(model, &PagedModelBase::waitingChanged, m_table, &DataTable::setWaiting);
    connect(model, &PagedModelBase::problemChanged, m_error, &ErrorBar::setProblem);
    connect(model, &PagedModelBase::totalChanged, this, &ListView::showState);
    connect(model, &PagedModelBase::loadingChanged, this, &ListView::showState);
    connect(model, &PagedModelBase::modelReset, this, &ListView::showState);
    showState();
}

void ListView::showState() {
    const bool nothing = m_model->rowCount() == 0 && !m_model->loading();
    m_stack->setCurrentWidget(nothing ? static_cast<QWidget*>(m_empty) : m_table);
}

}  // namespace rollscope::ui
