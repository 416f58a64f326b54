// SPDX-License-Identifier: MIT
#pragma once

#include "insight/item_phase.h"
#include "trace/ledger.h"

#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace coroscope {

/// What tasks spend their time on, as far back as it is of interest: of one that has only a short life all of it, of
/// others for as long as they are held. Where a task waits for others, it is what the one it waited for did: the one that
/// ended last; while none has ended, the eldest.
class TaskTimelines
{
public:
    /// A task that has ended.
    struct Ended {
        TaskId task = 0;
        TaskId parent = 0;
        Place place;
        Time born{};
        Time at{};
        TaskState state = TaskState::Done; ///< how
        std::vector<TimePart> parts{};     ///< complete for one with a short life
    };

    /// @param topology must outlive it.
    explicit TaskTimelines(const Topology &topology) : m_topology(topology) { }

    /// Told of each task that ends, right then.
    std::function<void(const Ended &)> onEnd{};

    void consume(const Delta &delta);
    /// From now on, until it is released as often, all that the task does is kept. Nothing if it is not alive.
    void hold(TaskId task);
    void release(TaskId task);
    /// Of one that is alive.
    struct Birth {
        Place place;
        Time born{};
    };
    Birth birthOf(TaskId task) const;
    /// What the task has spent its time on from @p from, since when it has been held or alive, to @p to, which is now.
    std::vector<TimePart> between(TaskId task, Time from, Time to) const;

private:
    struct Entry {
        TaskId parent = 0;
        Place place;
        Time born{};
        bool shortLived = false;
        bool again = false; ///< it is in a further attempt
        int held = 0;
        ItemPhase phase;
        Time since{};                   ///< when the phase began
        TaskId target = 0;              ///< of Others: whom it waits for; 0: any, or all
        std::vector<TimePart> parts{};  ///< before that
        std::vector<TaskId> children{}; ///< alive, the eldest first
        Ended lastChild{};
    };
    void spawn(const Delta &delta);
    void end(const Delta &delta, Entry &entry);
    void noteAttempt(const Event &event, Entry &entry);
    ItemPhase phaseAfter(const Delta &delta, Entry &entry) const;
    ItemPhase phaseOfJoin(const Event &event, Entry &entry) const;
    /// The current phase of the entry up to now.
    std::vector<TimePart> latest(const Entry &entry, Time from, Time now) const;

    const Topology &m_topology;
    std::unordered_map<TaskId, Entry> m_tasks; ///< alive; never iterated
};

} // namespace coroscope
