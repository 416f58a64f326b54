// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "text/sentence.h"
#include "trace/time.h"

#include <cstdint>
#include <vector>

namespace coroscope {

/// What an item spends time on, or what a task does meanwhile.
struct ItemPhase {
    enum class Kind : std::uint8_t {
        Ready,     ///< in the hands of a task that could go on; without an executor that takes no time
        Working,   ///< a task is busy; `object`: with which activity
        Sleeping,  ///< in the hands of a task that waits for time; `object`: its activity
        Sending,   ///< in blocked hands: there is no room in a channel; `object`: which
        InChannel, ///< `object`: which
        Lacking,   ///< in the hands of a task that waits for what a channel has not got: a token; `object`: which
        Thread,    ///< all threads are taken
        Lock,      ///< `object`: which
        Others,    ///< in the hands of a task that waits for others, and it is not known for which
        Turn,      ///< older items go first
        Returned,  ///< a task has returned it, and nobody has taken it up
        Orphaned,  ///< whoever had it is dead: it waits for another
    };

    Kind kind = Kind::Ready;
    std::uint32_t group = 0;  ///< of the task; 0 where there is none
    std::uint32_t object = 0; ///< see Kind; 0 where it says nothing
    bool again = false;       ///< of Working: in a further attempt

    friend auto operator<=>(const ItemPhase &, const ItemPhase &) = default;
};

/// "Stage 2 worker: working on it", "in channel 2", "in blocked hands, before channel 2".
Sentence phaseText(const ItemPhase &phase, const Topology &topology);

/// A stretch of time spent on one thing.
struct TimePart {
    ItemPhase phase;
    Time from{};
    Time to{};

    Duration length() const noexcept { return to - from; }
    friend bool operator==(const TimePart &, const TimePart &) = default;
};

/// Adds what follows the last part without a gap; nothing if it takes no time.
void append(std::vector<TimePart> &parts, const TimePart &next);
/// What of @p parts, which are in order, lies within @p from … @p to. What they leave open is @p rest.
std::vector<TimePart> clipped(const std::vector<TimePart> &parts, Time from, Time to, const ItemPhase &rest);

} // namespace coroscope
