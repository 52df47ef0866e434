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
constexpr int partsWidth = 420;     // of the stream's parts, to be read in a line

/// In the order of the tabs: the way from L1 down.
constexpr api::BatchBytes ofTabs[] = {api::BatchBytes::calldata, api::BatchBytes::stream,
                                      api::BatchBytes::columns};

int tabOf(api::BatchBytes of) {
    return static_cast<int>(std::find(std::begin(ofTabs), std::end(ofTabs), of) -
                            std::begin(ofTabs));
}

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
    m_parts = new StreamParts(
        node, [this](const api::BatchField& part) { return toneAt(part.offset); }, this);
    m_parts->hide();
    row->addWidget(m_parts, 1);
    row->addWidget(makeSide());
    column->addLayout(row, 1);

    connect(m_decoder, &BatchDecoder::reset, this, &BatchDecoderView::showBatch);
    connect(m_decoder, &BatchDecoder::changed, this, &BatchDecoderView::showWindow);
    connect(m_decoder, &BatchDecoder::fieldChanged, this, &BatchDecoderView::showField);
    connect(m_decoder, &BatchDecoder::failed, this, &BatchDecoderView::failed);
    connect(m_decoder, &BatchDecoder::placeWanted, this, &BatchDecoderView::goTo);
    connect(m_parts, &StreamParts::partChosen, m_decoder, [this](const api::BatchField& part) {
        m_walking = false;
        m_decoder->stand(part);
    });
    connect(m_follow, &QAbstractButton::clicked, m_decoder, &BatchDecoder::follow);
    connect(m_hex, &HexView::windowWanted, m_decoder, &BatchDecoder::want);
    connect(m_hex, &HexView::byteChosen, this, [this](quint64 offset) {
        m_walking = false;  // a person chose another place meanwhile
        m_part.reset();
        m_decoder->choose(offset);
    });
    connect(m_of, &TabStrip::currentChanged, this, [this](int tab) {
        if (ofTabs[tab] == m_decoder->bytes()) return;
        m_walking = m_decoder->transaction().has_value();
        m_decoder->setBytes(ofTabs[tab]);
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
    m_of = new TabStrip({tr("On L1"), tr("DEFLATE"), tr("Unpacked")}, bar);
    m_of->setObjectName(QStringLiteral("batchOf"));
    m_of->setAccessibleName(tr("Which bytes"));
    m_of->setCurrent(tabOf(api::BatchBytes::columns));
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
    m_follow = new Button(QString(), ButtonKind::normal, side);
    m_follow->setObjectName(QStringLiteral("fieldFollow"));
    column->addWidget(m_follow, 0, Qt::AlignLeft);
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
    m_of->setCurrent(tabOf(m_decoder->bytes()));
    layOutBytes();
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
    layOutBytes();
}

void BatchDecoderView::layOutBytes() {
    const bool stream = m_decoder->bytes() == api::BatchBytes::stream;
    int room = width() - sideWidth - metric::margin - metric::gap;
    if (stream) room -= partsWidth + metric::gap;
    m_hex->setRowBytes(room >= widthForTwice       ? 2 * bytesARow
                       : room >= widthForTwice / 2 ? bytesARow
                                                   : bytesARow / 2);
    m_hex->setMaximumWidth(stream ? m_hex->sizeHint().width() : QWIDGETSIZE_MAX);
    m_parts->setVisible(stream);
    if (stream) m_parts->setBatch(m_decoder->batch());
}

void BatchDecoderView::showWindow() {
    const auto& window = m_decoder->window();
    std::vector<HexField> fields;
    const auto add = [&](std::uint64_t offset, std::uint64_t length, const QString& name) {
        fields.push_back({static_cast<std::size_t>(offset),
                          static_cast<std::size_t>(length),
                          name,
                          {},
                          toneAt(offset)});
    };
    if (m_decoder->bytes() == api::BatchBytes::stream) {
        // a byte may be of several parts: it has the colour of what they make
        for (const auto& each : m_sections) add(each.offset, each.length, each.name);
    } else {
        for (const auto& each : window.fields) add(each.offset, each.length, each.name);
    }
    m_hex->setWindow(static_cast<std::size_t>(window.offset), window.bytes, std::move(fields));
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
