// SPDX-License-Identifier: MIT
#include "insight/site_study.h"

#include <algorithm>

namespace coroscope {

SiteStudy::SiteStudy(const Topology &topology, std::vector<Place> places)
    : m_first{SiteClock(topology, places)}, m_last{SiteClock(topology, std::move(places))}
{
}

Sequence SiteStudy::advance(End &end, const Trace &trace, Sequence to, Sequence most)
{
    const Sequence until = std::min(to, end.next + most);
    const Sequence before = end.next;
    while (end.next < until) {
        const std::span<const Event> events = trace.run(end.next, until);
        for (const Event &event : events)
            end.clock.apply(event);
        end.next += events.size();
    }
    return end.next - before;
}

bool SiteStudy::goOn(const Trace &trace, const KeyFrames &keyFrames, Time from, Time to, Sequence end, Sequence most)
{
    const Sequence first = std::min(std::max(trace.firstAfter(from), trace.firstKept()), end);
    // Back, or so far ahead that what lies between need not be gone through, it begins anew.
    if (!m_begun || from < m_from || m_last.next > end || m_last.next < first || m_first.next < trace.firstKept()) {
        m_first.clock.begin(keyFrames.before(first), from);
        m_first.next = first;
        m_last = m_first;
        m_begun = true;
    }
    m_from = from;
    m_to = to;
    const Sequence gone = advance(m_first, trace, first, most);
    advance(m_last, trace, end, most - gone);
    return m_first.next == first && m_last.next == end;
}

SiteClock::Times SiteStudy::times() const
{
    SiteClock::Times times = m_last.clock.until(m_to);
    for (const auto &[where, before] : m_first.clock.until(m_from)) {
        LookTimes &here = times[where];
        here = here - before;
    }
    std::erase_if(times, [](const auto &one) { return one.second == LookTimes(); });
    return times;
}

SiteClock::Failures SiteStudy::failures() const
{
    SiteClock::Failures failures = m_last.clock.failures();
    for (const auto &[where, before] : m_first.clock.failures())
        failures[where] = failures[where] - before;
    std::erase_if(failures, [](const auto &one) { return one.second == SiteFailures(); });
    return failures;
}

} // namespace coroscope
