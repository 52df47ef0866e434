// The side of a batch's bytes: the field at hand, where it leads, and its transaction.
#include <algorithm>

#include "ui/pages/batch_decoder_view.h"
#include "ui/text/format.h"

namespace rollscope::ui {

namespace {

QString followText(api::BatchBytes of) {
    switch (of) {
        case api::BatchBytes::calldata: return BatchDecoderView::tr("Read the stream");
        case api::BatchBytes::stream: return BatchDecoderView::tr("Show it unpacked");
        case api::BatchBytes::columns: break;
    }
    return BatchDecoderView::tr("Show what packs it");
}

QString hexPlace(std::uint64_t offset) {
    return QStringLiteral("%1").arg(offset, 4, 16, QLatin1Char('0'));
}

}  // namespace

QString BatchDecoderView::placeText(const api::BatchField& field) const {
    if (!field.part) {
        return tr("%1 from byte %2")
            .arg(counted(field.length, tr("byte"), tr("bytes")), grouped(field.offset));
    }
    const api::StreamPart& part = *field.part;
    QString text =
        tr("%1 from bit %2").arg(counted(part.bits, tr("bit"), tr("bits")), grouped(part.bit));
    if (part.unpackedLength > 0) {
        text += tr(" · unpacked %1, %2")
                    .arg(hexPlace(part.unpackedOffset),
                         counted(part.unpackedLength, tr("byte"), tr("bytes")));
    }
    if (part.copiedFrom) text += tr(" · from %1").arg(hexPlace(*part.copiedFrom));
    return text;
}

void BatchDecoderView::showField() {
    const auto& field = m_decoder->field();
    const bool has = field.has_value();
    m_fieldName->setText(has ? field->name : tr("Choose a byte"));
    m_fieldName->setTone(has ? Tone::ink : Tone::ink2);
    m_fieldValue->setText(has ? field->value : QString());
    m_fieldValue->setVisible(has && !field->value.isEmpty());
    m_fieldPlace->setText(has ? placeText(*field)
                              : tr("A click or the arrow keys say what it is."));
    m_fieldLink->setVisible(has && !field->link.isEmpty());
    if (has && !field->link.isEmpty()) {
        const QString id = field->link.section(QLatin1Char(':'), -1);
        m_fieldLink->setValue(id, field->link);
        m_fieldLink->setLayer(field->link.startsWith(QLatin1String("batch")) ? api::Layer::l1
                                                                             : api::Layer::l2);
    }
    m_follow->setText(followText(m_decoder->bytes()));
    m_follow->setVisible(m_decoder->leadsOn());
    if (has && field->part) {
        m_parts->show(field->part->index);
        const auto at = m_hex->current();
        if (!at || *at < field->offset || *at >= field->offset + field->length) {
            m_hex->setCurrent(static_cast<std::size_t>(field->offset));
        }
    }
    mark();
    showTransaction();
    if (m_walking && !m_decoder->transactionFields().empty()) {
        m_walking = false;
        const api::BatchField first = m_decoder->transactionFields().front();
        if (first.part) {
            m_decoder->stand(first, true);
        } else {
            goTo(first.offset);
        }
    }
}

/// Underlines the transaction's bytes, lays a ground below the field's, finds it in the legend.
void BatchDecoderView::mark() {
    std::vector<HexMark> marks;
    const auto add = [&](std::uint64_t offset, std::uint64_t length, bool strong) {
        marks.push_back(
            {static_cast<std::size_t>(offset), static_cast<std::size_t>(length), strong});
    };
    for (const auto& each : m_decoder->transactionFields()) add(each.offset, each.length, false);
    if (const auto& field = m_decoder->field()) {
        if (m_part) {
            add(m_part->offset, m_part->length, true);
        } else {
            add(field->offset, field->length, true);
        }
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
}

void BatchDecoderView::showTransaction() {
    const auto at = m_decoder->transaction();
    const std::uint32_t count = m_decoder->window().transactions;
    const bool told = m_decoder->bytes() != api::BatchBytes::calldata;
    const bool stream = m_decoder->bytes() == api::BatchBytes::stream;
    const std::size_t parts = m_decoder->transactionFields().size();
    std::uint64_t bytes = 0;
    std::uint64_t bits = 0;
    for (const auto& field : m_decoder->transactionFields()) {
        bytes += field.length;
        if (field.part) bits += field.part->bits;
    }
    if (!told || count == 0) {
        m_transactionAt->setText({});
    } else if (at && stream) {
        m_transactionAt->setText(tr("Transaction %1 of %2: %3, %4 in all")
                                     .arg(grouped(*at + 1), grouped(count),
                                          counted(parts, tr("part"), tr("parts")),
                                          counted(bits, tr("bit"), tr("bits"))));
    } else if (at) {
        m_transactionAt->setText(
            tr("Transaction %1 of %2: %3 in all columns")
                .arg(grouped(*at + 1), grouped(count), counted(bytes, tr("byte"), tr("bytes"))));
    } else {
        m_transactionAt->setText(counted(count, tr("transaction"), tr("transactions")));
    }
    const QString none = !told        ? tr("Transactions stand in the stream and unpacked")
                         : count == 0 ? tr("No transaction in this batch")
                                      : QString();
    m_previous->setReason(!none.isEmpty()   ? none
                          : !at || *at == 0 ? tr("This is the first transaction")
                                            : QString());
    m_next->setReason(!none.isEmpty()          ? none
                      : at && *at + 1 == count ? tr("This is the last transaction")
                                               : QString());
}

}  // namespace rollscope::ui
