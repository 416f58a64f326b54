// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"
#include "kernel/executor.h"
#include "kernel/lock.h"
#include "kernel/worker_pool.h"
#include "pattern/pattern.h"
#include "patterns/practices/less_shared_state/parameters.h"

#include <optional>

namespace coroscope::practices::sharing {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Tasks, Owners };
enum ChannelNumber : std::uint32_t { Updates };
enum LockNumber : std::uint32_t { TheLock };
enum Activity : std::uint32_t { Working, Updating };

/// The coroutines of the practice.
class LessSharedState final : public Pattern
{
public:
    explicit LessSharedState(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    struct State;

    QCoro::Task<> workAndUpdate(State &state, std::uint32_t index);
    QCoro::Task<> updateUnderLock(State &state, Item &item);
    QCoro::Task<> askOwner(State &state, Item &item);
    QCoro::Task<> own(State &state);
    QCoro::Task<> update(ItemId item);
    void start(State &state, Scope &scope);

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_workTimes;
    Random m_updateTimes;
    std::optional<Executor> m_threads;
    State *m_state = nullptr; ///< nullptr before it exists
};

} // namespace coroscope::practices::sharing
