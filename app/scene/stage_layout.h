// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "scene/display_list.h"
#include "scene/stage_columns.h"
#include "scene/stage_ways.h"
#include "trace/event.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace coroscope {

/// Where everything is on the stage: a function of the topology, of how many tasks and slots there are, and of the
/// size. Nothing overlaps.
class StageLayout
{
public:
    /// How much detail of a task there is room for.
    enum class Detail : std::uint8_t {
        Card,  ///< name, what it does, ring or glyph
        Short, ///< a bar with its number and glyph
        Cell,  ///< a cell of a dense field
    };
    /// What the layout depends on besides the topology.
    struct Counts {
        std::vector<std::uint32_t> tasks; ///< places to show, by group
        std::vector<std::int64_t> slots;  ///< by channel; -1: draw a level instead of slots
        std::vector<bool> terminals;      ///< which are shown
        std::vector<bool> closed{};       ///< channels that are not open; empty: none
        std::int64_t threads = 0;         ///< of the executor
        std::int64_t results = 0;         ///< slots of those that are gathered; -1: draw none
        std::vector<bool> absentLocks{};  ///< that are not on the stage; empty: none
        std::vector<bool> absentLinks{};  ///< likewise
        /// Of a group that is shown beside its parents, by index: the parent's, or nothing where there is none to show.
        std::vector<std::vector<std::optional<std::uint32_t>>> parents{};
        friend bool operator==(const Counts &, const Counts &) = default;
    };
    static constexpr std::int64_t mostSlots = 32;
    static constexpr std::int64_t mostResults = 60;

    StageLayout() = default;
    StageLayout(const Topology &topology, const Counts &counts, QSizeF size, double textScale);
    /// For a stage of this size, magnified by zoom(), which grows with the stage up to @p mostZoom: all its coordinates
    /// are to be multiplied by that. No more things of any kind lack room for it than in the same stage without.
    static StageLayout magnified(const Topology &topology, const Counts &counts, QSizeF size, double textScale,
                                 double mostZoom);
    /// To begin with for a stage of this size.
    static double zoomFor(QSizeF size);
    static constexpr double greatestZoom = 2.4;

    const Counts &counts() const noexcept { return m_counts; }
    QSizeF size() const noexcept { return m_size; }
    double textScale() const noexcept { return m_scale; }
    double zoom() const noexcept { return m_zoom; }
    Detail detail(std::uint32_t group) const { return m_groups[group].detail; }
    /// The rectangle of a place that is shown.
    const QRectF &task(Place place) const { return m_groups[place.group].places[place.index]; }
    bool shows(Place place) const noexcept
    {
        return place.group < m_groups.size() && place.index < m_groups[place.group].places.size()
            && !m_groups[place.group].places[place.index].isNull();
    }
    const QRectF &group(std::uint32_t group) const { return m_groups[group].rect; }
    /// Around the places of a group that are shown.
    QRectF places(std::uint32_t group) const
    {
        QRectF all;
        for (const QRectF &place : m_groups[group].places)
            all |= place;
        return all;
    }
    /// Whether a node is a group whose tasks are beside those that spawned them.
    bool isBesideParents(NodeRef node) const
    {
        return node.kind == NodeRef::Kind::Group && m_groups[node.index].besideParents;
    }
    /// How many places of a group are not shown for lack of room.
    std::uint32_t notShown(std::uint32_t group) const
    {
        // Beside their parents, only those that others have followed are not.
        return m_groups[group].besideParents
            ? 0
            : m_counts.tasks[group] - static_cast<std::uint32_t>(m_groups[group].places.size());
    }
    /// A holder with slots: a channel for its items, an executor's threads and a lock for the tasks that have them.
    struct Capsule {
        QRectF rect;
        std::vector<QPointF> slots; ///< centres, from the right: of a channel the oldest item's is the first
        double slotRadius = 0;
        double queueRoom = 0;    ///< before the mouth, for tasks in line
        double exitRoom = 0;     ///< behind the end, likewise
        bool crowded = false;    ///< there is room only for the caption above
        bool bare = false;       ///< not even for that
        double captionWidth = 0; ///< of the captions, so that they don't run into their neighbours

        /// Where things go in, and where they come out.
        QPointF mouth() const { return {rect.left(), rect.center().y()}; }
        /// Whether captions have to be brief.
        bool isNarrow(double textScale) const { return captionWidth < 132 * textScale; }
        QPointF end() const { return {rect.right(), rect.center().y()}; }
    };
    const Capsule &channel(std::uint32_t channel) const { return m_channels[channel]; }
    const Capsule &threads() const { return m_threads; }
    /// Where tasks sit that hold a thread, by thread; empty if there are too many for cards, and they are in its slots.
    const std::vector<QRectF> &sockets() const noexcept { return m_sockets; }
    const Capsule &lock(std::uint32_t lock) const { return m_locks[lock]; }
    /// Of the results that are gathered: row by row, as their tasks are.
    const Capsule &results() const { return m_results; }
    /// Of a node that holds things: a channel, the threads, a lock, the results.
    const Capsule &capsule(NodeRef node) const
    {
        return node.kind == NodeRef::Kind::Channel ? m_channels[node.index]
            : node.kind == NodeRef::Kind::Lock     ? m_locks[node.index]
            : node.kind == NodeRef::Kind::Gather   ? m_results
                                                   : m_threads;
    }
    /// Then there is a way to each slot.
    bool hasResultsInOneColumn() const
    {
        const std::vector<QPointF> &slots = m_results.slots;
        return !slots.empty() && (slots.size() == 1 || slots[1].x() == slots[0].x());
    }
    /// False for an optional node that is currently absent.
    bool shows(NodeRef node) const;
    /// The height at which what falls has left a node's row: between that and the next one, or the lower edge.
    double floorOf(NodeRef node) const
    {
        const auto own = static_cast<std::size_t>(row(node));
        return own < m_rowGaps.size() ? m_rowGaps[own] : m_size.height();
    }
    /// Whether both stand in one column, so that what leads from one to the other goes straight down.
    bool areStacked(NodeRef upper, NodeRef lower) const;
    /// How many ways a link has: one for each task on either side, as far as tasks are shown one by one.
    std::uint32_t waysOf(const Link &link) const;
    /// The group whose tasks are beside those of this one, if there is one.
    std::optional<std::uint32_t> childrenBeside(std::uint32_t group) const { return m_groups[group].children; }
    /// Whether the link at this position of the topology is on the stage.
    bool hasLink(std::size_t link) const { return link >= m_counts.absentLinks.size() || !m_counts.absentLinks[link]; }
    /// Whether a group stands in several columns: its ways end at a frame around it.
    bool isFramed(NodeRef node) const
    {
        return node.kind == NodeRef::Kind::Group && m_groups[node.index].columns > 1
            && !m_groups[node.index].besideParents;
    }
    /// Around a framed group.
    QRectF frame(std::uint32_t group) const
    {
        constexpr double room = 6;
        return m_groups[group].rect.adjusted(-room, -room, room, room);
    }
    /// The frames around a district, one for each row that it is in; none where there is no room for its name.
    const std::vector<QRectF> &district(std::size_t district) const { return m_districts[district]; }
    /// Of its name, below a frame's upper edge.
    double districtCaption() const noexcept { return m_districtCaption; }
    const QPointF &terminal(std::uint32_t terminal) const { return m_terminals[terminal]; }
    double terminalRadius() const noexcept { return m_terminalRadius; }
    /// Whether height is so short that terminals are dots with their number and name beside them.
    bool terminalsInLines() const noexcept { return m_terminalsInLines; }
    /// The width of a terminal whose number has @p digits digits.
    double counterWidth(qsizetype digits) const noexcept { return (7.6 * static_cast<double>(digits) + 12) * m_scale; }
    double itemRadius() const noexcept { return m_itemRadius; }
    /// The way from a task to a channel or terminal, or from a channel to a task. Tasks of a dense field share one.
    Curve way(NodeRef from, NodeRef to, std::uint32_t taskIndex) const;
    /// The same, but from or to the task's very own place.
    Curve ownWay(NodeRef from, NodeRef to, std::uint32_t taskIndex) const;
    /// A node, or, of a group, one of its places.
    struct End {
        NodeRef node;
        std::uint32_t index = 0; ///< of a group: the place's
    };
    /// The same between two ends each of which may be a place.
    Curve ownWay(End from, End to) const;
    /// From a task to one that it has spawned; both are shown.
    Curve wayToChild(Place parent, Place child) const;

private:
    /// Without any ways yet.
    struct Draft { };
    StageLayout(const Topology &topology, const Counts &counts, QSizeF size, double textScale, Draft draft);

    struct Group {
        QRectF rect;
        QRectF area; ///< that it may take
        Detail detail = Detail::Card;
        std::vector<QRectF> places;
        std::uint32_t columns = 1;
        bool besideParents = false;
        std::optional<std::uint32_t> children{}; ///< the group that is beside this one
    };
    /// What a column holds: nodes of any kind, from the top down.
    struct Column {
        int number = 0; ///< in the topology
        std::vector<NodeRef> nodes;
        StageColumn wanted;
        PlacedColumn placed;
    };

    /// How short of room things are, by kind; each the more the worse.
    struct Shortage {
        int rows = 0;    ///< that the columns take
        int detail = 0;  ///< that tasks lack
        int narrow = 0;  ///< cards that are not as wide as they might
        int crowded = 0; ///< captions, slots and numbers that are left out

        bool isWorseThan(const Shortage &other) const noexcept
        {
            return rows > other.rows || detail > other.detail || narrow > other.narrow || crowded > other.crowded;
        }
    };
    Shortage shortage() const;
    std::vector<Column> columnsOf(const Topology &topology) const;
    double leastHeight(NodeRef node) const;
    double leastWidth(const TaskGroup &group, std::uint32_t count) const;
    std::vector<double> heightsOf(const Column &column) const;
    void placeNode(NodeRef node, const QRectF &area, const PlacedColumn &column);
    void placeGroup(Group &group, std::uint32_t count, const QRectF &area);
    /// Beside the parents' places; false if there is no room for that.
    bool placeBesideParents(std::uint32_t group, std::uint32_t parentGroup);
    /// Threads as places for cards; false if these don't fit.
    bool placeSockets(const QRectF &area, const PlacedColumn &column);
    void placeResults(const QRectF &area, const PlacedColumn &column);
    double resultsWidth() const;
    void placeCapsule(Capsule &capsule, std::int64_t slotCount, const QRectF &area, const PlacedColumn &column);
    int row(NodeRef node) const;
    /// What is said of a channel does not run over the frame that it stands in.
    void keepCaptionsInDistricts();
    /// Takes room for the names of districts from the columns that are placed.
    void placeDistricts(const Topology &topology, std::vector<Column> &columns);
    enum class Side { Left, Right };
    /// Where ways arrive at a node, on its left, and leave it, on its right.
    QPointF gate(NodeRef node, std::uint32_t taskIndex, Side side) const;
    Curve way(End from, End to) const;

    Counts m_counts;
    QSizeF m_size;
    double m_scale = 1;
    double m_zoom = 1;
    double m_terminalRadius = 0;
    bool m_terminalsInLines = false;
    double m_itemRadius = 0;
    std::vector<Group> m_groups;
    std::vector<Capsule> m_channels;
    Capsule m_threads;
    std::vector<QRectF> m_sockets;
    std::vector<Capsule> m_locks;
    Capsule m_results;
    std::vector<QPointF> m_terminals;
    std::vector<std::pair<NodeRef, int>> m_rows; ///< of the nodes that are shown
    std::vector<double> m_rowGaps;               ///< the middle of the gap below each row but the last
    std::vector<std::vector<QRectF>> m_districts;
    double m_districtCaption = 0;
    StageWays m_ways;
};

} // namespace coroscope
