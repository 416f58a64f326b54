// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "text/sentence.h"
#include "trace/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coroscope {

/// "Producer 2"; the group's label alone if the group only ever has one task.
std::string placeName(const Topology &topology, Place place);
/// The same for people, in the language that is chosen.
Sentence placeLabel(const Topology &topology, Place place);
/// "channel 2", "the intake": as it stands within a sentence.
Sentence channelName(const Topology &topology, std::uint32_t channel);
/// The place of a group that has this name, whatever its number; nullopt for any other text.
std::optional<Place> placeNamed(const Topology &topology, std::uint32_t group, std::string_view name);

} // namespace coroscope
