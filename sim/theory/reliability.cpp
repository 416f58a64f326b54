// SPDX-License-Identifier: MIT
#include "theory/reliability.h"

#include "theory/theory_arguments.h"

#include <cmath>

namespace coroscope::theory {

std::optional<double> availability(double meanUp, double meanDown)
{
    if (!isPositive(meanUp) || !std::isfinite(meanDown) || meanDown < 0)
        return std::nullopt;
    return 1 / (1 + meanDown / meanUp);
}

std::optional<double> exponentialTail(double mean, double time)
{
    if (!isPositive(mean) || !std::isfinite(time) || time < 0)
        return std::nullopt;
    return std::exp(-time / mean);
}

std::optional<Attempts> attempts(double failure, int retries)
{
    const bool isChance = failure >= 0 && failure <= 1;
    if (!isChance || retries < 0)
        return std::nullopt;
    const double tries = retries + 1.0;
    if (failure == 1)
        return Attempts{.mean = tries, .success = 0};
    const double success = -std::expm1(tries * std::log(failure)); // 1 − q^tries, also where q is close to 1
    return Attempts{.mean = success / (1 - failure), .success = success};
}

} // namespace coroscope::theory
