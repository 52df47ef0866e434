// How a transaction ran: call tree, input, logs and changes side by side, the stepper below.
#pragma once

#include "ui/models/transaction_model.h"
#include "ui/pages/input_view.h"
#include "ui/pages/stepper_panel.h"

class QSplitter;
class QStackedLayout;

namespace rollscope::ui {

/// One cursor for all: a call moves it to its first step, a log to the step that wrote it.
class ExecutionTab : public QWidget {
    Q_OBJECT
public:
    ExecutionTab(TransactionModel& model, StepCursor& cursor, TxNames names, QWidget* parent);
    void showTransaction();
    void showExecution();
    void showChanges();
    /// Selects a call and moves the cursor to its first step.
    void chooseCall(int frame);

signals:
    void opened(const QString& link);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeUpper();
    void showState();
    void followCursor();
    void chooseLog(int log);
    void showInInspector(std::uint32_t frame, bool asked);
    void chooseChange(int row);
    QString noStepsText() const;

    TransactionModel& m_model;
    StepCursor& m_cursor;
    Hash m_shownOf;  ///< whose execution the cursor walks
    TxNames m_names;
    QStackedLayout* m_stack;
    EmptyState* m_waiting;
    Button* m_act;
    QWidget* m_failure;
    TextLabel* m_failureText;
    Button* m_failureStep;
    QSplitter* m_splitter;
    QWidget* m_lowerLeft;
    QWidget* m_lowerRight;
    SectionHead *m_callsHead, *m_inputHead, *m_logsHead, *m_changesHead;
    CallTree* m_calls;
    TextLabel* m_foot;
    InputView* m_input;
    EventList* m_logs;
    ChangeList* m_changes;
    StepperPanel* m_stepper;
};

}  // namespace rollscope::ui
