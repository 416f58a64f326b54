// SPDX-License-Identifier: MIT
#include "patterns/practices/no_blocking/no_blocking.h"

namespace coroscope::practices::noblocking {

QCoro::Task<> NoBlocking::callAgainAndAgain()
{
    for (;;) {
        if (m_parameters.variant() == Variant::Blocking)
            co_await callBlocking();
        else
            co_await callAsync();
    }
}

QCoro::Task<> NoBlocking::callBlocking()
{
    co_await m_threads->block(Calling, m_parameters.call.live().exactly()); // computes nothing, and keeps its thread
}

QCoro::Task<> NoBlocking::callAsync()
{
    co_await m_kernel.sleep(Calling, m_parameters.call.live().exactly()); // meanwhile its thread is free for others
}

QCoro::Task<> NoBlocking::computeNowAndThen(std::uint32_t index)
{
    for (;;) {
        co_await m_kernel.sleep(Pausing, m_parameters.others.pause.draw(m_pauses[index]));
        const Shield finishing(m_kernel); // a dismissed task leaves after its work
        Item item = m_kernel.createItem();
        co_await m_threads->compute(Computing, m_parameters.others.compute.live().exactly(),
                                    item.id()); // needs a thread
        item.done();
    }
}

// What follows starts the tasks, and lets parameters be turned while they run.

QCoro::Task<> NoBlocking::main()
{
    m_threads.emplace(m_kernel, static_cast<std::uint32_t>(m_parameters.others.threads()));
    co_await scoped(m_kernel, [this](Scope &scope) { start(scope); });
}

void NoBlocking::start(Scope &scope)
{
    m_callers.emplace(scope, Callers, [this](std::uint32_t) { return callAgainAndAgain(); });
    m_tasks.emplace(scope, Tasks, [this](std::uint32_t index) { return computeNowAndThen(index); });
    m_callers->resize(static_cast<std::uint32_t>(m_parameters.callers()));
    m_tasks->resize(static_cast<std::uint32_t>(m_parameters.others.tasks()));
}

NoBlocking::NoBlocking(Kernel &kernel) : m_kernel(kernel), m_pauses(kernel.seed(), "pause")
{
    m_parameters.callers.onChanged([this] {
        if (m_callers)
            m_callers->resize(static_cast<std::uint32_t>(m_parameters.callers()));
    });
    m_parameters.others.tasks.onChanged([this] {
        if (m_tasks)
            m_tasks->resize(static_cast<std::uint32_t>(m_parameters.others.tasks()));
    });
    m_parameters.others.threads.onChanged([this] {
        if (m_threads)
            m_threads->setThreads(static_cast<std::uint32_t>(m_parameters.others.threads()));
    });
}

} // namespace coroscope::practices::noblocking
