// Fills an api::ExecutionRecord: every instruction, kept as what it changed.
//
// A step's effect shows when its frame's next step comes, so each open frame remembers its last
// step. Keyframes are set so that they never outweigh the steps between them.
#pragma once

#include "node/api/execution_data.h"
#include "node/trace/last_step.h"
#include "node/trace/observer.h"

namespace rollscope::trace {

class Recorder : public Observer {
public:
    Recorder(const TraceStart& start, std::uint64_t intrinsicGas, Limits limits);

    void enter(const evm::Message& message) override;
    void exit(const evm::CallResult& result) override;
    void step(const evm::Step& step) override;
    void log(const types::Log& log, std::size_t index) override;
    void selfDestruct(const Address& contract, const Address& beneficiary,
                      const U256& balance) override;
    void finish(const TraceEnd& end) override;
    /// The record's parts, once; names and decoded calls are the caller's to add.
    Result<std::unique_ptr<api::ExecutionRecord::Data>> take();

private:
    using Data = api::ExecutionRecord::Data;
    static constexpr std::uint32_t none = Data::none;

    /// A slot written in a frame that may still fail.
    struct Undo {
        Address address;
        std::size_t slot = 0;  ///< in Data::storage of the address
        U256 before;
    };
    struct Open {
        std::uint32_t frame = 0;
        std::uint32_t last = none;  ///< its last step
        std::size_t memorySize = 0;
        api::MemoryRange writes;  ///< of the last step
        std::size_t undoFrom = 0;
        std::size_t logsFrom = 0;
        std::size_t costSinceKeyframe = 0;
        std::uint32_t stepsSinceKeyframe = 0;
    };

    bool recording() { return error().code == ErrorCode::none; }
    void completeLast(Open& open, const evm::Step& step);
    void setKeyframe(Open& open, const evm::Step& step);
    void noteSlot(const Open& open, const evm::Step& step);
    api::SlotHistory& slotOf(const Address& address, const U256& slot, std::size_t& index);
    void undo(const Open& open, std::uint32_t step);
    void mark(std::uint8_t opcode, std::uint32_t step);
    void settle(const std::optional<Settled>& settled);

    std::unique_ptr<Data> m_data;
    StepBook m_book;
    std::vector<Open> m_open;
    std::vector<Undo> m_undo;
    std::unordered_map<Address, std::unordered_map<U256, std::size_t>> m_slots;
};

}  // namespace rollscope::trace
