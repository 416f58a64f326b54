// SPDX-License-Identifier: MIT
#include "patterns/timeout_cancellation/attempts.h"

namespace coroscope::cancellation {

Attempts::Attempts(TimeoutCancellation &pattern, Request &request)
    : m_pattern(pattern), m_request(request), m_tasks(*pattern.m_beside)
{
}

void Attempts::start()
{
    const Attempt fresh{m_request.attempts++, m_request.item.id(), m_pattern.m_kernel.now()};
    const auto attempt = std::make_shared<Attempt>(fresh);
    m_started.push_back(attempt);
    PooledIndex slot = m_pattern.m_indices.take();
    const Place place{Operations, slot.index()};
    m_tasks.spawn(place, [&pattern = m_pattern, client = m_request.client, attempt, slot = std::move(slot)] {
        return run(pattern, client, *attempt);
    });
}

QCoro::Task<bool> Attempts::answer(std::source_location where)
{
    while (const std::optional<Finished<void>> ended = co_await m_tasks.next(where)) {
        if (ended->end == TaskEnd::Done)
            co_return true;
    }
    co_return false;
}

// What follows keeps the trace complete.

/// Says that an attempt is over.
class Attempts::Ending
{
public:
    Ending(Kernel &kernel, Attempt &attempt) : m_kernel(kernel), m_attempt(attempt) { }
    ~Ending()
    {
        m_attempt.over = true;
        if (m_attempt.cancelled != never)
            m_kernel.note(EventKind::AttemptStopped, m_attempt.number, m_attempt.request,
                          (m_kernel.now() - m_attempt.cancelled).count());
    }
    Ending(const Ending &) = delete;
    Ending &operator=(const Ending &) = delete;

private:
    Kernel &m_kernel;
    Attempt &m_attempt;
};

QCoro::Task<> Attempts::run(TimeoutCancellation &pattern, std::uint32_t client, Attempt &attempt)
{
    const Ending ending(pattern.m_kernel, attempt);
    pattern.m_kernel.note(EventKind::AttemptStarted, attempt.number, attempt.request);
    co_await pattern.operate(client, attempt.request);
}

void Attempts::noteTimedOut()
{
    for (const std::shared_ptr<Attempt> &attempt : m_started) {
        if (!attempt->over)
            m_pattern.m_kernel.note(EventKind::AttemptTimedOut, attempt->number, attempt->request,
                                    (m_pattern.m_kernel.now() - attempt->started).count());
    }
}

void Attempts::noteCancelled()
{
    for (const std::shared_ptr<Attempt> &attempt : m_started)
        attempt->cancelled = m_pattern.m_kernel.now();
}

} // namespace coroscope::cancellation
