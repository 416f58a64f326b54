// SPDX-License-Identifier: MIT
#include "insight/condition_series.h"

#include <algorithm>

namespace coroscope {

namespace {

/// Adds the time from @p from to @p to, spent in one condition.
void add(LookTimes &times, std::int64_t value, Time from, Time to, const Series &orphaned)
{
    if (value < 0 || to <= from)
        return;
    const auto condition = static_cast<Condition>(value);
    if (orphaned.empty()) {
        times[lookNumber(condition, false)] += (to - from).count();
        return;
    }
    // It may become an orphan in the midst of a step.
    std::size_t next = orphaned.firstAfter(from);
    bool isOrphan = next > 0 && orphaned.steps()[next - 1].value != 0;
    for (Time at = from; at < to; ++next) {
        const Time end = next < orphaned.steps().size() ? std::min(orphaned.steps()[next].from, to) : to;
        times[lookNumber(condition, isOrphan)] += (end - at).count();
        at = end;
        isOrphan = next < orphaned.steps().size() && orphaned.steps()[next].value != 0;
    }
}

} // namespace

std::size_t ConditionSeries::set(Time time, std::int64_t value, const Series &orphaned)
{
    const std::size_t before = bytes();
    if (!m_steps.empty()) {
        Step &last = m_steps.back();
        if (last.value == value)
            return 0;
        if (last.from == time) {
            last.value = value;
            return 0;
        }
    }
    if ((m_forgotten + m_steps.size()) % stride == 0)
        m_sums.push_back(until(time, orphaned));
    m_steps.push_back({time, value});
    return bytes() - before;
}

std::size_t ConditionSeries::firstAfter(Time time, std::size_t known) const noexcept
{
    const auto isLater = [&](std::size_t position) { return time < m_steps[position].from; };
    // The present, which is queried with every event, is after all of them.
    if (m_steps.empty() || !isLater(m_steps.size() - 1))
        return m_steps.size();
    std::size_t low = known;
    std::size_t high = known;
    for (std::size_t step = 1; high < m_steps.size() && !isLater(high); step *= 2) {
        low = high + 1;
        high = std::min(m_steps.size() - 1, high + step);
    }
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (isLater(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

std::optional<std::int64_t> ConditionSeries::at(Time time) const noexcept
{
    const std::size_t next = firstAfter(time);
    return next == 0 ? std::nullopt : std::optional(m_steps[next - 1].value);
}

LookTimes ConditionSeries::untilStep(std::size_t next, Time time, const Series &orphaned) const
{
    if (next == 0)
        return m_beforeFirst;
    const std::size_t last = next - 1;
    const std::size_t sum = (m_forgotten + last) / stride;
    std::size_t step = 0;
    LookTimes times = m_beforeFirst;
    if (sum >= m_firstSum && sum - m_firstSum < m_sums.size()) {
        step = sum * stride - m_forgotten;
        times = m_sums[sum - m_firstSum];
    }
    for (; step < last; ++step)
        add(times, m_steps[step].value, m_steps[step].from, m_steps[step + 1].from, orphaned);
    add(times, m_steps[last].value, m_steps[last].from, time, orphaned);
    return times;
}

std::size_t ConditionSeries::forgetBefore(Time time, const Series &orphaned)
{
    const std::size_t before = bytes();
    while (m_steps.size() > 1 && m_steps[1].from <= time) {
        add(m_beforeFirst, m_steps[0].value, m_steps[0].from, m_steps[1].from, orphaned);
        m_steps.pop_front();
        ++m_forgotten;
    }
    const std::size_t needed = (m_forgotten + stride - 1) / stride;
    const std::size_t gone = std::min(m_sums.size(), needed > m_firstSum ? needed - m_firstSum : 0);
    m_sums.erase(m_sums.begin(), m_sums.begin() + static_cast<std::ptrdiff_t>(gone));
    m_firstSum += gone;
    return before - bytes();
}

} // namespace coroscope
