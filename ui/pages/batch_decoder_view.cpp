#include "ui/pages/batch_decoder_view.h"

#include <QPainter>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

constexpr int sideWidth = 300;
constexpr int bytesARow = 16;
constexpr int widthForTwice = 664;  // of the bytes, for 32 a row

/// The bar above the bytes: a panel's ground and the line below.
class Bar : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.fillRect(rect(), color(Token::bg1));
        painter.fillRect(QRect(0, 0, width(), 1), color(Token::line));
        painter.fillRect(QRect(0, height() - 1, width(), 1), color(Token::line));
    }
};

using Group = api::BatchGroup;

}  // namespace

Tone toneOf(Group group, std::size_t nth) {
    constexpr Tone ofBlocks[] = {Tone::l2, Tone::l1, Tone::ink, Tone::ink2, Tone::l1};
    // neighbours among the columns differ; amber is what a batch says of itself
    switch (group) {
        case Group::envelope: return Tone::ink3;
        case Group::header: return Tone::clock;
        case Group::packed: return Tone::l1;
        case Group::block: return ofBlocks[nth % std::size(ofBlocks)];
        case Group::kind: return Tone::ink3;
        case Group::nonce: return Tone::ink;
        case Group::gas: return Tone::ink2;
        case Group::fee: return Tone::l1;
        case Group::recipient: return Tone::l2;
        case Group::value: return Tone::clock;
        case Group::data: return Tone::ink;
        case Group::accessList: return Tone::l1;
        case Group::signature: return Tone::ink3;
    }
    return Tone::ink;
}

BatchDecoderView::BatchDecoderView(api::Node& node, QWidget* parent)
    : QWidget(parent), m_decoder(new BatchDecoder(node, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    auto* row = new QHBoxLayout;
    row->setContentsMargins(metric::margin, 6, 0, 0);
    row->setSpacing(metric::gap);
    m_hex = new HexView(this);
    m_hex->setObjectName(QStringLiteral("batchBytes"));
    m_hex->setAccessibleName(tr("Bytes of the batch"));
    m_hex->setRowBytes(bytesARow);
    m_hex->setFieldsListed(false);
    m_hex->setChoosable(true);
    m_hex->setVisibleRows(8);
    row->addWidget(m_hex, 1);
    row->addWidget(makeSide());
    column->addLayout(row, 1);

    connect(m_decoder, &BatchDecoder::reset, this, &BatchDecoderView::showBatch);
    connect(m_decoder, &BatchDecoder::changed, this, &BatchDecoderView::showWindow);
    connect(m_decoder, &BatchDecoder::fieldChanged, this, &BatchDecoderView::showField);
    connect(m_decoder, &BatchDecoder::failed, this, &BatchDecoderView::failed);
    connect(m_hex, &HexView::windowWanted, m_decoder, &BatchDecoder::want);
    connect(m_hex, &HexView::byteChosen, this, [this](quint64 offset) {
        m_part.reset();
        m_decoder->choose(offset);
    });
    connect(m_of, &TabStrip::currentChanged, this, [this](int tab) {
        m_decoder->setBytes(tab == 0 ? api::BatchBytes::calldata : api::BatchBytes::columns);
    });
    connect(m_legend, &RowsView::chosen, this, [this](int row) {
        m_part = m_sections[static_cast<std::size_t>(row)];
        goTo(m_part->offset);
    });
    connect(m_previous, &QAbstractButton::clicked, this, [this] { walk(-1); });
    connect(m_next, &QAbstractButton::clicked, this, [this] { walk(1); });
    connect(m_fieldLink, &HashLabel::opened, this, &BatchDecoderView::linkOpened);
    showField();
}

QWidget* BatchDecoderView::makeBar() {
    auto* bar = new Bar(this);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metric::margin, 1, metric::margin, 1);
    row->setSpacing(8);
    m_title = new TextLabel({}, Type::section, Tone::ink, bar);
    m_problem = new TextLabel({}, Type::body, Tone::trouble, bar);
    m_of = new TabStrip({tr("On L1"), tr("Unpacked")}, bar);
    m_of->setObjectName(QStringLiteral("batchOf"));
    m_of->setAccessibleName(tr("Which bytes"));
    m_of->setCurrent(1);
    m_previous = new Button(QStringLiteral("chevron-left"), {}, ButtonKind::normal, bar);
    m_next = new Button(QStringLiteral("chevron-right"), {}, ButtonKind::normal, bar);
    m_previous->setObjectName(QStringLiteral("previousTransaction"));
    m_next->setObjectName(QStringLiteral("nextTransaction"));
    m_previous->setAccessibleName(tr("Previous transaction"));
    m_next->setAccessibleName(tr("Next transaction"));
    m_transactionAt = new TextLabel({}, Type::body, Tone::ink2, bar);
    m_transactionAt->setObjectName(QStringLiteral("transactionAt"));
    row->addWidget(m_title);
    row->addWidget(m_of, 1);
    row->addWidget(m_problem);
    row->addWidget(m_transactionAt);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    return bar;
}

QWidget* BatchDecoderView::makeSide() {
    auto* side = new QWidget(this);
    side->setFixedWidth(sideWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, metric::margin, metric::gap);
    column->setSpacing(4);
    m_fieldName = new TextLabel({}, Type::section, Tone::ink, side);
    m_fieldValue = new TextLabel({}, Type::mono, Tone::ink, side);
    m_fieldPlace = new TextLabel({}, Type::label, Tone::ink3, side);
    m_fieldLink = new HashLabel(side);
    m_fieldName->setObjectName(QStringLiteral("fieldName"));
    m_fieldValue->setObjectName(QStringLiteral("fieldValue"));
    m_fieldPlace->setObjectName(QStringLiteral("fieldPlace"));
    m_fieldLink->setObjectName(QStringLiteral("fieldLink"));
    m_fieldValue->setWordWrap(true);
    m_legend = new ByteLegend(tr("Parts of the batch"), side);
    m_legend->setObjectName(QStringLiteral("batchLegend"));
    m_legend->setVisibleRows(4);
    column->addWidget(m_fieldName);
    column->addWidget(m_fieldValue);
    column->addWidget(m_fieldPlace);
    column->addWidget(m_fieldLink);
    column->addWidget(m_legend, 1);
    return side;
}

void BatchDecoderView::showBatch() {
    const auto& window = m_decoder->window();
    m_title->setText(m_decoder->batch() == 0
                         ? tr("Bytes")
                         : tr("Batch %1, byte by byte").arg(grouped(m_decoder->batch())));
    m_problem->setText(
        window.problem.isEmpty() ? QString() : tr("Decodes to no block: %1").arg(window.problem));
    m_sections = window.sections;
    m_tones.clear();
    std::size_t nth = 0;
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        nth = i > 0 && m_sections[i].group == m_sections[i - 1].group ? nth + 1 : 0;
        m_tones.push_back(toneOf(m_sections[i].group, nth));
    }
    m_part.reset();
    std::vector<LegendRow> rows;
    for (std::size_t i = 0; i < m_sections.size(); ++i) {
        rows.push_back({m_sections[i].name, counted(m_sections[i].length, tr("byte"), tr("bytes")),
                        m_tones[i]});
    }
    m_legend->setRows(std::move(rows));
    m_hex->setTotal(static_cast<std::size_t>(window.total));
    showWindow();
    showTransaction();
}

Tone BatchDecoderView::toneAt(std::uint64_t offset) const {
    for (std::size_t i = m_sections.size(); i > 0; --i) {
        if (m_sections[i - 1].offset <= offset) return m_tones[i - 1];
    }
    return Tone::ink2;
}

void BatchDecoderView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int room = event->size().width() - sideWidth - metric::margin - metric::gap;
    m_hex->setRowBytes(room >= widthForTwice ? 2 * bytesARow : bytesARow);
}

void BatchDecoderView::showWindow() {
    const auto& window = m_decoder->window();
    std::vector<HexField> fields;
    for (const auto& field : window.fields) {
        fields.push_back({static_cast<std::size_t>(field.offset),
                          static_cast<std::size_t>(field.length), field.name, field.value,
                          toneAt(field.offset)});
    }
    m_hex->setWindow(static_cast<std::size_t>(window.offset), window.bytes, std::move(fields));
}

void BatchDecoderView::showField() {
    const auto& field = m_decoder->field();
    const bool has = field.has_value();
    m_fieldName->setText(has ? field->name : tr("Choose a byte"));
    m_fieldName->setTone(has ? Tone::ink : Tone::ink2);
    m_fieldValue->setText(has ? field->value : QString());
    m_fieldValue->setVisible(has && !field->value.isEmpty());
    m_fieldPlace->setText(
        has ? tr("%1 from byte %2")
                  .arg(counted(field->length, tr("byte"), tr("bytes")), grouped(field->offset))
            : tr("A click or the arrow keys say what it is."));
    m_fieldLink->setVisible(has && !field->link.isEmpty());
    if (has && !field->link.isEmpty()) {
        const QString id = field->link.section(QLatin1Char(':'), -1);
        m_fieldLink->setValue(id, field->link);
        m_fieldLink->setLayer(field->link.startsWith(QLatin1String("batch")) ? api::Layer::l1
                                                                             : api::Layer::l2);
    }
    std::vector<HexMark> marks;
    for (const auto& each : m_decoder->transactionFields()) {
        if (m_decoder->bytes() != api::BatchBytes::columns) break;
        marks.push_back(
            {static_cast<std::size_t>(each.offset), static_cast<std::size_t>(each.length), false});
    }
    if (has) {
        marks.push_back({static_cast<std::size_t>(m_part ? m_part->offset : field->offset),
                         static_cast<std::size_t>(m_part ? m_part->length : field->length), true});
        m_hex->setAccessibleDescription(field->name + QStringLiteral(": ") + field->value);
        const auto section =
            std::find_if(m_sections.begin(), m_sections.end(), [&](const auto& each) {
                return field->offset >= each.offset && field->offset < each.offset + each.length;
            });
        if (section != m_sections.end()) {
            m_legend->setCurrent(static_cast<int>(section - m_sections.begin()));
        }
    }
    m_hex->setMarks(std::move(marks));
    showTransaction();
    if (m_walking && !m_decoder->transactionFields().empty()) {
        m_walking = false;
        goTo(m_decoder->transactionFields().front().offset);
    }
}

void BatchDecoderView::showTransaction() {
    const auto at = m_decoder->transaction();
    const std::uint32_t count = m_decoder->window().transactions;
    const bool unpacked = m_decoder->bytes() == api::BatchBytes::columns;
    std::size_t bytes = 0;
    for (const auto& field : m_decoder->transactionFields()) bytes += field.length;
    if (!unpacked || count == 0) {
        m_transactionAt->setText({});
    } else if (at) {
        m_transactionAt->setText(
            tr("Transaction %1 of %2: %3 in all columns")
                .arg(grouped(*at + 1), grouped(count), counted(bytes, tr("byte"), tr("bytes"))));
    } else {
        m_transactionAt->setText(counted(count, tr("transaction"), tr("transactions")));
    }
    const QString none = !unpacked    ? tr("Transactions stand in the unpacked bytes")
                         : count == 0 ? tr("No transaction in this batch")
                                      : QString();
    m_previous->setReason(!none.isEmpty()   ? none
                          : !at || *at == 0 ? tr("This is the first transaction")
                                            : QString());
    m_next->setReason(!none.isEmpty()          ? none
                      : at && *at + 1 == count ? tr("This is the last transaction")
                                               : QString());
}

void BatchDecoderView::walk(int step) {
    const auto at = m_decoder->transaction();
    const auto next = at ? static_cast<std::int64_t>(*at) + step : 0;
    if (next < 0 || next >= static_cast<std::int64_t>(m_decoder->window().transactions)) return;
    m_walking = true;
    m_part.reset();
    m_decoder->setTransaction(static_cast<std::uint32_t>(next));
}

void BatchDecoderView::goTo(std::uint64_t offset) {
    m_hex->setCurrent(static_cast<std::size_t>(offset));
    m_decoder->choose(offset);
}

}  // namespace rollscope::ui
