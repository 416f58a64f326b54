// SPDX-License-Identifier: MIT
#include "patterns/rate_limiter/rate_limiter.h"

#include <QScopeGuard>

namespace coroscope::limiting {

struct RateLimiting::Service {
    Channel<Token> bucket;
    Notify taken;                   // a token was, or there is more room for them
    Channel<Item> intake;           // what has passed, in front of the workers
    Channel<Item> *queue = nullptr; // what waits for a token while its client goes on, where that is wanted
    std::optional<WorkerPool> clients{};
    std::optional<WorkerPool> dispatchers{};
    std::optional<WorkerPool> workers{};

    bool isFull() const { return static_cast<std::int64_t>(bucket.size()) >= bucket.capacity(); }
};

// The bucket is full at the start. From then on one token comes at a time, as long as there is room.
QCoro::Task<> RateLimiting::refill(Service &service)
{
    while (!service.isFull())
        addToken(service);
    for (;;) {
        while (service.isFull())
            co_await service.taken.notified();
        co_await m_kernel.sleep(Refilling, m_parameters.rate.interval().exactly());
        addToken(service);
    }
}

// To the one who waits longest, or into the bucket. A token for which there is no room any more is thrown away.
void RateLimiting::addToken(Service &service)
{
    static_cast<void>(service.bucket.trySend(Token()));
}

QCoro::Task<> RateLimiting::takeToken(Service &service)
{
    co_await service.bucket.receive(); // first come, first served
    service.taken.notifyOne();
}

bool RateLimiting::tryTakeToken(Service &service)
{
    const bool taken = service.bucket.tryReceive().outcome == ReceiveOutcome::Received;
    if (taken)
        service.taken.notifyOne();
    return taken;
}

QCoro::Task<> RateLimiting::beClient(Service &service, std::uint32_t client)
{
    for (;;) {
        co_await m_kernel.sleep(Pausing, m_parameters.interval.draw(m_intervals[client]));
        const Shield sending(m_kernel); // a client that is let go sees its request through first
        Item request = m_kernel.createItem();
        co_await send(service, std::move(request));
    }
}

QCoro::Task<> RateLimiting::send(Service &service, Item request)
{
    switch (m_parameters.whenEmpty()) {
    case WhenEmpty::Wait:
        co_await takeToken(service);
        break;
    case WhenEmpty::Refuse:
        if (tryTakeToken(service))
            break;
        refuse(std::move(request)); // "429 Too Many Requests"
        co_return;
    case WhenEmpty::Queue:
        if (service.queue)
            co_await service.queue->send(std::move(request)); // never waits: a full queue refuses
        else
            refuse(std::move(request));
        co_return;
    }
    co_await service.intake.send(std::move(request));
}

QCoro::Task<> RateLimiting::dispatch(Service &service)
{
    Channel<Item> queue(m_kernel, TheQueue, m_parameters.capacity(), WhenFull::DropNewest);
    service.queue = &queue;
    const auto leave = qScopeGuard([&] { service.queue = nullptr; });
    for (;;) {
        std::optional<Item> request = queue.tryReceive().value;
        if (!request)
            request = co_await queue.receive(); // no longer wanted, it leaves here: with the queue empty
        const Shield dispatching(m_kernel);
        co_await takeToken(service);
        co_await service.intake.send(std::move(*request));
    }
}

QCoro::Task<> RateLimiting::serve(Service &service, std::uint32_t worker)
{
    while (std::optional<Item> request = co_await service.intake.receive()) {
        const Shield serving(m_kernel);
        co_await m_kernel.work(Serving, m_parameters.work.draw(m_workTimes[worker]), request->id());
        request->done();
    }
}

// What follows starts the tasks, and lets parameters be turned while they run.

QCoro::Task<> RateLimiting::main()
{
    Service service{.bucket{m_kernel, TheBucket, m_parameters.burst()},
                    .taken{m_kernel, Full},
                    .intake{m_kernel, TheIntake, 0, WhenFull::Unbounded}};
    co_await scoped(m_kernel, [&](Scope &scope) { start(service, scope); });
}

void RateLimiting::start(Service &service, Scope &scope)
{
    scope.spawn({TheRefill, 0}, [this, &service] { return refill(service); });
    service.clients.emplace(scope, Clients, [this, &service](std::uint32_t index) { return beClient(service, index); });
    service.dispatchers.emplace(scope, TheDispatcher, [this, &service](std::uint32_t) { return dispatch(service); });
    service.workers.emplace(scope, Workers, [this, &service](std::uint32_t index) { return serve(service, index); });
    m_service = &service;
    resizeClients();
    resizeDispatchers();
    resizeWorkers();
}

RateLimiting::RateLimiting(Kernel &kernel)
    : m_kernel(kernel), m_intervals(kernel.seed(), "interval"), m_workTimes(kernel.seed(), "work")
{
    m_parameters.clients.onChanged([this] { resizeClients(); });
    m_parameters.burst.onChanged([this] { resizeBucket(); });
    m_parameters.whenEmpty.onChanged([this] { resizeDispatchers(); });
    m_parameters.capacity.onChanged([this] {
        if (m_service && m_service->queue)
            m_service->queue->setCapacity(m_parameters.capacity());
    });
    m_parameters.workers.onChanged([this] { resizeWorkers(); });
}

void RateLimiting::resizeBucket()
{
    if (!m_service)
        return;
    m_service->bucket.setCapacity(m_parameters.burst());
    while (static_cast<std::int64_t>(m_service->bucket.size()) > m_service->bucket.capacity())
        static_cast<void>(m_service->bucket.tryReceive());
    m_service->taken.notifyOne();
}

void RateLimiting::resizeClients()
{
    if (m_service)
        m_service->clients->resize(static_cast<std::uint32_t>(m_parameters.clients()));
}

void RateLimiting::resizeDispatchers()
{
    if (m_service)
        m_service->dispatchers->resize(m_parameters.whenEmpty() == WhenEmpty::Queue ? 1 : 0);
}

void RateLimiting::resizeWorkers()
{
    if (m_service)
        m_service->workers->resize(static_cast<std::uint32_t>(m_parameters.workers()));
}

// In the trace it is the intake that refuses: that is where the request wanted to go.
void RateLimiting::refuse(Item request)
{
    request.drop(TheIntake, Item::Drop::Newest, &m_kernel.current(), m_kernel.siteOf(std::source_location::current()));
}

} // namespace coroscope::limiting
