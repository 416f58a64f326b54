// SPDX-License-Identifier: MIT
#include "scene/pointer_shape.h"

#include "scene/frame_room.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace coroscope {

namespace {

/// Between the line and what it encloses, which has a badge or a frame of its own.
constexpr double distance = 7;
constexpr double arrow = 7;
constexpr double stroke = 1.5;
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

/// Around a node, at a distance that leaves no line through what is written or through a neighbour.
QRectF frameAround(const QRectF &own, const std::vector<QRectF> &written, const StageLayout &layout)
{
    const double away = frameDistance(own, stroke, distance, layout);
    const QRectF wanted = own.adjusted(-away, -away, away, away);
    QRectF frame = wanted;
    for (const QRectF &words : written) {
        const QPointF middle = words.center();
        if (!words.intersects(wanted))
            continue;
        if (own.contains(middle)) // what is written in it is in its frame, too
            frame |= words.adjusted(-stroke, -stroke, stroke, stroke);
        else if (middle.x() >= own.right())
            frame.setRight(std::min(frame.right(), std::max(own.right(), words.left() - stroke)));
        else if (middle.x() <= own.left())
            frame.setLeft(std::max(frame.left(), std::min(own.left(), words.right() + stroke)));
        else if (middle.y() >= own.bottom())
            frame.setBottom(std::min(frame.bottom(), std::max(own.bottom(), words.top() - stroke)));
        else
            frame.setTop(std::max(frame.top(), std::min(own.top(), words.bottom() + stroke)));
    }
    return frame;
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
    const std::vector<QRectF> written = writtenOn(list, source.topology(), layout);
    const QRectF stage(1, 1, layout.size().width() - 2, layout.size().height() - 2);
    const QRectF rect = frameAround(own, written, layout).intersected(stage);
    list.push_back(Box{.rect = rect, .radius = 14, .stroke = Role::Text, .strokeWidth = stroke, .dashed = true});
    const QPointF tip(rect.center().x(), hasCaption(*node) ? own.top() - caption : rect.top());
    if (isBehindOthers(own, *node, source.topology(), layout))
        return;
    // From the upper edge, or from below what is written there.
    double begin = 0;
    for (const QRectF &words : written) {
        if (words.left() <= tip.x() + arrow && words.right() >= tip.x() - arrow && words.bottom() <= tip.y())
            begin = std::max(begin, words.bottom() + 1);
    }
    if (tip.y() - begin < 2 * arrow)
        return;
    list.push_back(
        Line{.points = QPolygonF{{tip.x(), begin}, {tip.x(), tip.y() - arrow}}, .role = Role::Text, .width = stroke});
    list.push_back(
        Area{.outline = QPolygonF{{tip.x() - arrow, tip.y() - arrow}, {tip.x() + arrow, tip.y() - arrow}, tip},
             .fill = Role::Text});
}

} // namespace coroscope
