// SPDX-License-Identifier: MIT
#include "scene/state_motion.h"

#include "insight/condition.h"
#include "scene/motion_time.h"
#include "scene/stage_counts.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace coroscope {

namespace {

/// So much wider is a card that is done, in px on either side: less than the room between two.
constexpr double swell = 3;
/// So far a card that has failed goes to either side, and so often.
constexpr double shake = 5;
constexpr double shakes = 3;
/// So large a card is to begin with, of what it will be.
constexpr double seedling = 0.3;

/// And from here on there is room for its words.
constexpr double legible = 0.9;

QRectF grown(const QRectF &rect, double share)
{
    const QSizeF size = rect.size() * share;
    return {rect.center() - QPointF(size.width(), size.height()) / 2, size};
}

/// The way along which a task tells another one in the picture to stop; nothing where there is none.
std::optional<Curve> wayDown(const TaskView &parent, const TaskView &child, const SceneSource &source,
                             const StageLayout &layout)
{
    if (!layout.shows(parent.place) || !layout.shows(child.place))
        return std::nullopt;
    if (!isLinked(source.topology(), {NodeRef::Kind::Group, parent.place.group},
                  {NodeRef::Kind::Group, child.place.group}))
        return std::nullopt;
    return layout.wayToChild(parent.place, child.place);
}

/// Whether its parent has cancelled it: it has stopped at once, or is about to.
bool isCancelledBy(const TaskView &parent, const TaskView &child, const World &world)
{
    if (child.state == TaskState::Cancelled)
        return parent.cancelledOthers == child.since;
    return isStopping(child, world);
}

/// What is on its way between a task and the one that has spawned it.
struct Signal {
    Curve way;    ///< from that one
    double share; ///< of it
    Role role;
};

/// The cancellation on its way to a task.
std::optional<Signal> cancellationOf(const TaskView &child, const SceneSource &source, const StageLayout &layout)
{
    const TaskView *const parent = source.world().task(child.parent);
    if (!parent || !isCancelledBy(*parent, child, source.world()))
        return std::nullopt;
    const double share = motionShare(*parent->cancelledOthers, source);
    const std::optional<Curve> way = share < 1 ? wayDown(*parent, child, source, layout) : std::nullopt;
    return way ? std::optional(Signal{*way, easedOut(share), Role::Cancelled}) : std::nullopt;
}

/// The error of a task on its way up; none if nobody was told, or it is gathered.
std::optional<Signal> errorOf(const TaskView &child, const SceneSource &source, const StageLayout &layout)
{
    const TaskView *const parent = source.world().task(child.parent);
    const std::vector<GatherNode> &gathers = source.topology().gathers;
    if (child.state != TaskState::Failed || child.failureUnseen || !parent || hasEnded(parent->state)
        || (!gathers.empty() && gathers.front().group == child.place.group))
        return std::nullopt;
    const double share = motionShare(child.since, source);
    const std::optional<Curve> way = share < 1 ? wayDown(*parent, child, source, layout) : std::nullopt;
    return way ? std::optional(Signal{*way, 1 - easedOut(share), Role::Failed}) : std::nullopt;
}

} // namespace

StateMotion stateMotionOf(const TaskView &task, const QRectF &rect, const SceneSource &source,
                          const StageLayout &layout)
{
    StateMotion motion{.rect = rect, .isStopping = isStopping(task, source.world())};
    if (!source.motionAllowed())
        return motion;
    const double share = motionShare(task.since, source);
    if (task.state == TaskState::Cancelled || motion.isStopping) {
        motion.isAsBefore = cancellationOf(task, source, layout).has_value();
    } else if (task.state == TaskState::Done && share < 1) {
        const double wider = swell * std::sin(std::numbers::pi * share);
        motion.rect = rect.adjusted(-wider, -wider, wider, wider);
    } else if ((task.state == TaskState::Failed || task.state == TaskState::Killed) && share < 1) {
        motion.rect = rect.translated(shake * (1 - share) * std::sin(2 * std::numbers::pi * shakes * share), 0);
    } else if (!hasEnded(task.state) && task.born > Time{}) {
        const double age = motionShare(task.born, source);
        const double size = seedling + (1 - seedling) * easedOut(age);
        motion.isGrowing = size < legible;
        if (age < 1)
            motion.rect = grown(rect, size);
    }
    return motion;
}

void appendSignals(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (!source.motionAllowed())
        return;
    for (const TaskView &task : source.world().tasks()) {
        std::optional<Signal> signal = cancellationOf(task, source, layout);
        if (!signal)
            signal = errorOf(task, source, layout);
        if (!signal)
            continue;
        signal->way.role = signal->role;
        signal->way.width = 2.5;
        list.push_back(signal->way);
        list.push_back(Disc{.center = signal->way.at(signal->share),
                            .radius = layout.itemRadius() * 0.6,
                            .fill = signal->role,
                            .stroke = Role::Card});
    }
}

} // namespace coroscope
