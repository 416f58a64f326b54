// SPDX-License-Identifier: MIT
#pragma once

#include "insight/task_places.h"
#include "pattern/topology.h"
#include "text/words.h"

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace coroscope {

using KindSet = std::bitset<eventKindTable.size()>;

/// Kinds of events that people ask for together. A kind may belong to several topics.
struct EventTopic {
    std::string_view id; ///< "waits"
    Words label;         ///< "Waits"
    KindSet kinds;
};

/// The first is what is worth seeing, the second everything that has a sentence.
const std::vector<EventTopic> &eventTopics();
/// The topic with this id, by position; nothing for any other text.
std::optional<std::size_t> topicNamed(std::string_view id);

/// Which events of a run are looked at. What is given has to hold together.
struct EventFilter {
    KindSet kinds = eventTopics().front().kinds;
    std::optional<std::vector<Place>> tasks{}; ///< of these, or about them; nothing: of all
    std::optional<std::uint32_t> group{};      ///< of this group of the topology, or about it
    std::optional<NodeRef> thing{};            ///< at this channel or lock, or at the threads
    std::optional<ItemId> item{};

    /// Whether more is left out than kinds of events.
    bool narrow() const noexcept { return tasks || group || thing || item; }
    /// @p places knows the tasks of all events up to this one.
    bool matches(const Event &event, const TaskPlaces &places) const
    {
        return kinds[static_cast<std::size_t>(event.kind)] && (!narrow() || matchesNarrowly(event, places));
    }

    friend bool operator==(const EventFilter &, const EventFilter &) = default;

private:
    bool matchesNarrowly(const Event &event, const TaskPlaces &places) const;
    bool isOfTasks(const Event &event, const TaskPlaces &places) const;
    bool wants(std::optional<Place> place) const;
};

} // namespace coroscope
