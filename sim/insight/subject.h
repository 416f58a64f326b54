// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "trace/trace.h"

#include <cstdint>
#include <vector>

namespace coroscope {

/// What somebody asks about.
struct Subject {
    enum class Kind : std::uint8_t {
        Nothing,
        Task,     ///< `place`: whichever task is in it
        Channel,  ///< `index`: its position in the topology
        Lock,     ///< likewise
        Threads,  ///< all threads of the executor
        Item,     ///< `item`
        Event,    ///< `event`: something that has happened, which a mark stands for
        Bookmark, ///< `time`: the moment that somebody has marked
    };

    Kind kind = Kind::Nothing;
    Place place{};
    std::uint32_t index = 0;
    ItemId item = 0;
    Sequence event = 0;
    Time time{};

    friend bool operator==(const Subject &, const Subject &) = default;
};

/// Whether @p event tells of @p subject. @p task: who is in its place, if it is one; what others do to it counts,
/// and what is done at its place.
bool tellsOf(const Event &event, const Subject &subject, TaskId task);

/// The numbers of the last events worth seeing before number @p end that tell of @p subject, oldest first; at most @p most
/// of them. It looks back over at most @p reach events, and over those that are kept.
std::vector<Sequence> lastEventsOf(const Trace &trace, Sequence end, const Subject &subject, TaskId task,
                                   std::size_t most, Sequence reach);

} // namespace coroscope
