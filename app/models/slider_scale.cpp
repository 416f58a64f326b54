// SPDX-License-Identifier: MIT
#include "models/slider_scale.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace coroscope {

namespace {

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t percent = 10'000'000;
constexpr std::int64_t tenth = 100; // of a factor
/// Share of a logarithmic slider reserved for zero, if zero is a value.
constexpr double placeForZero = 0.06;
constexpr std::int64_t longestLinearCount = 32;

} // namespace

SliderScale::SliderScale(const ParameterSpec &spec)
    : m_kind(spec.kind),
      m_minimum(spec.minimum),
      m_maximum(spec.maximum),
      m_lowest(std::max(spec.minimum, spec.kind == ParameterKind::Duration ? millisecond : std::int64_t{1})),
      m_logarithmic(spec.kind == ParameterKind::Duration || spec.kind == ParameterKind::Rate
                    || (spec.kind == ParameterKind::Count && spec.maximum > longestLinearCount))
{
}

double SliderScale::positionOf(std::int64_t value) const
{
    if (m_maximum == m_minimum)
        return 0;
    if (!m_logarithmic)
        return static_cast<double>(value - m_minimum) / static_cast<double>(m_maximum - m_minimum);
    const double start = m_minimum < m_lowest ? placeForZero : 0.0;
    if (value < m_lowest)
        return 0;
    const double share = std::log(static_cast<double>(value) / static_cast<double>(m_lowest))
        / std::log(static_cast<double>(m_maximum) / static_cast<double>(m_lowest));
    return start + (1 - start) * share;
}

std::int64_t SliderScale::valueAt(double position) const
{
    return rounded(rawAt(position));
}

std::vector<std::int64_t> SliderScale::between(std::int64_t from, std::int64_t to, int count) const
{
    const auto steps = static_cast<int>(std::min<std::int64_t>(count - 1, to - from));
    std::vector<std::int64_t> exact{from};
    for (int i = 1; i < steps; ++i) {
        // Of whole numbers there may be none in between: each is at least one more.
        const auto value = static_cast<std::int64_t>(std::llround(rawBetween(from, to, i, steps)));
        exact.push_back(std::clamp(value, exact.back() + 1, to - (steps - i)));
    }
    if (to > from)
        exact.push_back(to);
    // To as few digits as tell them apart.
    for (int finer = 0; finer < 10; ++finer) {
        std::vector<std::int64_t> values = exact;
        for (int i = 1; i < steps; ++i)
            values[static_cast<std::size_t>(i)] = rounded(static_cast<double>(values[static_cast<std::size_t>(i)]),
                                                          finer);
        if (std::is_sorted(values.begin(), values.end(), std::less_equal<>()))
            return values;
    }
    return exact;
}

double SliderScale::rawBetween(std::int64_t from, std::int64_t to, int i, int steps) const
{
    if (!m_logarithmic || to <= m_lowest)
        return static_cast<double>(from) + static_cast<double>(to - from) * i / steps;
    const double start = positionOf(from);
    const double step = (positionOf(to) - start) / steps;
    if (from >= m_lowest || step >= placeForZero)
        return rawAt(start + step * i);
    // Within the place for zero there is nothing else: the lowest value follows, and the others are spread from there.
    return rawAt(placeForZero + (positionOf(to) - placeForZero) * (i - 1) / (steps - 1));
}

double SliderScale::rawAt(double position) const
{
    position = std::clamp(position, 0.0, 1.0);
    if (!m_logarithmic)
        return static_cast<double>(m_minimum) + position * static_cast<double>(m_maximum - m_minimum);
    const double start = m_minimum < m_lowest ? placeForZero : 0.0;
    if (start > 0 && position < start / 2)
        return static_cast<double>(m_minimum);
    const double share = std::max(0.0, (position - start) / (1 - start));
    return static_cast<double>(m_lowest)
        * std::pow(static_cast<double>(m_maximum) / static_cast<double>(m_lowest), share);
}

std::int64_t SliderScale::rounded(double value, int finer) const
{
    // 10 to the power of the last digit that is kept.
    double unit = 1;
    if (m_kind == ParameterKind::Share)
        unit = static_cast<double>(percent);
    else if (m_kind == ParameterKind::Factor)
        unit = static_cast<double>(tenth);
    else if (m_logarithmic && value >= 1)
        unit = std::max(1.0, std::pow(10.0, std::floor(std::log10(value) + 1e-12) - 1));
    unit = std::max(1.0, unit / std::pow(10.0, finer));
    return std::clamp<std::int64_t>(std::llround(value / unit) * std::llround(unit), m_minimum, m_maximum);
}

std::int64_t SliderScale::nudged(std::int64_t value, int steps) const
{
    if (m_kind == ParameterKind::Count || m_kind == ParameterKind::Choice)
        return std::clamp<std::int64_t>(value + steps, m_minimum, m_maximum);
    if (m_kind == ParameterKind::Share)
        return std::clamp<std::int64_t>(value + steps * percent, m_minimum, m_maximum);
    if (m_kind == ParameterKind::Factor)
        return std::clamp<std::int64_t>(value + steps * tenth, m_minimum, m_maximum);
    const std::int64_t direction = steps < 0 ? -1 : 1;
    for (int i = 0; i < std::abs(steps); ++i) {
        // A twentieth, in round numbers, and at least one of the last digit that is kept.
        const double base = static_cast<double>(std::max(value, m_lowest));
        const double unit = std::pow(10.0, std::floor(std::log10(base) + 1e-12) - 1);
        const double step = std::max(unit, std::round(base / 20 / unit) * unit);
        if (value == m_minimum && m_minimum < m_lowest && direction > 0)
            value = m_lowest;
        else if (value <= m_lowest && direction < 0)
            value = m_minimum;
        else
            value = std::clamp<std::int64_t>(value + direction * std::llround(step), m_minimum, m_maximum);
    }
    return value;
}

} // namespace coroscope
