// SPDX-License-Identifier: MIT
#pragma once

#include "insight/key_frames.h"
#include "trace/trace.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace coroscope {

/// The place that each task of a run has or had, also of those that have been replaced: what a world of one moment does
/// not know of the tasks of another. Read from the trace when it is wanted, as far as that is kept.
class TaskPlaces
{
public:
    /// Reads at most @p most further events. True: all there are so far have been read.
    bool extend(const Trace &trace, const KeyFrames &keyFrames, std::size_t most)
    {
        if (m_end < trace.firstKept()) {
            m_end = trace.firstKept();
            const World oldest = keyFrames.before(m_end);
            for (const TaskView &task : oldest.tasks())
                set(task.id, task.place);
        }
        const Sequence end = m_end + std::min<Sequence>(trace.count() - m_end, most);
        while (m_end < end) {
            const std::span<const Event> events = trace.run(m_end, end);
            read(events);
            m_end += events.size();
        }
        return m_end == trace.count();
    }
    void read(std::span<const Event> events)
    {
        for (const Event &event : events) {
            if (event.kind == EventKind::TaskSpawned)
                set(event.task, Place::unpacked(event.payload));
        }
    }

    /// Nothing of the root, and of a task that was gone before the oldest event that is kept.
    std::optional<Place> of(TaskId task) const noexcept
    {
        if (task >= m_places.size() || m_places[task].group == rootGroup)
            return std::nullopt;
        return m_places[task];
    }
    /// The number of the first event that has not been read.
    Sequence end() const noexcept { return m_end; }

private:
    void set(TaskId task, Place place)
    {
        if (task >= m_places.size())
            m_places.resize(task + 1, Place{.group = rootGroup});
        m_places[task] = place;
    }

    std::vector<Place> m_places; ///< by number of the task
    Sequence m_end = 0;
};

} // namespace coroscope
