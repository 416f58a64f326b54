// SPDX-License-Identifier: MIT
#pragma once

#include "trace/trace.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace coroscope {

/// The event that made the one with this number possible, as long as it is kept; nothing if none is known.
inline std::optional<Sequence> causeOf(Sequence event, const Trace &trace)
{
    const std::uint32_t back = trace.at(event).cause;
    if (back == 0 || back > event || event - back < trace.firstKept())
        return std::nullopt;
    return event - back;
}

/// What an event made possible: those later ones that name it as their cause. They are looked for as far as one would
/// wait for it.
class EventEffects
{
public:
    /// How many events behind it are looked through.
    static constexpr Sequence farthest = 1'000'000;
    /// How many are kept, the first ones; more are counted.
    static constexpr std::size_t mostKept = 5;

    explicit EventEffects(Sequence event) : m_event(event), m_next(event + 1) { }

    /// Looks through at most @p most further events. True: as many as there are so far, or as it looks through.
    bool extend(const Trace &trace, std::size_t most)
    {
        const Sequence last = std::min(trace.count(), m_event + 1 + farthest);
        const Sequence end = std::min<Sequence>(last, m_next + most);
        m_next = std::max(m_next, trace.firstKept());
        while (m_next < end) {
            const std::span<const Event> events = trace.run(m_next, end);
            for (const Event &event : events) {
                if (event.cause == m_next - m_event)
                    add(m_next);
                ++m_next;
            }
        }
        return m_next >= last;
    }
    Sequence event() const noexcept { return m_event; }
    const std::vector<Sequence> &found() const noexcept { return m_found; }
    /// How many more there are than are kept.
    std::size_t more() const noexcept { return m_more; }

private:
    void add(Sequence effect)
    {
        if (m_found.size() < mostKept)
            m_found.push_back(effect);
        else
            ++m_more;
    }

    Sequence m_event;
    Sequence m_next; ///< to be looked at
    std::vector<Sequence> m_found;
    std::size_t m_more = 0;
};

} // namespace coroscope
