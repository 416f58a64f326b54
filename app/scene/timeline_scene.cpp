// SPDX-License-Identifier: MIT
#include "scene/timeline_scene.h"

#include "models/text.h"
#include "run/session.h"
#include "scene/channel_shapes.h"
#include "scene/family_shapes.h"
#include "scene/task_look.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope {

namespace {

/// Steps this close together in px are drawn as shares of columns this wide.
constexpr double columnWidth = 2;

/// More lanes are never scrolled to, and each frame goes through all of them.
constexpr std::size_t mostLanesOfGroup = 1000;

class Timeline
{
public:
    Timeline(const SceneSource &source, const TimelineLayout &layout, DisplayList &list)
        : m_source(source),
          m_layout(layout),
          m_axis(layout.axis),
          m_list(list),
          m_scale(layout.textScale),
          m_pickedOut(pickedOut(source))
    {
        const double right = m_axis.left + m_axis.width;
        m_from = m_axis.timeAt(m_axis.left);
        m_to = std::min(m_axis.timeAt(right), source.present());
        m_from = std::max(m_from, source.forgottenBefore());
    }

    void lane(const History::Lane &lane, double top, double height)
    {
        const bool isChosen = std::find(m_pickedOut.begin(), m_pickedOut.end(), lane.place) != m_pickedOut.end();
        if (isChosen)
            m_list.push_back(Box{.rect = QRectF(0, top, m_layout.size.width(), height),
                                 .radius = 4,
                                 .fill = Role::AccentSoft,
                                 .opacity = 0.6});
        label(toQString(placeLabel(m_source.topology(), lane.place)), top, height,
              isChosen ? Role::Text : Role::TextMuted);
        if (m_to <= m_from || lane.condition.empty())
            return;
        const std::size_t first = std::max<std::size_t>(lane.condition.firstAfter(m_from), 1) - 1;
        const std::size_t last = lane.condition.firstAfter(m_to);
        const double pixels = m_axis.pixelOf(m_to) - m_axis.pixelOf(m_from);
        if (static_cast<double>(last - first) <= pixels / (2 * columnWidth))
            steps(lane, first, last, top, height);
        else
            columns(lane, top, height);
    }

    void curve(std::uint32_t id, double top, double height)
    {
        const History::ChannelCurve &channel = m_source.history().channel(id);
        label(translated(m_source.topology().channels[id].label) + QStringLiteral(" fill"), top, height);
        if (m_to <= m_from)
            return;
        const double start = m_axis.pixelOf(m_from);
        const double end = m_axis.pixelOf(m_to);
        // The mean of each column; the scale is the capacity, without one what ends the process, and the highest column
        // where nothing does.
        std::vector<double> means;
        const std::int64_t capacity = channel.capacity.at(m_to).value_or(1);
        double most = static_cast<double>(std::max<std::int64_t>(1, capacity < 0 ? limitOf(m_source, id) : capacity));
        for (int column = 0; start + column * columnWidth < end; ++column) {
            const double x = start + column * columnWidth;
            const Time from = std::max(m_axis.timeAt(x), m_from);
            const Time to = std::min(m_axis.timeAt(x + columnWidth), m_to);
            means.push_back(from < to ? channel.fill.mean(from, to)
                                      : static_cast<double>(channel.fill.at(to).value_or(0)));
            most = std::max(most, means.back());
        }
        const double bottom = top + height - 3;
        const double room = height - 6;
        Area area{.outline = {}, .fill = Role::Running, .opacity = 0.35};
        Line line{.points = {}, .role = Role::Running, .width = 1.5};
        area.outline << QPointF(start, bottom);
        for (std::size_t i = 0; i < means.size(); ++i) {
            const double left = start + static_cast<double>(i) * columnWidth;
            const double right = std::min(left + columnWidth, end);
            const double y = bottom - means[i] / most * room;
            area.outline << QPointF(left, y) << QPointF(right, y);
            line.points << QPointF(left, y) << QPointF(right, y);
        }
        area.outline << QPointF(end, bottom);
        m_list.push_back(std::move(area));
        m_list.push_back(std::move(line));
    }

    void forgotten(double top, double bottom)
    {
        const Time before = m_source.forgottenBefore();
        if (before == Time{} || m_axis.pixelOf(before) <= m_axis.left)
            return;
        const QRectF rect(m_axis.left, top, std::min(m_axis.pixelOf(before), m_axis.left + m_axis.width) - m_axis.left,
                          bottom - top);
        m_list.push_back(Box{.rect = rect, .stroke = Role::TextMuted, .hatched = true, .opacity = 0.5});
        m_list.push_back(Label{.rect = rect.adjusted(6, 0, -6, 0),
                               .text = QStringLiteral("forgotten"),
                               .role = Role::Text,
                               .size = Label::Size::Small,
                               .strong = true,
                               .align = Qt::AlignCenter});
    }

    void axis()
    {
        const double top = m_layout.lanesBottom();
        m_list.push_back(
            Line{.points = QPolygonF{{m_axis.left, top}, {m_axis.left + m_axis.width, top}}, .role = Role::Divider});
        for (const TimeAxis::Tick &tick : m_axis.ticks(70)) {
            const double x = m_axis.pixelOf(tick.seconds);
            m_list.push_back(Line{.points = QPolygonF{{x, top}, {x, top + 4}}, .role = Role::TextMuted});
            const double half = std::max(20.0, 4.2 * static_cast<double>(tick.text.size()) * m_scale);
            if (x + half > m_layout.size.width())
                continue; // a label that is cut off, or not under its tick, is worse than none
            m_list.push_back(Label{.rect = QRectF(x - half, top + 9, 2 * half, 13),
                                   .text = tick.text,
                                   .role = Role::TextMuted,
                                   .size = Label::Size::Small,
                                   .mono = true,
                                   .align = Qt::AlignHCenter | Qt::AlignTop});
        }
    }

    void marks()
    {
        const double top = m_layout.lanesBottom();
        const double right = m_axis.left + m_axis.width;
        double labelledUpTo = -1e9;
        // Marks of one kind that fall on one pixel are one: a run that crashes for hours costs no more.
        std::array<double, 5> last;
        last.fill(-1e9);
        const auto isNew = [&](const History::Mark &mark, double x) {
            double &before = last[static_cast<std::size_t>(mark.kind)];
            return x - before < 1 ? false : (before = x, true);
        };
        const std::deque<History::Mark> &all = m_source.history().marks();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double x = m_axis.pixelOf(all[i].time);
            if (x > right)
                break;
            if (x < m_axis.left || !isNew(all[i], x))
                continue;
            const bool turned = all[i].kind == History::Mark::Kind::Parameter
                || all[i].kind == History::Mark::Kind::Action;
            const Role role = turned || all[i].kind == History::Mark::Kind::Restart ? Role::Restarted : Role::Failed;
            m_list.push_back(
                Area{.outline = QPolygonF{{x - 5, top + 8}, {x + 5, top + 8}, {x, top - 1}}, .fill = role});
            if (!turned) {
                m_list.push_back(
                    Line{.points = QPolygonF{{x, m_layout.laneTop}, {x, top}}, .role = role, .dashed = true});
            }
            // A slider that was dragged leaves many marks: one label for as many as stand close to each other.
            History::Mark said = all[i];
            double next = x;
            while (turned && i + 1 < all.size() && all[i + 1].kind == said.kind
                   && all[i + 1].parameter == said.parameter && m_axis.pixelOf(all[i + 1].time) - next < 40) {
                said.after = all[++i].after;
                next = m_axis.pixelOf(all[i].time);
                if (!isNew(all[i], next))
                    continue;
                m_list.push_back(Area{.outline = QPolygonF{{next - 5, top + 8}, {next + 5, top + 8}, {next, top - 1}},
                                      .fill = role});
            }
            if (!m_layout.namesMarks)
                continue;
            const QString text = toQString(m_source.markText(said));
            const double width = static_cast<double>(text.size()) * 5.8 * m_scale + 8;
            const double left = std::clamp(x - width / 2, m_axis.left, std::max(m_axis.left, right - width));
            // Labels that would run into each other are left out; the triangle stays, and zooming in brings them back.
            if (left < labelledUpTo)
                continue;
            m_list.push_back(Label{.rect = QRectF(left, top + 22, width, 16),
                                   .text = text,
                                   .role = role,
                                   .size = Label::Size::Small,
                                   .align = Qt::AlignCenter});
            labelledUpTo = left + width;
        }
    }

    void playhead()
    {
        const double x = m_axis.pixelOf(m_source.playhead());
        if (x < m_axis.left - 1 || x > m_axis.left + m_axis.width + 1)
            return;
        m_list.push_back(
            Line{.points = QPolygonF{{x, 4}, {x, m_layout.lanesBottom()}}, .role = Role::Accent, .width = 2});
        m_list.push_back(
            Area{.outline = QPolygonF{{x - 7, 0}, {x + 7, 0}, {x + 7, 7}, {x, 13}, {x - 7, 7}}, .fill = Role::Accent});
    }

private:
    void label(const QString &text, double top, double height, Role role = Role::TextMuted)
    {
        if (height < 9)
            return;
        m_list.push_back(Label{.rect = QRectF(4, top, m_layout.labelWidth - 12, height),
                               .text = text,
                               .role = role,
                               .size = height < 18 * m_scale ? Label::Size::Small : Label::Size::Normal});
    }

    void bar(Condition condition, bool orphaned, double left, double right, double top, double height)
    {
        const double full = std::max(2.0, height * 0.62);
        const double middle = top + height / 2;
        const auto piece = [&](double tall) {
            return QRectF(left, middle - tall / 2, std::max(0.8, right - left), tall);
        };
        const double radius = right - left > 6 ? 3 : 0;
        const TaskLook look = lookOf(condition, orphaned);
        if (hasEnded(condition)) {
            if (condition == Condition::Failed) {
                m_list.push_back(
                    Box{.rect = piece(full), .radius = radius, .stroke = look.role, .hatched = true, .opacity = 0.6});
                m_list.push_back(Glyph{*look.glyph, QRectF(left + 1, middle - 4, 8, 8), look.role});
                return;
            }
            m_list.push_back(Line{.points = QPolygonF{{left, middle - full / 2}, {left, middle + full / 2}},
                                  .role = look.role,
                                  .width = 2});
        } else if (orphaned) { // hollow: it is for nobody
            const double tall = condition == Condition::Running ? full : full / 2;
            m_list.push_back(Box{.rect = piece(tall), .stroke = look.role, .strokeWidth = 1.5});
        } else if (look.hatched) {
            if (right - left > 3)
                m_list.push_back(Box{.rect = piece(full), .stroke = look.role, .hatched = true});
            m_list.push_back(Box{.rect = piece(full), .stroke = look.role, .strokeWidth = 1});
        } else if (condition == Condition::Running) {
            m_list.push_back(Box{.rect = piece(full), .radius = radius, .fill = look.role});
        } else if (condition == Condition::Blocked) {
            m_list.push_back(Box{.rect = piece(std::max(1.5, full / 2)), .radius = radius, .fill = look.role});
        } else if (right - left > 1) { // a line: what has nothing to do, a stronger one: what would like to
            const double tall = condition == Condition::Ready ? full * 0.3 : full * 0.12;
            m_list.push_back(Box{.rect = piece(std::max(1.0, tall)), .fill = look.role});
        }
    }

    /// When its task is left alone within a span; the span's end if it is not.
    static Time orphanedWithin(const History::Lane &lane, Time from, Time to)
    {
        if (lane.orphaned.empty())
            return to;
        const std::size_t next = lane.orphaned.firstAfter(from);
        const auto &steps = lane.orphaned.steps();
        return next < steps.size() && steps[next].from < to && steps[next].value != 0 ? steps[next].from : to;
    }

    void steps(const History::Lane &lane, std::size_t first, std::size_t last, double top, double height)
    {
        const auto &steps = lane.condition.steps();
        for (std::size_t i = first; i < last; ++i) {
            const Time from = std::max(steps[i].from, m_from);
            const Time to = i + 1 < steps.size() ? std::min(steps[i + 1].from, m_to) : m_to;
            if (steps[i].value < 0 || to < from)
                continue;
            const auto condition = static_cast<Condition>(steps[i].value);
            const bool isMark = condition == Condition::Done || condition == Condition::Cancelled;
            if (isMark && steps[i].from < m_from) // what came to its end before has no end in what is shown
                continue;
            // It may become an orphan in the midst of a step.
            const Time cut = std::clamp(orphanedWithin(lane, from, to), from, to);
            const bool orphaned = lane.orphaned.at(from).value_or(0) != 0;
            bar(condition, orphaned, m_axis.pixelOf(from), m_axis.pixelOf(cut), top, height);
            if (cut < to)
                bar(condition, true, m_axis.pixelOf(cut), m_axis.pixelOf(to), top, height);
        }
        // Works that follow each other without a pause are told apart by a cut.
        const double middle = top + height / 2;
        const double half = std::max(2.0, height * 0.62) / 2;
        double previous = -1e9;
        for (auto it = std::lower_bound(lane.ends.begin(), lane.ends.end(), m_from);
             it != lane.ends.end() && *it <= m_to; ++it) {
            const double x = m_axis.pixelOf(*it);
            if (x - previous < 3)
                continue;
            previous = x;
            m_list.push_back(
                Line{.points = QPolygonF{{x, middle - half}, {x, middle + half}}, .role = Role::Card, .width = 1.5});
        }
    }

    void columns(const History::Lane &lane, double top, double height)
    {
        const double full = std::max(2.0, height * 0.62);
        const double bottom = top + height / 2 + full / 2;
        Area running{.outline = {}, .fill = Role::Running};
        Area there{.outline = {}, .fill = Role::Ready, .opacity = 0.35};
        const double start = m_axis.pixelOf(m_from);
        const double end = m_axis.pixelOf(m_to);
        running.outline << QPointF(start, bottom);
        there.outline << QPointF(start, bottom);
        for (int column = 0; start + column * columnWidth < end; ++column) {
            const double x = start + column * columnWidth;
            const Time from = std::max(m_axis.timeAt(x), m_from);
            const Time to = std::min(m_axis.timeAt(x + columnWidth), m_to);
            const double share = from < to ? lane.running.mean(from, to) : 0;
            const std::int64_t state = lane.condition.at(from).value_or(-1);
            const bool present = state >= 0 && !hasEnded(static_cast<Condition>(state));
            const double right = std::min(x + columnWidth, end);
            running.outline << QPointF(x, bottom - share * full) << QPointF(right, bottom - share * full);
            there.outline << QPointF(x, bottom - (present ? full : 0)) << QPointF(right, bottom - (present ? full : 0));
        }
        running.outline << QPointF(end, bottom);
        there.outline << QPointF(end, bottom);
        m_list.push_back(std::move(there));
        m_list.push_back(std::move(running));
    }

    const SceneSource &m_source;
    const TimelineLayout &m_layout;
    const TimeAxis &m_axis;
    DisplayList &m_list;
    double m_scale;
    const std::vector<Place> m_pickedOut;
    Time m_from;
    Time m_to;
};

} // namespace

std::vector<LaneRef> timelineLanes(const SceneSource &source)
{
    const Topology &topology = source.topology();
    int columns = 0;
    for (const TaskGroup &group : topology.groups)
        columns = std::max(columns, group.column + 1);
    for (const ChannelNode &channel : topology.channels)
        columns = std::max(columns, channel.column + 1);
    std::vector<LaneRef> lanes;
    const auto &places = source.history().lanes();
    for (int column = 0; column < columns; ++column) {
        for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
            if (topology.groups[group].column != column)
                continue;
            auto it = places.lower_bound(Place{group, 0});
            for (std::size_t i = 0; i < mostLanesOfGroup && it != places.end() && it->first.group == group; ++i, ++it)
                lanes.push_back({.place = it->first});
        }
        for (std::uint32_t channel = 0; channel < topology.channels.size(); ++channel) {
            if (topology.channels[channel].column == column && !source.history().channel(channel).capacity.empty())
                lanes.push_back({.isChannel = true, .channel = channel});
        }
    }
    return lanes;
}

DisplayList timelineScene(const SceneSource &source, const std::vector<LaneRef> &lanes, const TimelineLayout &layout)
{
    DisplayList list;
    Timeline timeline(source, layout, list);
    double top = layout.laneTop - layout.scrollY;
    for (const LaneRef &lane : lanes) {
        const double bottom = top + layout.laneHeight;
        if (top >= layout.laneTop - 1 && bottom <= layout.lanesBottom() + 1) {
            if (lane.isChannel)
                timeline.curve(lane.channel, top, layout.laneHeight);
            else
                timeline.lane(source.history().lanes().at(lane.place), top, layout.laneHeight);
        }
        top = bottom;
    }
    timeline.forgotten(layout.laneTop, layout.lanesBottom());
    timeline.axis();
    timeline.marks();
    timeline.playhead();
    return list;
}

QString describeTimeline(const SceneSource &source, const std::vector<LaneRef> &lanes, const TimelineLayout &layout)
{
    const TimeAxis &axis = layout.axis;
    std::string text = counted(lanes.size(), "lane", "lanes") + ", from " + readableTime(axis.timeAt(axis.left))
        + " to " + readableTime(axis.timeAt(axis.left + axis.width)) + ".";
    const auto &marks = source.history().marks();
    if (!marks.empty())
        text += " " + counted(marks.size(), "mark", "marks") + ", the last at " + readableTime(marks.back().time) + ": "
            + source.markText(marks.back()) + ".";
    return toQString(text);
}

} // namespace coroscope
