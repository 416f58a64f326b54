// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"
#include "kernel/worker_pool.h"
#include "pattern/pattern.h"
#include "patterns/backpressure/parameters.h"

namespace coroscope::backpressure {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Producers, Consumers };
enum ChannelId : std::uint32_t { TheChannel };
enum Activity : std::uint32_t { Making, Working, StartingAnew };

/// The coroutines of the pattern.
class Backpressure final : public Pattern
{
public:
    explicit Backpressure(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    struct Process;

    QCoro::Task<> runProcess();
    void start(Process &process, Scope &scope);
    QCoro::Task<> produce(Process &process, std::uint32_t index);
    QCoro::Task<> consume(Process &process, std::uint32_t index);
    void dieIfOutOfMemory();
    void reactToTurns();

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_makingTimes;
    RandomStreams m_workingTimes;
    RandomStreams m_failures;
    Process *m_process = nullptr; ///< while it is alive
};

} // namespace coroscope::backpressure
