// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "scene/display_list.h"
#include "scene/stage_layout.h"

#include <vector>

namespace coroscope {

/// The names of districts, in each of their frames.
std::vector<Label> districtNames(const Topology &topology, const StageLayout &layout);
/// The frames of districts, with their names.
void appendDistricts(DisplayList &list, const Topology &topology, const StageLayout &layout);

} // namespace coroscope
