// The mempool and the sequencer, as they stand.
#include "node/embedded/queries.h"

namespace rollscope::embedded {

namespace {

constexpr std::size_t maxContent = 20'000;

/// What keeps even the best transaction waiting; empty when nothing does.
QString whySequencerWaits(const api::SequencerView& sequencer) {
    if (!sequencer.running) return QStringLiteral("the sequencer is off");
    if (sequencer.mode == api::SequencerMode::paused) {
        return QStringLiteral("the sequencer is paused");
    }
    if (sequencer.mode == api::SequencerMode::stepping) {
        return QStringLiteral("block %1 is held before the stage \"%2\"")
            .arg(QString::number(sequencer.nextNumber), api::wordOf(sequencer.next));
    }
    return {};
}

}  // namespace

api::SequencerView Queries::sequencer() const {
    std::lock_guard lock(m.textMutex);
    return m.sequencerView;
}

Result<std::vector<api::PoolEntry>> Queries::poolContent(
    const std::optional<Address>& sender) const {
    auto content = m.pool->content(sender, maxContent);
    if (!content) {
        return fail(ErrorCode::requestTooLarge,
                    "the pool holds more than 20000 transactions; ask for one sender's");
    }
    return std::move(*content);
}

api::Page<api::MempoolRow> Queries::mempool(const api::PoolRequest& request) const {
    api::Page<api::MempoolRow> rows = m.pool->rows(request);
    const api::SequencerView sequencing = sequencer();
    const QString waits = whySequencerWaits(sequencing);
    for (api::MempoolRow& row : rows.rows) {
        const auto found = m.pool->find(row.tx.hash);
        if (found) row.tx.summary = summaryOf(api::Layer::l2, found->tx);
        if (row.why.isEmpty() && row.tx.gas > sequencing.policy.gasLimit) {
            row.why = QStringLiteral("asks for %1 gas; the sequencer's policy is %2 a block")
                          .arg(row.tx.gas)
                          .arg(sequencing.policy.gasLimit);
        }
        if (row.why.isEmpty()) row.why = waits;
    }
    return rows;
}

}  // namespace rollscope::embedded
