// SPDX-License-Identifier: MIT
#pragma once

#include "insight/condition.h"

#include <cstdint>
#include <vector>

namespace coroscope {

/// The tasks that stand at one place in the code and fare alike.
struct SiteTasks {
    SiteId site = 0; ///< see Trace::sites()
    Condition condition{};
    bool orphaned = false; ///< nobody waits for them any more
    std::vector<Place> places;

    friend bool operator==(const SiteTasks &, const SiteTasks &) = default;
};

/// Where in the code the tasks of @p world are that have not ended: by place in the code, then by how they fare. Those
/// that have not yet got to any place are not among them.
std::vector<SiteTasks> tasksBySite(const World &world, const Topology &topology);

} // namespace coroscope
