// SPDX-License-Identifier: MIT
#include "scene/motion_cover.h"

#include "scene/capsule_shapes.h"
#include "scene/channel_shapes.h"

#include <QLineF>

#include <algorithm>

namespace coroscope {

namespace {

/// What is written above and below threads, and below where items end.
constexpr double caption = 30;

} // namespace

MotionCover::MotionCover(const SceneSource &source, const StageLayout &layout)
{
    const Topology &topology = source.topology();
    for (std::uint32_t i = 0; i < topology.groups.size(); ++i) {
        if (layout.shows(NodeRef{NodeRef::Kind::Group, i}))
            m_rects.push_back(layout.group(i) | layout.places(i)); // those beside their parents reach further
    }
    for (std::uint32_t i = 0; i < topology.channels.size(); ++i) {
        if (!layout.shows(NodeRef{NodeRef::Kind::Channel, i}))
            continue;
        m_rects.push_back(layout.channel(i).rect);
        const WaitingLine line = waitingLine(layout.channel(i), layout.itemRadius(),
                                             channelOf(source.world(), i).senders.size());
        for (const QPointF &place : line.places)
            m_circles.push_back({place, line.radius});
    }
    if (!topology.threads.empty())
        m_rects.push_back(layout.threads().rect.adjusted(0, -caption, 0, caption));
    if (!topology.gathers.empty())
        m_rects.push_back(layout.results().rect);
    for (std::uint32_t i = 0; i < topology.terminals.size(); ++i) {
        if (!layout.counts().terminals[i])
            continue;
        const QPointF center = layout.terminal(i);
        const double radius = layout.terminalRadius();
        m_circles.push_back({center, radius});
        if (!layout.terminalsInLines()) // its name
            m_rects.emplace_back(center.x() - caption, center.y() + radius, 2 * caption, caption);
    }
}

bool MotionCover::covers(QPointF center, double radius) const
{
    const QRectF disc(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius);
    return std::any_of(m_rects.begin(), m_rects.end(), [&](const QRectF &rect) { return rect.intersects(disc); })
        || std::any_of(m_circles.begin(), m_circles.end(), [&](const Circle &circle) {
               return QLineF(circle.center, center).length() < circle.radius + radius;
           });
}

} // namespace coroscope
