// SPDX-License-Identifier: MIT
#include "scene/seat_motion.h"

#include "scene/motion_time.h"
#include "scene/stage_counts.h"
#include "scene/task_look.h"

namespace coroscope {

namespace {

QRectF between(const QRectF &from, const QRectF &to, double share)
{
    const auto mixed = [share](double a, double b) { return a + share * (b - a); };
    return {mixed(from.left(), to.left()), mixed(from.top(), to.top()), mixed(from.width(), to.width()),
            mixed(from.height(), to.height())};
}

} // namespace

std::optional<SeatMotion> seatMotionOf(const TaskView &task, const SceneSource &source, const StageLayout &layout)
{
    if (!task.thread || *task.thread >= layout.sockets().size() || !layout.shows(task.place)
        || layout.detail(task.place.group) == StageLayout::Detail::Cell)
        return std::nullopt;
    const ThreadsView &threads = source.world().threads();
    const bool isSeated = *task.thread < threads.holders.size() && threads.holders[*task.thread] == task.id;
    const bool isAtWork = task.state == TaskState::Running && task.length > Duration::zero();
    const double share = motionShare(task.threadSince, source,
                                     isSeated && isAtWork ? motionBefore(task.length, source) : longestMotion);
    if (share >= 1)
        return std::nullopt;
    const QRectF &place = layout.task(task.place);
    const QRectF &seat = layout.sockets()[*task.thread];
    return SeatMotion{isSeated ? between(place, seat, easedOut(share)) : between(seat, place, easedOut(share)),
                      isSeated};
}

void appendSeatMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    for (const TaskView &task : source.world().tasks()) {
        if (!isShown(task, source.topology(), source.playhead()))
            continue;
        const std::optional<SeatMotion> motion = seatMotionOf(task, source, layout);
        if (!motion)
            continue;
        const TaskLook look = lookOf(conditionOf(task, source.world(), source.topology()), task.orphaned);
        list.push_back(Box{.rect = motion->rect,
                           .radius = 8,
                           .fill = look.solid ? look.role : Role::Card,
                           .stroke = look.role,
                           .strokeWidth = look.outline,
                           .dashed = look.dashed});
    }
}

} // namespace coroscope
