// SPDX-License-Identifier: MIT
#include "scene/task_phrase.h"

#include "models/text.h"
#include "run/session.h"
#include "text/duration_text.h"

#include <cstddef>

namespace coroscope {

namespace {

/// "awaits 3 subtasks", "awaits Operation 2"; @p time: for how long, where it waits for none of its own.
QString joinPhrase(const TaskView &task, const World &world, const Topology &topology, const QString &time)
{
    // In order it awaits one after the other, however many there are.
    const TaskView *const next = task.object == 0 ? nullptr : world.task(task.object);
    if (next && next->parent == task.id && !hasEnded(next->state) && next->place.group < topology.groups.size())
        return QStringLiteral("awaits %1").arg(toQString(placeLabel(topology, next->place)));
    const TaskView *child = nullptr;
    std::size_t count = 0;
    bool areOfOneKind = true;
    for (const TaskView &other : world.tasks()) {
        if (other.parent != task.id || hasEnded(other.state) || other.orphaned)
            continue;
        areOfOneKind &= !child || child->place.group == other.place.group;
        child = &other;
        ++count;
    }
    if (!child || child->place.group >= topology.groups.size())
        return QStringLiteral("joining") + time;
    if (count == 1)
        return QStringLiteral("awaits %1").arg(toQString(placeLabel(topology, child->place)));
    const TaskGroup &group = topology.groups[child->place.group];
    const QString kind = areOfOneKind && !group.plural.empty() ? translated(group.plural).toLower()
                                                               : QStringLiteral("tasks");
    return QStringLiteral("awaits %1 %2").arg(count).arg(kind);
}

/// Whether it waits for what a channel keeps in stock: then it is held up, and not just without work.
bool isStock(const TaskView &task, const Topology &topology)
{
    return task.object < topology.channels.size() && topology.channels[task.object].stock;
}

} // namespace

QString taskPhrase(const TaskView &task, const World &world, const Topology &topology, Time now)
{
    const QString time = now > task.since ? QStringLiteral(" for ") + toQString(readableDuration(now - task.since))
                                          : QString();
    if (hasEnded(task.state) && task.restartAt) {
        if (*task.restartAt <= now) // the one that was to restart it has gone, too
            return QStringLiteral("waits for a restart");
        return QStringLiteral("restarts in %1").arg(toQString(readableDuration(*task.restartAt - now)));
    }
    if (task.hung && !hasEnded(task.state))
        return QStringLiteral("hangs") + time;
    switch (task.state) {
    case TaskState::Ready:
        return QStringLiteral("ready");
    case TaskState::Running:
        return task.object < topology.activities.size()
            ? toQString(say(topology.activities[task.object].phrase, {{"item", task.item}}))
            : QString();
    case TaskState::Waiting:
        switch (task.waitKind) {
        case WaitKind::Send:
            return QStringLiteral("blocked") + time;
        case WaitKind::Receive:
            return (isStock(task, topology) ? QStringLiteral("blocked") : QStringLiteral("idle")) + time;
        case WaitKind::Join:
            return joinPhrase(task, world, topology, time);
        case WaitKind::Lock:
            return QStringLiteral("locked out") + time;
        case WaitKind::Sleep:
            return task.object < topology.activities.size() ? translated(topology.activities[task.object].phrase)
                                                            : QStringLiteral("sleeps");
        case WaitKind::None:
            break;
        }
        return QStringLiteral("waits") + time;
    case TaskState::Done:
        return QStringLiteral("done");
    case TaskState::Failed:
        return QStringLiteral("failed");
    case TaskState::Cancelled:
        return QStringLiteral("cancelled");
    case TaskState::Killed:
        return QStringLiteral("went down");
    }
    return {};
}

QString shortNameOf(const TaskView &task, const Topology &topology)
{
    if (task.place.group >= topology.groups.size())
        return {};
    const TaskGroup &group = topology.groups[task.place.group];
    const QString initial = translated(group.label).left(1);
    return group.single ? initial : initial + QString::number(task.place.index + 1);
}

} // namespace coroscope
