// A script as a table: for each arrow or note what is done, what is found, what shows it.
#pragma once

#include "ui/diagram/play_stage.h"

namespace rollscope::ui {

/// `Own` derives from it and has `static const std::vector<Row>& rows()`, one row an item.
template <class Own>
class TableScript : public Script {
public:
    using Act = Task<Result<bool>> (Own::*)(PlayStage&);
    using Look = Task<Result<Evidence>> (Own::*)(PlayStage&);
    /// What a person does, else what somebody else did, and what shows that it happened. Without
    /// `look` the item is not bound.
    struct Row {
        BindingKind kind;
        Reach reach;
        Act act, find;
        Look look;
    };

    std::unique_ptr<Script> copy() const override {
        return std::make_unique<Own>(static_cast<const Own&>(*this));
    }
    int items() const override { return static_cast<int>(Own::rows().size()); }
    std::vector<int> order() const override {
        std::vector<int> bound;
        for (int item = 0; item < items(); ++item) {
            if (row(item).look != nullptr) bound.push_back(item);
        }
        return bound;
    }
    BindingKind kindOf(int item) const override { return row(item).kind; }
    Reach reachOf(int item, const api::NodeConfig&) const override { return row(item).reach; }
    Task<Result<Evidence>> drive(PlayStage& stage, int item) override {
        return run(stage, row(item).act, row(item).look);
    }
    Task<Result<Evidence>> watch(PlayStage& stage, int item) override {
        return run(stage, row(item).find, row(item).look);
    }

private:
    static const Row& row(int item) { return Own::rows()[static_cast<std::size_t>(item)]; }

    Task<Result<Evidence>> run(PlayStage& stage, Act act, Look look) {
        Own& own = static_cast<Own&>(*this);
        if (act != nullptr) {
            const Result<bool> done = co_await (own.*act)(stage);
            if (!done) co_return failFrom(done);
        }
        Result<Evidence> evidence = co_await (own.*look)(stage);
        co_return evidence;
    }
};

}  // namespace rollscope::ui
