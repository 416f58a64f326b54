// SPDX-License-Identifier: MIT
#pragma once

#include "insight/history.h"
#include "scene/time_axis.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace coroscope {

/// A stretch of a lane: a condition that lasts, or what several add up to that are too short to be told apart. No part of
/// the time is in none of them or in two, so whatever is drawn of them has the very shares that there were.
struct LanePiece {
    Time from;
    Time to;
    std::optional<Condition> condition{}; ///< nullopt: several
    bool orphaned = false;                ///< with a condition: the task works for nobody
    bool begins = false;                  ///< with a condition: it is not just the rest of a piece that began before
    LookTimes times{};                    ///< of several: for how long there was each look

    Duration length() const noexcept { return to - from; }
};

/// Several short ones are drawn as their shares in columns of this many pixels; what is wider is drawn as it is.
inline constexpr double pieceColumn = 2;

/// The moments at which those columns begin. They are the same ones wherever the axis has been moved to, so that what was
/// put together stays together.
class PieceGrid
{
public:
    explicit PieceGrid(const TimeAxis &axis);
    /// Of a column, at least a nanosecond.
    double nanoseconds() const noexcept { return m_column; }
    /// The first moment after @p time at which a column begins.
    Time next(Time time) const noexcept;

private:
    double m_column;
};

/// The pieces of a lane between @p from and @p to. The cost depends on the number of pixels, not on that of events.
std::vector<LanePiece> lanePieces(const History::Lane &lane, const TimeAxis &axis, Time from, Time to);
/// Those of a whole group, which always are of several.
std::vector<LanePiece> groupPieces(const History::GroupPast &group, const TimeAxis &axis, Time from, Time to);

} // namespace coroscope
