// SPDX-License-Identifier: MIT
#include "patterns/practices/less_shared_state/less_shared_state.h"

namespace coroscope::practices::sharing {

struct LessSharedState::State {
    Lock lock;             // held to change the state ...
    Channel<Item> updates; // ... or it is changed by one task alone, which takes updates from here
    std::optional<WorkerPool> tasks{};
};

QCoro::Task<> LessSharedState::workAndUpdate(State &state, std::uint32_t index)
{
    for (;;) {
        co_await m_threads->compute(Working, m_parameters.work.draw(m_workTimes[index]));
        const Shield finishing(m_kernel); // a dismissed task leaves after its update
        Item item = m_kernel.createItem();
        if (m_parameters.variant() == Variant::Lock)
            co_await updateUnderLock(state, item);
        else
            co_await askOwner(state, item);
    }
}

QCoro::Task<> LessSharedState::updateUnderLock(State &state, Item &item)
{
    const LockGuard guard = co_await state.lock.acquire(); // waits while another task holds it
    co_await update(item.id());
    item.done();
}

QCoro::Task<> LessSharedState::askOwner(State &state, Item &item)
{
    co_await state.updates.send(std::move(item)); // goes on as soon as there is room for it
}

QCoro::Task<> LessSharedState::own(State &state)
{
    while (std::optional<Item> item = co_await state.updates.receive()) {
        co_await update(item->id()); // no other task touches the state: there is nothing to lock
        item->done();
    }
}

QCoro::Task<> LessSharedState::update(ItemId item)
{
    co_await m_threads->compute(Updating, m_parameters.update.draw(m_updateTimes), item);
}

// What follows starts the tasks, and lets parameters be turned while they run.

QCoro::Task<> LessSharedState::main()
{
    m_threads.emplace(m_kernel, static_cast<std::uint32_t>(m_parameters.threads()));
    State state{.lock{m_kernel, TheLock}, .updates{m_kernel, Updates, m_parameters.capacity()}};
    co_await scoped(m_kernel, [&](Scope &scope) { start(state, scope); });
}

void LessSharedState::start(State &state, Scope &scope)
{
    scope.spawn(Place{Owners, 0}, [this, &state] { return own(state); });
    state.tasks.emplace(scope, Tasks, [this, &state](std::uint32_t index) { return workAndUpdate(state, index); });
    state.tasks->resize(static_cast<std::uint32_t>(m_parameters.tasks()));
    m_state = &state;
}

LessSharedState::LessSharedState(Kernel &kernel)
    : m_kernel(kernel), m_workTimes(kernel.seed(), "work"), m_updateTimes(kernel.random("update", 0))
{
    m_parameters.tasks.onChanged([this] {
        if (m_state)
            m_state->tasks->resize(static_cast<std::uint32_t>(m_parameters.tasks()));
    });
    m_parameters.capacity.onChanged([this] {
        if (m_state)
            m_state->updates.setCapacity(m_parameters.capacity());
    });
    m_parameters.threads.onChanged([this] {
        if (m_threads)
            m_threads->setThreads(static_cast<std::uint32_t>(m_parameters.threads()));
    });
}

} // namespace coroscope::practices::sharing
