// SPDX-License-Identifier: MIT
#include "patterns/supervisor/supervisor.h"

#include "kernel/join_handle.h"

#include <QScopeGuard>

#include <algorithm>

namespace coroscope::supervisor {

// The tree, from below: a worker does jobs; the supervisor replaces workers that die; the root replaces the supervisor.

QCoro::Task<> SupervisorTree::work(Child &self)
{
    const std::uint32_t me = self.index();
    co_await m_kernel.work(StartingUp, m_parameters.startup.live().exactly());
    if (m_startupFailures[me].chance(m_parameters.startupFailureRate()))
        throw ChildFailed("did not come up");
    self.up();
    while (!self.mustStop()) {
        const Child::Busy busy(self); // asked to stop, it finishes its job first
        const std::shared_ptr<Job> job = m_jobs.take(self.id());
        co_await m_kernel.work(Working, m_parameters.work.draw(m_workingTimes[me]), job->id);
        if (m_failures[me].chance(m_parameters.failureRate())) {
            if (m_parameters.failureKind() == FailureKind::Crash)
                throw ChildFailed("crashed");
            co_await hang(self);
        }
        m_jobs.finish(self.id(), *job);
    }
}

QCoro::Task<> SupervisorTree::hang(Child &self)
{
    const Shield deaf(m_kernel); // it does not even hear that it is to stop
    self.fallSilent();
    const Time since = m_kernel.now();
    while (m_kernel.now() < wakesUp(since))
        co_await m_wakeUps.wait(wakesUp(since));
    self.beatAgain();
}

QCoro::Task<> SupervisorTree::root(Scope &home)
{
    for (;;) {
        const JoinHandle<void> supervisor = spawnJoinable(home, {TheSupervisor, 0},
                                                          [&] { return m_supervisor.run(home); });
        try {
            co_await supervisor.join();
        } catch (const GaveUp &) {
        } catch (const TaskCancelled &) {
        }
        co_await m_kernel.sleep(WaitingToRestart, m_rootDelay.exactly());
    }
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

// What follows lets parameters be turned while it runs.

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
