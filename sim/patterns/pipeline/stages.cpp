// SPDX-License-Identifier: MIT
// What follows keeps the pipeline going while it is changed: stages come and go, the source is closed.
#include "patterns/pipeline/pipeline.h"

#include <algorithm>

namespace coroscope::pipeline {

Pipeline::Line::Line(Pipeline &pipeline)
    : owner(pipeline),
      stages{Stage(pipeline.m_kernel, 0), Stage(pipeline.m_kernel, 1), Stage(pipeline.m_kernel, 2),
             Stage(pipeline.m_kernel, 3), Stage(pipeline.m_kernel, 4), Stage(pipeline.m_kernel, 5)},
      last(pipeline.m_kernel, LastChannel, pipeline.m_parameters.capacity())
{
    static_assert(mostStages == 6);
    owner.m_line = this;
}

Pipeline::Pipeline(Kernel &kernel)
    : m_kernel(kernel), m_makingTimes(kernel.seed(), "interval"), m_failures(kernel.seed(), "failure-rate")
{
    for (const DurationParameter &work : m_parameters.work)
        m_workingTimes.emplace_back(kernel.seed(), work.spec().id);
    reactToTurns();
}

std::uint32_t Pipeline::workerCount(const Stage &stage) const noexcept
{
    return static_cast<std::uint32_t>(m_parameters.workers[stage.number]());
}

void Pipeline::noteFailure(int attempt, ItemId item, Time begun)
{
    m_kernel.note(EventKind::AttemptFailed, static_cast<std::uint32_t>(attempt), item,
                  (m_kernel.now() - begun).count());
}

// A stage beyond those wanted gets nothing new, works off what it has, and is gone.
bool Pipeline::takenAway(const Stage &stage) const noexcept
{
    return stage.number >= stageCount();
}

void Pipeline::open(Line &line, Stage &stage)
{
    if (!stage.input) {
        // The end travels from stage to stage. Once it has passed this place, nothing more will come here.
        const auto closed = [](const Stage &other) { return other.input && other.input->closed(); };
        if (line.last.closed() || std::any_of(line.stages.begin() + stage.number, line.stages.end(), closed))
            return;
        stage.input.emplace(m_kernel, FirstChannel + stage.number, m_parameters.capacity());
    }
    if (!stage.input->closed())
        stage.workers->resize(workerCount(stage));
}

void Pipeline::openDeadLetters(Line &line)
{
    if (line.deadLetters || line.last.closed())
        return;
    line.deadLetters.emplace(m_kernel, DeadLetters, 1, WhenFull::Unbounded);
    line.deadLetterBox->resize(1);
}

void Pipeline::leaveIfWorkedOff(Stage &stage)
{
    // No sender waits for an empty channel, and none will: next() leads past this stage.
    if (takenAway(stage) && stage.input->size() == 0)
        stage.workers->resize(0);
}

void Pipeline::allHaveLeft(Line &line, Stage &stage)
{
    const bool ended = stage.input->closed();
    if (stage.input->size() > 0 || !(ended || takenAway(stage)))
        return; // the whole run is being stopped
    stage.input.reset();
    settleOrder(line);
    if (ended)
        endReaches(line, stage.number + 1);
}

void Pipeline::endReaches(Line &line, std::uint32_t stage)
{
    for (; stage < mostStages; ++stage) {
        if (std::optional<Channel<Item>> &input = line.stages[stage].input) {
            input->close();
            return;
        }
    }
    line.last.close();
    if (line.deadLetters)
        line.deadLetters->close();
}

// What a stage that was taken away still works off is older than what comes past it.
void Pipeline::settleOrder(Line &line)
{
    bool held = false;
    for (auto stage = line.stages.rbegin(); stage != line.stages.rend(); ++stage) {
        stage->order.setHeld(held);
        held = held || (takenAway(*stage) && stage->input);
    }
}

void Pipeline::act(const ActionCall &call)
{
    if (!m_line || m_line->closing)
        return;
    if (call.action == Close)
        closeSource(*m_line);
    else
        sendOneMore(*m_line);
}

void Pipeline::closeSource(Line &line)
{
    line.closing = true;
    if (Task *const source = line.source.get())
        source->cancel();
}

void Pipeline::sendOneMore(Line &line)
{
    std::optional<Channel<Item>> &input = line.stages.front().input;
    if (!input || input->closed())
        return;
    auto place = std::find_if(line.extras.begin(), line.extras.end(), [](TaskRef task) { return !task.get(); });
    if (place == line.extras.end())
        place = line.extras.insert(place, TaskRef());
    const auto index = static_cast<std::uint32_t>(place - line.extras.begin());
    *place = TaskRef(line.scope->spawn(
        {Extra, index}, [this, first = Sender<Item>(*input)]() mutable { return sendOne(std::move(first)); }));
}

void Pipeline::reactToTurns()
{
    m_parameters.stages.onChanged([this] {
        if (m_line)
            stagesChanged(*m_line);
    });
    for (std::uint32_t i = 0; i < mostStages; ++i) {
        m_parameters.workers[i].onChanged([this, i] {
            if (m_line)
                workersChanged(m_line->stages[i]);
        });
    }
    m_parameters.capacity.onChanged([this] {
        if (!m_line)
            return;
        for (Stage &stage : m_line->stages) {
            if (stage.input)
                stage.input->setCapacity(m_parameters.capacity());
        }
        m_line->last.setCapacity(m_parameters.capacity());
    });
    m_parameters.onFailure.onChanged([this] {
        if (m_line && m_parameters.onFailure() == OnFailure::DeadLetter)
            openDeadLetters(*m_line);
    });
    m_parameters.order.onChanged([this] {
        if (!m_line || m_parameters.order() == Order::Keep)
            return;
        for (Stage &stage : m_line->stages)
            stage.order.letAllPass();
    });
}

void Pipeline::stagesChanged(Line &line)
{
    for (Stage &stage : line.stages) {
        if (!takenAway(stage))
            open(line, stage);
        else if (stage.input)
            leaveIfWorkedOff(stage);
    }
    settleOrder(line);
}

void Pipeline::workersChanged(Stage &stage)
{
    // When a stage ends, the workers it has finish their items.
    const bool ending = !stage.input || (stage.input->size() == 0 && (takenAway(stage) || stage.input->closed()));
    if (!ending)
        stage.workers->resize(workerCount(stage));
}

} // namespace coroscope::pipeline
