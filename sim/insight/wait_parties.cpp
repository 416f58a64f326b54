// SPDX-License-Identifier: MIT
#include "insight/wait_parties.h"

#include <algorithm>

namespace coroscope {

namespace {

using Kind = NodeRef::Kind;

bool byPlace(const TaskView *a, const TaskView *b)
{
    return a->place < b->place;
}

} // namespace

std::optional<Time> replacementAt(const TaskView &task, const World &world, Time now)
{
    const TaskView *const parent = world.task(task.parent);
    const bool holds = hasEnded(task.state) && task.restartAt && *task.restartAt >= now && parent
        && !hasEnded(parent->state);
    return holds ? task.restartAt : std::nullopt;
}

bool WaitParties::isOpen(std::uint32_t channel) const
{
    return channel < m_world.channels().size() && m_world.channels()[channel].open;
}

bool WaitParties::isMissed(const TaskView &task) const
{
    const std::uint32_t group = task.place.group;
    const bool longLived = group < m_topology.groups.size() && m_topology.groups[group].longLived;
    const bool ended = task.state == TaskState::Failed || task.state == TaskState::Cancelled;
    return replacementAt(task, m_world, m_now)
        || (longLived && ended && !task.dismissed && !hasFinished(task, m_topology) && m_world.task(task.parent));
}

WaitParties::Tasks WaitParties::inGroups(const std::vector<bool> &groups) const
{
    Tasks tasks;
    for (const TaskView &task : m_world.tasks()) {
        if ((!hasEnded(task.state) || isMissed(task)) && task.place.group < groups.size() && groups[task.place.group])
            tasks.push_back(&task);
    }
    std::sort(tasks.begin(), tasks.end(), byPlace);
    return tasks;
}

WaitParties::Tasks WaitParties::takingFrom(std::uint32_t channel) const
{
    std::vector<bool> groups(m_topology.groups.size());
    for (const Link &link : m_topology.links) {
        if (link.from == NodeRef{Kind::Channel, channel} && link.to.kind == Kind::Group)
            groups[link.to.index] = true;
    }
    return inGroups(groups);
}

WaitParties::Tasks WaitParties::sendingInto(std::uint32_t channel) const
{
    std::vector<bool> able(m_topology.groups.size());
    std::vector<bool> seen(m_topology.groups.size());
    std::vector<bool> sending(m_topology.groups.size());
    for (const Link &link : m_topology.links) {
        if (link.from.kind != Kind::Group || link.to.kind != Kind::Channel)
            continue;
        if (link.to.index == channel)
            able[link.from.index] = true;
        if (!isOpen(link.to.index) || seen[link.from.index])
            continue;
        seen[link.from.index] = true;
        sending[link.from.index] = link.to.index == channel;
    }
    Tasks tasks = inGroups(sending);
    return tasks.empty() ? inGroups(able) : tasks;
}

std::optional<std::uint32_t> WaitParties::fullAhead(const TaskView &task) const
{
    for (const Link &link : m_topology.links) {
        if (link.from == NodeRef{Kind::Group, task.place.group} && link.to.kind == Kind::Channel
            && isOpen(link.to.index) && m_world.channels()[link.to.index].full())
            return link.to.index;
    }
    return std::nullopt;
}

WaitParties::Tasks WaitParties::childrenOf(const TaskView &task) const
{
    const std::uint32_t group = task.place.group;
    std::vector<bool> begunBy(m_topology.groups.size()); // by the only one of its kind
    for (const Link &link : m_topology.links) {
        if (link.from == NodeRef{Kind::Group, group} && link.to.kind == Kind::Group)
            begunBy[link.to.index] = group < m_topology.groups.size() && m_topology.groups[group].single;
    }
    Tasks children;
    for (const TaskView &other : m_world.tasks()) {
        if (hasEnded(other.state) || other.orphaned)
            continue;
        const TaskView *const parent = m_world.task(other.parent);
        const bool follows = other.place.group < begunBy.size() && begunBy[other.place.group]
            && (!parent || parent->place.group == other.place.group);
        if (other.parent == task.id || follows)
            children.push_back(&other);
    }
    std::sort(children.begin(), children.end(), byPlace);
    return children;
}

WaitParties::Tasks WaitParties::holdingThreads() const
{
    Tasks holders;
    for (const TaskId id : m_world.threads().holders) {
        if (const TaskView *const task = id == 0 ? nullptr : m_world.task(id))
            holders.push_back(task);
    }
    std::sort(holders.begin(), holders.end(), byPlace);
    return holders;
}

std::optional<WaitParties::Older> WaitParties::olderThanThatOf(const TaskView &task) const
{
    std::optional<Older> neighbour;
    std::optional<Older> oldest;
    const auto isOlder = [&](ItemId item) { return item != 0 && item < task.item; };
    for (const TaskView &other : m_world.tasks()) {
        if (hasEnded(other.state) || !isOlder(other.item))
            continue;
        if (other.place.group == task.place.group && (!neighbour || neighbour->item < other.item))
            neighbour = Older{.task = &other, .item = other.item};
        if (!oldest || other.item < oldest->item)
            oldest = Older{.task = &other, .item = other.item};
    }
    if (neighbour)
        return neighbour;
    for (std::uint32_t channel = 0; channel < m_world.channels().size(); ++channel) {
        for (const ItemId item : m_world.channels()[channel].items) {
            if (isOlder(item) && (!oldest || item < oldest->item))
                oldest = Older{.channel = channel, .item = item};
        }
    }
    return oldest;
}

} // namespace coroscope
