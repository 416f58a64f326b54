// SPDX-License-Identifier: MIT
#include "insight/task_timelines.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

using Kind = ItemPhase::Kind;

} // namespace

void TaskTimelines::consume(const Delta &delta)
{
    if (delta.spawned) {
        spawn(delta);
        return;
    }
    const auto known = m_tasks.find(delta.event.task);
    if (known == m_tasks.end())
        return;
    Entry &entry = known->second;
    noteAttempt(delta.event, entry);
    if (!delta.before)
        return;
    const Time now = delta.event.time;
    for (const TimePart &part : latest(entry, entry.since, now))
        append(entry.parts, part);
    entry.phase = phaseAfter(delta, entry);
    entry.since = now;
    if (!entry.shortLived && entry.held == 0)
        entry.parts.clear();
    if (delta.ended)
        end(delta, entry);
}

void TaskTimelines::spawn(const Delta &delta)
{
    const Event &event = delta.event;
    const Place place = delta.task->place;
    const bool longLived = place.group < m_topology.groups.size() && m_topology.groups[place.group].longLived;
    m_tasks[event.task] = {.parent = event.object,
                           .place = place,
                           .born = event.time,
                           .shortLived = !longLived,
                           .phase = {.kind = Kind::Ready, .group = place.group},
                           .since = event.time};
    if (const auto parent = m_tasks.find(event.object); parent != m_tasks.end())
        parent->second.children.push_back(event.task);
}

void TaskTimelines::end(const Delta &delta, Entry &entry)
{
    Ended ended{.task = delta.event.task,
                .parent = entry.parent,
                .place = entry.place,
                .born = entry.born,
                .at = delta.event.time,
                .state = delta.task->state.state,
                .parts = std::move(entry.parts)};
    m_tasks.erase(delta.event.task);
    if (onEnd)
        onEnd(ended);
    if (const auto parent = m_tasks.find(ended.parent); parent != m_tasks.end()) {
        std::erase(parent->second.children, ended.task);
        parent->second.lastChild = std::move(ended);
    }
}

void TaskTimelines::noteAttempt(const Event &event, Entry &entry)
{
    switch (event.kind) {
    case EventKind::AttemptStarted:
        entry.again = event.object > 0;
        break;
    case EventKind::AttemptFailed:
    case EventKind::AttemptTimedOut:
        entry.again = true;
        break;
    case EventKind::ItemCreated:
    case EventKind::Received:
        if (event.item != 0)
            entry.again = false;
        break;
    default:
        break;
    }
}

ItemPhase TaskTimelines::phaseAfter(const Delta &delta, Entry &entry) const
{
    const Event &event = delta.event;
    const TaskTransition now = delta.task->state;
    ItemPhase phase{.kind = Kind::Ready, .group = entry.place.group};
    const auto with = [&](Kind kind) {
        phase.kind = kind;
        phase.object = event.object;
        return phase;
    };
    if (now.state == TaskState::Running) {
        phase.again = entry.again;
        return with(Kind::Working);
    }
    if (event.kind == EventKind::ThreadWanted)
        phase.kind = Kind::Thread;
    if (now.state != TaskState::Waiting)
        return phase;
    switch (now.waitKind) {
    case WaitKind::Sleep:
        return with(Kind::Sleeping);
    case WaitKind::Send:
        phase.group = 0; // whose hands they are makes no difference
        return with(Kind::Sending);
    case WaitKind::Receive:
        return with(Kind::Lacking);
    case WaitKind::Lock:
        return with(Kind::Lock);
    case WaitKind::Join:
        return phaseOfJoin(event, entry);
    case WaitKind::None:
        break;
    }
    return phase;
}

ItemPhase TaskTimelines::phaseOfJoin(const Event &event, Entry &entry) const
{
    entry.target = event.object;
    const bool ofChild = event.object == 0
        ? !entry.children.empty()
        : std::find(entry.children.begin(), entry.children.end(), event.object) != entry.children.end();
    return {.kind = ofChild ? Kind::Others : Kind::Turn, .group = entry.place.group};
}

std::vector<TimePart> TaskTimelines::latest(const Entry &entry, Time from, Time now) const
{
    const Time since = std::max(entry.since, from);
    if (entry.phase.kind != Kind::Others)
        return clipped({{entry.phase, entry.since, now}}, since, now, entry.phase);
    if (entry.lastChild.task != 0 && entry.lastChild.at == now)
        return clipped(entry.lastChild.parts, since, now, entry.phase);
    const TaskId waitedFor = std::find(entry.children.begin(), entry.children.end(), entry.target)
            != entry.children.end()
        ? entry.target
        : entry.children.empty() ? 0
                                 : entry.children.front();
    if (const auto child = m_tasks.find(waitedFor); child != m_tasks.end()) {
        std::vector<TimePart> parts = child->second.parts;
        for (const TimePart &part : latest(child->second, child->second.since, now))
            append(parts, part);
        return clipped(parts, since, now, entry.phase);
    }
    return clipped(entry.lastChild.parts, since, now, entry.phase);
}

void TaskTimelines::hold(TaskId task)
{
    if (const auto known = m_tasks.find(task); known != m_tasks.end())
        ++known->second.held;
}

void TaskTimelines::release(TaskId task)
{
    const auto known = m_tasks.find(task);
    if (known == m_tasks.end() || --known->second.held > 0 || known->second.shortLived)
        return;
    known->second.parts.clear();
}

TaskTimelines::Birth TaskTimelines::birthOf(TaskId task) const
{
    const Entry &entry = m_tasks.at(task);
    return {entry.place, entry.born};
}

std::vector<TimePart> TaskTimelines::between(TaskId task, Time from, Time to) const
{
    const auto known = m_tasks.find(task);
    if (known == m_tasks.end())
        return {};
    std::vector<TimePart> parts = known->second.parts;
    for (const TimePart &part : latest(known->second, known->second.since, to))
        append(parts, part);
    return clipped(parts, from, to, known->second.phase);
}

} // namespace coroscope
