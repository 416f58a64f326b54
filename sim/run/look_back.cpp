// SPDX-License-Identifier: MIT
#include "run/look_back.h"

#include "run/condition_watch.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// Events that are gone through at a time: a few milliseconds, with the world before them.
constexpr Sequence stretch = 20'000;

} // namespace

LookBack::LookBack(const Trace &trace, const KeyFrames &frames, const Topology &topology, StopCondition condition,
                   Sequence before)
    : m_trace(trace),
      m_frames(frames),
      m_topology(topology),
      m_condition(std::move(condition)),
      m_before(std::min(before, trace.count())),
      m_end(m_before)
{
    if (m_end > m_trace.firstKept())
        m_reached = m_trace.at(m_end - 1).time;
}

Sequence LookBack::instantOf(Sequence event) const
{
    while (event > m_trace.firstKept() && m_trace.at(event - 1).time == m_trace.at(event).time)
        --event;
    return event;
}

bool LookBack::goOn()
{
    const Sequence first = m_trace.firstKept();
    if (m_found || m_end <= first)
        return true;
    // Whole instants: whether a channel is full is known when its instant is over.
    const Sequence begin = instantOf(m_end - first > stretch ? m_end - stretch : first);
    ConditionWatch watch(m_condition, m_topology, m_frames.before(begin).ledger());
    watch.lookUpSites(m_trace.sites());
    Sequence at = begin;
    for (; at < m_end; ++at)
        watch.lookForLast(m_trace.at(at), at);
    m_found = watch.last();
    for (; at < m_trace.count() && m_trace.at(at).time == m_trace.at(m_end - 1).time; ++at)
        watch.lookForLast(m_trace.at(at), at);
    watch.instantOver();
    if (watch.last() && *watch.last() < m_before)
        m_found = watch.last();
    m_end = begin;
    m_reached = m_trace.at(begin).time;
    return m_found || m_end <= first;
}

} // namespace coroscope
