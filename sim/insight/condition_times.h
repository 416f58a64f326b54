// SPDX-License-Identifier: MIT
#pragma once

#include "insight/condition.h"
#include "insight/series.h"

#include <vector>

namespace coroscope {

/// A condition, and for how long a place was in it.
struct ConditionTime {
    Condition condition{};
    Duration time{};

    friend bool operator==(const ConditionTime &, const ConditionTime &) = default;
};

/// How the task in a place fared within (@p from, @p to], in the order of Condition, without those that took no time.
/// Time without a task counts for none. @p condition: of History::Lane.
std::vector<ConditionTime> conditionTimes(const Series &condition, Time from, Time to);

} // namespace coroscope
