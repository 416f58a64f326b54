// SPDX-License-Identifier: MIT
#pragma once

#include "run/event_filter.h"
#include "run/session.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

namespace coroscope {

/// Whether an event is one that somebody looks for: its sentence has @p text in it, whatever the case of its letters, or the
/// word for how its task fares then begins with it, as the legend has it: "blocked".
bool isLikeText(const Event &event, const TaskPlaces &places, const PatternInfo &pattern, const QString &text);

/// All events of a trace that a filter lets through and that are like a text, counted in slices. It grows with the trace.
class EventMatches
{
public:
    /// More are not kept.
    static constexpr std::size_t most = 100'000;

    EventMatches(QString text, EventFilter filter) : m_text(std::move(text)), m_filter(std::move(filter)) { }

    /// Looks on for about that long. True: it has seen all there are so far.
    bool goOn(const Session &session, const TaskPlaces &places, std::chrono::nanoseconds patience);
    const QString &text() const noexcept { return m_text; }
    const EventFilter &filter() const noexcept { return m_filter; }
    std::size_t count() const noexcept { return m_found.size(); }
    /// There are more than are kept.
    bool isFull() const noexcept { return m_found.size() >= most; }
    /// The position of this event among them, from 1; nothing if it is none of them so far.
    std::optional<std::size_t> placeOf(Sequence event) const;

private:
    QString m_text;
    EventFilter m_filter;
    Sequence m_next = 0; ///< to be looked at
    std::vector<Sequence> m_found;
};

} // namespace coroscope
