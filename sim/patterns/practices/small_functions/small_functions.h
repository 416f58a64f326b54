// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/executor.h"
#include "kernel/worker_pool.h"
#include "pattern/pattern.h"
#include "patterns/practices/small_functions/parameters.h"

#include <optional>

namespace coroscope::practices::smallfunctions {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Jobs, Tasks };
enum Activity : std::uint32_t { LongComputing, Computing, Pausing };

/// The coroutines of the practice.
class SmallFunctions final : public Pattern
{
public:
    explicit SmallFunctions(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    QCoro::Task<> doJobs();
    QCoro::Task<> doInOneGo();
    QCoro::Task<> doInSteps();
    QCoro::Task<> computeNowAndThen(std::uint32_t index);
    void start(Scope &scope);

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_pauses;
    std::optional<Executor> m_threads;
    std::optional<WorkerPool> m_jobs;
    std::optional<WorkerPool> m_tasks;
};

} // namespace coroscope::practices::smallfunctions
