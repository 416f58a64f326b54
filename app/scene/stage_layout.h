// SPDX-License-Identifier: MIT
#pragma once

#include "model/topology.h"
#include "scene/display_list.h"
#include "trace/event.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <cstdint>
#include <vector>

namespace coroscope {

/// Where everything stands on the stage: a function of the topology, of how many tasks and slots there are, and of
/// the size. Nothing overlaps.
class StageLayout
{
public:
    /// How much of a task there is room for.
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

        friend bool operator==(const Counts &, const Counts &) = default;
    };
    static constexpr std::int64_t mostSlots = 32;

    StageLayout() = default;
    StageLayout(const Topology &topology, Counts counts, QSizeF size, double textScale);

    const Counts &counts() const noexcept { return m_counts; }
    QSizeF size() const noexcept { return m_size; }
    double textScale() const noexcept { return m_scale; }
    Detail detail(std::uint32_t group) const { return m_groups[group].detail; }
    /// Of a place that is shown.
    const QRectF &task(Place place) const { return m_groups[place.group].places[place.index]; }
    bool shows(Place place) const noexcept
    {
        return place.group < m_groups.size() && place.index < m_groups[place.group].places.size();
    }
    const QRectF &group(std::uint32_t group) const { return m_groups[group].rect; }
    const QRectF &channel(std::uint32_t channel) const { return m_channels[channel].rect; }
    /// Centres of the slots, the receivers' end (the oldest item) first.
    const std::vector<QPointF> &slots(std::uint32_t channel) const { return m_channels[channel].slots; }
    double slotRadius(std::uint32_t channel) const { return m_channels[channel].slotRadius; }
    /// Where items go in, and where they come out.
    QPointF mouth(std::uint32_t channel) const;
    QPointF end(std::uint32_t channel) const;
    const QPointF &terminal(std::uint32_t terminal) const { return m_terminals[terminal]; }
    double terminalRadius() const noexcept { return m_terminalRadius; }
    double itemRadius() const noexcept { return m_itemRadius; }
    /// The way from a task to a channel or terminal, or from a channel to a task. Tasks of a dense field share one.
    Curve way(NodeRef from, NodeRef to, std::uint32_t taskIndex) const;
    /// The same, but from or to the task's very own place.
    Curve ownWay(NodeRef from, NodeRef to, std::uint32_t taskIndex) const;
    /// How much room there is before the mouth of a channel, for those who wait in line.
    double queueRoom(std::uint32_t channel) const noexcept { return m_channels[channel].queueRoom; }
    /// How wide what is written above and below a channel may be without running into its neighbours.
    double captionWidth(std::uint32_t channel) const noexcept { return m_channels[channel].captionWidth; }

private:
    struct Group {
        QRectF rect;
        Detail detail = Detail::Card;
        std::vector<QRectF> places;
    };
    struct Channel {
        QRectF rect;
        std::vector<QPointF> slots;
        double slotRadius = 0;
        double queueRoom = 0;
        double captionWidth = 0;
    };

    void placeGroup(Group &group, std::uint32_t count, const QRectF &area);
    void placeChannel(Channel &channel, std::int64_t slotCount, const QRectF &area, double gapBefore, double gapAfter);
    QPointF out(NodeRef node, std::uint32_t taskIndex) const;
    QPointF in(NodeRef node, std::uint32_t taskIndex) const;

    Counts m_counts;
    QSizeF m_size;
    double m_scale = 1;
    double m_terminalRadius = 0;
    double m_itemRadius = 0;
    std::vector<Group> m_groups;
    std::vector<Channel> m_channels;
    std::vector<QPointF> m_terminals;
};

} // namespace coroscope
