// A batch's bytes on a page: hex in the colours of its fields, what the byte at hand is, a legend,
// and one transaction's bytes marked over all columns.
#pragma once

#include "ui/models/batch_decoder.h"
#include "ui/pages/stream_parts.h"
#include "ui/widgets/button.h"
#include "ui/widgets/byte_legend.h"
#include "ui/widgets/fact_strip.h"
#include "ui/widgets/hex_view.h"
#include "ui/widgets/labels.h"

namespace rollscope::ui {

/// The colour of a section's bytes: `nth` counts the sections of its group, so that neighbours
/// differ.
Tone toneOf(api::BatchGroup group, std::size_t nth);

/// Object names: batchBytes, batchLegend, batchOf, fieldName, fieldValue, fieldLink, fieldFollow,
/// previousTransaction, nextTransaction, transactionAt, streamParts.
class BatchDecoderView : public QWidget {
    Q_OBJECT
public:
    BatchDecoderView(api::Node& node, QWidget* parent);
    void setBatch(std::uint64_t index) { m_decoder->setBatch(index); }
    std::uint64_t batch() const { return m_decoder->batch(); }

signals:
    void linkOpened(const QString& link);
    void failed(const QString& problem);

private:
    QWidget* makeBar();
    QWidget* makeSide();
    void layOutBytes();
    void showBatch();
    void showWindow();
    void showField();
    void showTransaction();
    void walk(int step);
    void goTo(std::uint64_t offset);
    Tone toneAt(std::uint64_t offset) const;
    QString placeText(const api::BatchField& field) const;
    void mark();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    BatchDecoder* m_decoder;
    TextLabel *m_title, *m_problem;
    TabStrip* m_of;
    HexView* m_hex;
    StreamParts* m_parts;
    ByteLegend* m_legend;
    TextLabel *m_fieldName, *m_fieldValue, *m_fieldPlace, *m_transactionAt;
    HashLabel* m_fieldLink;
    Button *m_previous, *m_next, *m_follow;
    std::vector<api::BatchSection> m_sections;
    std::vector<Tone> m_tones;                ///< of the sections
    std::optional<api::BatchSection> m_part;  ///< chosen in the legend: marked whole
    bool m_walking = false;                   ///< the next transaction's bytes are to be shown
};

}  // namespace rollscope::ui
