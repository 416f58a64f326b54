// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"
#include "kernel/notify.h"
#include "kernel/worker_pool.h"
#include "pattern/pattern.h"
#include "patterns/rate_limiter/parameters.h"

#include <optional>

namespace coroscope::limiting {

/// Positions in the topology of description.cpp.
enum Group : std::uint32_t { TheRefill, Clients, TheDispatcher, Workers };
enum ChannelId : std::uint32_t { TheBucket, TheQueue, TheIntake };
enum Activity : std::uint32_t { Pausing, Refilling, Full, Serving };

/// The right to send one request. One is like another: it has no number, and is no item.
struct Token { };

/// The coroutines of the pattern. rate_limiter.cpp is what people read in the window while it runs.
///
/// The bucket is a channel and a task that refills it, rather than the kernel's RateLimiter, which keeps its tokens to
/// itself: what comes and goes here is in the trace, and can be seen. Both let the same requests pass at the same
/// moments, which a test holds against each other. One thing differs: where the burst is lowered below the fill, the
/// token that is on its way still comes at its time.
class RateLimiting final : public Pattern
{
public:
    explicit RateLimiting(Kernel &kernel);

    ParameterTable &parameters() override { return m_parameters; }
    QCoro::Task<> main() override;

private:
    struct Service;

    QCoro::Task<> refill(Service &service);
    QCoro::Task<> beClient(Service &service, std::uint32_t client);
    QCoro::Task<> send(Service &service, Item request);
    QCoro::Task<> dispatch(Service &service);
    QCoro::Task<> serve(Service &service, std::uint32_t worker);
    void addToken(Service &service);
    QCoro::Task<> takeToken(Service &service);
    bool tryTakeToken(Service &service);
    void refuse(Item request);
    void start(Service &service, Scope &scope);
    void resizeBucket();
    void resizeClients();
    void resizeDispatchers();
    void resizeWorkers();

    Kernel &m_kernel;
    Parameters m_parameters;
    RandomStreams m_intervals;
    RandomStreams m_workTimes;
    Service *m_service = nullptr; ///< nullptr before it exists
};

} // namespace coroscope::limiting
