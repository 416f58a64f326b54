// SPDX-License-Identifier: MIT
// What of the world is held, waited for or watched over besides channels and items.
#include "insight/world.h"

#include <algorithm>

namespace coroscope {

namespace {

/// The next to be served is first, so mostly only that one is looked at.
void leaveLine(std::deque<TaskId> &line, TaskId task)
{
    const auto it = std::find(line.begin(), line.end(), task);
    if (it != line.end())
        line.erase(it);
}

/// The payload of a CancelRequested by a deadline; others may cancel the same scope before.
constexpr std::int64_t overdue = 2;

} // namespace

std::size_t ThreadsView::taken() const noexcept
{
    return static_cast<std::size_t>(std::count_if(holders.begin(), holders.end(), [](TaskId id) { return id != 0; }));
}

std::optional<std::size_t> ThreadsView::threadOf(TaskId task) const noexcept
{
    const auto held = std::find(holders.begin(), holders.end(), task);
    return held == holders.end() ? std::nullopt : std::optional(static_cast<std::size_t>(held - holders.begin()));
}

void World::applyToThreads(const Event &event)
{
    switch (event.kind) {
    case EventKind::ThreadsChanged:
        m_threads.count = static_cast<std::uint32_t>(event.payload);
        break;
    case EventKind::ThreadWanted:
        m_threads.waiting.push_back(event.task);
        break;
    case EventKind::ThreadTaken:
        leaveLine(m_threads.waiting, event.task);
        if (m_threads.holders.size() <= event.object)
            m_threads.holders.resize(event.object + 1);
        m_threads.holders[event.object] = event.task;
        if (TaskView *const task = find(event.task)) {
            // If it was on one until now, it has been there all the time.
            const bool hasStayed = task->thread && task->threadSince == event.time;
            task->thread = event.object;
            task->threadSince = hasStayed ? Time{} : event.time;
        }
        break;
    case EventKind::ThreadAbandoned:
        leaveLine(m_threads.waiting, event.task);
        break;
    case EventKind::ThreadFreed:
        m_threads.holders.at(event.object) = 0;
        if (TaskView *const task = find(event.task))
            task->threadSince = event.time;
        break;
    default:
        break;
    }
}

void World::applyToLock(const Event &event)
{
    if (m_locks.size() <= event.object)
        m_locks.resize(event.object + 1);
    LockView &lock = m_locks[event.object];
    switch (event.kind) {
    case EventKind::LockBlocked:
        lock.waiting.push_back(event.task);
        break;
    case EventKind::LockAcquired:
        leaveLine(lock.waiting, event.task);
        lock.holder = event.task;
        break;
    case EventKind::LockAbandoned:
        leaveLine(lock.waiting, event.task);
        break;
    case EventKind::LockReleased:
        if (lock.holder == event.task)
            lock.holder = 0;
        break;
    default:
        break;
    }
}

void World::applyToDeadline(const Event &event)
{
    TaskView *const task = find(event.task);
    if (!task)
        return;
    const auto known = std::find_if(task->deadlines.begin(), task->deadlines.end(),
                                    [&](const DeadlineView &one) { return one.scope == event.object; });
    const bool isKnown = known != task->deadlines.end();
    switch (event.kind) {
    case EventKind::DeadlineSet:
        // One that is moved keeps its beginning: it is the same wait.
        if (isKnown)
            known->at = event.time + Duration{event.payload};
        else
            task->deadlines.push_back({event.object, event.time, event.time + Duration{event.payload}});
        break;
    case EventKind::DeadlineMet:
        if (isKnown)
            task->deadlines.erase(known);
        break;
    case EventKind::CancelRequested:
        task->cancelledOthers = event.time;
        task->lastBeforeCancel = m_lastSpawned;
        if (isKnown && event.payload == overdue)
            known->struck = true;
        break;
    default:
        break;
    }
}

void World::applyToWorker(const Event &event)
{
    TaskView *const own = find(event.task);
    TaskView *const other = find(event.object);
    switch (event.kind) {
    case EventKind::TaskDismissed:
        if (other)
            other->dismissed = true;
        break;
    case EventKind::WorkerUp:
        if (own) {
            own->up = true;
            own->hung = false; // it may have woken up
        }
        break;
    case EventKind::WorkerHung:
        if (own)
            own->hung = true;
        break;
    case EventKind::HeartbeatMissed:
        if (other)
            other->up = false;
        break;
    case EventKind::RestartScheduled:
        if (other)
            other->restartAt = event.time + Duration{event.payload};
        break;
    default:
        break;
    }
}

} // namespace coroscope
