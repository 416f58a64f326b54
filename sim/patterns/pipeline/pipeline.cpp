// SPDX-License-Identifier: MIT
#include "patterns/pipeline/pipeline.h"

namespace coroscope::pipeline {

QCoro::Task<> Pipeline::produce(Channel<Item> &first)
{
    const Sender<Item> sender(first); // with the last one that goes, the channel closes: the end travels down
    for (;;) {
        co_await m_kernel.work(Making, m_parameters.interval.draw(m_makingTimes[0]));
        const Shield holding(m_kernel); // a source that is closed still sends what it has made
        Item item = m_kernel.createItem();
        co_await sender.send(std::move(item)); // backpressure: this waits while the channel is full
    }
}

QCoro::Task<> Pipeline::work(Line &line, Stage &stage, std::uint32_t index)
{
    while (std::optional<Item> item = co_await stage.input->receive()) { // a dismissed worker leaves here ...
        const Shield holding(m_kernel);                                  // ... and never with an item in its hands
        PassingOrder::Ticket ticket(stage.order, item->id());
        leaveIfWorkedOff(stage);

        const bool good = co_await succeeds(stage, index, item->id());
        if (good) {
            if (m_parameters.order() == Order::Keep)
                co_await ticket.turn();
            co_await next(line, stage).send(std::move(*item)); // the next stage sets the pace, if it is slower
        } else if (m_parameters.onFailure() == OnFailure::DeadLetter) {
            co_await line.deadLetters->send(std::move(*item));
        } else {
            item->fail();
        }
    }
}

QCoro::Task<bool> Pipeline::succeeds(Stage &stage, std::uint32_t index, ItemId item)
{
    LiveDuration &length = m_parameters.work[stage.number].live();
    for (int attempt = 0;; ++attempt) {
        const Time begun = m_kernel.now();
        co_await m_kernel.work(Working, length.draw(m_workingTimes[stage.number][index]), item);
        if (!m_failures[stage.number * mostWorkers + index].chance(m_parameters.failureRate()))
            co_return true;
        noteFailure(attempt, item, begun);
        if (m_parameters.onFailure() != OnFailure::Retry || attempt >= m_parameters.retries())
            co_return false;
    }
}

QCoro::Task<> Pipeline::finish(Channel<Item> &last)
{
    while (std::optional<Item> item = co_await last.receive())
        item->done();
}

QCoro::Task<> Pipeline::putAway(Channel<Item> &deadLetters)
{
    while (std::optional<Item> item = co_await deadLetters.receive())
        item->fail();
}

QCoro::Task<> Pipeline::main()
{
    Line line(*this);
    co_await scoped(m_kernel, [&](Scope &scope) { start(line, scope); });
}

void Pipeline::start(Line &line, Scope &scope)
{
    line.scope = &scope;
    line.sink.emplace(scope, Sink, [&](std::uint32_t) { return finish(line.last); });
    line.sink->resize(1);
    line.deadLetterBox.emplace(scope, DeadLetterBox, [&](std::uint32_t) { return putAway(*line.deadLetters); });
    if (m_parameters.onFailure() == OnFailure::DeadLetter)
        openDeadLetters(line);
    for (Stage &stage : line.stages) {
        stage.workers.emplace(scope, FirstStage + stage.number,
                              [&](std::uint32_t index) { return work(line, stage, index); });
        stage.workers->whenAllHaveLeft([&] { allHaveLeft(line, stage); });
        if (!takenAway(stage))
            open(line, stage);
    }
    line.source = TaskRef(scope.spawn({Source, 0}, [&] { return produce(*line.stages.front().input); }));
}

// What follows leads past stages that were taken away, and sends single items by hand.

Channel<Item> &Pipeline::next(Line &line, const Stage &stage)
{
    const std::uint32_t following = stage.number + 1;
    return following < stageCount() ? *line.stages[following].input : line.last;
}

QCoro::Task<> Pipeline::sendOne(Sender<Item> given)
{
    const Sender<Item> sender = std::move(given); // a parameter would outlive the body
    const Shield holding(m_kernel);
    Item item = m_kernel.createItem();
    co_await sender.send(std::move(item));
}

} // namespace coroscope::pipeline
