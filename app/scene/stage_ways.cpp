// SPDX-License-Identifier: MIT
#include "scene/stage_ways.h"

#include "scene/district_shapes.h"
#include "scene/stage_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace coroscope {

namespace {

/// Between a way and what it passes.
constexpr double clearance = 8;
/// Between a way and the edge of the stage: there is less room outside of the cards.
constexpr double edge = 4;
/// So bad is a pixel by which an item on its way is cut off there: worth a detour, but not one through something.
constexpr double perPixelCutOff = 25;
/// At which a way turns up or down at the most, behind where it begins and before where it ends.
constexpr double mostTurn = 44;
constexpr double leastTurn = 4;
/// What a detour is worth, in px, that runs through one thing less at one place.
constexpr double perHit = 1000;
/// Above and below a capsule.
constexpr double captionHeight = 28;
/// Of a caption: the width of an average letter, and how many letters there are besides the label.
constexpr double letter = 7.2;
constexpr double lettersBesides = 11;
/// The width of an average letter of a district's name.
constexpr double capital = 8;
/// The greatest length of the line of waiting tasks.
constexpr double longestLine = 90;

QRectF around(QPointF center, double width, double height)
{
    return {center - QPointF(width / 2, height / 2), QSizeF(width, height)};
}

/// At how many places it runs through one of @p obstacles.
int hits(const Curve &way, std::span<const QRectF> obstacles)
{
    constexpr int samples = 24;
    int count = 0;
    const auto sample = [&](const Curve &leg) {
        for (int i = 1; i < samples; ++i) {
            const QPointF point = leg.at(static_cast<double>(i) / samples);
            const bool isTaken = std::any_of(obstacles.begin(), obstacles.end(),
                                             [point](const QRectF &rect) { return rect.contains(point); });
            count += isTaken ? 1 : 0;
        }
    };
    if (!way.pass) {
        sample(way);
        return count;
    }
    for (const Curve &leg : way.legs())
        sample(leg);
    return count;
}

} // namespace

StageWays::StageWays(const Topology &topology, const StageLayout &layout)
    : m_height(layout.size().height()), m_itemRadius(layout.itemRadius())
{
    using Kind = NodeRef::Kind;
    const auto each = [&](Kind kind, std::size_t count, auto what) {
        for (std::uint32_t i = 0; i < count; ++i) {
            if (const NodeRef node{kind, i}; layout.shows(node))
                what(node);
        }
    };
    each(Kind::Group, topology.groups.size(), [&](NodeRef node) {
        m_taken.push_back({node, layout.group(node.index)});
    });
    each(Kind::Channel, topology.channels.size(),
         [&](NodeRef node) { takeCapsule(node, topology.channels[node.index].label, layout); });
    each(Kind::Threads, topology.threads.size(),
         [&](NodeRef node) { takeCapsule(node, topology.threads[node.index].label, layout); });
    each(Kind::Lock, topology.locks.size(),
         [&](NodeRef node) { takeCapsule(node, topology.locks[node.index].label, layout); });
    each(Kind::Gather, topology.gathers.size(),
         [&](NodeRef node) { takeCapsule(node, topology.gathers[node.index].label, layout); });
    each(Kind::Terminal, topology.terminals.size(), [&](NodeRef node) {
        const double radius = layout.terminalRadius();
        const double caption = layout.terminalsInLines() ? 0 : captionHeight * layout.textScale();
        m_taken.push_back(
            {node, around(layout.terminal(node.index), 2 * radius + 24, 2 * radius).adjusted(0, 0, 0, caption)});
    });
    takeDistrictNames(topology, layout);
    for (std::size_t i = 0; i < topology.links.size(); ++i) {
        const Link &link = topology.links[i];
        // Results go straight to their slots, which are next to their tasks.
        if (!layout.hasLink(i) || !layout.shows(link.from) || !layout.shows(link.to) || layout.isBesideParents(link.to)
            || layout.areStacked(link.from, link.to) || link.to.kind == NodeRef::Kind::Gather)
            continue;
        // Those in between run between those.
        const std::uint32_t last = layout.waysOf(link) - 1;
        std::vector<Curve> ways;
        for (const std::uint32_t task : {0u, last / 2, last})
            ways.push_back(layout.way(link.from, link.to, task));
        lead(link.from, link.to, ways);
    }
}

void StageWays::takeCapsule(NodeRef node, std::string_view label, const StageLayout &layout)
{
    const StageLayout::Capsule &capsule = layout.capsule(node);
    m_taken.push_back({node, capsule.rect, false});
    const double line = std::min(capsule.queueRoom, longestLine * layout.textScale());
    m_taken.push_back({node, capsule.rect.adjusted(-line, capsule.rect.height() / 3, 0, -capsule.rect.height() / 3)});
    if (capsule.bare)
        return;
    const double length = std::min(capsule.captionWidth,
                                   (static_cast<double>(label.size()) + lettersBesides) * letter * layout.textScale());
    const double half = std::max(0.0, (length - capsule.rect.width()) / 2);
    const QRectF above = capsule.rect.adjusted(-half, -captionHeight, half, -capsule.rect.height());
    m_taken.push_back({node, above, true});
    if (!capsule.crowded)
        m_taken.push_back({node, above.translated(0, capsule.rect.height() + captionHeight), true});
}

void StageWays::takeDistrictNames(const Topology &topology, const StageLayout &layout)
{
    for (const Label &name : districtNames(topology, layout)) {
        const double width = std::min(name.rect.width(),
                                      capital * layout.textScale() * static_cast<double>(name.text.size()));
        QRectF rect = name.rect;
        if (name.align & Qt::AlignRight)
            rect.setLeft(rect.right() - width);
        else
            rect.setWidth(width);
        m_taken.push_back({.node = {}, .rect = rect, .words = true});
    }
}

bool StageWays::isInTheWay(const Taken &taken, NodeRef from, NodeRef to) const
{
    return taken.words || (taken.node != from && taken.node != to);
}

void StageWays::lead(NodeRef from, NodeRef to, std::span<const Curve> ways)
{
    if (ways.empty() || ways.front().turnY)
        return;
    double left = ways.front().from.x();
    double right = left;
    for (const Curve &way : ways) {
        left = std::min({left, way.from.x(), way.to.x()});
        right = std::max({right, way.from.x(), way.to.x()});
    }
    std::vector<QRectF> obstacles;
    for (const Taken &taken : m_taken) {
        const QRectF rect = taken.rect.adjusted(-clearance / 2, -clearance / 2, clearance / 2, clearance / 2);
        if (isInTheWay(taken, from, to) && rect.right() >= left && rect.left() <= right)
            obstacles.push_back(rect);
    }
    const auto cutOff = [&](double y) { return std::max(0.0, m_itemRadius - std::min(y, m_height - y)); };
    // Counts on only while it is less than @p enough.
    const auto together = [&](const std::optional<Curve::Pass> &pass, double enough) {
        double sum = 0;
        for (Curve way : ways) {
            way.pass = pass;
            if (pass)
                sum += std::abs(way.from.y() - pass->y) + std::abs(way.to.y() - pass->y)
                    + perPixelCutOff * cutOff(pass->y);
            if (sum < enough)
                sum += perHit * hits(way, obstacles);
        }
        return sum;
    };
    double least = together(std::nullopt, std::numeric_limits<double>::infinity());
    if (least < perHit)
        return;
    const double begin = ways.front().from.x();
    const double end = ways.front().to.x();
    if (end - begin < 4 * leastTurn)
        return;
    // It turns before the first thing in its way, and behind the last.
    double first = begin + mostTurn;
    double last = end - mostTurn;
    std::vector<double> heights = {
        edge, m_height - edge, m_itemRadius, m_height - m_itemRadius, ways.front().from.y(), ways.front().to.y()};
    for (const Taken &taken : m_taken) {
        const QRectF &rect = taken.rect;
        if (!isInTheWay(taken, from, to) || rect.right() < begin || rect.left() > end)
            continue;
        first = rect.left() > begin ? std::min(first, rect.left() - clearance) : first;
        last = rect.right() < end ? std::max(last, rect.right() + clearance) : last;
        for (const double y : {rect.top() - clearance, rect.bottom() + clearance}) {
            if (std::find(heights.begin(), heights.end(), y) == heights.end())
                heights.push_back(y);
        }
    }
    first = std::max(first, begin + leastTurn);
    last = std::min(last, end - leastTurn);
    std::optional<Curve::Pass> best;
    // In wide turns, unless narrow ones run through less.
    for (const auto &[leave, arrive] : {std::pair(begin + mostTurn, end - mostTurn), std::pair(first, last)}) {
        for (const double y : heights) {
            if (y < edge || y > m_height - edge || leave >= arrive)
                continue;
            const Curve::Pass pass{.y = y, .leave = leave, .arrive = arrive};
            if (const double sum = together(pass, least); sum < least) {
                least = sum;
                best = pass;
            }
        }
    }
    if (best)
        m_led.push_back({from, to, *best});
}

std::optional<Curve::Pass> StageWays::pass(NodeRef from, NodeRef to) const
{
    const auto found = std::find_if(m_led.begin(), m_led.end(),
                                    [&](const Led &led) { return led.from == from && led.to == to; });
    return found == m_led.end() ? std::nullopt : std::optional(found->pass);
}

std::uint32_t StageLayout::waysOf(const Link &link) const
{
    std::uint32_t ways = 1;
    if (areStacked(link.from, link.to))
        return ways;
    for (const NodeRef node : {link.from, link.to}) {
        if (node.kind == NodeRef::Kind::Group && detail(node.index) != Detail::Cell && !isFramed(node))
            ways = std::max(ways, m_counts.tasks[node.index]);
    }
    return ways;
}

QPointF StageLayout::gate(NodeRef node, std::uint32_t taskIndex, Side side) const
{
    const auto sideOf = [side](const QRectF &rect) { return side == Side::Left ? rect.left() : rect.right(); };
    switch (node.kind) {
    case NodeRef::Kind::Gather:
        if (side == Side::Left && taskIndex < m_results.slots.size() && hasResultsInOneColumn())
            return {m_results.rect.left(), m_results.slots[taskIndex].y()};
        [[fallthrough]];
    case NodeRef::Kind::Channel:
    case NodeRef::Kind::Threads:
    case NodeRef::Kind::Lock:
        return side == Side::Left ? capsule(node).mouth() : capsule(node).end();
    case NodeRef::Kind::Terminal:
        return m_terminals[node.index] + QPointF(side == Side::Left ? -m_terminalRadius : m_terminalRadius, 0);
    case NodeRef::Kind::Group:
        break;
    }
    if (isFramed(node))
        return {sideOf(frame(node.index)), frame(node.index).center().y()};
    const Group &group = m_groups[node.index];
    const bool own = group.detail != Detail::Cell && taskIndex < group.places.size()
        && !group.places[taskIndex].isNull();
    const QRectF &rect = own ? group.places[taskIndex] : group.rect;
    // Of a field with several columns, ways keep to its edge.
    return {sideOf(group.detail == Detail::Card || group.besideParents ? rect : group.rect), rect.center().y()};
}

Curve StageLayout::way(NodeRef from, NodeRef to, std::uint32_t taskIndex) const
{
    return way(End{from, taskIndex}, End{to, taskIndex});
}

Curve StageLayout::way(End from, End to) const
{
    if (areStacked(from.node, to.node)) {
        const QRectF &above = m_groups[from.node.index].rect;
        const QRectF &below = m_groups[to.node.index].rect;
        return {.from = {above.center().x(), above.bottom()},
                .to = {above.center().x(), below.top()},
                .role = Role::Link,
                .width = 1.5};
    }
    Curve curve{.from = gate(from.node, from.index, Side::Right),
                .to = gate(to.node, to.index, Side::Left),
                .role = Role::Link,
                .width = 1.5};
    // What a task ends with comes from behind those that it has spawned.
    if (from.node.kind == NodeRef::Kind::Group && to.node.kind == NodeRef::Kind::Terminal
        && m_groups[from.node.index].children && row(from.node) == row(to.node)) {
        // Level past where they stand.
        const QRectF &children = m_groups[*m_groups[from.node.index].children].area;
        curve.pass = Curve::Pass{.y = curve.from.y(), .leave = curve.from.x() + 1, .arrive = children.right()};
        return curve;
    }
    const int upper = row(from.node);
    if (row(to.node) > upper) // on to the next row, through the gap between them
        curve.turnY = m_rowGaps[static_cast<std::size_t>(upper)];
    else
        curve.pass = m_ways.pass(from.node, to.node);
    return curve;
}

Curve StageLayout::ownWay(NodeRef from, NodeRef to, std::uint32_t taskIndex) const
{
    return ownWay(End{from, taskIndex}, End{to, taskIndex});
}

Curve StageLayout::ownWay(End from, End to) const
{
    Curve curve = way(from, to);
    const auto own = [&](End end, QPointF otherwise) {
        if (end.node.kind != NodeRef::Kind::Group || !shows(Place{end.node.index, end.index}))
            return otherwise;
        const QPointF center = m_groups[end.node.index].places[end.index].center();
        if (m_groups[end.node.index].detail == Detail::Cell)
            return center;
        // Past bars it would be seen only between them.
        return isFramed(end.node) ? QPointF(otherwise.x(), center.y()) : otherwise;
    };
    curve.from = own(from, curve.from);
    curve.to = own(to, curve.to);
    return curve;
}

Curve StageLayout::wayToChild(Place parent, Place child) const
{
    const NodeRef to{NodeRef::Kind::Group, child.group};
    if (!isBesideParents(to))
        return ownWay(End{{NodeRef::Kind::Group, parent.group}, parent.index}, End{to, child.index});
    const QRectF &left = task(parent);
    const QRectF &right = task(child);
    return {.from = {left.right(), left.center().y()},
            .to = {right.left(), right.center().y()},
            .role = Role::Link,
            .width = 2};
}

bool isLinked(const Topology &topology, NodeRef from, NodeRef to)
{
    return std::any_of(topology.links.begin(), topology.links.end(),
                       [&](const Link &link) { return link.from == from && link.to == to; });
}

} // namespace coroscope
