// SPDX-License-Identifier: MIT
#include "kernel/retry.h"

#include <algorithm>

namespace coroscope {

Duration longestDelay(std::uint32_t retry, Duration base, Duration cap)
{
    const std::int64_t first = std::max<std::int64_t>(base.count(), 0);
    const std::int64_t highest = std::max<std::int64_t>(cap.count(), 0);
    // first · 2^retry > highest, without computing what may overflow.
    const bool capped = first > 0 && (retry >= 63 || first > (highest >> retry));
    return Duration{capped ? highest : first << (first == 0 ? 0 : retry)};
}

Duration fullJitter(Random &random, std::uint32_t retry, Duration base, Duration cap)
{
    const std::int64_t longest = longestDelay(retry, base, cap).count();
    if (longest == 0)
        random.uniform(); // below() takes none for a single answer
    return Duration{static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(longest) + 1))};
}

RetryDelay::RetryDelay(Random &random, std::uint32_t retry, RetryRules &rules)
    : m_rules(rules), m_retry(retry), m_longest(longest()), m_base(*this, rules.base), m_cap(*this, rules.cap)
{
    const Duration longest = longestDelay(retry, rules.base.mean(), rules.cap.mean());
    const Duration drawn = fullJitter(random, retry, rules.base.mean(), rules.cap.mean());
    if (longest > Duration::zero())
        m_factor = static_cast<double>(drawn.count()) / static_cast<double>(longest.count());
}

Duration RetryDelay::longest() const
{
    constexpr Duration half{forEver / 2}; // a Sample of forEver has no factor
    return std::min(longestDelay(m_retry, m_rules.base.mean(), m_rules.cap.mean()), half);
}

} // namespace coroscope
