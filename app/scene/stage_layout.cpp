// SPDX-License-Identifier: MIT
#include "scene/stage_layout.h"

#include "scene/stage_measures.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

using namespace stage;

namespace {

constexpr double narrowStage = 680;
/// From one bar of a group to the next.
constexpr double barPitch = 34;
/// The name of a terminal below it.
constexpr double terminalCaptionRoom = 25;
/// The radius at which the number in a terminal can be read.
constexpr double comfortableTerminal = 10;
/// A channel that is narrower has no room for its number.
constexpr double narrowestChannel = 46;
/// Of a terminal that has its number beside it.
constexpr double terminalDot = 5;

} // namespace

StageLayout::StageLayout(const Topology &topology, const Counts &counts, QSizeF size, double textScale)
    : StageLayout(topology, counts, size, textScale, Draft())
{
    m_ways = StageWays(topology, *this);
}

StageLayout::StageLayout(const Topology &topology, const Counts &counts, QSizeF size, double textScale, Draft)
    : m_counts(counts),
      m_size(size),
      m_scale(textScale),
      m_terminalRadius(25 * textScale),
      m_itemRadius(13 * textScale),
      m_groups(topology.groups.size()),
      m_channels(topology.channels.size()),
      m_locks(topology.locks.size()),
      m_terminals(topology.terminals.size())
{
    std::vector<Column> columns = columnsOf(topology);
    std::vector<StageColumn> wanted;
    for (const Column &column : columns)
        wanted.push_back(column.wanted);
    const std::vector<PlacedColumn> placed = placeColumns(wanted, size, m_scale);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        columns[i].placed = placed[i];
        if (i > 0 && placed[i].row != placed[i - 1].row)
            m_rowGaps.push_back((placed[i - 1].area.bottom() + placed[i].area.top()) / 2);
        const auto count = static_cast<double>(std::max<std::size_t>(1, columns[i].nodes.size()));
        for (const NodeRef node : columns[i].nodes) {
            m_rows.emplace_back(node, placed[i].row);
            if (node.kind == NodeRef::Kind::Terminal) {
                const double room = placed[i].area.height() / count - terminalCaptionRoom * m_scale;
                m_terminalRadius = std::min({m_terminalRadius, room / 2, placed[i].area.width() / 2 - 4});
            }
        }
    }
    placeDistricts(topology, columns);
    m_terminalsInLines = m_terminalRadius < comfortableTerminal * m_scale;
    if (m_terminalsInLines)
        m_terminalRadius = terminalDot * m_scale;
    for (const Column &column : columns) { // nodes of one column share its height
        const QRectF &area = column.placed.area;
        const double between = column.nodes.size() > 1 ? gap / 2 : 0;
        const std::vector<double> heights = heightsOf(column);
        double top = area.top();
        for (std::size_t i = 0; i < column.nodes.size(); ++i) {
            const QRectF share(area.left(), top, area.width(), heights[i]);
            placeNode(column.nodes[i], share.adjusted(0, between, 0, -between), column.placed);
            top += heights[i];
        }
    }
    keepCaptionsInDistricts();
    for (std::uint32_t group = 0; group < topology.groups.size(); ++group) {
        const auto link = std::find_if(topology.links.begin(), topology.links.end(), [&](const Link &one) {
            return one.from.kind == NodeRef::Kind::Group && one.to == NodeRef{NodeRef::Kind::Group, group};
        });
        if (topology.groups[group].besideParent && link != topology.links.end() && shows(link->to))
            placeBesideParents(group, link->from.index);
    }
    // What is not shown is placed where it would appear.
    for (std::uint32_t i = 0; i < topology.terminals.size(); ++i) {
        if (!shows(NodeRef{NodeRef::Kind::Terminal, i}) && !columns.empty())
            m_terminals[i] = columns.back().placed.area.center();
    }
}

double StageLayout::zoomFor(QSizeF size)
{
    constexpr QSizeF unmagnified(580, 250);
    return std::clamp(std::min(size.width() / unmagnified.width(), size.height() / unmagnified.height()), 1.0,
                      greatestZoom);
}

StageLayout StageLayout::magnified(const Topology &topology, const Counts &counts, QSizeF size, double textScale,
                                   double mostZoom)
{
    constexpr double step = 0.12;
    const Shortage usual = StageLayout(topology, counts, size, textScale, Draft()).shortage();
    double zoom = mostZoom;
    while (zoom > 1 + step / 2
           && StageLayout(topology, counts, size / zoom, textScale, Draft()).shortage().isWorseThan(usual))
        zoom -= step;
    if (zoom <= 1 + step / 2)
        zoom = 1;
    StageLayout layout(topology, counts, size / zoom, textScale);
    layout.m_zoom = zoom;
    return layout;
}

StageLayout::Shortage StageLayout::shortage() const
{
    Shortage all;
    for (const auto &[node, row] : m_rows)
        all.rows = std::max(all.rows, row + 1);
    for (const Group &group : m_groups) {
        all.detail += group.places.empty() ? 0 : static_cast<int>(group.detail);
        all.narrow += group.detail == Detail::Card && !group.places.empty()
                && group.places.front().width() < narrowCardWidth * m_scale
            ? 1
            : 0;
    }
    const auto add = [&](const Capsule &capsule, bool wantsSlots) {
        all.crowded += (capsule.bare          ? 2
                            : capsule.crowded ? 1
                                              : 0)
            + (capsule.isNarrow(m_scale) ? 1 : 0) + (wantsSlots && capsule.slots.empty() ? 1 : 0);
        all.narrow += wantsSlots && capsule.slotRadius < leastSlotInOneRow * m_scale ? 1 : 0;
    };
    for (std::size_t i = 0; i < m_channels.size(); ++i) {
        if (shows(NodeRef{NodeRef::Kind::Channel, static_cast<std::uint32_t>(i)}))
            add(m_channels[i], m_counts.slots[i] > 0);
    }
    if (m_counts.threads > 0)
        all.crowded += m_sockets.empty() ? 2 : m_sockets.front().height() < leastCardHeight * m_scale * 0.9 ? 1 : 0;
    all.crowded += m_terminalsInLines ? 3 : 0;
    return all;
}

double StageLayout::leastHeight(NodeRef node) const
{
    switch (node.kind) {
    case NodeRef::Kind::Group:
        return leastCardHeight * m_scale;
    case NodeRef::Kind::Terminal:
        return 2 * comfortableTerminal + terminalCaptionRoom;
    default:
        return leastCapsuleHeight + captionRoom + gap;
    }
}

/// All the same, unless that is too little for one of them: then each as much as it needs, as far as there is room.
std::vector<double> StageLayout::heightsOf(const Column &column) const
{
    const double height = column.placed.area.height();
    const auto count = static_cast<double>(std::max<std::size_t>(1, column.nodes.size()));
    std::vector<double> heights(column.nodes.size(), height / count);
    const auto isGroup = [](NodeRef node) { return node.kind == NodeRef::Kind::Group; };
    if (column.nodes.size() > 1 && std::all_of(column.nodes.begin(), column.nodes.end(), isGroup)) {
        // By how many tasks each has; one alone is a card, several are bars if need be.
        double together = 0;
        for (std::size_t i = 0; i < heights.size(); ++i) {
            const auto tasks = static_cast<double>(m_counts.tasks[column.nodes[i].index]);
            heights[i] = std::max(leastCardHeight, tasks * barPitch) + gap;
            together += heights[i];
        }
        const bool fits = std::all_of(heights.begin(), heights.end(), [&](double each) {
            return each * height / together >= barPitch * m_scale + gap;
        });
        for (double &each : heights)
            each = fits ? each * height / together : height / count;
        if (fits)
            return heights;
    }
    double needed = 0;
    bool tooLittle = false;
    for (const NodeRef node : column.nodes) {
        needed += leastHeight(node);
        tooLittle |= leastHeight(node) > height / count;
    }
    for (std::size_t i = 0; tooLittle && i < heights.size(); ++i)
        heights[i] = height * leastHeight(column.nodes[i]) / needed;
    return heights;
}

std::vector<StageLayout::Column> StageLayout::columnsOf(const Topology &topology) const
{
    std::vector<Column> all;
    const auto columnOf = [&](int number) -> Column & {
        while (all.size() <= static_cast<std::size_t>(number))
            all.push_back({.number = static_cast<int>(all.size()), .nodes = {}, .wanted = {}, .placed = {}});
        return all[static_cast<std::size_t>(number)];
    };
    const auto add = [&](NodeRef::Kind kind, std::size_t index, int number, double width, double least,
                         bool stretches) {
        Column &column = columnOf(number);
        const NodeRef node{kind, static_cast<std::uint32_t>(index)};
        column.wanted.height += leastHeight(node);
        column.wanted.least = std::max(column.wanted.least, least);
        column.nodes.push_back(node);
        column.wanted.width = std::max(column.wanted.width, width);
        column.wanted.stretches |= stretches;
    };
    using Kind = NodeRef::Kind;
    const double card = (m_size.width() < narrowStage * m_scale ? narrowCardWidth : cardWidth) * m_scale;
    for (std::size_t i = 0; i < topology.groups.size(); ++i) {
        const bool mayBeAbsent = topology.groups[i].optional || topology.groups[i].when;
        if (!mayBeAbsent || m_counts.tasks[i] > 0)
            add(Kind::Group, i, topology.groups[i].column, card, leastWidth(topology.groups[i], m_counts.tasks[i]),
                topology.groups[i].besideParent);
    }
    for (std::size_t i = 0; i < topology.channels.size(); ++i) {
        const bool closed = i < m_counts.closed.size() && m_counts.closed[i];
        if (!(topology.channels[i].optional || topology.channels[i].when) || !closed)
            add(Kind::Channel, i, topology.channels[i].column, 0, narrowestChannel * m_scale, true);
    }
    for (std::size_t i = 0; i < topology.threads.size(); ++i)
        add(Kind::Threads, i, topology.threads[i].column, 0, narrowestChannel * m_scale, true);
    for (std::size_t i = 0; i < topology.gathers.size(); ++i)
        add(Kind::Gather, i, topology.gathers[i].column, resultsWidth(), narrowestChannel * m_scale, false);
    for (std::size_t i = 0; i < topology.locks.size(); ++i) {
        if (i >= m_counts.absentLocks.size() || !m_counts.absentLocks[i])
            add(Kind::Lock, i, topology.locks[i].column, 0, narrowestChannel * m_scale, true);
    }
    for (std::size_t i = 0; i < topology.terminals.size(); ++i) {
        const int column = topology.terminals[i].column;
        if (m_counts.terminals[i])
            add(Kind::Terminal, i, column, 2 * m_terminalRadius + 8,
                roughWidth(topology.terminals[i].label.size(), m_scale), false);
        else // its column does not come and go with it
            columnOf(column).wanted.width = std::max(columnOf(column).wanted.width, 2 * m_terminalRadius + 8);
    }
    std::erase_if(all, [](const Column &column) { return column.nodes.empty() && column.wanted.width == 0; });
    return all;
}

bool StageLayout::shows(NodeRef node) const
{
    return std::any_of(m_rows.begin(), m_rows.end(), [&](const auto &one) { return one.first == node; });
}

int StageLayout::row(NodeRef node) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const auto &one) { return one.first == node; });
    return found == m_rows.end() ? 0 : found->second;
}

} // namespace coroscope
