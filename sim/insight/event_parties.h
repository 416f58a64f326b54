// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "trace/event.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace coroscope {

// What an event is of, beside the task that it happens to: what it is done to, and where.

/// What Event::object names.
enum class EventObject : std::uint8_t { Other, Task, Channel, Lock };

inline constexpr auto objectsOfEventKinds = [] {
    std::array<EventObject, eventKindTable.size()> objects{};
    for (std::size_t kind = 0; kind < objects.size(); ++kind) {
        const std::string_view name = eventKindTable[kind].object;
        objects[kind] = name == "task" || name == "parent" ? EventObject::Task
            : name == "channel"                            ? EventObject::Channel
            : name == "lock"                               ? EventObject::Lock
                                                           : EventObject::Other;
    }
    return objects;
}();

constexpr EventObject objectOf(EventKind kind) noexcept
{
    return objectsOfEventKinds[static_cast<std::size_t>(kind)];
}

/// Whether it happens at this channel or lock, or at the threads.
constexpr bool isAt(const Event &event, NodeRef thing) noexcept
{
    using enum EventKind;
    switch (thing.kind) {
    case NodeRef::Kind::Channel:
        return objectOf(event.kind) == EventObject::Channel && event.object == thing.index;
    case NodeRef::Kind::Lock:
        return objectOf(event.kind) == EventObject::Lock && event.object == thing.index;
    case NodeRef::Kind::Threads:
        return event.kind == ThreadWanted || event.kind == ThreadTaken || event.kind == ThreadAbandoned
            || event.kind == ThreadFreed || event.kind == ThreadsChanged;
    default:
        return false;
    }
}

/// Whether a task that is wanted does it, or it is done to one, or an action is taken at its place. @p wantsTask is asked
/// about a TaskId, @p wantsPlace about a Place.
template <typename WantsTask, typename WantsPlace>
constexpr bool isOfTask(const Event &event, const WantsTask &wantsTask, const WantsPlace &wantsPlace)
{
    if (wantsTask(event.task) || (objectOf(event.kind) == EventObject::Task && wantsTask(event.object)))
        return true;
    return event.kind == EventKind::ActionTaken && event.payload >= 0 && wantsPlace(Place::unpacked(event.payload));
}

} // namespace coroscope
