// SPDX-License-Identifier: MIT
#include "scene/pointer_shape.h"

#include <algorithm>
#include <optional>

namespace coroscope {

namespace {

/// Between the line and what it encloses, which has a badge or a frame of its own.
constexpr double distance = 7;
constexpr double arrow = 7;
/// Of what is written above what holds things.
constexpr double caption = 30;

/// What a node takes of the stage.
QRectF extentOf(NodeRef node, const StageLayout &layout)
{
    switch (node.kind) {
    case NodeRef::Kind::Group:
        return layout.isFramed(node)       ? layout.frame(node.index)
            : layout.isBesideParents(node) ? (layout.group(node.index) | layout.places(node.index))
                                           : layout.group(node.index);
    case NodeRef::Kind::Channel:
    case NodeRef::Kind::Threads:
    case NodeRef::Kind::Lock:
    case NodeRef::Kind::Gather:
        return layout.capsule(node).rect;
    case NodeRef::Kind::Terminal: {
        const double radius = layout.terminalRadius();
        const QPointF center = layout.terminal(node.index);
        return {center.x() - radius, center.y() - radius, 2 * radius, 2 * radius};
    }
    }
    return {};
}

bool hasCaption(NodeRef node)
{
    return node.kind != NodeRef::Kind::Group && node.kind != NodeRef::Kind::Terminal;
}

/// Whether something else stands between a node and the upper edge.
bool isBehindOthers(const QRectF &extent, NodeRef node, const Topology &topology, const StageLayout &layout)
{
    const QRectF above(extent.center().x() - arrow, 0, 2 * arrow, extent.top());
    const auto isInTheWay = [&](NodeRef other) {
        return !(other == node) && layout.shows(other) && extentOf(other, layout).intersects(above);
    };
    const auto any = [&](NodeRef::Kind kind, std::size_t count) {
        for (std::uint32_t i = 0; i < count; ++i) {
            if (isInTheWay({kind, i}))
                return true;
        }
        return false;
    };
    return any(NodeRef::Kind::Group, topology.groups.size()) || any(NodeRef::Kind::Channel, topology.channels.size())
        || any(NodeRef::Kind::Threads, topology.threads.size()) || any(NodeRef::Kind::Lock, topology.locks.size())
        || any(NodeRef::Kind::Terminal, topology.terminals.size());
}

} // namespace

void appendPointer(DisplayList &list, const SceneSource &source, const StageLayout &layout)
{
    const std::optional<NodeRef> node = source.culprit();
    if (!node || !layout.shows(*node))
        return;
    const QRectF own = extentOf(*node, layout);
    if (own.isEmpty())
        return;
    const QRectF stage(1, 1, layout.size().width() - 2, layout.size().height() - 2);
    const QRectF rect = own.adjusted(-distance, -distance, distance, distance).intersected(stage);
    list.push_back(Box{.rect = rect, .radius = 14, .stroke = Role::Text, .strokeWidth = 1.5, .dashed = true});
    const QPointF tip(rect.center().x(), hasCaption(*node) ? own.top() - caption : rect.top());
    if (tip.y() < 2 * arrow || isBehindOthers(own, *node, source.topology(), layout))
        return;
    list.push_back(
        Line{.points = QPolygonF{{tip.x(), 0}, {tip.x(), tip.y() - arrow}}, .role = Role::Text, .width = 1.5});
    list.push_back(
        Area{.outline = QPolygonF{{tip.x() - arrow, tip.y() - arrow}, {tip.x() + arrow, tip.y() - arrow}, tip},
             .fill = Role::Text});
}

} // namespace coroscope
