// SPDX-License-Identifier: MIT
#include "player/event_matches.h"

#include "player/event_rows.h"

#include <QElapsedTimer>

#include <algorithm>

namespace coroscope {

bool isLikeText(const Event &event, const TaskPlaces &places, const PatternInfo &pattern, const QString &text)
{
    // Shorter ones are the beginning of many words.
    constexpr qsizetype leastOfWord = 4;
    return (text.size() >= leastOfWord
            && eventLook(event, pattern.topology()).startsWith(text.trimmed(), Qt::CaseInsensitive))
        || eventText(event, places, pattern).contains(text, Qt::CaseInsensitive);
}

bool EventMatches::goOn(const Session &session, const TaskPlaces &places, std::chrono::nanoseconds patience)
{
    // A sentence takes some microseconds to make, so a look at the clock now and then is all it needs.
    constexpr Sequence eventsPerLook = 64;
    const Trace &trace = session.trace();
    if (m_next < trace.firstKept()) {
        m_next = trace.firstKept();
        m_found.erase(m_found.begin(), std::lower_bound(m_found.begin(), m_found.end(), m_next));
    }
    QElapsedTimer timer;
    timer.start();
    for (; m_next < trace.count() && !isFull(); ++m_next) {
        if (m_next % eventsPerLook == 0 && timer.nsecsElapsed() >= patience.count())
            return false;
        const Event &event = trace.at(m_next);
        if (m_filter.matches(event, places) && isLikeText(event, places, session.pattern(), m_text))
            m_found.push_back(m_next);
    }
    return true;
}

std::optional<std::size_t> EventMatches::placeOf(Sequence event) const
{
    const auto found = std::lower_bound(m_found.begin(), m_found.end(), event);
    if (found == m_found.end() || *found != event)
        return std::nullopt;
    return static_cast<std::size_t>(found - m_found.begin()) + 1;
}

} // namespace coroscope
