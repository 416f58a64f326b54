// SPDX-License-Identifier: MIT
#pragma once

#include "insight/task_places.h"
#include "trace/trace.h"

#include <cstddef>
#include <span>
#include <vector>

namespace coroscope {

/// A task gets to go on because of what another one did.
struct WakeUp {
    Place by;      ///< the other
    Time caused{}; ///< when it did that
    Place woken;
    Time woke{};      ///< when the woken one went on: later, if it had to wait for a thread
    EventKind kind{}; ///< what the other did
    Sequence cause{}; ///< which event that is

    friend bool operator==(const WakeUp &, const WakeUp &) = default;
};

/// Of the tasks that are asked about, in order of time.
struct WakeUps {
    std::vector<WakeUp> ofThem; ///< who woke them
    std::vector<WakeUp> byThem; ///< whom they woke besides
    std::size_t leftOut = 0;    ///< that were found, and are in neither
};

/// Who woke the tasks in @p places, and whom they woke, between @p from and @p to; of either at most the @p most that are
/// nearest to @p focus. Of a span with very many events, only those around @p focus are looked at: it costs no more.
/// @param known the places of all tasks of the trace.
WakeUps wakeUps(const Trace &trace, const TaskPlaces &known, std::span<const Place> places, Time from, Time to,
                Time focus, std::size_t most);

} // namespace coroscope
