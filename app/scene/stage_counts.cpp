// SPDX-License-Identifier: MIT
#include "scene/stage_counts.h"

#include <algorithm>

namespace coroscope {

namespace {

using namespace std::chrono_literals;

/// A task of a kind that comes and goes is shown this long after its end, unless its place is taken before.
constexpr Duration endedShownFor = 3s;

/// One more than the highest number of a thread that is taken: surplus ones are in use for a while.
std::int64_t takenUpTo(const ThreadsView &threads)
{
    const auto last = std::find_if(threads.holders.rbegin(), threads.holders.rend(), [](TaskId id) { return id != 0; });
    return threads.holders.rend() - last;
}

/// The latest task of a group for each index of those that spawn them.
std::vector<const TaskView *> latestChildren(const World &world, std::uint32_t group)
{
    std::vector<const TaskView *> latest;
    for (const TaskView &task : world.tasks()) {
        if (task.place.group != group)
            continue;
        if (latest.size() <= task.parentIndex)
            latest.resize(task.parentIndex + 1);
        const TaskView *&child = latest[task.parentIndex];
        child = !child || task.id > child->id ? &task : child;
    }
    return latest;
}

/// Whether it has ended, and the task that had spawned it has gone on to another one.
bool isFollowed(const TaskView &task, const TaskView &latest)
{
    return hasEnded(task.state) && latest.id > task.id && latest.born >= task.since;
}

/// Whether a task that takes from it is on the stage; one that has seen the channel's end still is.
bool hasTakers(const Topology &topology, std::size_t channel, const std::vector<std::uint32_t> &tasks)
{
    const NodeRef from{NodeRef::Kind::Channel, static_cast<std::uint32_t>(channel)};
    return std::any_of(topology.links.begin(), topology.links.end(), [&](const Link &link) {
        return link.from == from && link.to.kind == NodeRef::Kind::Group && tasks[link.to.index] > 0;
    });
}

} // namespace

bool isShown(const TaskView &task, const SceneSource &source)
{
    if (!hasEnded(task.state))
        return true;
    const Topology &topology = source.topology();
    if (task.place.group >= topology.groups.size() || topology.groups[task.place.group].longLived)
        return !task.dismissed; // its place is still its own
    const TaskView *const parent = source.world().task(task.parent);
    if (parent && parent->jobSince > task.born)
        return false;
    return source.playhead() - task.since <= endedShownFor || task.result != 0; // somebody is to gather that
}

std::size_t terminalCount(const SceneSource &source, const Terminal &terminal)
{
    const ItemCounts &items = source.world().items();
    switch (terminal.counts) {
    case Terminal::Counts::Done:
        return items.done;
    case Terminal::Counts::Failed:
        return items.failed;
    case Terminal::Counts::Cancelled:
        return items.cancelled;
    case Terminal::Counts::Dropped:
        return items.dropped;
    case Terminal::Counts::Lost:
        return items.lost;
    }
    return 0;
}

StageLayout::Counts stageCounts(const SceneSource &source)
{
    const Topology &topology = source.topology();
    const World &world = source.world();
    StageLayout::Counts counts;
    counts.tasks.resize(topology.groups.size());
    counts.parents.resize(topology.groups.size());
    const auto isThere = [&](const std::optional<Alternative> &when) {
        const std::vector<std::int64_t> &values = source.values();
        return !when || when->parameter >= values.size() || values[when->parameter] == when->value;
    };
    std::vector<std::vector<const TaskView *>> latest(topology.groups.size());
    for (std::uint32_t i = 0; i < topology.groups.size(); ++i) {
        if (topology.groups[i].besideParent)
            latest[i] = latestChildren(world, i);
    }
    for (const TaskView &task : world.tasks()) {
        if (task.place.group >= counts.tasks.size() || !isShown(task, source)
            || !isThere(topology.groups[task.place.group].when))
            continue;
        counts.tasks[task.place.group] = std::max(counts.tasks[task.place.group], task.place.index + 1);
        if (topology.groups[task.place.group].besideParent
            && !isFollowed(task, *latest[task.place.group][task.parentIndex])) {
            auto &parents = counts.parents[task.place.group];
            if (parents.size() <= task.place.index)
                parents.resize(task.place.index + 1);
            parents[task.place.index] = task.parentIndex;
        }
    }
    for (std::size_t i = 0; i < topology.channels.size(); ++i) {
        std::int64_t slots = 0;
        bool open = false;
        if (i < world.channels().size()) {
            const ChannelView &channel = world.channels()[i];
            open = channel.open || !channel.items.empty() || (channel.closed && hasTakers(topology, i, counts.tasks));
            slots = std::max(channel.capacity, static_cast<std::int64_t>(channel.items.size()));
            if (channel.unbounded() || slots > StageLayout::mostSlots)
                slots = -1;
        }
        counts.slots.push_back(slots);
        const bool isAbsent = !isThere(topology.channels[i].when)
            && (i >= world.channels().size() || world.channels()[i].items.empty());
        counts.closed.push_back((topology.channels[i].optional && !open) || isAbsent);
    }
    for (const LockNode &lock : topology.locks)
        counts.absentLocks.push_back(!isThere(lock.when));
    for (const Link &link : topology.links)
        counts.absentLinks.push_back(!isThere(link.when));
    if (!topology.threads.empty())
        counts.threads = std::max<std::int64_t>(world.threads().count, takenUpTo(world.threads()));
    if (!topology.gathers.empty()) {
        for (const TaskView &task : world.tasks()) {
            if (task.jobSince)
                counts.results = task.jobParts > StageLayout::mostResults ? -1 : std::int64_t{task.jobParts};
        }
    }
    for (const Terminal &terminal : topology.terminals)
        counts.terminals.push_back(terminal.counts == Terminal::Counts::Done || terminalCount(source, terminal) > 0);
    return counts;
}

} // namespace coroscope
