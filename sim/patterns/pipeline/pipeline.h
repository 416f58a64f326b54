// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"
#include "kernel/sender.h"
#include "kernel/worker_pool.h"
#include "pattern/pattern.h"
#include "patterns/pipeline/parameters.h"
#include "patterns/pipeline/passing_order.h"

#include <array>
#include <vector>

namespace coroscope::pipeline {

/// Positions in the topology of topology.cpp.
enum Group : std::uint32_t { Source, Extra, FirstStage, Sink = FirstStage + mostStages, DeadLetterBox };
enum ChannelId : std::uint32_t { FirstChannel, LastChannel = FirstChannel + mostStages, DeadLetters };
enum Activity : std::uint32_t { Making, Working };
/// Positions in the list of actions.
enum Action : std::size_t { Close, Send };

/// The coroutines of the pattern; stages.cpp keeps them going while stages come and go.
class Pipeline final : public Pattern
{
public:
    explicit Pipeline(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;
    void act(const ActionCall &call) override;

private:
    struct Stage;
    struct Line;

    void start(Line &line, Scope &scope);
    QCoro::Task<> produce(Channel<Item> &first);
    QCoro::Task<> sendOne(Sender<Item> given);
    QCoro::Task<> work(Line &line, Stage &stage, std::uint32_t index);
    QCoro::Task<bool> succeeds(Stage &stage, std::uint32_t index, ItemId item);
    QCoro::Task<> finish(Channel<Item> &last);
    QCoro::Task<> putAway(Channel<Item> &deadLetters);

    std::uint32_t stageCount() const noexcept { return static_cast<std::uint32_t>(m_parameters.stages()); }
    std::uint32_t workerCount(const Stage &stage) const noexcept;
    void noteFailure(int attempt, ItemId item, Time begun);
    bool takenAway(const Stage &stage) const noexcept;
    Channel<Item> &next(Line &line, const Stage &stage);
    void open(Line &line, Stage &stage);
    void openDeadLetters(Line &line);
    void leaveIfWorkedOff(Stage &stage);
    void allHaveLeft(Line &line, Stage &stage);
    void endReaches(Line &line, std::uint32_t stage);
    void settleOrder(Line &line);
    void closeSource(Line &line);
    void sendOneMore(Line &line);
    void reactToTurns();
    void stagesChanged(Line &line);
    void workersChanged(Stage &stage);

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_makingTimes;
    std::vector<RandomStreams> m_workingTimes; ///< by stage
    RandomStreams m_failures;
    Line *m_line = nullptr; ///< until the pipeline is over
};

/// A stage, which may be open or not: its workers take from the channel before it.
struct Pipeline::Stage {
    Stage(Kernel &kernel, std::uint32_t position) : number(position), order(kernel) { }

    const std::uint32_t number; ///< from 0
    std::optional<Channel<Item>> input{};
    std::optional<WorkerPool> workers{};
    PassingOrder order;
};

/// Everything between source and sink.
struct Pipeline::Line {
    explicit Line(Pipeline &pipeline);
    ~Line() { owner.m_line = nullptr; }

    Pipeline &owner;
    std::array<Stage, mostStages> stages;
    Channel<Item> last; ///< before the sink
    std::optional<Channel<Item>> deadLetters{};
    std::optional<WorkerPool> sink{};
    std::optional<WorkerPool> deadLetterBox{};
    Scope *scope = nullptr;
    TaskRef source{};
    std::vector<TaskRef> extras{}; ///< by place
    bool closing = false;
};

} // namespace coroscope::pipeline
