// SPDX-License-Identifier: MIT
#include "patterns/timeout_cancellation/timeout_cancellation.h"

#include "kernel/retry.h"
#include "kernel/stepwise_work.h"
#include "kernel/timeout.h"
#include "patterns/timeout_cancellation/attempts.h"

namespace coroscope::cancellation {

QCoro::Task<> TimeoutCancellation::beClient(std::uint32_t client)
{
    for (;;) {
        co_await request(client);
        co_await m_kernel.sleep(Thinking, m_parameters.think.draw(m_thinkTimes[client]));
    }
}

QCoro::Task<> TimeoutCancellation::request(std::uint32_t client)
{
    const Shield waiting(m_kernel); // a dismissed client waits for its answer first
    co_await scoped(m_kernel, [this, client](Scope &scope) -> QCoro::Task<> {
        const Reachable reachable(m_requests[client], scope); // cancelling this request cancels all in here
        Request request{client, m_kernel.createItem()};
        const auto answer = co_await timeout(m_kernel, m_parameters.deadline.live().exactly(),
                                             [&] { return answered(request); });
        if (isYes(answer))
            request.item.done();
        else
            request.item.fail();
    });
}

QCoro::Task<bool> TimeoutCancellation::answered(Request &request)
{
    for (std::uint32_t retry = 0;; ++retry) {
        if (co_await answeredInTime(request))
            co_return true;
        if (retry >= static_cast<std::uint32_t>(m_parameters.retries()))
            co_return false;
        co_await m_kernel.sleep(BackingOff, delayBefore(retry, request.client));
    }
}

QCoro::Task<bool> TimeoutCancellation::answeredInTime(Request &request)
{
    Attempts attempts(*this, request);
    const auto answer = co_await timeout(m_kernel, m_parameters.timeout.live().exactly(),
                                         [&] { return firstAnswer(attempts); });
    if (isTimedOut(answer))
        attempts.noteTimedOut();
    co_return isYes(answer);
}

QCoro::Task<bool> TimeoutCancellation::firstAnswer(Attempts &attempts)
{
    attempts.start();
    const auto answer = co_await timeout(m_kernel, m_parameters.hedgeAfter.live().exactly(),
                                         [&] { return attempts.answer(); });
    if (!isTimedOut(answer))
        co_return isYes(answer);
    attempts.start(); // no answer so far: a hedge; both go on, and the first answer wins
    co_return co_await attempts.answer();
}

Attempts::~Attempts()
{
    // Some may still be at it: the time is up, or another one was first, or the whole request is over.
    if (m_pattern.m_parameters.onTimeout() == OnTimeout::Abandon) {
        m_tasks.detachAll(); // they are not told: they go on, unseen
        return;
    }
    noteCancelled();
    m_tasks.cancelAll(); // they notice at their next checkpoint; nothing waits until they do
}

QCoro::Task<> TimeoutCancellation::operate(std::uint32_t client, ItemId request)
{
    const Sample length = m_parameters.work.draw(m_workTimes[client]);
    LiveDuration &checkpoints = m_parameters.checkEvery.live();
    bool cancelled = false;
    try {
        co_await m_kernel.work(Working, length, request).cancellableEvery(checkpoints);
    } catch (const Cancelled &) {
        cancelled = true; // nothing can be awaited in here
    }
    if (!cancelled)
        co_return; // with the answer
    {
        const Shield cleaningUp(m_kernel); // what is being cleaned up is not interrupted
        co_await m_kernel.work(CleaningUp, m_parameters.cleanup.live().exactly(), request);
    }
    throw Cancelled();
}

// Full jitter: anything from nothing to the longest delay, which doubles with each retry.
Sample TimeoutCancellation::delayBefore(std::uint32_t retry, std::uint32_t client)
{
    return {&m_longestDelays[retry], m_jitter[client].uniform()};
}

// What follows starts the clients, and lets parameters be turned while they run.

QCoro::Task<> TimeoutCancellation::main()
{
    co_await scoped(m_kernel, [this](Scope &scope) { start(scope); });
}

void TimeoutCancellation::start(Scope &scope)
{
    m_beside = &scope; // operations live beside the clients, which need not wait for a cancelled one to stop
    m_clients.emplace(scope, Clients, [this](std::uint32_t client) { return beClient(client); });
    m_clients->resize(static_cast<std::uint32_t>(m_parameters.clients()));
}

TimeoutCancellation::TimeoutCancellation(Kernel &kernel)
    : m_kernel(kernel),
      m_thinkTimes(kernel.seed(), "think"),
      m_workTimes(kernel.seed(), "work"),
      m_jitter(kernel.seed(), "retry-delay"),
      m_requests(mostClients)
{
    for (std::size_t retry = 0; retry < mostRetries; ++retry)
        m_longestDelays.emplace_back(Duration::zero());
    setLongestDelays();
    m_parameters.retryDelay.onChanged([this] { setLongestDelays(); });
    m_parameters.maxDelay.onChanged([this] { setLongestDelays(); });
    m_parameters.clients.onChanged([this] {
        if (m_clients)
            m_clients->resize(static_cast<std::uint32_t>(m_parameters.clients()));
    });
}

void TimeoutCancellation::setLongestDelays()
{
    for (std::uint32_t retry = 0; retry < m_longestDelays.size(); ++retry)
        m_longestDelays[retry].setMean(longestDelay(retry, m_parameters.retryDelay(), m_parameters.maxDelay()));
}

void TimeoutCancellation::act(const ActionCall &call)
{
    if (call.index < m_requests.size() && m_requests[call.index])
        m_requests[call.index]->cancel();
}

} // namespace coroscope::cancellation
