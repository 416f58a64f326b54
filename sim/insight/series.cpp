// SPDX-License-Identifier: MIT
#include "insight/series.h"

#include <algorithm>

namespace coroscope {

namespace {

double product(std::int64_t value, Duration span) noexcept
{
    return static_cast<double>(value) * static_cast<double>(span.count());
}

template <typename Entries>
std::size_t firstLaterThan(const Entries &entries, Time time, Time std::iter_value_t<decltype(entries.begin())>::*when)
{
    // The present, which is queried with every event, is after all of them.
    if (entries.empty() || entries.back().*when <= time)
        return entries.size();
    const auto it = std::upper_bound(entries.begin(), entries.end(), time,
                                     [when](Time wanted, const auto &entry) { return wanted < entry.*when; });
    return static_cast<std::size_t>(it - entries.begin());
}

} // namespace

std::size_t Series::set(Time time, std::int64_t value)
{
    if (m_steps.empty()) {
        m_steps.push_back({time, value, 0});
        return sizeof(Step);
    }
    Step &last = m_steps.back();
    if (last.value == value)
        return 0;
    if (last.from == time) {
        last.value = value;
        return 0;
    }
    m_steps.push_back({time, value, last.integral + product(last.value, time - last.from)});
    return sizeof(Step);
}

std::size_t Series::firstAfter(Time time) const noexcept
{
    return firstLaterThan(m_steps, time, &Step::from);
}

std::optional<std::int64_t> Series::at(Time time) const noexcept
{
    const std::size_t next = firstAfter(time);
    return next == 0 ? std::nullopt : std::optional(m_steps[next - 1].value);
}

double Series::integralUntil(Time time) const noexcept
{
    const std::size_t next = firstAfter(time);
    if (next == 0)
        return m_steps.empty() ? 0 : m_steps.front().integral;
    const Step &step = m_steps[next - 1];
    return step.integral + product(step.value, time - step.from);
}

double Series::integral(Time from, Time to) const noexcept
{
    return from < to ? integralUntil(to) - integralUntil(from) : 0;
}

double Series::mean(Time from, Time to) const noexcept
{
    return from < to ? integral(from, to) / static_cast<double>((to - from).count()) : 0;
}

std::size_t Series::forgetBefore(Time time)
{
    const std::size_t before = bytes();
    while (m_steps.size() > 1 && m_steps[1].from <= time)
        m_steps.pop_front();
    return before - bytes();
}

std::size_t Samples::firstAfter(Time time) const noexcept
{
    return firstLaterThan(m_samples, time, &Sample::time);
}

std::size_t Samples::forgetBefore(Time time)
{
    const std::size_t before = bytes();
    while (!m_samples.empty() && m_samples.front().time < time)
        m_samples.pop_front();
    return before - bytes();
}

} // namespace coroscope
