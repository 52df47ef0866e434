#include "ui/pages/stream_parts.h"

#include "ui/models/cells.h"

namespace rollscope::ui {

namespace {

using Row = api::BatchField;
using Model = PagedModel<Row>;

Model::Fetch partsOf(api::Node& node, std::uint64_t batch) {
    return [&node, batch](api::PageRequest page) {
        api::DecodingRequest request;
        request.of = api::BatchBytes::stream;
        request.part = page.offset;
        request.limit = page.limit;
        return node.batchDecoding(batch, request)
            .then([page](const Result<api::BatchDecoding>& decoding) -> Result<api::Page<Row>> {
                if (!decoding) return failFrom(decoding);
                return api::Page<Row>{decoding->fields, page.offset, decoding->parts};
            });
    };
}

QString textOf(const Row& row) {
    return row.value.isEmpty() ? row.name : row.name + QStringLiteral("  ") + row.value;
}

}  // namespace

StreamParts::StreamParts(api::Node& node, std::function<Tone(const Row&)> tone, QWidget* parent)
    : DataTable(tr("Parts of the DEFLATE stream"), parent), m_node(node) {
    setObjectName(QStringLiteral("streamParts"));
    std::vector<Column<Row>> columns{
        numberColumn<Row>(tr("Bit"), 74, [](const Row& row) { return grouped(row.part->bit); }),
        numberColumn<Row>(tr("Bits"), 46, [](const Row& row) { return grouped(row.part->bits); }),
        {tr("Part, and what it makes"),
         [tone = std::move(tone)](const Row& row, int role) -> QVariant {
             switch (role) {
                 case Qt::DisplayRole:
                 case Qt::ToolTipRole:
                 case FullRole: return textOf(row);
                 case KindRole: return int(CellKind::mono);
                 case ToneRole: return int(tone(row));
                 default: return {};
             }
         },
         false, 0}};
    m_model = new Model(
        partsOf(node, 0), std::move(columns), [](const Row&) { return QString(); }, this);
    setModel(m_model);
    setColumns({{74}, {46}, {}});
    connect(this, &DataTable::currentRowChanged, this, [this](int row) {
        const Row* part = m_model->rowAt(row);
        if (part != nullptr && !m_quiet) emit partChosen(*part);
    });
    connect(m_model, &PagedModelBase::totalChanged, this, [this] {
        if (m_wanted) show(*m_wanted);
    });
}

void StreamParts::setBatch(std::uint64_t index) {
    if (index == m_batch) return;
    m_batch = index;
    m_wanted.reset();
    if (index > 0) m_model->reset(partsOf(m_node, index));
}

void StreamParts::show(std::uint64_t part) {
    m_wanted = part;
    if (static_cast<std::uint64_t>(m_model->rowCount()) <= part) return;
    m_wanted.reset();
    const QModelIndex row = m_model->index(static_cast<int>(part), 0);
    if (currentIndex().row() == row.row()) return;
    m_quiet = true;
    setCurrentIndex(row);
    scrollTo(row, QAbstractItemView::EnsureVisible);
    m_quiet = false;
}

}  // namespace rollscope::ui
