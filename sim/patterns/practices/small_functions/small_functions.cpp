// SPDX-License-Identifier: MIT
#include "patterns/practices/small_functions/small_functions.h"

namespace coroscope::practices::smallfunctions {

QCoro::Task<> SmallFunctions::doJobs()
{
    for (;;) {
        if (m_parameters.variant() == Variant::Long)
            co_await doInOneGo();
        else
            co_await doInSteps();
    }
}

QCoro::Task<> SmallFunctions::doInOneGo()
{
    co_await m_threads->compute(LongComputing, m_parameters.job.live().exactly()); // its thread can't be taken away
}

QCoro::Task<> SmallFunctions::doInSteps()
{
    const int steps = m_parameters.steps();
    Sample step = m_parameters.job.live().exactly();
    step.factor = 1.0 / steps;
    for (int i = 0; i < steps; ++i)
        co_await m_threads->compute(LongComputing, step); // between two steps it is another task's turn
}

QCoro::Task<> SmallFunctions::computeNowAndThen(std::uint32_t index)
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

QCoro::Task<> SmallFunctions::main()
{
    m_threads.emplace(m_kernel, static_cast<std::uint32_t>(m_parameters.others.threads()));
    co_await scoped(m_kernel, [this](Scope &scope) { start(scope); });
}

void SmallFunctions::start(Scope &scope)
{
    m_jobs.emplace(scope, Jobs, [this](std::uint32_t) { return doJobs(); });
    m_tasks.emplace(scope, Tasks, [this](std::uint32_t index) { return computeNowAndThen(index); });
    m_jobs->resize(static_cast<std::uint32_t>(m_parameters.jobs()));
    m_tasks->resize(static_cast<std::uint32_t>(m_parameters.others.tasks()));
}

SmallFunctions::SmallFunctions(Kernel &kernel) : m_kernel(kernel), m_pauses(kernel.seed(), "pause")
{
    m_parameters.jobs.onChanged([this] {
        if (m_jobs)
            m_jobs->resize(static_cast<std::uint32_t>(m_parameters.jobs()));
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

} // namespace coroscope::practices::smallfunctions
