// SPDX-License-Identifier: MIT
#include "scene/stage_motion.h"

#include "insight/recent.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace coroscope {

namespace {

using namespace std::chrono_literals;

/// Motion between places takes so much wall time, and never more.
constexpr double longestMotion = 0.25;
/// Above so many items per second of wall time, single discs can't be told apart.
constexpr double discsPerSecond = 300;

double easedOut(double share)
{
    const double rest = 1 - std::clamp(share, 0.0, 1.0);
    return 1 - rest * rest * rest;
}

bool isShown(NodeRef node, const StageLayout &layout)
{
    return node.kind != NodeRef::Kind::Terminal || layout.counts().terminals[node.index];
}

/// Draws what is on its way.
class MotionPainter
{
public:
    MotionPainter(DisplayList &list, const SceneSource &source, const StageLayout &layout)
        : m_list(list), m_source(source), m_topology(source.topology()), m_layout(layout)
    {
    }

    void move(const Motion &motion, double share)
    {
        using Kind = NodeRef::Kind;
        const NodeRef group{Kind::Group, motion.place.group};
        const NodeRef channel{Kind::Channel, motion.object};
        switch (motion.kind) {
        case EventKind::Sent:
            travel(motion, group, channel, share, Role::Running);
            break;
        case EventKind::Received:
            travel(motion, channel, group, share, Role::Running);
            break;
        case EventKind::ItemDone:
        case EventKind::ItemFailed:
            for (std::uint32_t i = 0; i < m_topology.terminals.size(); ++i) {
                const bool counted = (m_topology.terminals[i].counts == Terminal::Counts::Done)
                    == (motion.kind == EventKind::ItemDone);
                if (counted)
                    travel(motion, group, {Kind::Terminal, i}, share, roleOf(m_topology.terminals[i]));
            }
            break;
        case EventKind::ItemDropped:
            fall(motion, share);
            break;
        default:
            break;
        }
    }

    void flow()
    {
        const double seconds = inSeconds(m_source.playhead()) / m_source.playingSpeed();
        const std::size_t before = m_list.size();
        appendLinks(m_list, m_topology, m_layout);
        for (std::size_t i = before; i < m_list.size(); ++i) {
            Curve &way = std::get<Curve>(m_list[i]);
            way.role = Role::Running;
            way.dashed = true;
            way.dashOffset = -std::fmod(seconds * 90, 20.0);
        }
    }

private:
    bool linked(NodeRef from, NodeRef to) const
    {
        return std::any_of(m_topology.links.begin(), m_topology.links.end(), [&](const Link &link) {
            return link.from.kind == from.kind && link.from.index == from.index && link.to.kind == to.kind
                && link.to.index == to.index;
        });
    }

    void travel(const Motion &motion, NodeRef from, NodeRef to, double share, Role role)
    {
        if (!linked(from, to) || !m_layout.shows(motion.place) || !isShown(to, m_layout))
            return;
        const Curve way = m_layout.ownWay(from, to, motion.place.index);
        const bool dense = m_layout.detail(motion.place.group) == StageLayout::Detail::Cell;
        m_list.push_back(Disc{.center = way.at(easedOut(share)),
                              .radius = dense ? m_layout.itemRadius() / 2 : m_layout.itemRadius() - 1,
                              .fill = role,
                              .text = dense ? QString() : QString::number(motion.item)});
    }

    /// A dropped item falls out of the picture where it was dropped, and fades.
    void fall(const Motion &motion, double share)
    {
        if (motion.object >= m_topology.channels.size())
            return;
        const bool oldest = motion.payload == static_cast<std::int64_t>(1);
        const QPointF from = oldest ? m_layout.end(motion.object) + QPointF(-20, 0)
                                    : m_layout.mouth(motion.object) + QPointF(-14, 0);
        m_list.push_back(Disc{.center = from + QPointF(0, share * share * (m_layout.size().height() - from.y())),
                              .radius = m_layout.itemRadius() - 1,
                              .fill = Role::Failed,
                              .text = QString::number(motion.item),
                              .opacity = 1 - 0.7 * share});
    }

    DisplayList &m_list;
    const SceneSource &m_source;
    const Topology &m_topology;
    const StageLayout &m_layout;
};

} // namespace

Role roleOf(const Terminal &terminal) noexcept
{
    return terminal.counts == Terminal::Counts::Done ? Role::Done : Role::Failed;
}

void appendLinks(DisplayList &list, const Topology &topology, const StageLayout &layout)
{
    for (const Link &link : topology.links) {
        if (!isShown(link.from, layout) || !isShown(link.to, layout))
            continue;
        const NodeRef group = link.from.kind == NodeRef::Kind::Group ? link.from : link.to;
        const bool perTask = group.kind == NodeRef::Kind::Group
            && layout.detail(group.index) != StageLayout::Detail::Cell;
        const std::uint32_t ways = perTask ? layout.counts().tasks[group.index] : 1;
        for (std::uint32_t i = 0; i < ways; ++i)
            list.push_back(layout.way(link.from, link.to, i));
    }
}

void appendMotions(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    if (!source.motionAllowed())
        return;
    MotionPainter painter(list, source, layout);
    const Recent recent(source.history(), source.playhead(), 2s);
    if (recent.donePerSecond() * source.playingSpeed() > discsPerSecond) {
        painter.flow();
        return;
    }
    for (const Motion &motion : source.world().motions()) {
        const double age = inSeconds(source.playhead() - motion.time) / source.playingSpeed() + source.motionSeconds();
        if (age < longestMotion)
            painter.move(motion, age / longestMotion);
    }
}

} // namespace coroscope
