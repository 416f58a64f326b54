// SPDX-License-Identifier: MIT
#pragma once

#include "trace/event.h"
#include "trace/reducer.h"

#include <QTest>

#include <chrono>
#include <vector>

namespace coroscope::test {

using namespace std::chrono_literals;

/// A moment of a run, by its distance from the start.
constexpr Time moment(Duration sinceStart)
{
    return Time{} + sinceStart;
}

/// What few events need.
struct Rest {
    std::uint32_t object = 0;
    ItemId item = 0;
    std::int64_t payload = 0;
    SiteId site = 0;
};

/// An event as the kernel would write it.
constexpr Event happened(Duration when, EventKind kind, TaskId task = 0, Rest rest = {})
{
    return {.time = moment(when),
            .payload = rest.payload,
            .item = rest.item,
            .task = task,
            .object = rest.object,
            .site = rest.site,
            .kind = kind};
}

/// The birth of a task.
constexpr Event spawnedBy(TaskId parent, Duration when, TaskId task, Place place)
{
    return happened(when, EventKind::TaskSpawned, task, {.object = parent, .payload = place.packed()});
}

/// The birth of a child of task 1.
constexpr Event spawned(Duration when, TaskId task, Place place)
{
    return spawnedBy(1, when, task, place);
}

/// Tells @p consumer all that these events change, from the start of a run on.
inline void tell(DeltaConsumer &consumer, const std::vector<Event> &events)
{
    Reducer reducer;
    reducer.add(consumer);
    reducer.consume(events, 0);
}

constexpr std::int64_t ns(Duration duration)
{
    return duration.count();
}

} // namespace coroscope::test
