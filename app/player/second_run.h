// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "run/scenario.h"

#include <QString>

#include <span>
#include <vector>

namespace coroscope {

/// A run that another one can be held against.
struct SecondRun {
    QString name; ///< "Set-up “Held back”"
    Scenario scenario;
};

/// What can be held against the run @p first, the most telling one first: of a good practice the same run with the other
/// habit; what its advice says to set, @p advised, set from the beginning; its pattern's set-ups and defaults; and the
/// same once more, to be turned. All have its seed. None but the last is the same as @p first, or as another one.
std::vector<SecondRun> secondRuns(const Scenario &first, std::span<const Advice::Setting> advised);

/// Whether both determine the same run up to and including @p until.
bool areSameUntil(const Scenario &one, const Scenario &other, Time until);

/// What is different in a run with these values (by position) from one with @p others, as a title: "Channel capacity: 3 items".
/// Of more than @p most parameters the first ones: "… and 2 more". Empty if nothing is.
QString differenceTitle(const PatternInfo &pattern, std::span<const std::int64_t> values,
                        std::span<const std::int64_t> others, std::size_t most);

} // namespace coroscope
