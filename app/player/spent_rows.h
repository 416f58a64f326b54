// SPDX-License-Identifier: MIT
#pragma once

#include "insight/time_spent.h"
#include "models/inspect_rows.h"
#include "pattern/pattern.h"

#include <vector>

namespace coroscope {

/// What the tasks of a place of @p group spent its time on, in words: "running", "joining other tasks", "dead, until
/// another takes over". The shares are of @p whole.
std::vector<PartRow> spentRows(const std::vector<SpentPart> &parts, Duration whole, std::uint32_t group,
                               const PatternInfo &pattern);

/// Writes the shares of rows that are parts of one whole, so that they add up; likewise those of the second whole.
void writeShares(std::vector<PartRow> &rows);

} // namespace coroscope
