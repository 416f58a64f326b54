// SPDX-License-Identifier: MIT
#include "scene/ghost_shapes.h"

#include "scene/lane_shapes.h"

#include <algorithm>
#include <span>
#include <type_traits>
#include <variant>

namespace coroscope {

namespace {

/// Of what this run has not come to, and of what is below its own bars.
constexpr double faint = 0.4;
constexpr double lessFaint = 0.6;
/// The height of such a bar's lane, as a share of that of the lane.
constexpr double belowShare = 0.26;

/// Bars and stacks, faint; without the marks in them, which would look like those of this run.
void appendFaint(DisplayList &list, DisplayList bars, double opacity)
{
    for (Figure &figure : bars) {
        std::visit(
            [&](auto &one) {
                using Kind = std::decay_t<decltype(one)>;
                if constexpr (std::is_same_v<Kind, Box> || std::is_same_v<Kind, Area>) {
                    one.opacity *= opacity;
                    list.push_back(one);
                }
            },
            figure);
    }
}

void appendTask(TimelineFrame &frame, const History::Lane &lane, TimelineSpan span, double top, double height)
{
    const Time now = std::clamp(frame.source.present(), span.from, span.to);
    DisplayList past;
    TimelineFrame beside(frame, past, {span.from, now});
    appendLane(beside, lane, top + height * (1 - belowShare), height * belowShare);
    appendFaint(frame.list, std::move(past), lessFaint);
    DisplayList future;
    TimelineFrame ahead(frame, future, {now, span.to});
    appendLane(ahead, lane, top, height);
    appendFaint(frame.list, std::move(future), faint);
}

void appendChannel(TimelineFrame &frame, const History::ChannelCurve &past, TimelineSpan span, double top,
                   double height)
{
    constexpr double column = 3;
    const TimeAxis &axis = frame.axis;
    const double end = axis.pixelOf(span.to);
    const double most = static_cast<double>(std::max<std::int64_t>(1, past.capacity.at(span.to).value_or(1)));
    Line line{.points = {}, .role = Role::TextMuted, .width = 1.5, .dashed = true};
    for (double x = axis.pixelOf(span.from); x < end; x += column) {
        const Time from = std::max(axis.timeAt(x), span.from);
        const Time to = std::min(axis.timeAt(x + column), span.to);
        const double fill = from < to ? std::min(most, past.fill.mean(from, to)) : 0;
        line.points << QPointF(x, top + height - 3 - fill / most * (height - 6));
    }
    frame.list.push_back(std::move(line));
}

/// How many were running, as a dashed line.
void appendRunning(TimelineFrame &frame, std::span<const LanePiece> pieces, GroupBand band, double places)
{
    Line line{.points = {}, .role = Role::Text, .width = 1.5, .dashed = true};
    for (const LanePiece &piece : pieces) {
        const double share = static_cast<double>(piece.times[Condition::Running])
            / (static_cast<double>(piece.length().count()) * places);
        const double y = band.bottom - share * band.full;
        line.points << QPointF(frame.axis.pixelOf(piece.from), y) << QPointF(frame.axis.pixelOf(piece.to), y);
    }
    if (!line.points.isEmpty())
        frame.list.push_back(std::move(line));
}

/// What is shown of the ghost; nullopt if nothing is.
std::optional<TimelineSpan> spanOf(const SceneSource::Ghost &ghost, const TimelineFrame &frame)
{
    const TimelineSpan span{std::max(ghost.from, frame.axis.timeAt(frame.axis.left)),
                            std::min(ghost.until, frame.axis.timeAt(frame.layout.right()))};
    return span.from < span.to ? std::optional(span) : std::nullopt;
}

void appendGroupGhost(TimelineFrame &frame, const History::GroupPast &group, TimelineSpan span, std::size_t places,
                      double top, double height)
{
    const GroupBand band(top, height);
    const Time now = std::clamp(frame.source.present(), span.from, span.to);
    const auto all = static_cast<double>(places);
    DisplayList future;
    appendStack(future, frame.axis, groupPieces(group, frame.axis, now, span.to), band.bottom, band.full, all);
    appendFaint(frame.list, std::move(future), faint);
    appendRunning(frame, groupPieces(group, frame.axis, span.from, now), band, all);
}

} // namespace

void appendGroupAndGhost(TimelineFrame &frame, std::uint32_t group, double top, double height)
{
    const History::GroupPast &own = frame.source.history().groups()[group];
    const std::optional<SceneSource::Ghost> ghost = frame.source.ghost();
    const std::optional<TimelineSpan> span = ghost ? spanOf(*ghost, frame) : std::nullopt;
    if (!span) {
        appendGroup(frame, own, own.lanes.size(), top, height);
        return;
    }
    const History::GroupPast &other = ghost->history->groups()[group];
    const std::size_t places = std::max(own.lanes.size(), other.lanes.size());
    appendGroup(frame, own, places, top, height);
    appendGroupGhost(frame, other, *span, places, top, height);
}

void appendGhost(TimelineFrame &frame, const LaneRef &lane, double top, double height)
{
    const std::optional<SceneSource::Ghost> ghost = frame.source.ghost();
    if (!ghost || lane.isHeading)
        return;
    const std::optional<TimelineSpan> span = spanOf(*ghost, frame);
    if (!span)
        return;
    if (lane.isChannel) {
        appendChannel(frame, ghost->history->channel(lane.channel), *span, top, height);
        return;
    }
    const auto known = ghost->history->lanes().find(lane.place);
    if (known != ghost->history->lanes().end())
        appendTask(frame, known->second, *span, top, height);
}

} // namespace coroscope
