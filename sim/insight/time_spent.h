// SPDX-License-Identifier: MIT
#pragma once

#include "insight/history.h"
#include "insight/task_places.h"
#include "trace/trace.h"

#include <cstdint>
#include <vector>

namespace coroscope {

/// A part of a place's time: of that in which its tasks fared in one way, and waited for one sort of thing.
struct SpentPart {
    enum class Kind : std::uint8_t {
        Before,  ///< no task has been in the place yet
        Work,    ///< it was busy; `object`: with which activity
        Time,    ///< it waited, by design, for time to pass; `object`: its activity
        Others,  ///< … for other tasks to end
        Channel, ///< … for what comes through a channel; `object`: which
        Waiting, ///< … for what is no longer known
        Look,    ///< it was in another condition; `object`: its Condition
        Down,    ///< none was there: the last one had failed, and was not followed yet
        Empty,   ///< none was there: the last one had returned, or had been stopped
    };

    Kind kind = Kind::Look;
    std::uint32_t object = 0; ///< see Kind; 0 where it says nothing
    Duration time{};

    friend bool operator==(const SpentPart &, const SpentPart &) = default;
};

/// Where the time (@p from, @p to] of a place went, in the order of Kind: all of it. What its tasks waited for, and worked
/// on, is read from the events before number @p end, the first one later than @p to, at most @p reach of them.
std::vector<SpentPart> timeSpent(const History::Lane &lane, const Trace &trace, const TaskPlaces &places, Sequence end,
                                 Time from, Time to, Sequence reach);

} // namespace coroscope
