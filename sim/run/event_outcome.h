// SPDX-License-Identifier: MIT
#pragma once

#include "trace/task_state.h"
#include "trace/trace.h"

#include <algorithm>
#include <optional>

namespace coroscope {

/// How what an event began has ended: a wait, a sleep, a piece of work. That is told by the next event of the same task which
/// says that it fares otherwise; it is looked for as far as one would wait for it.
class EventOutcome
{
public:
    /// How many events behind it are looked through.
    static constexpr Sequence farthest = 1'000'000;

    /// Whether an event of this kind begins something that lasts.
    static constexpr bool begins(EventKind kind) noexcept
    {
        const std::optional<TaskTransition> transition = transitionOf(kind);
        return kind == EventKind::ThreadWanted
            || (transition && (transition->state == TaskState::Running || transition->state == TaskState::Waiting));
    }
    /// Whether that is a wait.
    static constexpr bool waits(EventKind kind) noexcept
    {
        return begins(kind) && kind != EventKind::WorkStarted && kind != EventKind::SleepStarted;
    }

    /// @p event, which is kept, begins something.
    EventOutcome(Sequence event, const Trace &trace) : m_event(event), m_next(event + 1), m_task(trace.at(event).task)
    {
    }

    /// Looks through at most @p most further events. True: it is found, or there are no more so far.
    bool extend(const Trace &trace, std::size_t most)
    {
        const Sequence last = std::min(trace.count(), m_event + 1 + farthest);
        const Sequence end = std::min<Sequence>(last, m_next + most);
        m_next = std::max(m_next, trace.firstKept());
        while (m_next < end && !m_found) {
            for (const Event &event : trace.run(m_next, end)) {
                if (event.task == m_task && (transitionOf(event.kind) || event.kind == EventKind::ThreadTaken)) {
                    m_found = m_next;
                    break;
                }
                ++m_next;
            }
        }
        return m_found || m_next >= last;
    }
    std::optional<Sequence> found() const noexcept { return m_found; }

private:
    Sequence m_event;
    Sequence m_next; ///< to be looked at
    TaskId m_task;
    std::optional<Sequence> m_found;
};

} // namespace coroscope
