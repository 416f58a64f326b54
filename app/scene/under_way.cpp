// SPDX-License-Identifier: MIT
#include "scene/under_way.h"

#include "insight/recent.h"
#include "scene/motion_time.h"
#include "scene/result_shapes.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace coroscope {

namespace {

using namespace std::chrono_literals;

/// More than so many that set out from one place within this many seconds of wall time are one disc.
constexpr std::size_t mostOneByOne = 3;
constexpr double togetherFor = 0.1;
/// Above this many items per second of wall time, single discs can't be told apart.
constexpr double discsPerSecond = 300;

/// Which terminal an item goes to at the end; nothing for any other motion.
std::optional<Terminal::Counts> destination(EventKind kind)
{
    switch (kind) {
    case EventKind::ItemDone:
        return Terminal::Counts::Done;
    case EventKind::ItemFailed:
        return Terminal::Counts::Failed;
    case EventKind::ItemCancelled:
        return Terminal::Counts::Cancelled;
    case EventKind::ItemDropped:
        return Terminal::Counts::Dropped;
    case EventKind::ItemLost:
        return Terminal::Counts::Lost;
    default:
        return std::nullopt;
    }
}

/// Seconds that a motion takes, of wall time unless that is too fast.
double lengthOf(const Motion &motion, const SceneSource &source)
{
    const TaskView *const task = motion.kind == EventKind::Received ? source.world().task(motion.task) : nullptr;
    if (task && task->since > motion.time)
        return 0; // it has gone on with it
    if (!task || task->state != TaskState::Running || task->item != motion.item)
        return longestMotion;
    return motionBefore(task->length, source);
}

/// How far a motion has come, 0 … 1 and beyond.
double shareOf(const Motion &motion, const SceneSource &source)
{
    const double length = lengthOf(motion, source);
    return length > 0 ? motionAge(motion.time, source) / length : 1;
}

/// Whether two that are on their way at the same time go the same way.
bool goTogether(const Motion &a, const Motion &b, const Topology &topology, const StageLayout &layout)
{
    if (a.kind != b.kind || a.object != b.object || a.place.group != b.place.group || !layout.shows(a.place)
        || !layout.shows(b.place))
        return false;
    if (a.kind == EventKind::TaskSpawned) // one by one where each has a card
        return layout.detail(a.place.group) == StageLayout::Detail::Cell;
    const std::optional<std::uint32_t> end = terminalOf(a, topology, layout);
    const bool areGathered = end && isGathered(topology, a.place.group, {NodeRef::Kind::Terminal, *end});
    return (a.place == b.place || areGathered) && end == terminalOf(b, topology, layout);
}

} // namespace

bool isGathered(const Topology &topology, std::uint32_t group, NodeRef end)
{
    return !topology.gathers.empty() && topology.gathers.front().group == group && isLinked(topology, gathering, end);
}

std::optional<std::uint32_t> terminalOf(const Motion &motion, const Topology &topology, const StageLayout &layout)
{
    const std::optional<Terminal::Counts> counts = destination(motion.kind);
    const NodeRef group{NodeRef::Kind::Group, motion.place.group};
    for (std::uint32_t i = 0; counts && i < topology.terminals.size(); ++i) {
        const NodeRef end{NodeRef::Kind::Terminal, i};
        const bool leadsThere = isLinked(topology, group, end) || isGathered(topology, motion.place.group, end);
        if (topology.terminals[i].counts == counts && leadsThere && layout.shows(motion.place) && layout.shows(end))
            return i;
    }
    return std::nullopt;
}

bool hasWay(const Motion &motion, const Topology &topology, const StageLayout &layout)
{
    const NodeRef group{NodeRef::Kind::Group, motion.place.group};
    const NodeRef channel{NodeRef::Kind::Channel, motion.object};
    return layout.shows(motion.place) && layout.shows(channel)
        && (motion.kind == EventKind::Sent ? isLinked(topology, group, channel) : isLinked(topology, channel, group));
}

bool isTooManyToTellApart(const SceneSource &source)
{
    const Recent recent(source.history(), source.playhead(), 2s);
    return recent.donePerSecond() * source.playingSpeed() > discsPerSecond;
}

std::vector<MotionUnderWay> motionsUnderWay(const SceneSource &source)
{
    std::vector<MotionUnderWay> found;
    if (!source.motionAllowed() || isTooManyToTellApart(source))
        return found;
    const std::deque<Motion> &motions = source.world().motions();
    for (auto motion = motions.rbegin(); motion != motions.rend(); ++motion) {
        if (motionAge(motion->time, source) >= longestMotion)
            break;
        const auto later = std::find_if(found.begin(), found.end(), [&](const MotionUnderWay &other) {
            return motion->item != 0 && other.motion->item == motion->item;
        });
        if (later == found.end())
            found.push_back({&*motion, nullptr, shareOf(*motion, source)});
        else if (motion->kind == EventKind::Sent && later->motion->kind == EventKind::Received
                 && later->motion->time == motion->time)
            later->sent = &*motion;
    }
    std::erase_if(found, [](const MotionUnderWay &one) { return one.share >= 1; }); // has got there
    std::reverse(found.begin(), found.end());
    return found;
}

bool isAwaitingItem(const TaskView &task, std::span<const MotionUnderWay> underWay, const Topology &topology,
                    const StageLayout &layout)
{
    return std::any_of(underWay.begin(), underWay.end(), [&](const MotionUnderWay &one) {
        return one.motion->kind == EventKind::Received && one.motion->task == task.id && one.motion->item == task.item
            && hasWay(*one.motion, topology, layout);
    });
}

std::vector<Party> partiesOf(std::span<const MotionUnderWay> underWay, const SceneSource &source,
                             const StageLayout &layout)
{
    std::vector<Party> parties;
    std::vector<std::size_t> partyOf; // by position in underWay
    for (const MotionUnderWay &one : underWay) {
        const double age = motionAge(one.motion->time, source);
        const auto joined = std::find_if(parties.begin(), parties.end(), [&](const Party &party) {
            return std::abs(motionAge(party.first->motion->time, source) - age) <= togetherFor
                && goTogether(*party.first->motion, *one.motion, source.topology(), layout);
        });
        partyOf.push_back(static_cast<std::size_t>(joined - parties.begin()));
        if (joined == parties.end())
            parties.push_back({&one});
        else
            ++joined->size;
    }
    std::vector<Party> shown;
    for (std::size_t i = 0; i < underWay.size(); ++i) {
        const Party &party = parties[partyOf[i]];
        if (party.size <= mostOneByOne) // few enough are shown one by one
            shown.push_back({&underWay[i]});
        else if (party.first == &underWay[i])
            shown.push_back(party);
    }
    return shown;
}

} // namespace coroscope
