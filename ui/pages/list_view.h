// One list in a page: its rows, and what an empty or failing list says.
#pragma once

#include "ui/models/paged_model.h"
#include "ui/widgets/clock.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/page.h"
#include "ui/widgets/page_head.h"

class QStackedLayout;

namespace rollscope::ui {

/// A list with its empty and error states; joins any PagedModelBase to a DataTable.
class ListView : public QWidget {
    Q_OBJECT
public:
    /// `sentence` says what would fill the list.
    ListView(const QString& accessibleName, const QString& sentence, QWidget* parent);

    /// Takes the model and the widths of its columns; the view does not own it.
    template <class Row>
    void setModel(PagedModel<Row>* model) {
        QList<ColumnPlace> places;
        for (const auto& column : model->columns()) places.append({column.width, column.leaves});
        take(model, places);
    }
    PagedModelBase* model() const { return m_model; }
    DataTable* table() const { return m_table; }
    EmptyState* empty() const { return m_empty; }

signals:
    void linkOpened(const QString& link);
    void currentRowChanged(int row);

private:
    void take(PagedModelBase* model, const QList<ColumnPlace>& places);
    void showState();

    QStackedLayout* m_stack;
    DataTable* m_table;
    EmptyState* m_empty;
    ErrorBar* m_error;
    PagedModelBase* m_model = nullptr;
};

}  // namespace rollscope::ui
