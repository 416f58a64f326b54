// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace coroscope::test {

/// What no function takes that wants a finite number.
inline constexpr double noNumbers[] = {std::numeric_limits<double>::quiet_NaN(),
                                       std::numeric_limits<double>::infinity(),
                                       -std::numeric_limits<double>::infinity()};

/// From the smallest to the greatest that a double holds.
inline std::vector<double> numbersOfAllSizes()
{
    std::vector<double> numbers{std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max()};
    for (int exponent = -300; exponent <= 300; exponent += 50)
        numbers.push_back(std::pow(10.0, exponent));
    return numbers;
}

/// True where @p found is within @p tolerance of @p expected, relative to it; says the two where it is not.
inline bool closeTo(std::optional<double> found, long double expected, double tolerance)
{
    const double wanted = static_cast<double>(expected);
    const bool close = found && std::abs(*found - wanted) <= tolerance * std::abs(wanted);
    if (!close)
        qWarning("found %.17g, expected %.17g", found.value_or(std::numeric_limits<double>::quiet_NaN()), wanted);
    return close;
}

} // namespace coroscope::test
