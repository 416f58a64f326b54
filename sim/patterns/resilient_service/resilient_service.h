// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"
#include "kernel/retry.h"
#include "pattern/pattern.h"
#include "patterns/resilient_service/index_ranges.h"
#include "patterns/resilient_service/parameters.h"
#include "patterns/supervision/supervisor.h"

namespace coroscope::service {

// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Clients, TheSupervisor, Workers, Calls, TheRenderer, TheReplier };
enum ChannelId : std::uint32_t { TheIntake, TheAnswers, ThePages };
enum Activity : std::uint32_t {
    Awaiting,
    Watching,
    StartingAnew,
    Asking,
    BackingOff,
    Rendering,
    Replying,
    Stopping,
    GivingUp
};

/// The coroutines of the pattern.
class ResilientService final : public Pattern
{
public:
    explicit ResilientService(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    struct Channels;

    void start(Scope &scope);
    QCoro::Task<> arrive();
    QCoro::Task<> superviseWorkers(Scope &home);
    QCoro::Task<> serve(supervisor::Child &self);
    QCoro::Task<bool> askAllBackends(ItemId request);
    QCoro::Task<> call(std::uint32_t backend, ItemId request);
    QCoro::Task<> callOnce(std::uint32_t backend, ItemId request, std::uint32_t attempt);
    QCoro::Task<bool> backendAnswers(std::uint32_t backend, ItemId request);
    QCoro::Task<> render();
    QCoro::Task<> reply();
    void reactToTurns();

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_arrivals;
    RandomStreams m_crashes;
    RandomStreams m_backendTimes;
    RandomStreams m_backendFailures;
    RandomStreams m_retryDelays;
    RandomStreams m_renderTimes;
    RandomStreams m_replyTimes;
    RetryRules m_retryRules;
    LiveDuration m_restartDelay; ///< of the supervisor
    IndexRanges m_callPlaces;
    supervisor::Supervisor m_supervisor;
    Channels *m_channels = nullptr; ///< while it runs
};

} // namespace coroscope::service
