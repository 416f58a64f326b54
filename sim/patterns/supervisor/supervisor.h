// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "patterns/supervision/supervisor.h"
#include "patterns/supervisor/jobs.h"
#include "patterns/supervisor/parameters.h"

namespace coroscope::supervisor {

// Positions in the topology of description.cpp.
enum Group : std::uint32_t { TheRoot, TheSupervisor, Workers };
enum Activity : std::uint32_t { StartingUp, Working, Hanging, Watching, WaitingToRestart, Stopping, GivingUp };
/// Positions in the actions of description.cpp.
enum Action : std::size_t { Fail, FailAll };

/// The options of a Supervisor at these parameters.
Options optionsOf(const Parameters &parameters);

/// The coroutines of the pattern: the root, the supervisor below it, and its workers.
class SupervisorTree final : public Pattern
{
public:
    /// The root never restarts a supervisor sooner: one that fails at once would keep time from going on.
    static constexpr Duration leastRootDelay = std::chrono::milliseconds(1);

    explicit SupervisorTree(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;
    void act(const ActionCall &call) override;

private:
    QCoro::Task<> tree();
    QCoro::Task<> root(Scope &home);
    QCoro::Task<> work(Child &self);
    QCoro::Task<> hang(Child &self);
    /// When a worker that has hung since @p since wakes up.
    Time wakesUp(Time since) const;
    void reactToTurns();

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_workingTimes;
    RandomStreams m_failures;
    RandomStreams m_startupFailures;
    LiveDuration m_rootDelay;
    Alarm m_wakeUps;
    Jobs m_jobs;
    Supervisor m_supervisor;
};

} // namespace coroscope::supervisor
