// SPDX-License-Identifier: MIT
#include "scene/stage_touch.h"

#include "scene/capsule_shapes.h"
#include "scene/channel_shapes.h"

#include <algorithm>
#include <limits>
#include <span>

namespace coroscope {

namespace {

bool isWithin(QPointF point, QPointF center, double radius)
{
    const QPointF away = point - center;
    return QPointF::dotProduct(away, away) <= radius * radius;
}

const StageLayout::Capsule &capsuleOf(const Subject &subject, const StageLayout &layout)
{
    switch (subject.kind) {
    case Subject::Kind::Threads:
        return layout.threads();
    case Subject::Kind::Lock:
        return layout.lock(subject.index);
    default:
        return layout.channel(subject.index);
    }
}

/// The tasks in line before it, as they are drawn; and those that have it, by slot.
struct Users {
    std::vector<TaskId> waiting{};
    std::span<const TaskId> holders{};
};

Users usersOf(const Subject &subject, const World &world)
{
    Users users;
    if (subject.kind == Subject::Kind::Channel) {
        for (const InLine &sender : channelOf(world, subject.index).senders)
            users.waiting.push_back(sender.task);
        return users;
    }
    if (subject.kind == Subject::Kind::Threads) {
        const ThreadsView &threads = world.threads();
        return {.waiting = {threads.waiting.begin(), threads.waiting.end()}, .holders = threads.holders};
    }
    if (subject.index < world.locks().size()) {
        const LockView &lock = world.locks()[subject.index];
        return {.waiting = {lock.waiting.begin(), lock.waiting.end()}, .holders = std::span(&lock.holder, 1)};
    }
    return users;
}

/// 0: nobody is.
TaskId userAt(QPointF point, const Subject &subject, const World &world, const StageLayout &layout)
{
    const StageLayout::Capsule &capsule = capsuleOf(subject, layout);
    const Users users = usersOf(subject, world);
    if (subject.kind == Subject::Kind::Threads) {
        for (std::size_t i = 0; i < std::min(layout.sockets().size(), users.holders.size()); ++i) {
            if (layout.sockets()[i].contains(point))
                return users.holders[i];
        }
    }
    for (std::size_t i = 0; i < std::min(capsule.slots.size(), users.holders.size()); ++i) {
        if (isWithin(point, capsule.slots[i], capsule.slotRadius))
            return users.holders[i];
    }
    const WaitingLine line = waitingLine(capsule, layout.itemRadius(), users.waiting.size());
    for (std::size_t i = 0; i < line.places.size(); ++i) {
        if (isWithin(point, line.places[i], line.radius))
            return users.waiting[i];
    }
    return 0;
}

} // namespace

Subject drawnAt(QPointF point, const Subject &capsule, const World &world, const StageLayout &layout)
{
    if (capsule.kind == Subject::Kind::Channel) {
        const StageLayout::Capsule &channel = layout.channel(capsule.index);
        const std::deque<ItemId> &items = channelOf(world, capsule.index).items;
        for (std::size_t i = 0; i < std::min(channel.slots.size(), items.size()); ++i) {
            if (items[i] != 0 && isWithin(point, channel.slots[i], channel.slotRadius))
                return {.kind = Subject::Kind::Item, .item = items[i]};
        }
    }
    const TaskView *const task = world.task(userAt(point, capsule, world, layout));
    return task && layout.shows(task->place) ? Subject{.kind = Subject::Kind::Task, .place = task->place} : capsule;
}

QRectF rectWithLine(const Subject &capsule, const StageLayout &layout)
{
    const StageLayout::Capsule &drawn = capsuleOf(capsule, layout);
    QRectF all = drawn.rect;
    const WaitingLine line = waitingLine(drawn, layout.itemRadius(), std::numeric_limits<std::size_t>::max());
    const QPointF corner(line.radius, line.radius);
    for (const QPointF &place : line.places)
        all |= QRectF(place - corner, place + corner);
    return all;
}

} // namespace coroscope
