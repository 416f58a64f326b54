// SPDX-License-Identifier: MIT
#include "theory/birth_death_chain.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace coroscope::theory {

namespace {

/// mantissa × 2^exponent, with a mantissa of 0 or from [1/2, 1).
struct Scaled {
    double mantissa;
    std::int64_t exponent;
};

Scaled scaled(double value, std::int64_t exponent = 0)
{
    int shift = 0;
    const double mantissa = std::frexp(value, &shift);
    return {mantissa, exponent + shift};
}

/// @p weight × @p birth / @p death.
Scaled nextWeight(Scaled weight, Scaled birth, Scaled death)
{
    return scaled(weight.mantissa * birth.mantissa / death.mantissa, weight.exponent + birth.exponent - death.exponent);
}

/// weight / 2^@p exponent, which is not greater than 1; 0 where a double does not reach down to it.
double shifted(Scaled weight, std::int64_t exponent)
{
    constexpr std::int64_t vanished = -5000;
    return std::ldexp(weight.mantissa, static_cast<int>(std::max(weight.exponent - exponent, vanished)));
}

} // namespace

std::optional<BirthDeathChain> BirthDeathChain::of(std::span<const double> births, std::span<const double> deaths)
{
    const bool good = births.size() == deaths.size()
        && std::ranges::all_of(births, [](double rate) { return std::isfinite(rate) && rate >= 0; })
        && std::ranges::all_of(deaths, [](double rate) { return std::isfinite(rate) && rate > 0; });
    if (!good)
        return std::nullopt;

    std::vector<Scaled> weights{scaled(1)};
    weights.reserve(births.size() + 1);
    std::int64_t largest = weights.front().exponent;
    for (std::size_t n = 0; n < births.size() && births[n] > 0; ++n) {
        weights.push_back(nextWeight(weights.back(), scaled(births[n]), scaled(deaths[n])));
        largest = std::max(largest, weights.back().exponent);
    }

    std::vector<double> probabilities(births.size() + 1);
    double sum = 0;
    for (std::size_t n = 0; n < weights.size(); ++n)
        sum += probabilities[n] = shifted(weights[n], largest);
    for (double &probability : probabilities)
        probability /= sum;
    return BirthDeathChain(std::move(probabilities));
}

} // namespace coroscope::theory
