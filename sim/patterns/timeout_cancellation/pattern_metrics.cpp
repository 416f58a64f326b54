// SPDX-License-Identifier: MIT
#include "patterns/timeout_cancellation/pattern_metrics.h"

#include "patterns/timeout_cancellation/timeout_cancellation.h"

#include <utility>

namespace coroscope::cancellation {

namespace {

std::optional<double> ratio(double part, std::uint64_t whole)
{
    return whole == 0 ? std::nullopt : std::optional(part / static_cast<double>(whole));
}

} // namespace

std::optional<double> CancellationMetrics::stopMean() const
{
    return ratio(inSeconds(m_stopping), m_stops);
}

double CancellationMetrics::wastedSeconds() const noexcept
{
    return inSeconds(m_wasted) + static_cast<double>(m_abandonedWork.integral()) / 1e9;
}

std::optional<double> CancellationMetrics::attemptsPerRequest() const
{
    return ratio(static_cast<double>(m_attemptsOfRequests), m_requestsAnswered + m_requestsGivenUp);
}

std::optional<double> CancellationMetrics::timedOutShare() const
{
    return ratio(static_cast<double>(m_attemptsTimedOut), m_attemptsAnswered + m_attemptsTimedOut);
}

std::optional<double> CancellationMetrics::givenUpShare() const
{
    return ratio(static_cast<double>(m_requestsGivenUp), m_requestsAnswered + m_requestsGivenUp);
}

void CancellationMetrics::consume(const Delta &delta)
{
    const Event &event = delta.event;
    if (delta.spawned) {
        if (delta.task->place.group == Operations)
            m_attempts.emplace(event.task, Attempt{});
        return;
    }
    switch (event.kind) {
    case EventKind::TaskAbandoned:
        if (const auto found = m_attempts.find(event.object); found != m_attempts.end())
            abandon(found->second, event.time);
        return;
    case EventKind::AttemptTimedOut:
        m_attemptsTimedOut += counts(event.time) ? 1u : 0u;
        return;
    case EventKind::ItemCreated:
        m_requests.emplace(event.item, Request{});
        return;
    case EventKind::ItemDone:
    case EventKind::ItemFailed:
    case EventKind::ItemCancelled:
    case EventKind::ItemLost:
        endRequest(event);
        return;
    default:
        break;
    }
    const auto attempt = m_attempts.find(event.task);
    if (attempt == m_attempts.end())
        return;
    if (delta.ended) {
        end(attempt->second, event);
        m_attempts.erase(attempt);
    } else {
        applyToAttempt(attempt->second, event);
    }
}

void CancellationMetrics::applyToAttempt(Attempt &attempt, const Event &event)
{
    switch (event.kind) {
    case EventKind::AttemptStarted:
        attempt.request = event.item;
        if (const auto request = m_requests.find(event.item); request != m_requests.end())
            ++request->second.attempts;
        break;
    case EventKind::WorkStarted:
        if (event.object == Working) {
            attempt.workingSince = event.time;
            m_abandonedWork.set(event.time, m_abandonedWork.value() + (attempt.abandoned ? 1 : 0));
        } else {
            waste(std::exchange(attempt.worked, Duration::zero()), event.time); // it cleans up: there is no answer
        }
        break;
    case EventKind::WorkEnded:
        if (event.object == Working) {
            attempt.worked = Duration{event.payload};
            attempt.workingSince.reset();
            m_abandonedWork.set(event.time, m_abandonedWork.value() - (attempt.abandoned ? 1 : 0));
        }
        break;
    case EventKind::AttemptStopped:
        attempt.cancelled = true;
        if (counts(event.time)) {
            ++m_stops;
            m_stopping += Duration{event.payload};
        }
        break;
    default:
        break;
    }
}

void CancellationMetrics::waste(Duration work, Time now)
{
    if (counts(now))
        m_wasted += work;
}

void CancellationMetrics::abandon(Attempt &attempt, Time now)
{
    attempt.abandoned = true;
    ++m_abandonedRunning;
    if (attempt.workingSince) {
        waste(now - *attempt.workingSince, now);
        m_abandonedWork.set(now, m_abandonedWork.value() + 1);
    }
}

void CancellationMetrics::end(const Attempt &attempt, const Event &event)
{
    if (attempt.abandoned) {
        --m_abandonedRunning;
        return;
    }
    if (event.kind == EventKind::TaskDone && !attempt.cancelled) {
        const auto request = m_requests.find(attempt.request);
        if (request != m_requests.end() && !std::exchange(request->second.answered, true)) {
            m_attemptsAnswered += counts(event.time) ? 1u : 0u;
            return;
        }
    }
    waste(attempt.worked, event.time);
}

void CancellationMetrics::endRequest(const Event &event)
{
    const auto request = m_requests.find(event.item);
    if (request == m_requests.end())
        return;
    const bool answered = event.kind == EventKind::ItemDone;
    if (counts(event.time) && (answered || event.kind == EventKind::ItemFailed)) {
        ++(answered ? m_requestsAnswered : m_requestsGivenUp);
        m_attemptsOfRequests += request->second.attempts;
    }
    m_requests.erase(request);
}

} // namespace coroscope::cancellation
