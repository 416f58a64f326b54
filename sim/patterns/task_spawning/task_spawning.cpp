// SPDX-License-Identifier: MIT
#include "patterns/task_spawning/task_spawning.h"

namespace coroscope::spawning {

QCoro::Task<> TaskSpawning::runParent(PooledIndex)
{
    const int tasks = m_parameters.tasks();
    const auto burst = std::make_shared<Burst>(m_kernel, ++m_bursts, tasks);
    if (m_parameters.start() == Start::Await)
        co_await awaitEach(*burst, tasks);
    else if (m_parameters.handles() == Handles::Join)
        co_await spawnAndJoin(burst, tasks);
    else if (m_parameters.handles() == Handles::Scope)
        co_await spawnInScope(burst, tasks);
    else
        spawnAndForget(burst, tasks);
}

QCoro::Task<> TaskSpawning::awaitEach(Burst &burst, int tasks)
{
    for (int i = 0; i < tasks; ++i) {
        try {
            co_await runTask(static_cast<std::uint32_t>(i)); // no task of its own: the parent itself goes through it
        } catch (const Panic &) {
            burst.fail();
        }
    }
}

QCoro::Task<> TaskSpawning::spawnAndJoin(const BurstPtr &burst, int tasks)
{
    std::vector<JoinHandle<void>> handles;
    for (int i = 0; i < tasks; ++i)
        handles.push_back(spawnTask(burst));
    for (const JoinHandle<void> &handle : handles) {
        try {
            co_await handle.join();
        } catch (const Panic &) { // a task's panic comes out here, and nowhere else
            burst->fail();
        }
    }
}

QCoro::Task<> TaskSpawning::spawnInScope(const BurstPtr &burst, int tasks)
{
    try {
        co_await scoped(m_kernel, [&](Scope &scope) {
            for (int i = 0; i < tasks; ++i)
                spawnTask(burst, scope);
        }); // ends when all have ended; the first panic cancels the others
    } catch (const Panic &) {
        burst->fail();
    }
}

void TaskSpawning::spawnAndForget(const BurstPtr &burst, int tasks)
{
    for (int i = 0; i < tasks; ++i)
        detach(spawnTask(burst)); // from now on nothing waits for it, and a panic goes unseen
}

QCoro::Task<> TaskSpawning::runTask(std::uint32_t index)
{
    Item item = m_kernel.createItem();
    for (int step = 0; step < m_parameters.steps(); ++step) {
        co_await m_threads->compute(Computing, m_parameters.compute.draw(m_computeTimes[index]), item.id());
        if (m_failures[index].chance(m_parameters.failureRate())) {
            item.fail();
            throw Panic();
        }
        co_await m_kernel.sleep(Waiting, m_parameters.wait.draw(m_waitTimes[index])); // needs no thread
    }
    item.done();
}

// What follows starts a parent again and again, and keeps the places on the stage apart and the trace complete.

QCoro::Task<> TaskSpawning::main()
{
    m_threads.emplace(m_kernel, static_cast<std::uint32_t>(m_parameters.threads()));
    co_await supervised(m_kernel, [this](Scope &scope) { return startBursts(scope); });
}

QCoro::Task<> TaskSpawning::startBursts(Scope &runtime)
{
    m_runtime = &runtime;
    for (;;) {
        const bool mayOverlap = m_parameters.handles() == Handles::Detach;
        const TaskRef parent = startParent();
        if (!mayOverlap)
            co_await m_kernel.join(parent);
        co_await m_kernel.sleep(Pausing, m_parameters.interval.live().exactly());
    }
}

TaskRef TaskSpawning::startParent()
{
    PooledIndex slot = m_parentIndices.take();
    const Place place{Parents, slot.index()};
    auto body = [this, slot = std::move(slot)]() mutable { return runParent(std::move(slot)); };
    return TaskRef(m_runtime->spawn(place, std::move(body)));
}

JoinHandle<void> TaskSpawning::spawnTask(const BurstPtr &burst)
{
    PooledIndex slot = m_taskIndices.take();
    const Place place{Tasks, slot.index()};
    auto body = [this, slot = std::move(slot), burst = burst]() mutable {
        return runSpawned(std::move(slot), std::move(burst));
    };
    return spawnJoinable(*m_runtime, place, std::move(body));
}

void TaskSpawning::spawnTask(const BurstPtr &burst, Scope &scope)
{
    PooledIndex slot = m_taskIndices.take();
    const Place place{Tasks, slot.index()};
    scope.spawn(place, [this, slot = std::move(slot), burst = burst]() mutable {
        return runSpawned(std::move(slot), std::move(burst));
    });
}

QCoro::Task<> TaskSpawning::runSpawned(PooledIndex slot, BurstPtr burst)
{
    const BurstPtr membership = std::move(burst); // ends with the body; a parameter outlives the task
    co_await runTask(slot.index());
}

void TaskSpawning::detach(JoinHandle<void> handle)
{
    m_kernel.note(EventKind::TaskAbandoned, handle.task().id());
}

TaskSpawning::TaskSpawning(Kernel &kernel)
    : m_kernel(kernel),
      m_computeTimes(kernel.seed(), "compute"),
      m_waitTimes(kernel.seed(), "wait"),
      m_failures(kernel.seed(), "failure")
{
    m_parameters.threads.onChanged([this] {
        if (m_threads)
            m_threads->setThreads(static_cast<std::uint32_t>(m_parameters.threads()));
    });
}

} // namespace coroscope::spawning
