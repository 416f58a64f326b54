// SPDX-License-Identifier: MIT
#include "kernel/retry.h"

#include <algorithm>

namespace coroscope {

Duration fullJitter(Random &random, std::uint32_t retry, Duration base, Duration cap)
{
    const std::int64_t first = std::max<std::int64_t>(base.count(), 0);
    const std::int64_t highest = std::max<std::int64_t>(cap.count(), 0);
    // first · 2^retry > highest, without computing what may overflow.
    const bool capped = first > 0 && (retry >= 63 || first > (highest >> retry));
    const std::int64_t limit = capped ? highest : first << (first == 0 ? 0 : retry);
    return Duration{static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(limit) + 1))};
}

} // namespace coroscope
