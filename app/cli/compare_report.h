// SPDX-License-Identifier: MIT
#pragma once

#include "cli/compare_request.h"
#include "run/divergence.h"

#include <optional>
#include <string>

namespace coroscope {

/// What came of a comparison.
struct ComparisonReport {
    const CompareRequest &request;
    const ComparisonResult &result;
    /// Where the runs with the first seed part; nothing: nowhere.
    const std::optional<Divergence> &divergence;
};

/// As requested. JSON: `runs` (of both: what was set, and how they ended), `measures` by name (`first`, `second`,
/// `difference` as second less first, `relative` to the first, `verdict` on the second), `parting` (null if they are the
/// same); with several seeds numbers are means, and `…_ci95` half the width of their 95 % intervals. CSV: the same, as
/// that of `run`.
std::string textOf(const ComparisonReport &report);

} // namespace coroscope
