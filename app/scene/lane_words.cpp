// SPDX-License-Identifier: MIT
#include "scene/lane_words.h"

#include "insight/task_words.h"
#include "models/text.h"
#include "scene/lane_pieces.h"
#include "scene/look_words.h"
#include "text/duration_text.h"
#include "text/share_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

Words nameOf(std::size_t look)
{
    return wordsOfLook(nameOfLook(look)).name;
}

/// What it does, or waits for.
Sentence detailOf(const TaskView &task, const Topology &topology)
{
    if (task.state == TaskState::Running)
        return doingText(task, topology);
    if (task.state != TaskState::Waiting)
        return {};
    switch (task.waitKind) {
    case WaitKind::Sleep:
        return doingText(task, topology);
    case WaitKind::Send:
    case WaitKind::Receive: {
        const Sentence channel = task.object < topology.channels.size() ? Sentence(topology.channels[task.object].label)
                                                                        : Sentence(words("channel"));
        return task.waitKind == WaitKind::Send ? say(words("{channel} full"), {{"channel", channel}})
                                               : say(words("{channel} empty"), {{"channel", channel}});
    }
    case WaitKind::Lock:
        return task.object < topology.locks.size()
            ? say(words("{lock} taken"), {{"lock", topology.locks[task.object].label}})
            : Sentence(words("waits for a lock"));
    case WaitKind::Join:
        return words("joining other tasks");
    case WaitKind::None:
        break;
    }
    return {};
}

Sentence sharesText(const LookTimes &times, Duration length, std::size_t tasks)
{
    std::vector<std::pair<std::int64_t, std::size_t>> shares;
    for (std::size_t look = 0; look < lookCount; ++look) {
        if (times[look] > 0)
            shares.emplace_back(times[look], look);
    }
    std::stable_sort(shares.begin(), shares.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<Sentence> parts;
    const double all = static_cast<double>(length.count()) * static_cast<double>(tasks);
    for (const auto &[time, look] : shares)
        parts.push_back(
            say(words("{state} {share}"),
                {{"state", Sentence(nameOf(look))}, {"share", preciseShare(static_cast<double>(time) / all)}}));
    return joined(std::move(parts), ", ");
}

/// The column of shares that a moment is in.
LaneSpot columnAt(const SceneSource &source, const TimelineLayout &layout, Time time)
{
    const auto reach = Duration{std::llround(2 * PieceGrid(layout.axis).nanoseconds())};
    const Time known = source.forgottenBefore();
    LaneSpot spot{.from = std::max(known, time - std::min(reach, time - Time{})), .to = time};
    const PieceGrid grid(layout.axis);
    for (Time next = grid.next(spot.from); next <= time; next = grid.next(next))
        spot.from = next;
    spot.to = std::min(grid.next(spot.from), source.present());
    return spot;
}

} // namespace

std::optional<LaneSpot> laneSpot(const SceneSource &source, const TimelineLayout &layout, const LaneRef &lane,
                                 Time time)
{
    if (time < source.forgottenBefore() || time > source.present())
        return std::nullopt;
    if (lane.isChannel)
        return LaneSpot{.from = time, .to = time};
    if (lane.isHeading) {
        LaneSpot spot = columnAt(source, layout, time);
        const Crowd &looks = source.history().groups()[lane.place.group].looks;
        spot.times = looks.until(spot.to) - looks.until(spot.from);
        return spot.from < spot.to ? std::optional(spot) : std::nullopt;
    }
    const History::Lane &past = source.history().lanes().at(lane.place);
    const auto &steps = past.condition.steps();
    const std::size_t next = past.condition.firstAfter(time);
    if (next == 0 || steps[next - 1].value < 0)
        return std::nullopt;
    const Time begin = steps[next - 1].from;
    const bool lasts = next == steps.size();
    const Time end = lasts ? source.present() : steps[next].from;
    if (lasts || static_cast<double>((end - begin).count()) >= PieceGrid(layout.axis).nanoseconds())
        return LaneSpot{.from = begin,
                        .to = end,
                        .condition = static_cast<Condition>(steps[next - 1].value),
                        .orphaned = past.orphaned.at(time).value_or(0) != 0,
                        .lasts = lasts};
    LaneSpot spot = columnAt(source, layout, time);
    spot.times = past.until(spot.to) - past.until(spot.from);
    return spot.from < spot.to ? std::optional(spot) : std::nullopt;
}

QString spanText(Time from, Time to)
{
    const double length = std::max(1e-9, inSeconds(to - from));
    const int places = std::clamp(1 - static_cast<int>(std::floor(std::log10(length))), 3, 9);
    return axisTime(from, places) + QStringLiteral("–") + axisTimeWithUnit(to, places);
}

QString spotText(const SceneSource &source, const TimelineLanes &lanes, const LaneRef &lane, const LaneSpot &spot,
                 const World *then)
{
    const Topology &topology = source.topology();
    QStringList parts{laneName(lane, lanes, topology)};
    if (lane.isChannel) {
        const History::ChannelCurve &past = source.history().channel(lane.channel);
        const std::int64_t capacity = past.capacity.at(spot.from).value_or(-1);
        const std::int64_t fill = past.fill.at(spot.from).value_or(0);
        parts << (capacity < 0
                      ? QString::number(fill)
                      : toQString(say(words("{fill} of {capacity}"), {{"fill", fill}, {"capacity", capacity}})))
              << axisTimeWithUnit(spot.from, 3);
        return parts.join(QStringLiteral(" · "));
    }
    if (!spot.condition) {
        parts << toQString(
            sharesText(spot.times, spot.to - spot.from, lane.isHeading ? lanes.placesOf(lane.place.group) : 1))
              << spanText(spot.from, spot.to);
        return parts.join(QStringLiteral(" · "));
    }
    Sentence state(nameOf(static_cast<std::size_t>(*spot.condition)));
    const TaskView *const task = then ? then->taskAt(lane.place) : nullptr;
    if (const Sentence detail = task ? detailOf(*task, topology) : Sentence(); !detail.empty()) {
        // What it waits for by design says by itself that it waits, but that a channel is empty.
        const bool saysAll = spot.condition == Condition::Idle && task->waitKind != WaitKind::Receive;
        state = saysAll ? detail : say(words("{state}: {detail}"), {{"state", state}, {"detail", detail}});
    }
    if (spot.orphaned && !hasEnded(*spot.condition))
        state = say(words("{state}, and nobody waits for it"), {{"state", state}});
    parts << toQString(state) << spanText(spot.from, spot.to);
    const std::string length = readableDuration(spot.to - spot.from);
    parts << (spot.lasts ? toQString(say(words("{length} so far"), {{"length", length}})) : toQString(length));
    return parts.join(QStringLiteral(" · "));
}

} // namespace coroscope
