// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <iterator>
#include <optional>

namespace coroscope {

/// Which place each task has, or had: kept up to date, and forgotten, with a History. See TaskPlaces for one that is read
/// from a trace.
class TaskRegister
{
public:
    /// @return by how much bytes() has grown
    std::size_t add(TaskId task, Place place, Time born)
    {
        m_tasks.insert(after(task), {born, place, task}); // nearly always at the end
        return sizeof(Entry);
    }
    /// nullopt if it has none, is not known or has been forgotten.
    std::optional<Place> find(TaskId task) const
    {
        for (const std::deque<Entry> *const tasks : {&m_tasks, &m_old}) {
            const auto it = std::lower_bound(tasks->begin(), tasks->end(), task, isBefore);
            if (it != tasks->end() && it->task == task)
                return it->place;
        }
        return std::nullopt;
    }
    /// Forgets those that were born before @p time, except for which @p isThere holds.
    /// @return by how much bytes() has shrunk
    template <typename IsThere>
    std::size_t forgetBefore(Time time, IsThere isThere)
    {
        const std::size_t before = bytes();
        std::erase_if(m_old, [&](const Entry &one) { return !isThere(one.task, one.place); });
        for (; !m_tasks.empty() && m_tasks.front().born < time; m_tasks.pop_front()) {
            if (isThere(m_tasks.front().task, m_tasks.front().place))
                m_old.push_back(m_tasks.front());
        }
        return before - bytes();
    }
    std::size_t bytes() const noexcept { return (m_tasks.size() + m_old.size()) * sizeof(Entry); }

private:
    struct Entry {
        Time born;
        Place place;
        TaskId task;
    };
    static bool isBefore(const Entry &entry, TaskId task) noexcept { return entry.task < task; }
    std::deque<Entry>::const_iterator after(TaskId task) const
    {
        if (m_tasks.empty() || m_tasks.back().task < task)
            return m_tasks.end();
        return std::lower_bound(m_tasks.begin(), m_tasks.end(), task, isBefore);
    }

    std::deque<Entry> m_tasks; ///< by number
    std::deque<Entry> m_old;   ///< that were born before what is kept, likewise
};

} // namespace coroscope
