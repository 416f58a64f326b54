// SPDX-License-Identifier: MIT
#include "scene/seat_motion.h"

#include "scene/motion_cover.h"
#include "scene/motion_time.h"
#include "scene/stage_counts.h"
#include "scene/task_look.h"
#include "scene/task_phrase.h"

namespace coroscope {

namespace {

/// On its way it is small: as wide and as high as this, of an item's radius.
constexpr double width = 2.8;
constexpr double height = 1.8;

/// It has a thread that has a place for it, and is drawn elsewhere otherwise.
bool sits(const TaskView &task, const SceneSource &source, const StageLayout &layout)
{
    if (!task.thread || *task.thread >= layout.sockets().size() || !layout.shows(task.place)
        || layout.detail(task.place.group) == StageLayout::Detail::Cell)
        return false;
    const ThreadsView &threads = source.world().threads();
    return *task.thread < threads.holders.size() && threads.holders[*task.thread] == task.id;
}

} // namespace

std::optional<QRectF> seatOf(const TaskView &task, const SceneSource &source, const StageLayout &layout)
{
    if (!sits(task, source, layout) || onTheWayToSeat(task, source, layout))
        return std::nullopt;
    return layout.sockets()[*task.thread];
}

std::optional<QPointF> onTheWayToSeat(const TaskView &task, const SceneSource &source, const StageLayout &layout)
{
    if (!sits(task, source, layout))
        return std::nullopt;
    const bool isAtWork = task.state == TaskState::Running && task.length > Duration::zero();
    const double share = motionShare(task.threadSince, source,
                                     isAtWork ? motionBefore(task.length, source) : longestMotion);
    if (share >= 1)
        return std::nullopt;
    const QPointF place = layout.task(task.place).center();
    return place + easedOut(share) * (layout.sockets()[*task.thread].center() - place);
}

void appendSeatMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (layout.sockets().empty())
        return;
    const MotionCover cover(source, layout);
    for (const TaskView &task : source.world().tasks()) {
        if (!isShown(task, source))
            continue;
        const std::optional<QPointF> center = onTheWayToSeat(task, source, layout);
        if (!center)
            continue;
        const TaskLook look = lookOf(conditionOf(task, source.world(), source.topology()), task.orphaned);
        const QSizeF size(width * layout.itemRadius(), height * layout.itemRadius());
        const QRectF rect(*center - QPointF(size.width(), size.height()) / 2, size);
        list.push_back(Box{.rect = rect,
                           .radius = size.height() / 3,
                           .fill = look.solid ? look.role : Role::Card,
                           .stroke = look.solid ? Role::Card : look.role,
                           .strokeWidth = 1.5});
        if (!cover.covers(*center, size.width() / 2))
            list.push_back(Label{.rect = rect,
                                 .text = shortNameOf(task, source.topology()),
                                 .role = look.text(),
                                 .size = Label::Size::Small,
                                 .strong = true,
                                 .align = Qt::AlignCenter,
                                 .shrinks = true});
    }
}

} // namespace coroscope
