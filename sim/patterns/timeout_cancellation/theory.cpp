// SPDX-License-Identifier: MIT
#include "patterns/timeout_cancellation/diagnosis.h"
#include "patterns/timeout_cancellation/pattern_metrics.h"
#include "theory/reliability.h"

#include <algorithm>
#include <cmath>

namespace coroscope::cancellation {

namespace {

/// The chance that a standard normal number is greater than @p x.
double normalTail(double x)
{
    return std::erfc(x / std::sqrt(2.0)) / 2;
}

} // namespace

double chanceToTakeLonger(const Parameters &p, Duration time)
{
    const double times = inSeconds(time) / inSeconds(p.work.mean());
    switch (p.work.shape()) {
    case Shape::Fixed:
        return times < 1 ? 1.0 : 0.0;
    case Shape::Uniform: // between half and one and a half times the mean
        return std::clamp(1.5 - times, 0.0, 1.0);
    case Shape::Exponential:
        return std::exp(-times);
    case Shape::Lognormal: // a mean of 1 with sigma 1 has mu = -1/2
        return normalTail(std::log(times) + 0.5);
    }
    return 0;
}

std::vector<TheoryValue> theoryOf(const Measured &measured)
{
    const auto &p = static_cast<const Parameters &>(measured.parameters);
    const auto &patternMetrics = static_cast<const CancellationMetrics &>(measured.patternMetrics);
    const bool hedged = !p.hedgeAfter.isOff() && p.hedgeAfter() < p.timeout();
    if (p.work.shape() != Shape::Exponential || hedged || !p.deadline.isOff())
        return {};
    const std::optional<double> q = theory::exponentialTail(inSeconds(p.work.mean()), inSeconds(p.timeout()));
    const std::optional<theory::Attempts> attempts = q ? theory::attempts(*q, p.retries()) : std::nullopt;
    if (!attempts)
        return {};
    return {
        {"timed_out_share", "exponential tail", *q, patternMetrics.timedOutShare()},
        {"attempts_per_request", "truncated geometric", attempts->mean, patternMetrics.attemptsPerRequest()},
        {"given_up_share", "truncated geometric", 1 - attempts->success, patternMetrics.givenUpShare()},
    };
}

} // namespace coroscope::cancellation
