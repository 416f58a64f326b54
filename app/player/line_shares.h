// SPDX-License-Identifier: MIT
#pragma once

#include "code/code_rows.h"
#include "player/code_profile.h"

#include <QString>

#include <cstddef>
#include <map>
#include <vector>

namespace coroscope {

/// The lines of a profile: which to show, and in what words.
struct LineShares {
    using Line = CodeProfile::Line;

    std::map<Line, QString> texts{}; ///< the share of each, "38 %", so that they add up
    std::vector<Line> marked{};      ///< those with half a per cent and more, as they stand
    /// The lines that count for most: first those at which tasks work, or keep a thread from others, for two per cent of the
    /// time and more, then those at which they only wait; each with the most of it first.
    std::vector<Line> hottest{};
};

/// @p mostHottest: how many there are at most.
LineShares lineShares(const CodeProfile &profile, std::size_t mostHottest);

/// The part of some time in which tasks worked, or kept from others what they did not use, in ns.
std::int64_t occupied(const LookTimes &times);

/// How the tasks fared in some time, in thousandths of all of it: "running 200 blocked 180"; what is useful first, then what
/// waits.
QString tonesOf(const LookTimes &times, const CodeProfile &profile);

/// What is to be said of lines at which tasks failed, or threw away the errors of others: "failed here: 53×".
std::map<CodeProfile::Line, QString> failureNotes(const CodeProfile &profile, const CodeRows &rows);

} // namespace coroscope
