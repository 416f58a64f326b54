// SPDX-License-Identifier: MIT
#include "player/event_search.h"

#include "player/event_matches.h"

#include <QElapsedTimer>

#include <algorithm>

namespace coroscope {

bool EventSearch::goOn(const Session &session, const TaskPlaces &places, std::chrono::nanoseconds patience)
{
    // A sentence takes some microseconds to make, so a look at the clock now and then is all it needs.
    constexpr Sequence eventsPerLook = 64;
    const Trace &trace = session.trace();
    QElapsedTimer timer;
    timer.start();
    while (m_seen < trace.count() - trace.firstKept()) {
        if (!step(trace))
            return true;
        const Event &event = trace.at(m_next);
        if (m_filter.matches(event, places) && isLikeText(event, places, session.pattern(), m_text)) {
            m_found = m_next;
            return true;
        }
        if (m_seen % eventsPerLook == 0 && timer.nsecsElapsed() >= patience.count())
            return false;
    }
    return true;
}

/// To the next event in its direction. False: there are none.
bool EventSearch::step(const Trace &trace)
{
    const Sequence first = trace.firstKept();
    if (first == trace.count())
        return false;
    ++m_seen;
    if (m_forward) {
        m_next = std::max(m_next + 1, first);
        if (m_next >= trace.count()) {
            m_next = first;
            m_round = true;
        }
    } else if (m_next <= first) {
        m_next = trace.count() - 1;
        m_round = true;
    } else {
        --m_next;
    }
    return true;
}

double EventSearch::share(const Trace &trace) const
{
    const auto all = static_cast<double>(trace.count() - trace.firstKept());
    return all > 0 ? std::min(1.0, static_cast<double>(m_seen) / all) : 1;
}

} // namespace coroscope
