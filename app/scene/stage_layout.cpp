// SPDX-License-Identifier: MIT
#include "scene/stage_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace coroscope {

namespace {

constexpr double margin = 14;
constexpr double cardWidth = 142;
constexpr double narrowCardWidth = 122;
constexpr double narrowStage = 680;
constexpr double cardHeight = 74;
constexpr double leastCardHeight = 50;
constexpr double shortHeight = 24;
constexpr double gap = 8;
constexpr double cellGap = 3;
constexpr double largestCell = 26;
/// The empty space between two columns, for links; before a channel there is more, for those who wait in line.
constexpr double columnGap = 58;
constexpr double queueGap = 100;
constexpr double leastGap = 34;
constexpr double mostGap = 150;
constexpr double largestSlot = 15;
constexpr double leastSlotInOneRow = 11.5;
/// Slots that would have to be smaller are drawn as a level.
constexpr double leastSlot = 4;
/// The name of a channel above it, and of a terminal below it.
constexpr double captionRoom = 28;
constexpr double terminalCaptionRoom = 25;
constexpr double mostCaption = 300;

} // namespace

StageLayout::StageLayout(const Topology &topology, Counts counts, QSizeF size, double textScale)
    : m_counts(std::move(counts)), m_size(size), m_scale(textScale)
{
    m_itemRadius = 13 * m_scale;
    m_terminalRadius = 25 * m_scale;
    int columns = 1;
    const auto grow = [&](int column) { columns = std::max(columns, column + 1); };
    for (const TaskGroup &group : topology.groups)
        grow(group.column);
    for (const ChannelNode &channel : topology.channels)
        grow(channel.column);
    for (const Terminal &terminal : topology.terminals)
        grow(terminal.column);

    // Cards and terminals have a width of their own; channels share what is left.
    std::vector<double> widths(static_cast<std::size_t>(columns), 0);
    std::vector<bool> stretches(widths.size(), false);
    std::vector<int> nodes(widths.size(), 0);
    for (const TaskGroup &group : topology.groups) {
        double &width = widths[static_cast<std::size_t>(group.column)];
        width = std::max(width, (size.width() < narrowStage * m_scale ? narrowCardWidth : cardWidth) * m_scale);
        ++nodes[static_cast<std::size_t>(group.column)];
    }
    for (std::size_t i = 0; i < topology.terminals.size(); ++i) {
        const auto column = static_cast<std::size_t>(topology.terminals[i].column);
        widths[column] = std::max(widths[column], 2 * m_terminalRadius + 8);
        nodes[column] += m_counts.terminals[i] ? 1 : 0;
    }
    for (const ChannelNode &channel : topology.channels) {
        stretches[static_cast<std::size_t>(channel.column)] = true;
        ++nodes[static_cast<std::size_t>(channel.column)];
    }
    double fixed = 2 * margin;
    int stretching = 0;
    std::vector<double> gaps(widths.size(), 0); // before each column
    double gapsTogether = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        fixed += widths[i];
        stretching += stretches[i] ? 1 : 0;
        if (i > 0)
            gaps[i] = (stretches[i] ? queueGap : columnGap) * m_scale;
        gapsTogether += gaps[i];
    }
    const double rest = size.width() - fixed - gapsTogether;
    const double channelWidth = stretching > 0 ? std::clamp(rest / stretching, 130 * m_scale, 430 * m_scale) : 0;
    // What is over after the channels have had their share widens the gaps; what is missing narrows them.
    double used = fixed - 2 * margin + channelWidth * stretching;
    const double factor = gapsTogether > 0 ? (size.width() - 2 * margin - used) / gapsTogether : 0;
    for (std::size_t i = 1; i < gaps.size(); ++i) {
        gaps[i] = std::clamp(gaps[i] * factor, std::min(leastGap, gaps[i]), std::max(mostGap * m_scale, gaps[i]));
        used += gaps[i];
    }
    // Where even the narrowest gaps don't leave enough, everything becomes narrower.
    const double wanted = std::accumulate(widths.begin(), widths.end(), channelWidth * stretching);
    const double narrowing = std::clamp((wanted - used + size.width() - 2 * margin) / std::max(1.0, wanted), 0.1, 1.0);
    used -= wanted * (1 - narrowing);
    std::vector<QRectF> areas;
    double x = (size.width() - used) / 2;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const double width = (stretches[i] ? std::max(widths[i], channelWidth) : widths[i]) * narrowing;
        x += gaps[i];
        areas.emplace_back(x, margin, width, std::max(10.0, size.height() - 2 * margin));
        x += width;
    }
    for (const Terminal &terminal : topology.terminals) {
        const auto i = static_cast<std::size_t>(terminal.column);
        const double room = areas[i].height() / std::max(1, nodes[i]) - terminalCaptionRoom;
        m_terminalRadius = std::min({m_terminalRadius, room / 2, areas[i].width() / 2 - 4});
    }
    // Nodes of one column share its height.
    std::vector<int> taken(widths.size(), 0);
    const auto share = [&](int column) {
        const auto i = static_cast<std::size_t>(column);
        const double height = areas[i].height() / std::max(1, nodes[i]);
        const double between = nodes[i] > 1 ? gap / 2 : 0;
        return QRectF(areas[i].left(), areas[i].top() + height * taken[i]++, areas[i].width(), height)
            .adjusted(0, between, 0, -between);
    };

    m_groups.resize(topology.groups.size());
    for (std::size_t i = 0; i < topology.groups.size(); ++i)
        placeGroup(m_groups[i], m_counts.tasks[i], share(topology.groups[i].column));
    m_channels.resize(topology.channels.size());
    gaps.front() = margin;
    gaps.push_back(margin);
    for (std::size_t i = 0; i < topology.channels.size(); ++i) {
        const auto column = static_cast<std::size_t>(topology.channels[i].column);
        placeChannel(m_channels[i], m_counts.slots[i], share(topology.channels[i].column), gaps[column],
                     gaps[column + 1]);
    }
    for (std::size_t i = 0; i < topology.terminals.size(); ++i) {
        if (m_counts.terminals[i])
            m_terminals.push_back(share(topology.terminals[i].column).center());
        else
            m_terminals.push_back(areas[static_cast<std::size_t>(topology.terminals[i].column)].center());
    }
}

void StageLayout::placeGroup(Group &group, std::uint32_t count, const QRectF &area)
{
    group.rect = area;
    if (count == 0)
        return;
    const double height = area.height();
    double cell = 0;
    const double card = std::min(cardHeight * m_scale, (height + gap) / count - gap);
    double rowHeight = card;
    double rowGap = std::min(16.0, count > 1 ? (height - card * count) / (count - 1) : 0.0);
    std::uint32_t columns = 1;
    if (card >= leastCardHeight * m_scale) {
        group.detail = Detail::Card;
    } else {
        const auto rows = static_cast<std::uint32_t>((height + 5) / (shortHeight * m_scale + 5));
        columns = rows == 0 ? count : (count + rows - 1) / rows;
        if (columns <= 2) {
            group.detail = Detail::Short;
            const std::uint32_t rowCount = (count + columns - 1) / columns;
            rowGap = 5;
            rowHeight = std::clamp((height + rowGap) / rowCount - rowGap, shortHeight * m_scale, 38 * m_scale);
        } else {
            group.detail = Detail::Cell;
            // The largest square of which enough fit.
            cell = std::min(largestCell * m_scale,
                            std::floor(std::sqrt((area.width() + cellGap) * (height + cellGap) / count)) + 1);
            do {
                cell -= 0.5;
                columns = static_cast<std::uint32_t>((area.width() + cellGap) / (cell + cellGap));
            } while (cell > 2
                     && (columns == 0
                         || columns * static_cast<std::uint32_t>((height + cellGap) / (cell + cellGap)) < count));
            columns = std::max(columns, 1u);
            rowHeight = cell;
            rowGap = cellGap;
        }
    }
    const double columnSpace = group.detail == Detail::Cell ? cellGap : 5;
    const std::uint32_t rows = (count + columns - 1) / columns;
    const double width = group.detail == Detail::Cell ? cell : (area.width() - columnSpace * (columns - 1)) / columns;
    const double top = area.center().y() - (rows * rowHeight + (rows - 1) * rowGap) / 2;
    const double left = area.center().x() - (columns * width + (columns - 1) * columnSpace) / 2;
    for (std::uint32_t i = 0; i < count; ++i) {
        group.places.emplace_back(left + (i % columns) * (width + columnSpace),
                                  top + (i / columns) * (rowHeight + rowGap), width, rowHeight);
    }
    group.rect = QRectF(left, top, columns * width + (columns - 1) * columnSpace,
                        rows * rowHeight + (rows - 1) * rowGap);
}

void StageLayout::placeChannel(Channel &channel, std::int64_t slotCount, const QRectF &area, double gapBefore,
                               double gapAfter)
{
    const double width = area.width();
    const double leastHeight = std::min(60 * m_scale, area.height());
    const double mostHeight = std::max(leastHeight, area.height() - 2 * captionRoom);
    channel.queueRoom = gapBefore;
    channel.captionWidth = std::min(mostCaption, width + 2 * std::min(gapBefore, gapAfter) - 8);
    const double inset = std::min(12 * m_scale, width / 8);
    double radius = largestSlot * m_scale;
    const double space = 4;
    const auto perRow = [&] {
        return std::max(1, static_cast<int>((width - 2 * inset + space) / (2 * radius + space)));
    };
    const auto rowsNeeded = [&] { return (static_cast<int>(slotCount) + perRow() - 1) / perRow(); };
    const auto heightNeeded = [&] { return rowsNeeded() * (2 * radius + space) - space + 2 * inset; };
    // One row if the discs stay large enough to be read, two otherwise, more only where even small ones don't fit.
    while (radius > leastSlotInOneRow * m_scale && rowsNeeded() > 1)
        radius -= 0.25;
    if (rowsNeeded() > 1) {
        radius = largestSlot * m_scale;
        while (radius > 7 && rowsNeeded() > 2)
            radius -= 0.25;
    }
    while (radius >= leastSlot && heightNeeded() > mostHeight)
        radius -= 0.25;
    if (slotCount < 0 || radius < leastSlot) {
        const double height = std::min(64 * m_scale, mostHeight);
        channel.rect = QRectF(area.left(), area.center().y() - height / 2, width, height);
        return;
    }
    const int rows = std::max(1, rowsNeeded());
    const int columns = (static_cast<int>(slotCount) + rows - 1) / rows;
    const double pitch = 2 * radius + space;
    const double contentWidth = columns * pitch - space;
    const double height = std::max(leastHeight, heightNeeded());
    const double capsule = std::min(width, contentWidth + 2 * inset + 4);
    channel.rect = QRectF(area.center().x() - capsule / 2, area.center().y() - height / 2, capsule, height);
    channel.queueRoom += channel.rect.left() - area.left();
    channel.slotRadius = radius;
    const double right = channel.rect.center().x() + contentWidth / 2 - radius;
    const double top = channel.rect.center().y() - (rows * pitch - space) / 2 + radius;
    for (int i = 0; i < static_cast<int>(slotCount); ++i)
        channel.slots.emplace_back(right - (i / rows) * pitch, top + (i % rows) * pitch);
}

QPointF StageLayout::mouth(std::uint32_t channel) const
{
    const QRectF &rect = m_channels[channel].rect;
    return {rect.left(), rect.center().y()};
}

QPointF StageLayout::end(std::uint32_t channel) const
{
    const QRectF &rect = m_channels[channel].rect;
    return {rect.right(), rect.center().y()};
}

QPointF StageLayout::out(NodeRef node, std::uint32_t taskIndex) const
{
    switch (node.kind) {
    case NodeRef::Kind::Channel:
        return end(node.index);
    case NodeRef::Kind::Terminal:
        return m_terminals[node.index] + QPointF(m_terminalRadius, 0);
    default:
        break;
    }
    const Group &group = m_groups[node.index];
    const bool own = group.detail != Detail::Cell && taskIndex < group.places.size();
    const QRectF &rect = own ? group.places[taskIndex] : group.rect;
    // From a field with several columns, ways leave at its edge.
    return {group.detail == Detail::Card ? rect.right() : group.rect.right(), rect.center().y()};
}

QPointF StageLayout::in(NodeRef node, std::uint32_t taskIndex) const
{
    switch (node.kind) {
    case NodeRef::Kind::Channel:
        return mouth(node.index);
    case NodeRef::Kind::Terminal:
        return m_terminals[node.index] - QPointF(m_terminalRadius, 0);
    default:
        break;
    }
    const Group &group = m_groups[node.index];
    const bool own = group.detail != Detail::Cell && taskIndex < group.places.size();
    const QRectF &rect = own ? group.places[taskIndex] : group.rect;
    return {group.detail == Detail::Card ? rect.left() : group.rect.left(), rect.center().y()};
}

Curve StageLayout::way(NodeRef from, NodeRef to, std::uint32_t taskIndex) const
{
    return {.from = out(from, taskIndex), .to = in(to, taskIndex), .role = Role::Track, .width = 2.5};
}

Curve StageLayout::ownWay(NodeRef from, NodeRef to, std::uint32_t taskIndex) const
{
    Curve curve = way(from, to, taskIndex);
    const auto own = [&](NodeRef node, QPointF otherwise) {
        const bool dense = node.kind == NodeRef::Kind::Group && m_groups[node.index].detail == Detail::Cell
            && taskIndex < m_groups[node.index].places.size();
        return dense ? m_groups[node.index].places[taskIndex].center() : otherwise;
    };
    curve.from = own(from, curve.from);
    curve.to = own(to, curve.to);
    return curve;
}

} // namespace coroscope
