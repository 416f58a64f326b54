// SPDX-License-Identifier: MIT
#include "scene/lane_pieces.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

class LaneCutter
{
public:
    LaneCutter(const History::Lane &lane, const TimeAxis &axis, Time from, Time to)
        : m_lane(lane), m_steps(lane.condition.steps()), m_grid(axis), m_from(from), m_to(to)
    {
    }

    std::vector<LanePiece> cut()
    {
        if (m_steps.empty() || m_to <= m_from)
            return {};
        std::size_t step = std::max<std::size_t>(m_lane.condition.firstAfter(m_from), 1) - 1;
        while (step < m_steps.size() && m_steps[step].from < m_to) {
            if (isWide(step)) {
                bar(step, std::min(endOf(step), m_to));
                ++step;
                continue;
            }
            const std::size_t next = nextWide(step);
            const Time end = next < m_steps.size() ? std::min(m_steps[next].from, m_to) : m_to;
            if (next == step + 1)
                bar(step, end);
            else
                columns(step, std::max(m_steps[step].from, m_from), end);
            step = next;
        }
        // What has come to its end right now lasts no time yet, and is an end nevertheless.
        if (step < m_steps.size() && m_steps[step].from == m_to && m_steps[step].value >= 0
            && hasEnded(static_cast<Condition>(m_steps[step].value)))
            m_pieces.push_back(
                {.from = m_to, .to = m_to, .condition = static_cast<Condition>(m_steps[step].value), .begins = true});
        return std::move(m_pieces);
    }

private:
    Time endOf(std::size_t step) const { return step + 1 < m_steps.size() ? m_steps[step + 1].from : never; }
    bool isWide(std::size_t step) const
    {
        return step + 1 == m_steps.size()
            || static_cast<double>((endOf(step) - m_steps[step].from).count()) >= m_grid.nanoseconds();
    }
    /// A wide step is in force at the beginning of some column.
    std::size_t nextWide(std::size_t step) const
    {
        Time edge = std::max(m_steps[step].from, m_from);
        for (std::size_t known = step; edge < m_to;) {
            edge = m_grid.next(edge);
            known = m_lane.condition.firstAfter(edge, known) - 1;
            if (known > step && isWide(known))
                return known;
        }
        return m_lane.condition.firstAfter(m_to, step);
    }

    void bar(std::size_t step, Time to)
    {
        const Time from = std::max(m_steps[step].from, m_from);
        if (m_steps[step].value < 0 || to <= from)
            return;
        LanePiece piece{.from = from,
                        .to = to,
                        .condition = static_cast<Condition>(m_steps[step].value),
                        .orphaned = m_lane.orphaned.at(from).value_or(0) != 0,
                        .begins = m_steps[step].from >= m_from};
        // It may become an orphan in the midst of a step.
        const std::size_t next = m_lane.orphaned.firstAfter(from);
        const auto &changes = m_lane.orphaned.steps();
        if (!piece.orphaned && next < changes.size() && changes[next].value != 0 && changes[next].from < to) {
            piece.to = changes[next].from;
            m_pieces.push_back(piece);
            piece.from = piece.to;
            piece.to = to;
            piece.orphaned = true;
            piece.begins = false;
        }
        m_pieces.push_back(piece);
    }

    /// @p step is in force at @p from.
    void columns(std::size_t step, Time from, Time to)
    {
        const ConditionSeries &conditions = m_lane.condition;
        std::size_t next = step + 1;
        LookTimes before = conditions.untilStep(next, from, m_lane.orphaned);
        while (from < to) {
            const Time end = std::min(m_grid.next(from), to);
            next = conditions.firstAfter(end, next);
            const LookTimes after = conditions.untilStep(next, end, m_lane.orphaned);
            m_pieces.push_back({.from = from, .to = end, .times = after - before});
            before = after;
            from = end;
        }
    }

    const History::Lane &m_lane;
    const std::deque<ConditionSeries::Step> &m_steps;
    const PieceGrid m_grid;
    const Time m_from;
    const Time m_to;
    std::vector<LanePiece> m_pieces;
};

} // namespace

PieceGrid::PieceGrid(const TimeAxis &axis) : m_column(std::max(1.0, pieceColumn / axis.width * axis.span * 1e9)) { }

Time PieceGrid::next(Time time) const noexcept
{
    const auto ns = static_cast<double>(time.time_since_epoch().count());
    // Rounded down: what is as long as a column has the beginning of one within it.
    double column = std::floor(ns / m_column) + 1;
    while (std::floor(column * m_column) <= ns)
        ++column;
    return Time{Duration{static_cast<std::int64_t>(std::floor(column * m_column))}};
}

std::vector<LanePiece> lanePieces(const History::Lane &lane, const TimeAxis &axis, Time from, Time to)
{
    return LaneCutter(lane, axis, from, to).cut();
}

std::vector<LanePiece> groupPieces(const History::GroupPast &group, const TimeAxis &axis, Time from, Time to)
{
    std::vector<LanePiece> pieces;
    const PieceGrid grid(axis);
    LookTimes before = group.looks.until(from);
    while (from < to) {
        const Time end = std::min(grid.next(from), to);
        const LookTimes after = group.looks.until(end);
        pieces.push_back({.from = from, .to = end, .times = after - before});
        before = after;
        from = end;
    }
    return pieces;
}

} // namespace coroscope
