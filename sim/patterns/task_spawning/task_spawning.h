// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/executor.h"
#include "kernel/index_pool.h"
#include "kernel/join_handle.h"
#include "pattern/pattern.h"
#include "patterns/task_spawning/burst.h"
#include "patterns/task_spawning/parameters.h"

#include <memory>
#include <optional>

namespace coroscope::spawning {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Parents, Tasks };
enum Activity : std::uint32_t { Computing, Waiting, Pausing };

/// The coroutines of the pattern.
class TaskSpawning final : public Pattern
{
public:
    explicit TaskSpawning(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    using BurstPtr = std::shared_ptr<Burst>;

    QCoro::Task<> startBursts(Scope &runtime);
    QCoro::Task<> runParent(PooledIndex slot);
    QCoro::Task<> awaitEach(Burst &burst, int tasks);
    QCoro::Task<> spawnAndJoin(const BurstPtr &burst, int tasks);
    QCoro::Task<> spawnInScope(const BurstPtr &burst, int tasks);
    void spawnAndForget(const BurstPtr &burst, int tasks);
    QCoro::Task<> runTask(std::uint32_t index);

    TaskRef startParent();
    JoinHandle<void> spawnTask(const BurstPtr &burst);
    void spawnTask(const BurstPtr &burst, Scope &scope);
    QCoro::Task<> runSpawned(PooledIndex slot, BurstPtr burst);
    void detach(JoinHandle<void> handle);

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_computeTimes;
    RandomStreams m_waitTimes;
    RandomStreams m_failures;
    std::optional<Executor> m_threads;
    Scope *m_runtime = nullptr; ///< the scope of tasks that have no other
    IndexPool m_parentIndices;
    IndexPool m_taskIndices;
    std::uint32_t m_bursts = 0;
};

} // namespace coroscope::spawning
