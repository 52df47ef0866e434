// The two flows of the architecture: a transaction's way to L1, and a state root's.
#pragma once

#include "ui/diagram/table_script.h"

namespace rollscope::ui {

/// One transaction of L2 and what has become of it.
struct LayersFacts {
    std::optional<Hash> tx;
    Address sender;
    std::uint64_t block = 0;  ///< of L2
    std::uint64_t batch = 0;
};

/// What both flows begin with and end on.
template <class Own>
class LayersScript : public TableScript<Own> {
public:
    PastKind pastKind() const override { return PastKind::batch; }
    Task<Result<bool>> pick(PlayStage& stage, std::optional<std::uint64_t> index) override;
    QString subject() const override;

protected:
    Task<Result<bool>> transfer(PlayStage& stage);
    Task<Result<bool>> submitBatch(PlayStage& stage);
    Task<Result<bool>> findBatch(PlayStage& stage);

    LayersFacts m_facts;
};

/// "Transaction flow": submitted, collected, posted, stored.
class TransactionFlowScript final : public LayersScript<TransactionFlowScript> {
public:
    static const std::vector<Row>& rows();
    ItemWords wordsOf(int item) const override;

private:
    Task<Result<Evidence>> submitted(PlayStage& stage);
    Task<Result<Evidence>> collected(PlayStage& stage);
    Task<Result<Evidence>> posted(PlayStage& stage);
    Task<Result<Evidence>> stored(PlayStage& stage);
};

/// "State updates": updated, proven, asserted.
class StateUpdatesScript final : public LayersScript<StateUpdatesScript> {
public:
    static const std::vector<Row>& rows();
    ItemWords wordsOf(int item) const override;

private:
    Task<Result<Evidence>> updated(PlayStage& stage);
    Task<Result<Evidence>> proven(PlayStage& stage);
    Task<Result<Evidence>> asserted(PlayStage& stage);
};

extern template class LayersScript<TransactionFlowScript>;
extern template class LayersScript<StateUpdatesScript>;

}  // namespace rollscope::ui
