// SPDX-License-Identifier: MIT
#pragma once

#include "run/event_filter.h"
#include "trace/trace.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace coroscope {

/// The events of a trace that a filter lets through, counted, so that the millionth of them is found as soon as the first.
/// It grows as it is told to, from somewhere in the trace towards its start and its end. What it keeps is one number for
/// a thousand events.
class EventIndex
{
public:
    /// The number of a matching event among those that match, which does not change as others are found: 0 is the first
    /// after some event near where it began, those before have negative ones.
    using Rank = std::int64_t;

    /// Looks at events from around @p from first.
    explicit EventIndex(EventFilter filter = {}, Sequence from = 0);

    /// Looks through some @p most further events: first those before @p wanted that come after what it has seen, then
    /// all earlier ones, then the rest. True: it has seen all that there are. @p places has read all that there are.
    bool extend(const Trace &trace, const TaskPlaces &places, Sequence wanted, std::size_t most);

    const EventFilter &filter() const noexcept { return m_filter; }
    /// It has seen the events from here …
    Sequence begin() const noexcept { return m_firstBlock * blockSize; }
    /// … to here, this one not included.
    Sequence end() const noexcept { return m_end; }
    /// Of the first match it has seen, and of the one that would follow the last.
    Rank firstRank() const noexcept { return m_before.front(); }
    Rank endRank() const noexcept { return m_before.back(); }
    /// How many matches it has seen.
    Rank count() const noexcept { return endRank() - firstRank(); }
    /// Of the first match that is not before this event, which is among those it has seen or right behind them.
    Rank rankOf(Sequence sequence, const Trace &trace, const TaskPlaces &places) const;
    /// The matches from that rank on, at most @p most.
    std::vector<Sequence> matches(Rank first, std::size_t most, const Trace &trace, const TaskPlaces &places) const;

private:
    static constexpr Sequence blockSize = Trace::eventsPerChunk;

    void forget(const Trace &trace);
    /// Each looks through the rest of a block at most, and says how many events that were.
    std::size_t goForward(const Trace &trace, const TaskPlaces &places, Sequence limit);
    std::size_t goBack(const Trace &trace, const TaskPlaces &places);
    Rank countBetween(Sequence begin, Sequence end, const Trace &trace, const TaskPlaces &places) const;

    EventFilter m_filter;
    Sequence m_firstBlock;
    Sequence m_end;
    std::deque<Rank> m_before; ///< of each block: the rank at its start; and the rank at m_end
};

} // namespace coroscope
