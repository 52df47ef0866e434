#include "ui/pages/input_view.h"

#include <QLocale>
#include <QVBoxLayout>

#include "ui/text/format.h"
#include "ui/text/words.h"

namespace rollscope::ui {

QString inputNote(const api::TxView& tx, const TxNames& names) {
    const std::size_t size = tx.tx.data.size();
    if (size == 0) return InputView::tr("no input");
    const QString bytes = counted(size, InputView::tr("byte"), InputView::tr("bytes"));
    if (!tx.row.to) return InputView::tr("%1 of creation code").arg(bytes);
    if (tx.input) {
        // several contracts share a function: the one that is called is the one to name
        const QString called = names.address(*tx.row.to);
        return InputView::tr("%1, ABI of %2")
            .arg(bytes, called.isEmpty() ? tx.input->contract : called);
    }
    return InputView::tr("%1, no ABI known").arg(bytes);
}

std::vector<HexField> inputFields(const api::TxView& tx) {
    const Bytes& data = tx.tx.data;
    std::vector<HexField> fields;
    if (!tx.row.to || data.size() < 4 || data.size() % 32 != 4) return fields;
    fields.push_back({0, 4, InputView::tr("selector"), {}, Tone::clock});
    for (std::size_t at = 4; at < data.size() && fields.size() < 65; at += 32) {
        fields.push_back({at,
                          32,
                          InputView::tr("word %1").arg((at - 4) / 32),
                          {},
                          (at / 32) % 2 == 0 ? Tone::l1 : Tone::l2});
    }
    return fields;
}

InputView::InputView(TxNames names, bool wide, QWidget* parent)
    : QScrollArea(parent), m_names(std::move(names)), m_wide(wide) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Decoded input"));
    viewport()->setAutoFillBackground(false);
}

void InputView::addArgument(FactGrid& grid, const api::NamedValue& value) {
    const QString name = value.name.isEmpty() ? value.type : value.name;
    const bool isAddress = value.type == QLatin1String("address");
    if (!isAddress && !value.value.startsWith(QLatin1String("0x"))) {
        auto* label = new HashLabel(&grid);  // a click copies any value
        const QString brief = valueText(value, m_names.address);
        const bool longer = value.value.size() > 40;
        label->setValue(longer ? value.value.left(36) + QStringLiteral("…") : value.value);
        if (brief != value.value && brief != QLocale::c().toString(value.value.toLongLong())) {
            label->setSuffix(brief);
        }
        label->setToolTip(value.type + QLatin1Char(' ') + value.value);
        return grid.addWidget(name, label);
    }
    HashLabel* label = grid.addHash(name);
    const auto address = isAddress ? addressFromHex(value.value.toStdString()) : Result<Address>();
    if (isAddress && address) {
        label->setValue(value.value, accountLink(m_names.layerOf(*address), *address),
                        m_wide ? 20 : 6, m_wide ? 20 : 4);
        label->setLayer(m_names.layerOf(*address));
        label->setSuffix(m_names.address(*address));
        connect(label, &HashLabel::opened, this, &InputView::opened);
    } else {
        label->setValue(value.value, {}, m_wide ? 32 : 8, m_wide ? 32 : 6);
        label->setSuffix(m_wide ? value.type : QString());
    }
}

void InputView::addOutcome(QBoxLayout* column, const api::ExecutionFrame& frame) {
    if (frame.ok && frame.returned.empty()) return;
    column->addSpacing(4);
    column->addWidget(new TextLabel(frame.ok ? tr("Returned") : tr("Failed"), Type::sectionSmall,
                                    Tone::ink2, this));
    if (!frame.ok) {
        auto* reason = new TextLabel(failureText(frame), Type::body, Tone::trouble, this);
        reason->setObjectName(QStringLiteral("inputFailure"));
        reason->setWordWrap(true);
        column->addWidget(reason);
        return;
    }
    auto* grid = new FactGrid(this);
    grid->setObjectName(QStringLiteral("inputReturned"));
    for (const api::NamedValue& value : frame.returned) addArgument(*grid, value);
    column->addWidget(grid);
}

void InputView::showInput(const api::TxView& tx, const api::ExecutionPtr& execution) {
    const api::ExecutionFrame* frame =
        execution && !execution->frames().empty() ? &execution->frames()[0] : nullptr;
    QString now = hex(tx.row.hash);
    const auto note = [&](const std::vector<api::NamedValue>& values) {
        for (const auto& value : values) {
            now += value.name + value.value;
            const auto address = addressFromHex(value.value.toStdString());
            if (address) now += m_names.address(*address);  // names come later
        }
    };
    if (tx.input) {
        now += tx.input->contract + tx.input->function;
        note(tx.input->arguments);
    }
    if (frame != nullptr) {
        now += failureText(*frame);
        note(frame->returned);
    }
    if (now == m_shown) return;
    m_shown = now;
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metric::margin, 8, metric::margin, 8);
    column->setSpacing(4);
    const Bytes& data = tx.tx.data;
    if (tx.input) {
        auto* head = new QHBoxLayout;
        head->setSpacing(8);
        auto* selector =
            new TextLabel(hex(BytesView(data).first(std::min<std::size_t>(4, data.size()))).mid(2),
                          Type::mono, Tone::clock, body);
        selector->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        QStringList types;
        for (const api::NamedValue& value : tx.input->arguments) types << value.type;
        head->addWidget(selector);
        head->addWidget(new TextLabel(
            QStringLiteral("%1(%2)").arg(tx.input->function, types.join(QLatin1Char(','))),
            Type::mono, Tone::ink, body));
        column->addLayout(head);
        auto* grid = new FactGrid(body);
        for (const api::NamedValue& value : tx.input->arguments) {
            addArgument(*grid, value);
        }
        column->addWidget(grid);
    } else {
        QString sentence = tr("No input: value moves and nothing is called.");
        if (!data.empty()) {
            sentence = tx.row.to ? tr("No ABI is known for this call; its bytes are below.")
                                 : tr("The code that makes the contract, and its arguments.");
        }
        auto* text = new TextLabel(sentence, Type::body, Tone::ink2, body);
        text->setWordWrap(true);
        column->addWidget(text);
    }
    if (frame != nullptr) addOutcome(column, *frame);
    if (!data.empty()) {
        auto* bytes = new HexView(body);
        bytes->setFieldsListed(false);
        bytes->setRowBytes(m_wide ? 32 : 16);
        bytes->setVisibleRows(m_wide ? 24 : 8);
        bytes->setBytes(data, inputFields(tx));
        bytes->setFixedHeight(bytes->sizeHint().height());
        column->addSpacing(6);
        column->addWidget(bytes);
    }
    column->addStretch(1);
    setWidget(body);
    body->setAutoFillBackground(false);
}

}  // namespace rollscope::ui
