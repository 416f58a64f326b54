// SPDX-License-Identifier: MIT
#include "scene/lane_shapes.h"

#include "scene/channel_shapes.h"
#include "scene/task_look.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace coroscope {

namespace {

/// A bar's height, as a share of its lane's.
constexpr double barShare = 0.62;

/// A failure has its cross where there is room for it, and is a mark across the lane in any case.
constexpr double crossWidth = 8;
constexpr double markWidth = 2;

double barHeight(double height)
{
    return std::max(2.0, height * barShare);
}

class LaneShapes
{
public:
    LaneShapes(TimelineFrame &frame, const History::Lane &lane, double top, double height)
        : m_list(frame.list),
          m_axis(frame.axis),
          m_frame(frame),
          m_lane(lane),
          m_middle(top + height / 2),
          m_full(barHeight(height))
    {
    }

    void append()
    {
        const std::vector<LanePiece> pieces = lanePieces(m_lane, m_axis, m_frame.from, m_frame.to);
        for (std::size_t i = 0; i < pieces.size();) {
            if (pieces[i].condition) {
                bar(pieces[i++]);
                continue;
            }
            std::size_t end = i;
            while (end < pieces.size() && !pieces[end].condition)
                ++end;
            const std::span<const LanePiece> several(pieces.data() + i, end - i);
            appendStack(m_list, m_axis, several, m_middle + m_full / 2, m_full, 1);
            i = end;
        }
        cuts(pieces);
        failures();
    }

private:
    void bar(const LanePiece &piece)
    {
        const double left = m_axis.pixelOf(piece.from);
        const double right = m_axis.pixelOf(piece.to);
        const Condition condition = *piece.condition;
        const auto box = [&](double tall) { return QRectF(left, m_middle - tall / 2, right - left, tall); };
        const double radius = right - left > 6 ? 3 : 0;
        const TaskLook look = lookOf(condition, piece.orphaned);
        if (condition == Condition::Failed) {
            m_list.push_back(
                Box{.rect = box(m_full), .radius = radius, .stroke = look.role, .hatched = true, .opacity = 0.6});
        } else if (hasEnded(condition)) {
            if (piece.begins) // what came to its end before has no end in what is shown
                m_list.push_back(Line{.points = QPolygonF{{left, m_middle - m_full / 2}, {left, m_middle + m_full / 2}},
                                      .role = look.role,
                                      .width = 2});
        } else if (piece.orphaned && condition != Condition::Hung) { // hollow: it is for nobody
            m_list.push_back(Box{.rect = box(condition == Condition::Running ? m_full : m_full / 2),
                                 .stroke = look.role,
                                 .strokeWidth = 1.5});
        } else if (look.hatched) {
            if (right - left > 3)
                m_list.push_back(Box{.rect = box(m_full), .stroke = look.role, .hatched = true});
            m_list.push_back(Box{.rect = box(m_full), .stroke = look.role, .strokeWidth = 1});
        } else if (condition == Condition::Running) {
            m_list.push_back(Box{.rect = box(m_full), .radius = radius, .fill = look.role});
        } else if (condition == Condition::Blocked) {
            m_list.push_back(Box{.rect = box(std::max(1.5, m_full / 2)), .radius = radius, .fill = look.role});
        } else if (right - left > 1) { // a line: what has nothing to do, a stronger one: what would like to
            const double tall = condition == Condition::Ready ? m_full * 0.3 : m_full * 0.12;
            m_list.push_back(Box{.rect = box(std::max(1.0, tall)), .fill = look.role});
        }
    }

    /// Works that follow each other without a pause are told apart by a cut.
    void cuts(const std::vector<LanePiece> &pieces)
    {
        constexpr double leastDistance = 3;
        double previous = -1e9;
        auto end = m_lane.ends.begin();
        for (const LanePiece &piece : pieces) {
            if (piece.condition != Condition::Running)
                continue;
            end = std::lower_bound(end, m_lane.ends.end(), piece.from);
            while (end != m_lane.ends.end() && *end <= piece.to) {
                const double x = m_axis.pixelOf(*end);
                if (x - previous >= leastDistance) {
                    previous = x;
                    m_list.push_back(Line{.points = QPolygonF{{x, m_middle - m_full / 2}, {x, m_middle + m_full / 2}},
                                          .role = Role::Card,
                                          .width = 1.5});
                }
                end = std::lower_bound(end + 1, m_lane.ends.end(), m_axis.timeAt(previous + leastDistance));
            }
        }
    }

    /// No failure is too short to be seen: of those at one pixel, one has a mark for all.
    void failures()
    {
        double previous = -1e9;
        // That of the block which is cut off at the left end has its cross there.
        const std::size_t first = m_lane.condition.firstAfter(m_frame.from);
        if (first > 0 && m_frame.from < m_frame.to
            && m_lane.condition.steps()[first - 1].value == static_cast<std::int64_t>(Condition::Failed)
            && m_lane.condition.steps()[first - 1].from < m_frame.from) {
            const double left = m_axis.pixelOf(m_frame.from);
            const double right = first < m_lane.condition.steps().size()
                ? m_axis.pixelOf(std::min(m_lane.condition.steps()[first].from, m_frame.to))
                : m_axis.pixelOf(m_frame.to);
            if (right - left >= crossWidth)
                cross(left + 1);
        }
        for (auto at = std::lower_bound(m_lane.failures.begin(), m_lane.failures.end(), m_frame.from);
             at != m_lane.failures.end() && *at <= m_frame.to;) {
            const double x = m_axis.pixelOf(*at);
            const std::size_t next = m_lane.condition.firstAfter(*at);
            const Time end = next < m_lane.condition.steps().size() ? m_lane.condition.steps()[next].from : m_frame.to;
            const bool lasts = m_lane.condition.at(*at) == static_cast<std::int64_t>(Condition::Failed)
                && m_axis.pixelOf(std::min(end, m_frame.to)) - x >= crossWidth;
            if (lasts) {
                cross(x + 1);
            } else {
                m_list.push_back(Box{.rect = QRectF(x - markWidth / 2, m_middle - m_full / 2, markWidth, m_full),
                                     .fill = Role::Failed});
                if (x - previous > crossWidth + markWidth)
                    cross(x - crossWidth / 2);
            }
            previous = x;
            at = std::lower_bound(at + 1, m_lane.failures.end(), m_axis.timeAt(x + markWidth));
        }
    }

    void cross(double left)
    {
        m_list.push_back(
            Glyph{Glyph::Kind::Cross, QRectF(left, m_middle - crossWidth / 2, crossWidth, crossWidth), Role::Failed});
    }

    DisplayList &m_list;
    const TimeAxis &m_axis;
    const TimelineFrame &m_frame;
    const History::Lane &m_lane;
    const double m_middle;
    const double m_full;
};

} // namespace

void appendLane(TimelineFrame &frame, const History::Lane &lane, double top, double height)
{
    if (frame.from < frame.to)
        LaneShapes(frame, lane, top, height).append();
}

std::span<const StackedLook> stackedLooks() noexcept
{
    static constexpr auto number = [](Condition condition) { return static_cast<std::size_t>(condition); };
    static constexpr std::array<StackedLook, 8> looks = {StackedLook{number(Condition::Running), Role::Running, 1},
                                                         StackedLook{orphanLook, Role::Orphaned, 1},
                                                         StackedLook{number(Condition::Holding), Role::Waiting, 1},
                                                         StackedLook{number(Condition::Blocked), Role::Waiting, 1},
                                                         StackedLook{number(Condition::Hung), Role::Failed, 1},
                                                         StackedLook{number(Condition::Failed), Role::Failed, 1},
                                                         StackedLook{number(Condition::Ready), Role::Ready, 0.65},
                                                         StackedLook{number(Condition::Idle), Role::Ready, 0.35}};
    return looks;
}

void appendStack(DisplayList &list, const TimeAxis &axis, std::span<const LanePiece> pieces, double bottom, double full,
                 double all)
{
    std::vector<double> feet(pieces.size(), bottom);
    for (const StackedLook &part : stackedLooks()) {
        if (std::all_of(pieces.begin(), pieces.end(), [&](const LanePiece &one) { return one.times[part.look] == 0; }))
            continue;
        Area area{.outline = {}, .fill = part.role, .opacity = part.opacity};
        area.outline.reserve(static_cast<qsizetype>(4 * pieces.size()));
        for (std::size_t i = 0; i < pieces.size(); ++i)
            area.outline << QPointF(axis.pixelOf(pieces[i].from), feet[i])
                         << QPointF(axis.pixelOf(pieces[i].to), feet[i]);
        for (std::size_t i = pieces.size(); i-- > 0;) {
            const double share = static_cast<double>(pieces[i].times[part.look])
                / (static_cast<double>(pieces[i].length().count()) * all);
            feet[i] -= share * full;
            area.outline << QPointF(axis.pixelOf(pieces[i].to), feet[i])
                         << QPointF(axis.pixelOf(pieces[i].from), feet[i]);
        }
        list.push_back(std::move(area));
    }
}

GroupBand::GroupBand(double top, double height) : full(std::max(2.0, height * 0.78)), bottom(top + (height + full) / 2)
{
}

void appendGroup(TimelineFrame &frame, const History::GroupPast &group, std::size_t places, double top, double height)
{
    if (frame.to <= frame.from || group.lanes.empty())
        return;
    const auto [full, bottom] = GroupBand(top, height);
    const std::vector<LanePiece> pieces = groupPieces(group, frame.axis, frame.from, frame.to);
    appendStack(frame.list, frame.axis, pieces, bottom, full, static_cast<double>(places));
    frame.list.push_back(
        Line{.points = QPolygonF{{frame.axis.pixelOf(frame.from), bottom}, {frame.axis.pixelOf(frame.to), bottom}},
             .role = Role::Divider});
    // Among many a failure has no height of its own: it is marked above them.
    for (auto at = std::lower_bound(group.failures.begin(), group.failures.end(), frame.from);
         at != group.failures.end() && *at <= frame.to;) {
        const double x = frame.axis.pixelOf(*at);
        frame.list.push_back(
            Box{.rect = QRectF(x - markWidth / 2, top + 1, markWidth, height * 0.2), .fill = Role::Failed});
        at = std::lower_bound(at + 1, group.failures.end(), frame.axis.timeAt(x + markWidth));
    }
}

void appendFill(TimelineFrame &frame, std::uint32_t channel, double top, double height)
{
    if (frame.to <= frame.from)
        return;
    const History::ChannelCurve &past = frame.source.history().channel(channel);
    const TimeAxis &axis = frame.axis;
    const double end = axis.pixelOf(frame.to);
    // The mean of each column; the scale is the capacity, without one what ends the process, and the highest column
    // where nothing does.
    std::vector<double> means;
    std::vector<double> edges{axis.pixelOf(frame.from)};
    const std::int64_t capacity = past.capacity.at(frame.to).value_or(1);
    double most = static_cast<double>(
        std::max<std::int64_t>(1, capacity < 0 ? limitOf(frame.source, channel) : capacity));
    while (edges.back() < end) {
        const double right = std::min(edges.back() + pieceColumn, end);
        const Time from = std::max(axis.timeAt(edges.back()), frame.from);
        const Time to = std::min(axis.timeAt(right), frame.to);
        means.push_back(from < to ? past.fill.mean(from, to) : static_cast<double>(past.fill.at(to).value_or(0)));
        most = std::max(most, means.back());
        edges.push_back(right);
    }
    const double bottom = top + height - 3;
    const double room = height - 6;
    Area area{.outline = {}, .fill = Role::Running, .opacity = 0.35};
    Line line{.points = {}, .role = Role::Running, .width = 1.5};
    area.outline << QPointF(edges.front(), bottom);
    for (std::size_t i = 0; i < means.size(); ++i) {
        const double y = bottom - means[i] / most * room;
        area.outline << QPointF(edges[i], y) << QPointF(edges[i + 1], y);
        line.points << QPointF(edges[i], y) << QPointF(edges[i + 1], y);
    }
    area.outline << QPointF(end, bottom);
    frame.list.push_back(std::move(area));
    frame.list.push_back(std::move(line));
}

} // namespace coroscope
