// SPDX-License-Identifier: MIT
#pragma once

#include "run/event_filter.h"
#include "run/session.h"

#include <QString>

#include <chrono>
#include <optional>

namespace coroscope {

/// Looks for an event that is like a text, see isLikeText(), in slices: from an event on in one direction, and round to that
/// event again.
class EventSearch
{
public:
    /// @p from is looked at last. @p text is not empty.
    EventSearch(QString text, EventFilter filter, Sequence from, bool forward)
        : m_text(std::move(text)), m_filter(std::move(filter)), m_next(from), m_forward(forward)
    {
    }

    /// Looks on for about that long. True: it is over.
    bool goOn(const Session &session, const TaskPlaces &places, std::chrono::nanoseconds patience);
    /// The event that has the text; nothing as long as none is found.
    std::optional<Sequence> found() const noexcept { return m_found; }
    /// It went on from the other end.
    bool wentRound() const noexcept { return m_round; }
    bool isForward() const noexcept { return m_forward; }
    /// How much has been looked through, 0 to 1.
    double share(const Trace &trace) const;

private:
    bool step(const Trace &trace);

    QString m_text;
    EventFilter m_filter;
    Sequence m_next; ///< was looked at last
    bool m_forward;
    bool m_round = false;
    Sequence m_seen = 0;
    std::optional<Sequence> m_found;
};

} // namespace coroscope
