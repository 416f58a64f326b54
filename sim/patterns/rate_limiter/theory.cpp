// SPDX-License-Identifier: MIT
#include "patterns/rate_limiter/theory.h"

#include "insight/metrics.h"
#include "patterns/rate_limiter/diagnosis.h"
#include "patterns/rate_limiter/measures.h"
#include "patterns/rate_limiter/rate_limiter.h"
#include "theory/refusing_md1.h"

#include <algorithm>
#include <cmath>

namespace coroscope::limiting {

namespace {

/// @p places as said at theory(); @p waits: whether some of them are for waiting.
std::vector<TheoryValue> ofRefusals(const Parameters &p, int places, bool waits, const Measured &measured)
{
    const std::optional<coroscope::theory::RefusingMD1> queue = coroscope::theory::refusingMD1(
        offeredPerSecond(p) / p.rate(), places);
    if (!queue)
        return {};
    const double admitted = offeredPerSecond(p) * (1 - queue->refused);
    double tokens = 0;
    double waiting = 0;
    for (std::size_t n = 0; n < queue->probabilities.size(); ++n) {
        const int spare = p.burst() - static_cast<int>(n);
        (spare > 0 ? tokens : waiting) += queue->probabilities[n] * std::abs(spare);
    }
    constexpr std::string_view formula = "M/D/1/K";
    std::vector<TheoryValue> list{{"admitted_per_s", formula, admitted, admittedPerSecond(measured)},
                                  {"refused_share", formula, queue->refused, refusedShare(measured)},
                                  {"bucket_fill_mean", formula, tokens, bucketFillMean(measured)}};
    if (waits)
        list.push_back({"token_wait_mean_s", formula, waiting / admitted, tokenWaitMean(measured)});
    return list;
}

} // namespace

std::vector<TheoryValue> theory(const MeasuredOf<Parameters, LimiterMetrics> &measured)
{
    const Parameters &p = measured.parameters;
    const bool poisson = p.interval.shape() == Shape::Exponential;
    switch (p.whenEmpty()) {
    case WhenEmpty::Wait:
        if (p.interval.shape() != Shape::Fixed)
            return {};
        return {{"admitted_per_s", "min(offered, rate)", std::min(offeredPerSecond(p), p.rate()),
                 admittedPerSecond(measured)}};
    case WhenEmpty::Refuse:
        return poisson ? ofRefusals(p, p.burst(), false, measured) : std::vector<TheoryValue>();
    case WhenEmpty::Queue:
        return poisson ? ofRefusals(p, p.burst() + p.capacity() + 1, true, measured) : std::vector<TheoryValue>();
    }
    return {};
}

} // namespace coroscope::limiting
