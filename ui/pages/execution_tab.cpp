#include "ui/pages/execution_tab.h"

#include <QPainter>
#include <QSplitter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

namespace {

/// Below this height logs and changes stand in their own tabs alone.
constexpr int fourPanesFrom = 560;

/// A pane with a line at its left or above it.
class Pane : public QWidget {
public:
    Pane(bool lineLeft, bool lineTop, QWidget* parent)
        : QWidget(parent), m_left(lineLeft), m_top(lineTop), m_column(new QVBoxLayout(this)) {
        m_column->setContentsMargins(lineLeft ? 1 : 0, lineTop ? 1 : 0, 0, 0);
        m_column->setSpacing(0);
    }
    QVBoxLayout* column() const { return m_column; }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        if (m_left) painter.fillRect(QRect(0, 0, 1, height()), color(Token::line));
        if (m_top) painter.fillRect(QRect(0, 0, width(), 1), color(Token::line));
    }

private:
    bool m_left, m_top;
    QVBoxLayout* m_column;
};

/// The red line that says where it failed.
class FailureLine : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), color(Token::rdt));
        painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::rdb));
    }
};

}  // namespace

ExecutionTab::ExecutionTab(TransactionModel& model, StepCursor& cursor, TxNames names,
                           QWidget* parent)
    : QWidget(parent), m_model(model), m_cursor(cursor), m_names(std::move(names)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_failure = new FailureLine(this);
    m_failure->setFixedHeight(34);
    auto* line = new QHBoxLayout(m_failure);
    line->setContentsMargins(metric::margin, 0, metric::margin, 0);
    m_failureText = new TextLabel({}, Type::body, Tone::trouble, m_failure);
    m_failureText->setObjectName(QStringLiteral("txFailure"));
    m_failureStep = new Button(tr("Go to the step"), ButtonKind::normal, m_failure);
    m_failureStep->setObjectName(QStringLiteral("txFailureStep"));
    line->addWidget(m_failureText, 1);
    line->addWidget(m_failureStep);
    column->addWidget(m_failure);
    auto* body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_splitter = new QSplitter(Qt::Vertical, body);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeUpper());
    m_stepper = new StepperPanel(m_cursor, m_names, m_splitter);
    m_splitter->addWidget(m_stepper);
    m_splitter->setStretchFactor(0, 56);
    m_splitter->setStretchFactor(1, 44);
    m_splitter->setSizes({384, 303});
    m_stack->addWidget(m_splitter);
    m_waiting = new EmptyState({}, body);
    m_act = m_waiting->addButton(tr("Retry"));
    m_stack->addWidget(m_waiting);
    column->addWidget(body, 1);
    connect(m_act, &QAbstractButton::clicked, this,
            [this] { m_model.recording() ? m_model.cancel() : m_model.retry(); });
    connect(m_failureStep, &QAbstractButton::clicked, this, [this] {
        if (!m_model.execution()) return;
        const std::uint32_t frame = failingFrame(*m_model.execution());
        if (const auto step = failingStep(*m_model.execution(), frame)) m_cursor.moveTo(*step);
    });
    connect(&m_cursor, &StepCursor::moved, this, &ExecutionTab::followCursor);
    showState();
}

QWidget* ExecutionTab::makeUpper() {
    auto* upper = new QWidget(this);
    auto* row = new QHBoxLayout(upper);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* left = new Pane(false, false, upper);
    auto* right = new Pane(true, false, upper);
    row->addWidget(left, 58);
    row->addWidget(right, 42);

    auto* calls = new Pane(false, false, left);
    m_callsHead = new SectionHead(tr("Call tree"), calls);
    m_calls = new CallTree(calls);
    m_foot = new TextLabel({}, Type::body, Tone::ink2, calls);
    calls->column()->addWidget(m_callsHead);
    calls->column()->addWidget(m_calls, 1);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(metric::margin, 4, metric::margin, 6);
    foot->addWidget(m_foot);
    calls->column()->addLayout(foot);
    left->column()->addWidget(calls, 60);
    auto* logs = new Pane(false, true, left);
    m_logsHead = new SectionHead(tr("Logs"), logs);
    m_logs = new EventList(logs);
    logs->column()->addWidget(m_logsHead);
    logs->column()->addWidget(m_logs, 1);
    left->column()->addWidget(logs, 40);
    m_lowerLeft = logs;

    auto* input = new Pane(false, false, right);
    m_inputHead = new SectionHead(tr("Decoded input"), input);
    m_input = new InputView(m_names, false, input);
    input->column()->addWidget(m_inputHead);
    input->column()->addWidget(m_input, 1);
    right->column()->addWidget(input, 60);
    auto* changes = new Pane(false, true, right);
    m_changesHead = new SectionHead(tr("State changes"), changes);
    m_changes = new ChangeList(changes);
    changes->column()->addWidget(m_changesHead);
    changes->column()->addSpacing(2);
    changes->column()->addWidget(m_changes, 1);
    right->column()->addWidget(changes, 40);
    m_lowerRight = changes;

    connect(m_calls, &RowsView::chosen, this, &ExecutionTab::chooseCall);
    connect(m_calls, &RowsView::entered, this,
            [this](int frame) { showInInspector(static_cast<std::uint32_t>(frame), true); });
    connect(m_logs, &RowsView::chosen, this, &ExecutionTab::chooseLog);
    connect(m_changes, &RowsView::chosen, this, &ExecutionTab::chooseChange);
    connect(m_input, &InputView::opened, this, &ExecutionTab::opened);
    return upper;
}

void ExecutionTab::showState() {
    const auto& tx = m_model.transaction();
    QString sentence;
    m_act->hide();
    if (tx && !tx->receipt) {
        sentence = tr("Not executed yet.");
        if (!tx->status.reason.isEmpty()) sentence += QLatin1Char(' ') + tx->status.reason;
    } else if (!m_model.executionProblem().isEmpty()) {
        sentence = tr("Its steps could not be recorded: %1").arg(m_model.executionProblem());
        m_act->setText(tr("Retry"));
        m_act->show();
    } else if (!m_model.execution()) {
        sentence = tx ? tr("Running block %1 again to record every step …")
                            .arg(grouped(tx->row.block.value_or(0)))
                      : QString();
        m_act->setText(tr("Cancel"));
        m_act->setVisible(m_model.recording());
    }
    m_waiting->setSentence(sentence);
    m_stack->setCurrentIndex(m_model.execution() ? 0 : 1);
    m_failure->setVisible(m_model.execution() && !m_model.execution()->ok());
}

void ExecutionTab::showTransaction() {
    const auto& tx = m_model.transaction();
    showState();
    if (!tx) return;
    m_inputHead->setNote(inputNote(*tx, m_names));
    m_input->showInput(*tx, m_model.execution());
    if (m_model.execution() && m_cursor.record() == m_model.execution()) {
        // names of contracts may have come after the execution
        m_calls->setRows(callRows(*m_model.execution(), m_names));
        m_logs->setRows(eventRows(*m_model.execution(), m_names));
        followCursor();
    }
}

QString ExecutionTab::noStepsText() const {
    if (!m_model.execution() || m_cursor.valid()) return {};
    const auto& frames = m_model.execution()->frames();
    if (frames.empty()) return tr("Nothing was executed.");
    if (frames[0].kind >= api::FrameKind::create) {
        return tr("The creation code is empty: there is no opcode to step through.");
    }
    return frames[0].input.empty()
               ? tr("A plain transfer: no code ran, so there is no opcode to step through.")
               : tr("%1 has no code here, so there is no opcode to step through.")
                     .arg(m_names.shown(frames[0].codeAddress));
}

void ExecutionTab::showExecution() {
    showState();
    // the same execution in better words: one stays where one was
    const bool again = m_model.execution() && m_shownOf == m_model.hash() && m_cursor.valid() &&
                       m_model.execution()->stepCount() == m_cursor.record()->stepCount();
    const std::uint32_t at = m_cursor.at();
    m_shownOf = m_model.hash();
    m_cursor.setRecord(m_model.execution());
    m_stepper->showRecord(noStepsText());
    if (!m_model.execution()) return;
    const api::ExecutionRecord& record = *m_model.execution();
    if (m_model.transaction()) m_input->showInput(*m_model.transaction(), m_model.execution());
    std::uint32_t depth = 0;
    for (const auto& frame : record.frames()) depth = std::max(depth, frame.depth);
    m_callsHead->setNote(tr("%1 · depth %2 · gas with children")
                             .arg(counted(record.frames().size(), tr("call"), tr("calls")))
                             .arg(depth));
    m_calls->setRows(callRows(record, m_names));
    const QString intrinsic = grouped(record.intrinsicGas());
    m_foot->setText(record.gasRefunded() > 0
                        ? tr("%1 intrinsic gas and %2 refunded are outside this tree")
                              .arg(intrinsic, grouped(record.gasRefunded()))
                        : tr("%1 intrinsic gas is outside this tree").arg(intrinsic));
    m_logs->setRows(eventRows(record, m_names));
    m_logsHead->setNote(counted(record.logs().size(), tr("event"), tr("events")));
    if (!record.ok() && !record.frames().empty()) {
        const std::uint32_t frame = failingFrame(record);
        const auto step = failingStep(record, frame);
        const api::ExecutionFrame& at = record.frames()[frame];
        const QString where =
            (at.contract.isEmpty() ? m_names.shown(at.codeAddress) : at.contract) +
            QLatin1Char('.') + functionText(at);
        m_failureText->setText(step ? tr("Failed in %1 at step %2, %3: %4")
                                          .arg(where, grouped(std::uint64_t{*step} + 1),
                                               opcodeText(record.step(*step).opcode),
                                               failureText(at))
                                    : tr("Failed in %1: %2").arg(where, failureText(at)));
        m_failureStep->setVisible(step.has_value());
        if (step && !again) m_cursor.moveTo(*step);
    }
    if (again) m_cursor.moveTo(at);
    followCursor();
}

void ExecutionTab::showChanges() {
    if (!m_model.changes()) {
        m_changes->setRows({});
        m_changesHead->setNote(m_model.changesProblem(), Tone::trouble);
        return;
    }
    const auto& changes = *m_model.changes();
    std::uint64_t slots_ = 0;
    for (const auto& change : changes) slots_ += change.field == api::StateField::slot ? 1 : 0;
    m_changesHead->setNote(
        tr("%1, %2 of accounts")
            .arg(counted(slots_, tr("slot"), tr("slots")), grouped(changes.size() - slots_)));
    m_changes->setRows(changeRows(changes, m_names));
    m_stepper->showStep();  // its slots have names now
}

void ExecutionTab::chooseCall(int index) {
    if (!m_model.execution()) return;
    const auto& frames = m_model.execution()->frames();
    if (index < 0 || static_cast<std::size_t>(index) >= frames.size()) return;
    const api::ExecutionFrame& frame = frames[static_cast<std::size_t>(index)];
    if (frame.ownSteps > 0) {
        m_cursor.moveTo(frame.firstStep);
    } else if (frame.callStep != api::ExecutionFrame::none) {
        m_cursor.moveTo(frame.callStep);  // nothing ran in it: the instruction that made it
    }
    m_calls->setCurrent(index);
    showInInspector(static_cast<std::uint32_t>(index), false);
}

// In a narrow window the inspector lies over the stepper, so it is opened only when asked for.
void ExecutionTab::showInInspector(std::uint32_t frame, bool asked) {
    if (!asked && window()->width() < metric::overlayBelow) return;
    emit opened(callLink(m_model.layer(), m_model.hash(), frame));
}

void ExecutionTab::chooseLog(int index) {
    if (!m_model.execution()) return;
    const auto& logs = m_model.execution()->logs();
    if (static_cast<std::size_t>(index) >= logs.size()) return;
    m_cursor.moveTo(logs[static_cast<std::size_t>(index)].step);
    showInInspector(logs[static_cast<std::size_t>(index)].frame, false);
}

void ExecutionTab::chooseChange(int row) {
    if (!m_model.changes() || static_cast<std::size_t>(row) >= m_model.changes()->size()) return;
    emit opened(
        accountLink(m_model.layer(), (*m_model.changes())[static_cast<std::size_t>(row)].address));
}

void ExecutionTab::followCursor() {
    if (!m_cursor.valid()) return;
    const std::uint32_t frame = m_cursor.frame();
    m_calls->setCurrent(static_cast<int>(frame));
    const auto& logs = m_cursor.record()->logs();
    int here = -1;
    for (std::size_t i = 0; i < logs.size(); ++i) {
        if (logs[i].step == m_cursor.at()) here = static_cast<int>(i);
    }
    if (here >= 0 || m_logs->current() >= 0) m_logs->setCurrent(here);
}

void ExecutionTab::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool four = height() >= fourPanesFrom;
    m_lowerLeft->setVisible(four);
    m_lowerRight->setVisible(four);
}

}  // namespace rollscope::ui
