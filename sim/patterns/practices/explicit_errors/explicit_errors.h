// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/executor.h"
#include "kernel/index_pool.h"
#include "kernel/join_handle.h"
#include "kernel/retry.h"
#include "kernel/worker_pool.h"
#include "pattern/pattern.h"
#include "patterns/practices/explicit_errors/parameters.h"

#include <exception>
#include <optional>

namespace coroscope::practices::errors {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Callers, Calls };
enum Activity : std::uint32_t { Pausing, Computing, Delaying };

/// What a failing call throws.
class CallFailed final : public std::exception
{
public:
    const char *what() const noexcept override { return "the call failed"; }
};

/// The coroutines of the practice.
class ExplicitErrors final : public Pattern
{
public:
    explicit ExplicitErrors(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    QCoro::Task<> takeItems(std::uint32_t index);
    QCoro::Task<> callAndIgnoreErrors(Item &item);
    QCoro::Task<> callAndHandleErrors(Item &item, std::uint32_t index);
    QCoro::Task<> callOnce(ItemId item);
    QCoro::Task<> call(ItemId item, std::uint32_t index);
    QCoro::Task<> callWith(Item item, PooledIndex slot);
    QCoro::Task<> callWithout(ItemId item, PooledIndex slot);
    JoinHandle<void> startCall(ItemId item);
    JoinHandle<void> startCallWith(Item &item);
    void start(Scope &scope);
    void setRules();

    Kernel &m_kernel;
    Parameters m_parameters;
    RetryRules m_rules;
    RandomStreams m_pauses;
    RandomStreams m_delays;
    RandomStreams m_failures;
    std::optional<Executor> m_threads;
    std::optional<WorkerPool> m_callers;
    Scope *m_runtime = nullptr; ///< where the calls live
    IndexPool m_callIndices;
};

} // namespace coroscope::practices::errors
