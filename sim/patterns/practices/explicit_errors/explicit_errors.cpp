// SPDX-License-Identifier: MIT
#include "patterns/practices/explicit_errors/explicit_errors.h"

namespace coroscope::practices::errors {

QCoro::Task<> ExplicitErrors::takeItems(std::uint32_t index)
{
    for (;;) {
        co_await m_kernel.sleep(Pausing, m_parameters.pause.draw(m_pauses[index]));
        const Shield finishing(m_kernel); // a dismissed caller leaves after its item
        Item item = m_kernel.createItem();
        if (m_parameters.variant() == Variant::Ignored)
            co_await callAndIgnoreErrors(item);
        else
            co_await callAndHandleErrors(item, index);
    }
}

QCoro::Task<> ExplicitErrors::callAndIgnoreErrors(Item &item)
{
    const JoinHandle<void> call = startCallWith(item);
    co_await m_kernel.join(call.task()); // it has ended, no matter how: an error is dropped with the handle
}

QCoro::Task<> ExplicitErrors::callAndHandleErrors(Item &item, std::uint32_t index)
{
    try {
        co_await retry(m_kernel, m_delays[index], m_rules, [&](std::uint32_t) { return callOnce(item.id()); });
        item.done();
    } catch (const CallFailed &) { // no retry is left
        item.fail();
    }
}

QCoro::Task<> ExplicitErrors::callOnce(ItemId item)
{
    const JoinHandle<void> call = startCall(item);
    co_await call.join(); // an error comes out here
}

QCoro::Task<> ExplicitErrors::call(ItemId item, std::uint32_t index)
{
    co_await m_threads->compute(Computing, m_parameters.work.live().exactly(), item);
    if (m_failures[index].chance(m_parameters.failureRate()))
        throw CallFailed();
}

// What follows keeps the places on the stage apart, and lets parameters be turned while it runs.

QCoro::Task<> ExplicitErrors::callWith(Item item, PooledIndex slot)
{
    Item own = std::move(item); // ends with the body; a parameter outlives the task
    co_await call(own.id(), slot.index());
    own.done();
}

QCoro::Task<> ExplicitErrors::callWithout(ItemId item, PooledIndex slot)
{
    co_await call(item, slot.index());
}

JoinHandle<void> ExplicitErrors::startCallWith(Item &item)
{
    PooledIndex slot = m_callIndices.take();
    const Place place{Calls, slot.index()};
    return spawnJoinable(*m_runtime, place, [this, item = std::move(item), slot = std::move(slot)]() mutable {
        return callWith(std::move(item), std::move(slot));
    });
}

JoinHandle<void> ExplicitErrors::startCall(ItemId item)
{
    PooledIndex slot = m_callIndices.take();
    const Place place{Calls, slot.index()};
    return spawnJoinable(*m_runtime, place,
                         [this, item, slot = std::move(slot)]() mutable { return callWithout(item, std::move(slot)); });
}

QCoro::Task<> ExplicitErrors::main()
{
    m_threads.emplace(m_kernel, static_cast<std::uint32_t>(m_parameters.threads()));
    setRules();
    co_await supervised(m_kernel, [this](Scope &scope) { start(scope); });
}

void ExplicitErrors::start(Scope &scope)
{
    m_runtime = &scope;
    m_callers.emplace(scope, Callers, [this](std::uint32_t index) { return takeItems(index); });
    m_callers->resize(static_cast<std::uint32_t>(m_parameters.tasks()));
}

void ExplicitErrors::setRules()
{
    m_rules.retries = static_cast<std::uint32_t>(m_parameters.retries());
    m_rules.base.setMean(m_parameters.delay());
    m_rules.activity = Delaying;
}

ExplicitErrors::ExplicitErrors(Kernel &kernel)
    : m_kernel(kernel),
      m_pauses(kernel.seed(), "pause"),
      m_delays(kernel.seed(), "delay"),
      m_failures(kernel.seed(), "failure")
{
    m_parameters.retries.onChanged([this] { setRules(); });
    m_parameters.delay.onChanged([this] { setRules(); });
    m_parameters.tasks.onChanged([this] {
        if (m_callers)
            m_callers->resize(static_cast<std::uint32_t>(m_parameters.tasks()));
    });
    m_parameters.threads.onChanged([this] {
        if (m_threads)
            m_threads->setThreads(static_cast<std::uint32_t>(m_parameters.threads()));
    });
}

} // namespace coroscope::practices::errors
