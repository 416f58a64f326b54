// SPDX-License-Identifier: MIT
#include "patterns/timeout_cancellation/diagnosis.h"
#include "patterns/timeout_cancellation/pattern_metrics.h"
#include "theory/reliability.h"

namespace coroscope::cancellation {

double chanceToTakeLonger(const Parameters &p, Duration time)
{
    return theory::durationTail(p.work.shape(), inSeconds(p.work.mean()), inSeconds(time)).value();
}

std::vector<TheoryValue> theoryOf(const MeasuredOf<Parameters, CancellationMetrics> &measured)
{
    const Parameters &p = measured.parameters;
    const bool hedged = !p.hedgeAfter.isOff() && p.hedgeAfter() < p.timeout();
    if (p.work.shape() != Shape::Exponential || hedged || !p.deadline.isOff())
        return {};
    const std::optional<double> q = theory::exponentialTail(inSeconds(p.work.mean()), inSeconds(p.timeout()));
    const std::optional<theory::Attempts> attempts = q ? theory::attempts(*q, p.retries()) : std::nullopt;
    if (!attempts)
        return {};
    return {
        {"timed_out_share", "exponential tail", *q, measured.own.timedOutShare()},
        {"attempts_per_request", "truncated geometric", attempts->mean, measured.own.attemptsPerRequest()},
        {"given_up_share", "truncated geometric", 1 - attempts->success, measured.own.givenUpShare()},
    };
}

} // namespace coroscope::cancellation
