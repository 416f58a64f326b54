// SPDX-License-Identifier: MIT
#pragma once

#include "scene/lane_pieces.h"
#include "scene/timeline_frame.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace coroscope {

/// How its tasks fared, as bars, and as shares where these would be narrower than can be seen; each failure has a mark.
void appendLane(TimelineFrame &frame, const History::Lane &lane, double top, double height);
/// Where the shares of a group are in its lane.
struct GroupBand {
    GroupBand(double top, double height);
    double full; ///< the height of all its places, px
    double bottom;
};
/// The shares of all tasks of a group, as high as they would be if @p places of it had the same look.
void appendGroup(TimelineFrame &frame, const History::GroupPast &group, std::size_t places, double top, double height);
/// How full a channel was.
void appendFill(TimelineFrame &frame, std::uint32_t channel, double top, double height);

/// The looks that a stack of shares is made of, from its foot to its top; what has ended is not in it.
struct StackedLook {
    std::size_t look;
    Role role;
    double opacity;
};
std::span<const StackedLook> stackedLooks() noexcept;
/// The shares of @p pieces that are of several, each column as high as @p all tasks with the look, which are @p full px.
void appendStack(DisplayList &list, const TimeAxis &axis, std::span<const LanePiece> pieces, double bottom, double full,
                 double all);

} // namespace coroscope
