// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/executor.h"
#include "kernel/worker_pool.h"
#include "pattern/pattern.h"
#include "patterns/practices/no_blocking/parameters.h"

#include <optional>

namespace coroscope::practices::noblocking {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Callers, Tasks };
enum Activity : std::uint32_t { Calling, Computing, Pausing };

/// The coroutines of the practice.
class NoBlocking final : public Pattern
{
public:
    explicit NoBlocking(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    QCoro::Task<> callAgainAndAgain();
    QCoro::Task<> callBlocking();
    QCoro::Task<> callAsync();
    QCoro::Task<> computeNowAndThen(std::uint32_t index);
    void start(Scope &scope);

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_pauses;
    std::optional<Executor> m_threads;
    std::optional<WorkerPool> m_callers;
    std::optional<WorkerPool> m_tasks;
};

} // namespace coroscope::practices::noblocking
