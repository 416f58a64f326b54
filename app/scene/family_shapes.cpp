// SPDX-License-Identifier: MIT
#include "scene/family_shapes.h"

#include "scene/frame_room.h"
#include "scene/seat_motion.h"
#include "scene/stage_counts.h"
#include "scene/why_shapes.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace coroscope {

namespace {

/// What led to it from the one that waited for it.
void appendCut(DisplayList &list, const QRectF &rect, Role role)
{
    const QPointF end(rect.left(), rect.center().y());
    list.push_back(Line{.points = QPolygonF{{end.x() - 12, end.y()}, end}, .role = role, .width = 2});
    list.push_back(
        Line{.points = QPolygonF{{end.x() - 16, end.y() + 6}, {end.x() - 9, end.y() - 6}}, .role = role, .width = 2});
}

/// What is left of a cut link on the other side.
void appendStump(DisplayList &list, Curve way)
{
    constexpr double gap = 22;
    way.to.rx() -= gap;
    way.dashed = true;
    list.push_back(way);
}

bool isIn(std::span<const Place> places, Place place)
{
    return std::find(places.begin(), places.end(), place) != places.end();
}

std::vector<Place> chosenOnes(const SceneSource &source)
{
    std::vector<Place> chosen(source.selected().begin(), source.selected().end());
    if (const std::optional<Place> place = source.pointedAt(); place && !isIn(chosen, *place))
        chosen.push_back(*place);
    return chosen;
}

/// Who has spawned them, and whom they have spawned, as far as they are alive.
std::vector<Place> relativesOf(const std::vector<Place> &chosen, const World &world)
{
    std::vector<Place> relatives;
    const auto add = [&](Place place) {
        if (!isIn(chosen, place) && !isIn(relatives, place))
            relatives.push_back(place);
    };
    for (const Place place : chosen) {
        const TaskView *const task = world.taskAt(place);
        if (!task)
            continue;
        if (const TaskView *const parent = world.task(task->parent))
            add(parent->place);
        for (const TaskView &other : world.tasks()) {
            if (other.parent == task->id && !hasEnded(other.state))
                add(other.place);
        }
    }
    return relatives;
}

} // namespace

void appendFamilies(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    const World &world = source.world();
    for (const TaskView &task : world.tasks()) {
        const NodeRef node{NodeRef::Kind::Group, task.place.group};
        if (!layout.shows(node) || !layout.isBesideParents(node) || !layout.shows(task.place) || !isShown(task, source))
            continue;
        const QRectF &rect = layout.task(task.place);
        if (task.orphaned && !hasEnded(task.state)) {
            appendCut(list, rect, Role::Orphaned);
            continue;
        }
        const TaskView *const parent = world.task(task.parent);
        if (task.failureUnseen) {
            appendCut(list, rect, Role::Failed);
            if (parent && layout.shows(parent->place)) // up to the cut
                appendStump(list, layout.wayToChild(parent->place, task.place));
            continue;
        }
        if (!parent || !layout.shows(parent->place) || hasEnded(task.state))
            continue;
        // One link to each row of them: others stand behind the first.
        const bool isBehind = std::any_of(world.tasks().begin(), world.tasks().end(), [&](const TaskView &other) {
            return other.parent == task.parent && other.place.group == task.place.group && !hasEnded(other.state)
                && layout.shows(other.place) && layout.task(other.place).top() == rect.top()
                && layout.task(other.place).left() < rect.left();
        });
        if (isBehind)
            continue;
        list.push_back(layout.wayToChild(parent->place, task.place));
    }
}

void appendPickedOut(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    const auto ring = [&](Place place, double width, Role role) {
        const TaskView *const task = source.world().taskAt(place);
        if (!task || !layout.shows(place) || !isShown(*task, source))
            return;
        appendFrame(list, layout.task(place), width, role, layout);
        if (const std::optional<QRectF> seat = seatOf(*task, source, layout))
            appendFrame(list, *seat, width, role, layout);
    };
    const std::vector<Place> chosen = chosenOnes(source);
    std::vector<Place> withRelatives = chosen;
    // Whom it awaits is framed as such: rings around all that it has spawned would say that it awaits those, too.
    if (chainOfSelected(source))
        std::erase(withRelatives, source.subject().place);
    for (const Place place : relativesOf(withRelatives, source.world())) {
        if (!isIn(chosen, place))
            ring(place, 1.5, Role::Accent);
    }
    for (const Place place : chosen)
        ring(place, isIn(source.selected(), place) ? 2.5 : 1.5, Role::Text);
}

std::vector<Place> pickedOut(const SceneSource &source)
{
    std::vector<Place> all = chosenOnes(source);
    const std::vector<Place> relatives = relativesOf(all, source.world());
    all.insert(all.end(), relatives.begin(), relatives.end());
    return all;
}

} // namespace coroscope
