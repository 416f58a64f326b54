// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/index_pool.h"
#include "kernel/item.h"
#include "kernel/worker_pool.h"
#include "pattern/pattern.h"
#include "patterns/timeout_cancellation/parameters.h"

#include <deque>
#include <optional>
#include <vector>

namespace coroscope::cancellation {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { Clients, Operations };
enum Activity : std::uint32_t { Thinking, Working, CleaningUp, BackingOff };

class Attempts;

/// A client's request.
struct Request {
    std::uint32_t client;
    Item item;
    std::uint32_t attempts = 0; ///< so far
};

/// While it lives, @p slot points to the scope to cancel.
class Reachable
{
public:
    Reachable(Scope *&slot, Scope &scope) : m_slot(slot) { m_slot = &scope; }
    ~Reachable() { m_slot = nullptr; }
    Reachable(const Reachable &) = delete;
    Reachable &operator=(const Reachable &) = delete;

private:
    Scope *&m_slot;
};

/// The coroutines of the pattern.
class TimeoutCancellation final : public Pattern
{
public:
    explicit TimeoutCancellation(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;
    void act(const ActionCall &call) override;

private:
    friend class Attempts;

    QCoro::Task<> beClient(std::uint32_t client);
    QCoro::Task<> request(std::uint32_t client);
    QCoro::Task<bool> answered(Request &request);
    QCoro::Task<bool> answeredInTime(Request &request);
    QCoro::Task<bool> firstAnswer(Attempts &attempts);
    QCoro::Task<> operate(std::uint32_t client, ItemId request);
    void start(Scope &scope);
    Sample delayBefore(std::uint32_t retry, std::uint32_t client);
    void setLongestDelays();

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_thinkTimes;
    RandomStreams m_workTimes;
    RandomStreams m_jitter;
    std::deque<LiveDuration> m_longestDelays; ///< by retry, from 0
    std::vector<Scope *> m_requests;          ///< by client, of those under way
    IndexPool m_indices;                      ///< of the operations
    Scope *m_beside = nullptr;                ///< where the operations live
    std::optional<WorkerPool> m_clients;
};

} // namespace coroscope::cancellation
