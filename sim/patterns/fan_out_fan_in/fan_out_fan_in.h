// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/join_set.h"
#include "pattern/pattern.h"
#include "patterns/fan_out_fan_in/parameters.h"

namespace coroscope::fan_out_fan_in {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Coordinator, Subtasks };
enum Activity : std::uint32_t { Working, Resting };

/// The coroutines of the pattern.
class FanOutFanIn final : public Pattern
{
public:
    explicit FanOutFanIn(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    struct Job;

    QCoro::Task<> coordinate();
    QCoro::Task<> runJob();
    QCoro::Task<> fanOutAndIn(Scope &scope, Job &job);
    QCoro::Task<Item> subtask(std::uint32_t index);

    Job nextJob();
    void noteEnd(const Job &job);

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_workingTimes;
    RandomStreams m_failures;
    JoinSet<Item> *m_subtasks = nullptr; ///< of the job under way
    std::uint32_t m_jobs = 0;            ///< so far
};

} // namespace coroscope::fan_out_fan_in
