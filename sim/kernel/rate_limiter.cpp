// SPDX-License-Identifier: MIT
#include "kernel/rate_limiter.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace coroscope {

namespace {

/// The sum, saturated: no run lasts long enough for so many tokens.
std::int64_t addedUp(std::int64_t a, std::int64_t b) noexcept
{
    std::int64_t sum = 0;
    return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

} // namespace

RateLimiter::RateLimiter(Kernel &kernel, LiveDuration &interval, std::int64_t burst, std::uint32_t activity)
    : m_kernel(kernel),
      m_source(interval),
      m_interval(std::max(interval.mean(), Duration::zero())),
      m_since(kernel.now()),
      m_burst(burst),
      m_tokens(burst),
      m_activity(activity)
{
    requireSome(burst);
    interval.follow(*this);
}

void RateLimiter::requireSome(std::int64_t count)
{
    if (count < 1)
        throw std::invalid_argument("a rate limiter deals in at least one token");
}

bool RateLimiter::tryAcquire(std::int64_t count)
{
    requireSome(count);
    refill();
    if (!m_line.empty() || m_tokens < std::min(count, m_burst))
        return false;
    m_tokens -= count;
    return true;
}

void RateLimiter::setBurst(std::int64_t burst)
{
    requireSome(burst);
    refill();
    m_burst = burst;
    refill(); // what does not fit is gone, and so is the fraction of the next one
    planAnew();
}

std::int64_t RateLimiter::tokens()
{
    refill();
    return m_tokens;
}

void RateLimiter::durationChanged()
{
    refill();
    m_interval = std::max(m_source.mean(), Duration::zero());
    if (m_tokens < m_burst && m_kernel.now() - m_since >= m_interval) { // the one under way, and no more
        ++m_tokens;
        m_since = m_kernel.now();
    }
    planAnew();
}

void RateLimiter::refill()
{
    const Duration passed = m_kernel.now() - m_since;
    if (m_interval == Duration::zero() || passed / m_interval >= m_burst - m_tokens) {
        m_tokens = m_burst;
        m_since = m_kernel.now();
        return;
    }
    const std::int64_t come = passed / m_interval;
    m_tokens += come;
    m_since += come * m_interval;
}

Time RateLimiter::dueAt(std::int64_t ahead, std::int64_t count) const
{
    const std::int64_t lacking = addedUp(ahead, std::min(count, m_burst) - m_tokens);
    if (lacking <= 0)
        return m_kernel.now(); // whatever the interval
    Duration::rep length = 0;
    if (__builtin_mul_overflow(lacking, m_interval.count(), &length))
        return never;
    return std::max(later(m_since, Duration{length}), m_kernel.now());
}

void RateLimiter::planAnew()
{
    std::int64_t ahead = 0;
    m_line.forEach([&](Acquiring &one) {
        if (one.armed()) { // else it is over, and about to take its tokens
            one.setLength(dueAt(ahead, one.m_count));
            one.retime();
        }
        ahead = addedUp(ahead, one.m_count);
    });
}

RateLimiter::Acquiring::Acquiring(RateLimiter &limiter, std::int64_t count, SiteId site)
    : TimedWaitCall(limiter.m_kernel.sleep(Duration::zero())),
      TimedWait(static_cast<const TimedWaitCall &>(*this)),
      m_limiter(limiter),
      m_count(count)
{
    activity = limiter.m_activity;
    m_site = site;
}

bool RateLimiter::Acquiring::await_ready()
{
    enter();
    return attempt() && mayGoOn();
}

void RateLimiter::Acquiring::await_suspend(std::coroutine_handle<> handle)
{
    park(handle);
    if (m_over)
        yield();
    else
        beginWait();
}

bool RateLimiter::Acquiring::attempt()
{
    return m_over = m_limiter.tryAcquire(m_count);
}

void RateLimiter::Acquiring::beginWait()
{
    std::int64_t ahead = 0;
    m_limiter.m_line.forEach([&](const Acquiring &one) { ahead = addedUp(ahead, one.m_count); });
    m_joined = m_kernel.now();
    setLength(m_limiter.dueAt(ahead, m_count));
    m_limiter.m_line.pushBack(*this);
    TimedWait::beginWait();
}

void RateLimiter::Acquiring::await_resume()
{
    if (m_over) {
        leave();
        return;
    }
    TimedWait::await_resume();
    ListLink<Acquiring>::unlink();
    m_limiter.refill();
    m_limiter.m_tokens -= m_count;
}

void RateLimiter::Acquiring::abandon()
{
    TimedWait::abandon();
    ListLink<Acquiring>::unlink();
    m_limiter.planAnew();
}

} // namespace coroscope
