// The opcode stepper: buttons, slider and search over one cursor; opcodes, stack, memory, storage.
#pragma once

#include <QLineEdit>

#include "ui/models/step_cursor.h"
#include "ui/models/steps_model.h"
#include "ui/pages/tx_rows.h"
#include "ui/widgets/button.h"
#include "ui/widgets/fact_strip.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/step_slider.h"

class QStackedLayout;

namespace rollscope::ui {

/// Shows the machine at its cursor and moves it. Keys: F10 step, Shift+F10 back, Ctrl+F10 over,
/// Ctrl+Shift+F10 out, F9 next SSTORE, Shift+F9 the one before.
class StepperPanel : public QWidget {
    Q_OBJECT
public:
    StepperPanel(StepCursor& cursor, TxNames names, QWidget* parent);
    /// The cursor has another record; `empty` is said when it has no step.
    void showRecord(const QString& empty);
    /// Names may have become known.
    void showStep();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* makeBar();
    QWidget* makeColumns();
    void addKey(const QKeySequence& key, std::function<void()> act);
    void showButtons();
    void showMachine();
    void search(bool backwards);
    void sayFound(const QString& text, Tone tone);

    StepCursor& m_cursor;
    TxNames m_names;
    StepsModel* m_steps;
    QStackedLayout* m_stack;
    EmptyState* m_empty;
    Button *m_back, *m_step, *m_over, *m_out, *m_write;
    StepSlider* m_slider;
    TextLabel* m_count;
    QLineEdit* m_search;
    TextLabel* m_found;
    bool m_searching = false;
    OpcodeList* m_opcodes;
    SectionHead *m_stackHead, *m_memoryHead, *m_storageHead;
    StackList* m_stackList;
    TextLabel* m_sentence;
    MemoryList* m_memory;
    StorageList* m_storage;
};

}  // namespace rollscope::ui
