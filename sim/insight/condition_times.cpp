// SPDX-License-Identifier: MIT
#include "insight/condition_times.h"

#include <algorithm>
#include <array>

namespace coroscope {

std::vector<ConditionTime> conditionTimes(const Series &condition, Time from, Time to)
{
    constexpr auto count = static_cast<std::size_t>(Condition::Cancelled) + 1;
    std::array<Duration, count> times{};
    const auto &steps = condition.steps();
    const std::size_t next = condition.firstAfter(from);
    for (std::size_t i = next == 0 ? 0 : next - 1; i < steps.size() && steps[i].from < to; ++i) {
        const Time begin = std::max(from, steps[i].from);
        const Time end = i + 1 < steps.size() ? std::min(to, steps[i + 1].from) : to;
        if (steps[i].value >= 0)
            times[static_cast<std::size_t>(steps[i].value)] += end - begin;
    }
    std::vector<ConditionTime> all;
    for (std::size_t i = 0; i < count; ++i) {
        if (times[i] > Duration::zero())
            all.push_back({static_cast<Condition>(i), times[i]});
    }
    return all;
}

} // namespace coroscope
