// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>

namespace coroscope {

/// The smallest of 1, 2, 2.5, 5, 10, 20 … (and their tenths) that is at least @p value: the end of an axis.
inline double roundUp(double value)
{
    const double decade = std::pow(10.0, std::floor(std::log10(std::max(value, 1e-9))));
    for (const double lead : {1.0, 2.0, 2.5, 5.0}) {
        if (decade * lead >= value)
            return decade * lead;
    }
    return decade * 10;
}

} // namespace coroscope
