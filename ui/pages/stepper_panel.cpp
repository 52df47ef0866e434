#include "ui/pages/stepper_panel.h"

#include <QPainter>
#include <QShortcut>
#include <QStackedLayout>
#include <QVBoxLayout>

#include "ui/text/format.h"
#include "ui/widgets/icons.h"

namespace rollscope::ui {

namespace {

/// A 1 px line between columns or below a bar.
class Line : public QWidget {
public:
    explicit Line(bool vertical, QWidget* parent) : QWidget(parent) {
        vertical ? setFixedWidth(1) : setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), color(Token::line)); }
};

}  // namespace

StepperPanel::StepperPanel(StepCursor& cursor, TxNames names, QWidget* parent)
    : QWidget(parent), m_cursor(cursor), m_names(std::move(names)) {
    setObjectName(QStringLiteral("stepper"));
    setAccessibleName(tr("Opcode stepper"));
    m_steps = new StepsModel(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(new Line(false, this));
    auto* body = new QWidget(this);
    m_stack = new QStackedLayout(body);
    m_stack->addWidget(makeColumns());
    m_empty = new EmptyState({}, body);
    m_stack->addWidget(m_empty);
    column->addWidget(body, 1);
    connect(&m_cursor, &StepCursor::moved, this, &StepperPanel::showStep);
    showRecord({});
}

QWidget* StepperPanel::makeBar() {
    auto* bar = new QWidget(this);
    bar->setFixedHeight(38);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metric::margin, 0, metric::margin, 0);
    row->setSpacing(6);
    auto* title = new TextLabel(tr("Opcode stepper"), Type::section, Tone::ink, bar);
    title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(title);
    row->addSpacing(8);
    m_back = new Button(QStringLiteral("chevron-left"), tr("Back"), ButtonKind::normal, bar);
    m_step = new Button(QStringLiteral("chevron-right"), tr("Step"), ButtonKind::primary, bar);
    m_over = new Button(tr("Over"), ButtonKind::normal, bar);
    m_out = new Button(tr("Out"), ButtonKind::normal, bar);
    m_write = new Button(tr("Next SSTORE"), ButtonKind::normal, bar);
    m_back->setKey(QKeySequence(Qt::SHIFT | Qt::Key_F10));
    m_step->setKey(QKeySequence(Qt::Key_F10));
    // a button's own shortcut clicks a tenth of a second late and once while the key is held
    m_back->setShortcut({});
    m_step->setShortcut({});
    addKey(QKeySequence(Qt::SHIFT | Qt::Key_F10), [this] { m_cursor.back(); });
    addKey(QKeySequence(Qt::Key_F10), [this] { m_cursor.step(); });
    m_over->setToolTip(tr("To this call's next step, over what it calls: Ctrl+F10"));
    m_out->setToolTip(tr("To the caller's next step: Ctrl+Shift+F10"));
    m_write->setToolTip(tr("F9; the one before: Shift+F9"));
    const char* const ids[] = {"stepBack", "stepOn", "stepOver", "stepOut", "stepWrite"};
    Button* const buttons[] = {m_back, m_step, m_over, m_out, m_write};
    for (std::size_t i = 0; i < std::size(buttons); ++i) {
        buttons[i]->setObjectName(QString::fromLatin1(ids[i]));
        row->addWidget(buttons[i]);
    }
    connect(m_back, &QAbstractButton::clicked, &m_cursor, &StepCursor::back);
    connect(m_step, &QAbstractButton::clicked, &m_cursor, &StepCursor::step);
    connect(m_over, &QAbstractButton::clicked, &m_cursor, &StepCursor::over);
    connect(m_out, &QAbstractButton::clicked, &m_cursor, &StepCursor::out);
    const auto next = [this] { m_cursor.nextMark(api::MarkKind::storageWrite); };
    connect(m_write, &QAbstractButton::clicked, this, next);
    addKey(QKeySequence(Qt::CTRL | Qt::Key_F10), [this] { m_cursor.over(); });
    addKey(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F10), [this] { m_cursor.out(); });
    addKey(QKeySequence(Qt::Key_F9), next);
    addKey(QKeySequence(Qt::SHIFT | Qt::Key_F9),
           [this] { m_cursor.previousMark(api::MarkKind::storageWrite); });
    row->addSpacing(6);
    m_slider = new StepSlider(bar);
    m_slider->setMinimumWidth(60);
    m_slider->setToolTip(tr("Marks: storage writes; in red, where a call failed"));
    connect(m_slider, &StepSlider::moved, &m_cursor, &StepCursor::moveTo);
    row->addWidget(m_slider, 1000);
    row->addSpacing(6);
    m_count = new TextLabel({}, Type::mono, Tone::ink, bar);
    m_count->setObjectName(QStringLiteral("stepCount"));
    m_count->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(m_count);
    m_found = new TextLabel({}, Type::label, Tone::ink2, bar);
    m_found->setObjectName(QStringLiteral("stepFound"));
    m_found->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_found->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    row->addStretch(1);
    row->addWidget(m_found);
    m_search = new QLineEdit(bar);
    m_search->setObjectName(QStringLiteral("stepSearch"));
    m_search->setPlaceholderText(tr("Opcode, pc or word"));
    m_search->setAccessibleName(tr("Find a step"));
    m_search->setToolTip(
        tr("An opcode's name, a pc such as 0x7d9, or a word that an instruction pushed. Return "
           "finds the next, Shift+Return the one before."));
    m_search->addAction(themedIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_search->setFixedWidth(156);
    row->addWidget(m_search);
    auto* previous = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_Return), m_search);
    previous->setContext(Qt::WidgetShortcut);
    connect(previous, &QShortcut::activated, this, [this] { search(true); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { search(false); });
    connect(m_search, &QLineEdit::textEdited, this, [this] { sayFound({}, Tone::ink2); });
    return bar;
}

QWidget* StepperPanel::makeColumns() {
    auto* columns = new QWidget(this);
    auto* row = new QHBoxLayout(columns);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    const auto head = [this](const QString& title) {
        auto* made = new SectionHead(title, this);
        made->setPlain();
        return made;
    };
    const auto addColumn = [&](int stretch) {
        if (row->count() > 0) row->addWidget(new Line(true, columns));
        auto* column = new QVBoxLayout;
        column->setContentsMargins(0, 4, 0, 6);
        column->setSpacing(0);
        row->addLayout(column, stretch);
        return column;
    };
    auto* first = addColumn(27);
    m_opcodes = new OpcodeList(columns);
    first->addWidget(new OpcodeHead(columns));
    m_opcodes->setModel(m_steps, StepsModel::FrameRole);
    m_opcodes->setToolTipDuration(10'000);
    first->addWidget(m_opcodes, 1);
    connect(m_opcodes, &RowsView::chosen, this,
            [this](int step) { m_cursor.moveTo(static_cast<std::uint32_t>(step)); });

    auto* second = addColumn(34);
    m_stackHead = head(tr("Stack"));
    m_stackList = new StackList(columns);
    m_sentence = new TextLabel({}, Type::body, Tone::ink, columns);
    m_sentence->setObjectName(QStringLiteral("stepSentence"));
    m_sentence->setWordWrap(true);
    second->addWidget(m_stackHead);
    second->addWidget(m_stackList, 1000);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(metric::margin, 6, metric::margin, 4);
    words->addWidget(m_sentence);
    second->addLayout(words);
    second->addStretch(1);  // the sentence follows the last item

    auto* third = addColumn(39);
    m_memoryHead = head(tr("Memory"));
    m_memory = new MemoryList(columns);
    m_storageHead = head(tr("Storage"));
    m_storage = new StorageList(columns);
    third->addWidget(m_memoryHead);
    third->addWidget(m_memory, 1);
    third->addWidget(m_storageHead);
    third->addWidget(m_storage);
    return columns;
}

void StepperPanel::addKey(const QKeySequence& key, std::function<void()> act) {
    auto* shortcut = new QShortcut(key, this);
    connect(shortcut, &QShortcut::activated, this, std::move(act));
}

void StepperPanel::showRecord(const QString& empty) {
    m_steps->setRecord(m_cursor.record());
    m_empty->setSentence(empty);
    m_stack->setCurrentIndex(m_cursor.valid() ? 0 : 1);
    m_search->clear();
    std::vector<StepMark> marks;
    if (m_cursor.valid()) {
        for (const api::ExecutionMark& mark : m_cursor.record()->marks()) {
            if (mark.kind == api::MarkKind::storageWrite) marks.push_back({mark.step, Tone::clock});
            if (mark.kind == api::MarkKind::revert || mark.kind == api::MarkKind::fault) {
                marks.push_back({mark.step, Tone::trouble});
            }
        }
    }
    m_slider->setSteps(m_cursor.valid() ? m_cursor.record()->stepCount() : 0, std::move(marks));
    showStep();
}

void StepperPanel::showStep() {
    if (!m_searching) sayFound({}, Tone::ink2);
    showButtons();
    if (!m_cursor.valid()) return;
    m_opcodes->setCurrent(static_cast<int>(m_cursor.at()));
    m_slider->setValue(m_cursor.at());
    showMachine();
}

void StepperPanel::showButtons() {
    const bool steps = m_cursor.valid();
    const QString none = tr("No opcode was executed");
    const auto why = [&](bool possible, const QString& reason) {
        return possible ? QString() : steps ? reason : none;
    };
    m_back->setReason(why(m_cursor.canBack(), tr("This is the first step")));
    m_step->setReason(why(m_cursor.canStep(), tr("This is the last step")));
    m_over->setReason(why(m_cursor.canStep(), tr("This is the last step")));
    m_out->setReason(why(m_cursor.canOut(), tr("No caller goes on after this call")));
    m_write->setReason(why(m_cursor.canFind(api::MarkKind::storageWrite),
                           tr("No storage write comes after this step")));
    m_slider->setEnabled(steps);
    m_search->setEnabled(steps);
    m_count->setText(steps
                         ? QStringLiteral("%1 / %2").arg(grouped(std::uint64_t{m_cursor.at()} + 1),
                                                         grouped(m_cursor.record()->stepCount()))
                         : QString());
}

void StepperPanel::showMachine() {
    const api::MachineState& state = m_cursor.state();
    const api::ExecutionStep step = m_cursor.record()->step(m_cursor.at());
    const api::ExecutionFrame& frame = m_cursor.record()->frames()[step.frame];
    m_stackHead->setTitle(
        state.stack.empty()
            ? tr("Stack, empty")
            : tr("Stack, %1, top first").arg(counted(state.stack.size(), tr("item"), tr("items"))));
    m_stackHead->setCursorNote(takesText(step.opcode, state.takes));
    m_stackList->setRows(stackRows(state, step.opcode, m_names));
    m_stackList->setMaximumHeight(std::max<int>(1, static_cast<int>(state.stack.size())) *
                                  m_stackList->rowHeight());
    m_sentence->setText(explainStep(*m_cursor.record(), state, m_names.address));
    const bool reads = state.reads.size > 0;
    const api::MemoryRange& range = reads ? state.reads : state.writes;
    m_memoryHead->setTitle(
        state.memory.empty()
            ? tr("Memory, empty")
            : tr("Memory, %1").arg(counted(state.memory.size(), tr("byte"), tr("bytes"))));
    const QString word = reads ? tr("reads %1") : tr("writes %1");
    m_memoryHead->setCursorNote(range.size == 0 ? QString() : word.arg(rangeText(range)));
    m_memory->setMemory(state.memory, range.offset, range.size,
                        reads ? tr("read here") : tr("written here"));
    auto slots_ = storageRows(state, step.opcode, frame.to, m_names);
    const int shown = static_cast<int>(slots_.size());
    m_storageHead->setTitle(
        tr("Storage of %1, %2 touched")
            .arg(m_names.shown(frame.to), counted(slots_.size(), tr("slot"), tr("slots"))));
    m_storageHead->setVisible(shown > 0);
    m_storage->setVisible(shown > 0);
    m_storage->setFixedHeight(std::clamp(shown, 1,
                                         height() > 330   ? 5
                                         : height() > 280 ? 3
                                                          : 1) *
                              m_storage->rowHeight());
    m_storage->setRows(std::move(slots_));
}

void StepperPanel::search(bool backwards) {
    bool found = false;
    m_searching = true;
    const QString said = m_cursor.find(m_search->text(), backwards, &found);
    m_searching = false;
    sayFound(said, found ? Tone::ink2 : Tone::trouble);
}

// It stands where the slider was, until the cursor moves on.
void StepperPanel::sayFound(const QString& text, Tone tone) {
    m_found->setTone(tone);
    m_found->setText(text);
    m_found->setVisible(!text.isEmpty());
    m_slider->setVisible(text.isEmpty());
}

void StepperPanel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::bg1));
    painter.fillRect(QRect(0, 0, width(), 1), color(Token::ctl));
}

}  // namespace rollscope::ui
