// SPDX-License-Identifier: MIT
#include "patterns/supervisor/supervisor.h"

#include <QScopeGuard>

#include <algorithm>

namespace coroscope::supervisor {

Options optionsOf(const Parameters &p)
{
    return {.strategy = p.strategy(),
            .restart = p.restart(),
            .maxRestarts = static_cast<std::uint32_t>(p.maxRestarts()),
            .period = p.period(),
            .delay = p.restartDelay(),
            .backoff = p.backoff(),
            .resetAfter = p.resetAfter(),
            .maxDelay = p.maxDelay(),
            .jitter = p.jitter(),
            .heartbeat = p.heartbeat(),
            .shutdown = p.shutdown()};
}

SupervisorTree::SupervisorTree(Kernel &kernel)
    : m_kernel(kernel),
      m_workingTimes(kernel.seed(), "work"),
      m_failures(kernel.seed(), "failure"),
      m_startupFailures(kernel.seed(), "startup-failure"),
      m_rootDelay(m_parameters.rootDelay()),
      m_wakeUps(kernel, Hanging),
      m_jobs(kernel),
      m_supervisor(kernel,
                   {.group = Workers,
                    .start = [this](Child &child) { return work(child); },
                    .died = [this](TaskId worker) { m_jobs.takeAway(worker, m_parameters.inFlight()); }},
                   {.watching = Watching, .stopping = Stopping, .givingUp = GivingUp})
{
    m_supervisor.setOptions(optionsOf(m_parameters));
    m_supervisor.resize(static_cast<std::uint32_t>(m_parameters.workers()));
    reactToTurns();
}

QCoro::Task<> SupervisorTree::main()
{
    const auto leave = qScopeGuard([this] { m_jobs.clear(); });
    co_await scoped(m_kernel, [this](Scope &scope) { scope.spawn({TheRoot, 0}, [this] { return tree(); }); });
}

QCoro::Task<> SupervisorTree::tree()
{
    co_await scoped(m_kernel, [this](Scope &home) { return root(home); });
}

void SupervisorTree::act(const ActionCall &call)
{
    switch (call.action) {
    case Fail:
        m_supervisor.fail(call.index);
        break;
    case FailAll:
        for (std::int64_t index = 0; index < m_parameters.workers.spec().maximum; ++index)
            m_supervisor.fail(static_cast<std::uint32_t>(index));
        break;
    default:
        break;
    }
}

Time SupervisorTree::wakesUp(Time since) const
{
    const Duration hangTime = m_parameters.hangTime();
    return hangTime == Duration::zero() ? never : later(since, hangTime);
}

void SupervisorTree::reactToTurns()
{
    Parameters &p = m_parameters;
    p.workers.onChanged([this] { m_supervisor.resize(static_cast<std::uint32_t>(m_parameters.workers())); });
    p.hangTime.onChanged([this] { m_wakeUps.wake(); });
    p.rootDelay.onChanged([this] { m_rootDelay.setMean(std::max(m_parameters.rootDelay(), leastRootDelay)); });
    const std::initializer_list<Parameter *> options = {&p.strategy,     &p.restart,   &p.maxRestarts, &p.period,
                                                        &p.restartDelay, &p.backoff,   &p.resetAfter,  &p.maxDelay,
                                                        &p.jitter,       &p.heartbeat, &p.shutdown};
    for (Parameter *const parameter : options)
        parameter->onChanged([this] { m_supervisor.setOptions(optionsOf(m_parameters)); });
}

} // namespace coroscope::supervisor
