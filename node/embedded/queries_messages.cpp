#include "node/embedded/queries.h"

namespace rollscope::embedded {

void Queries::explain(api::MessageView& view) const {
    if (view.side == api::MessageSide::inbox && !view.takenIn && !m.running(api::Role::sequencer)) {
        view.why += QStringLiteral(" The sequencer is off.");
    }
    if (view.side != api::MessageSide::outbox) return;
    if (view.stage == api::MessageStage::sent && !m.running(api::Role::batcher)) {
        view.why += QStringLiteral(" The batcher is off.");
    }
    if (view.stage == api::MessageStage::batched && !m.running(api::Role::proposer)) {
        view.why += QStringLiteral(" The proposer is off.");
    }
}

api::Page<api::MessageView> Queries::messages(api::MessageSide side,
                                              const std::optional<Address>& account,
                                              api::PageRequest page) const {
    auto rows = m.bridge->messages(side, account, page, m.chainSeconds());
    for (api::MessageView& row : rows.rows) explain(row);
    return rows;
}

Result<api::MessageView> Queries::message(api::MessageSide side, std::uint64_t index) const {
    auto view = m.bridge->message(side, index, m.chainSeconds());
    if (!view) {
        return fail(ErrorCode::notFound,
                    "message " + std::to_string(index) + " of the " + wordOf(side).toStdString());
    }
    explain(*view);
    return *std::move(view);
}

}  // namespace rollscope::embedded
