// SPDX-License-Identifier: MIT
#include "theory/refusing_md1.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace coroscope::theory {

namespace {

/// T(0) … T(count − 1): the chance that a Poisson number of this mean is greater. Added up from the smallest on, so
/// that what is nearly nothing is exact as well.
std::vector<double> poissonTails(double mean, std::size_t count)
{
    std::vector<double> chances{std::exp(-mean)};
    // As far as anything comes that is no rounding error.
    const double last = static_cast<double>(count) + mean + 12 * std::sqrt(mean) + 40;
    while (static_cast<double>(chances.size()) <= last)
        chances.push_back(chances.back() * mean / static_cast<double>(chances.size()));
    std::vector<double> tails(count);
    double sum = 0;
    for (std::size_t k = chances.size() - 1; k > 0; --k) {
        sum += chances[k];
        if (k - 1 < count)
            tails[k - 1] = sum;
    }
    return tails;
}

} // namespace

std::optional<RefusingMD1> refusingMD1(double offered, int places)
{
    constexpr double most = 600;
    if (!(offered > 0) || offered > most || places < 1)
        return std::nullopt;
    const auto size = static_cast<std::size_t>(places);
    const std::vector<double> tails = poissonTails(offered, size);
    const double none = std::exp(-offered);
    std::vector<double> left{1}; // π, but for a factor
    for (std::size_t j = 0; j + 1 < size; ++j) {
        double up = left[0] * tails[j];
        for (std::size_t i = 1; i <= j; ++i)
            up += left[i] * tails[j - i + 1];
        const double next = up / none;
        for (double &one : left) // the last is 1 again: nothing overflows, and what vanishes is nothing beside it
            one /= std::max(next, 1.0);
        left.push_back(std::min(next, 1.0));
    }
    double sum = 0;
    for (const double one : left)
        sum += one;
    const double whole = left[0] / sum + offered;
    RefusingMD1 queue{.refused = 1 - 1 / whole, .probabilities = {}};
    for (const double one : left)
        queue.probabilities.push_back(one / sum / whole);
    queue.probabilities.push_back(queue.refused);
    return queue;
}

} // namespace coroscope::theory
