// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

#include <cstdint>
#include <vector>

namespace coroscope {

/// Where a parameter's values are on a slider, 0 … 1. Durations, rates and long counts have a logarithmic scale, short
/// counts and shares a linear one; zero has a place of its own at the left end. A slider sets round values: two
/// significant digits, unless the scale is finer than that.
class SliderScale
{
public:
    explicit SliderScale(const ParameterSpec &spec);

    double positionOf(std::int64_t value) const;
    /// The round value nearest to @p position (clamped to 0 … 1).
    std::int64_t valueAt(double position) const;
    /// @p count different values from @p from to @p to, both included, in ascending order, about equally spaced on the
    /// scale and as round as that allows; all values if there are fewer. @p from < @p to; @p count ≥ 2.
    std::vector<std::int64_t> between(std::int64_t from, std::int64_t to, int count) const;
    /// The value @p steps presses of an arrow key away from @p value; differs from it unless that is at the end
    /// already.
    std::int64_t nudged(std::int64_t value, int steps) const;
    /// Whether equal distances are equal ratios.
    bool logarithmic() const noexcept { return m_logarithmic; }

private:
    double rawAt(double position) const;
    /// What is at @p i of @p steps equal steps from @p from to @p to.
    double rawBetween(std::int64_t from, std::int64_t to, int i, int steps) const;
    /// To two significant digits, and @p finer more.
    std::int64_t rounded(double value, int finer = 0) const;

    ParameterKind m_kind;
    std::int64_t m_minimum;
    std::int64_t m_maximum;
    std::int64_t m_lowest; ///< the smallest value on the logarithmic part
    bool m_logarithmic;
};

} // namespace coroscope
