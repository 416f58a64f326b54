// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"

#include <QString>

namespace coroscope {

/// What is different in this run from @p other, one of the same pattern, as a title: "Channel capacity: 3 items". What
/// was set on the way is in it: "Start: Await → Spawn at 9.000 s", and so are actions. Of more than @p most differences the
/// first ones: "… · 2 more". Empty if both have the same values throughout.
QString differenceTitle(const Scenario &run, const Scenario &other, std::size_t most);

/// Whether what there is to do is the same in both, one pattern's, up to and including @p until.
bool haveSameLoad(const Scenario &one, const Scenario &other, Time until);

/// How many parameters differ, at some time.
std::size_t differingParameters(const Scenario &one, const Scenario &other);

} // namespace coroscope
