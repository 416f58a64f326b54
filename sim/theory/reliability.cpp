// SPDX-License-Identifier: MIT
#include "theory/reliability.h"

#include "pattern/parameter.h"
#include "theory/theory_arguments.h"

#include <algorithm>
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

std::optional<double> durationTail(Shape shape, double mean, double time)
{
    const std::optional<double> exponential = exponentialTail(mean, time);
    const double times = time / mean;
    if (!exponential)
        return std::nullopt;
    switch (shape) {
    case Shape::Fixed:
        return times < 1 ? 1.0 : 0.0;
    case Shape::Uniform:
        return std::clamp(1.5 - times, 0.0, 1.0);
    case Shape::Exponential:
        return exponential;
    case Shape::Lognormal: // a mean of 1 with sigma 1 has mu = −1/2; the tail of a standard normal number
        return std::erfc((std::log(times) + 0.5) / std::sqrt(2.0)) / 2;
    }
    return std::nullopt;
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
