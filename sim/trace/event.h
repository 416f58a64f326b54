// SPDX-License-Identifier: MIT
#pragma once

#include "trace/code_sites.h"
#include "trace/event_kinds.h"
#include "trace/time.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace coroscope {

/// Number of a task within its run: 1, 2, 3 … in the order of spawning. 0 is no task.
using TaskId = std::uint32_t;
/// Number of an item within its run: 1, 2, 3 … in the order of creation. 0 is no item.
using ItemId = std::uint64_t;
/// Position of an event in its trace, from 0.
using Sequence = std::uint64_t;

enum class EventKind : std::uint8_t {
#define COROSCOPE_EVENT_ENUMERATOR(name, text, object, payload, meaning) name,
    COROSCOPE_EVENT_KINDS(COROSCOPE_EVENT_ENUMERATOR)
#undef COROSCOPE_EVENT_ENUMERATOR
};

/// One row of the table of event kinds.
struct EventKindInfo {
    std::string_view text;    ///< its name in exported traces
    std::string_view object;  ///< what Event::object means, or empty
    std::string_view payload; ///< what Event::payload means, or empty; "…_ns" is a duration
    std::string_view meaning; ///< one sentence
};

inline constexpr auto eventKindTable = std::to_array<EventKindInfo>({
#define COROSCOPE_EVENT_INFO(name, text, object, payload, meaning) {text, object, payload, meaning},
    COROSCOPE_EVENT_KINDS(COROSCOPE_EVENT_INFO)
#undef COROSCOPE_EVENT_INFO
});

constexpr const EventKindInfo &info(EventKind kind) noexcept
{
    return eventKindTable[static_cast<std::size_t>(kind)];
}

/// The group of a run's root task, which is not shown.
inline constexpr std::uint32_t rootGroup = 0xffffffff;

/// The activity of a plain sleep, which has no place in Topology::activities.
inline constexpr std::uint32_t noActivity = 0xffffffff;

/// Where a task belongs: its group in the pattern's topology, and its index in that. A task that takes over from one
/// that ended has the same place. The name "Producer 2" is group and index.
struct Place {
    std::uint32_t group = 0; ///< position in Topology::groups
    std::uint32_t index = 0; ///< from 0

    friend constexpr auto operator<=>(const Place &, const Place &) = default;

    /// As the payload of a TaskSpawned event, and back.
    constexpr std::int64_t packed() const noexcept
    {
        return static_cast<std::int64_t>((std::uint64_t(group) << 32) | index);
    }
    static constexpr Place unpacked(std::int64_t payload) noexcept
    {
        const auto bits = static_cast<std::uint64_t>(payload);
        return {static_cast<std::uint32_t>(bits >> 32), static_cast<std::uint32_t>(bits)};
    }
};

/// One thing that happened. Its number is its position in the trace.
struct Event {
    Time time{};
    std::int64_t payload = 0;
    ItemId item = 0;
    TaskId task = 0;          ///< whose event it is; 0: from outside the tasks
    std::uint32_t object = 0; ///< channel, activity, task, parameter … as the table of kinds says
    std::uint32_t cause = 0;  ///< how many events back the one is that made this one possible; 0: none is known
    SiteId site = 0;          ///< where in the code, if the task suspended or resumed there; see Trace::sites()
    EventKind kind{};

    friend bool operator==(const Event &, const Event &) = default;
};
static_assert(sizeof(Event) <= 40, "an event takes at most 40 bytes in memory");

} // namespace coroscope
