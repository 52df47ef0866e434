// The parts of a batch's DEFLATE stream as a list: bit, what it is, what it makes.
#pragma once

#include "ui/models/batch_decoder.h"
#include "ui/models/paged_model.h"
#include "ui/widgets/data_table.h"

namespace rollscope::ui {

/// Costs what is on the screen, however long the stream. Object name: streamParts.
class StreamParts : public DataTable {
    Q_OBJECT
public:
    /// `tone` is the colour of a part.
    StreamParts(api::Node& node, std::function<Tone(const api::BatchField&)> tone, QWidget* parent);
    /// Turns to another batch; nothing is asked before the list is to be seen.
    void setBatch(std::uint64_t index);
    /// Shows the part and selects it, without a signal.
    void show(std::uint64_t part);

signals:
    void partChosen(const rollscope::api::BatchField& part);

private:
    api::Node& m_node;
    PagedModel<api::BatchField>* m_model;
    std::uint64_t m_batch = 0;
    std::optional<std::uint64_t> m_wanted;  ///< to be shown when the list knows how long it is
    bool m_quiet = false;
};

}  // namespace rollscope::ui
