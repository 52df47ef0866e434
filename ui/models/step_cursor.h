// The one place in an execution that a person looks at, and the ways to move it.
#pragma once

#include <QObject>

#include "node/api/execution_record.h"

namespace rollscope::ui {

/// Walks a record; moved() after each change. Without a step it stands nowhere.
class StepCursor : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void setRecord(api::ExecutionPtr record);
    const api::ExecutionPtr& record() const { return m_record; }
    bool valid() const { return m_record && m_record->stepCount() > 0; }
    std::uint32_t at() const { return m_at; }
    /// The machine before the step at hand; valid() only.
    const api::MachineState& state() const { return m_state; }
    std::uint32_t frame() const;

    bool canStep() const { return valid() && m_at + 1 < m_record->stepCount(); }
    bool canBack() const { return valid() && m_at > 0; }
    bool canOut() const { return valid() && m_record->out(m_at).has_value(); }
    bool canFind(api::MarkKind kind) const {
        return valid() && m_record->nextMark(m_at, kind).has_value();
    }

    /// Goes to the next step with this opcode name, pc ("0x7d9") or pushed word; says what it
    /// found, or that there is none. `found` tells which.
    QString find(const QString& text, bool backwards, bool* found = nullptr);

public slots:
    void moveTo(std::uint32_t step);
    void step();
    void back();
    /// Over the calls that this step makes; at a frame's last step, on.
    void over();
    void overBack();
    /// To the caller, after the frame has ended.
    void out();
    void nextMark(rollscope::api::MarkKind kind);
    void previousMark(rollscope::api::MarkKind kind);

signals:
    void moved();

private:
    template <class Matches>
    bool seek(bool backwards, Matches matches);

    api::ExecutionPtr m_record;
    std::uint32_t m_at = 0;
    api::MachineState m_state;
};

}  // namespace rollscope::ui
