// SPDX-License-Identifier: MIT
#include "patterns/practices/structured_concurrency/structured_concurrency.h"

#include "kernel/timeout.h"

namespace coroscope::practices::structured {

QCoro::Task<> StructuredConcurrency::sendRequests()
{
    for (;;) {
        const TaskRef request = startRequest();
        co_await timeout(m_kernel, m_parameters.patience.live().exactly(), [&] { return ended(request); });
        if (Task *const late = request.get())
            late->cancel();
        co_await m_kernel.sleep(Pausing, m_parameters.pause.live().exactly());
    }
}

QCoro::Task<> StructuredConcurrency::answer(PooledIndex)
{
    Item request = m_kernel.createItem();
    if (m_parameters.variant() == Variant::Detach)
        co_await answerDetached();
    else
        co_await answerInScope();
    request.done();
}

QCoro::Task<> StructuredConcurrency::answerDetached()
{
    Detached parts(m_kernel);
    co_await runParts(*m_runtime, parts.tasks); // cancelled here, the request ends, and its parts go on
}

QCoro::Task<> StructuredConcurrency::answerInScope()
{
    std::vector<TaskRef> parts;
    co_await scoped(m_kernel, [&](Scope &scope) { return runParts(scope, parts); }); // cancels its parts, and ends last
}

QCoro::Task<> StructuredConcurrency::runParts(Scope &scope, std::vector<TaskRef> &parts)
{
    for (int i = 0; i < m_parameters.tasks(); ++i)
        parts.push_back(startPart(scope));
    for (const TaskRef &part : parts)
        co_await m_kernel.join(part);
}

QCoro::Task<> StructuredConcurrency::computePart(PooledIndex slot)
{
    for (int step = 0; step < m_parameters.steps(); ++step)
        co_await m_threads->compute(Computing, m_parameters.compute.draw(m_computeTimes[slot.index()]));
}

// What follows keeps the places on the stage apart, and the trace complete.

QCoro::Task<> StructuredConcurrency::main()
{
    m_threads.emplace(m_kernel, static_cast<std::uint32_t>(m_parameters.threads()));
    co_await supervised(m_kernel, [this](Scope &scope) {
        m_runtime = &scope;
        scope.spawn(Place{Clients, 0}, [this] { return sendRequests(); });
    });
}

QCoro::Task<> StructuredConcurrency::ended(TaskRef task)
{
    co_await m_kernel.join(task);
}

TaskRef StructuredConcurrency::startRequest()
{
    PooledIndex slot = m_requestIndices.take();
    const Place place{Requests, slot.index()};
    auto body = [this, slot = std::move(slot)]() mutable { return answer(std::move(slot)); };
    return TaskRef(m_runtime->spawn(place, std::move(body)));
}

TaskRef StructuredConcurrency::startPart(Scope &scope)
{
    PooledIndex slot = m_partIndices.take();
    const Place place{Parts, slot.index()};
    auto body = [this, slot = std::move(slot)]() mutable { return computePart(std::move(slot)); };
    return TaskRef(scope.spawn(place, std::move(body)));
}

StructuredConcurrency::Detached::~Detached()
{
    for (const TaskRef &task : tasks) {
        if (const Task *const alive = task.get())
            m_kernel.note(EventKind::TaskAbandoned, alive->id());
    }
}

StructuredConcurrency::StructuredConcurrency(Kernel &kernel)
    : m_kernel(kernel), m_computeTimes(kernel.seed(), "compute")
{
    m_parameters.threads.onChanged([this] {
        if (m_threads)
            m_threads->setThreads(static_cast<std::uint32_t>(m_parameters.threads()));
    });
}

} // namespace coroscope::practices::structured
