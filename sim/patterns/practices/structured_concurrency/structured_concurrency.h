// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/executor.h"
#include "kernel/index_pool.h"
#include "pattern/pattern.h"
#include "patterns/practices/structured_concurrency/parameters.h"

#include <optional>
#include <vector>

namespace coroscope::practices::structured {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Clients, Requests, Parts };
enum Activity : std::uint32_t { Computing, Pausing };

/// The coroutines of the practice.
class StructuredConcurrency final : public Pattern
{
public:
    explicit StructuredConcurrency(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    /// Tasks that go on when this is destroyed; the trace records those that do.
    struct Detached {
        explicit Detached(Kernel &kernel) : m_kernel(kernel) { }
        ~Detached();
        Detached(const Detached &) = delete;
        Detached &operator=(const Detached &) = delete;

        std::vector<TaskRef> tasks{};

    private:
        Kernel &m_kernel;
    };

    QCoro::Task<> sendRequests();
    QCoro::Task<> ended(TaskRef task);
    QCoro::Task<> answer(PooledIndex slot);
    QCoro::Task<> answerDetached();
    QCoro::Task<> answerInScope();
    QCoro::Task<> runParts(Scope &scope, std::vector<TaskRef> &parts);
    QCoro::Task<> computePart(PooledIndex slot);
    TaskRef startRequest();
    TaskRef startPart(Scope &scope);

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_computeTimes;
    std::optional<Executor> m_threads;
    Scope *m_runtime = nullptr; ///< the scope of tasks that have no other
    IndexPool m_requestIndices;
    IndexPool m_partIndices;
};

} // namespace coroscope::practices::structured
