// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"

namespace coroscope::pipeline {

/// Source → channel → stage 1 → channel → … → sink, with room for as many stages as there may be.
const Topology &topology();

} // namespace coroscope::pipeline
