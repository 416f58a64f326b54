// SPDX-License-Identifier: MIT
#pragma once

#include "insight/world.h"
#include "pattern/topology.h"

#include <optional>
#include <vector>

namespace coroscope {

/// When another will take the place of a dead task, as announced; nothing if that has passed, or whoever was to start it
/// has ended meanwhile.
std::optional<Time> replacementAt(const TaskView &task, const World &world, Time now);

/// Who can end a wait, in a world and by the links of its topology. Each list is in the order of the tasks' places, and
/// holds tasks that are alive and dead ones that are missed.
class WaitParties
{
public:
    using Tasks = std::vector<const TaskView *>;

    /// The first two must outlive it.
    WaitParties(const World &world, const Topology &topology, Time now)
        : m_world(world), m_topology(topology), m_now(now)
    {
    }

    /// Whether a task is dead, and another is to be expected in its place: it has been announced, or whoever started it
    /// is known and has not dismissed it.
    bool isMissed(const TaskView &task) const;
    /// Those that take from a channel.
    Tasks takingFrom(std::uint32_t channel) const;
    /// Those that send into it. A group that can send into several sends into the first that is open: the others are
    /// for when that is not there.
    Tasks sendingInto(std::uint32_t channel) const;
    /// The full channel that @p task puts something into, if there is one.
    std::optional<std::uint32_t> fullAhead(const TaskView &task) const;
    /// Those that @p task has spawned and that are not left to themselves. Where there is only one of its kind, also those
    /// that followed on others of them, each begun as another ended.
    Tasks childrenOf(const TaskView &task) const;
    /// Those that hold a thread.
    Tasks holdingThreads() const;

    /// Where an item is that is older than another one.
    struct Older {
        const TaskView *task = nullptr; ///< in its hands; else in the channel
        std::uint32_t channel = 0;
        ItemId item = 0;
    };
    /// What has to go before the item in the hands of @p task, where order is kept: the one that a neighbour of its own
    /// group holds, else the oldest of all.
    std::optional<Older> olderThanThatOf(const TaskView &task) const;

private:
    Tasks inGroups(const std::vector<bool> &groups) const;
    bool isOpen(std::uint32_t channel) const;

    const World &m_world;
    const Topology &m_topology;
    Time m_now;
};

} // namespace coroscope
