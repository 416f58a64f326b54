// SPDX-License-Identifier: MIT
#include "patterns/rate_limiter/measures.h"

#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/rate_limiter/parameters.h"
#include "patterns/rate_limiter/pattern_metrics.h"
#include "patterns/rate_limiter/rate_limiter.h"

#include <array>

namespace coroscope::limiting {

namespace {

using Numbers = MeasuredOf<Parameters, LimiterMetrics>;

std::optional<double> ratio(double part, double whole)
{
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

std::optional<double> workerUtilisation(const Measured &measured)
{
    const Metrics::TaskTimes times = measured.metrics.group(Workers).times;
    return ratio(inSeconds(times.running), inSeconds(times.alive()));
}

} // namespace

std::optional<double> admittedPerSecond(const Measured &measured)
{
    return ratio(static_cast<double>(Numbers::of(measured).own.admitted()), inSeconds(measured.metrics.measured()));
}

std::optional<double> refusedShare(const Measured &measured)
{
    // A request is refused in the instant in which it is made.
    const ItemCounts &items = measured.metrics.measuredItems();
    return ratio(static_cast<double>(items.dropped), static_cast<double>(items.created));
}

std::optional<double> tokenWaitMean(const Measured &measured)
{
    return Numbers::of(measured).own.tokenWaitMean();
}

std::optional<double> bucketFillMean(const Measured &measured)
{
    return measured.metrics.channel(TheBucket).fillMean;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 6> all = {{
        {.id = "admitted_per_s",
         .meaning = words("Requests that got a token, per second."),
         .better = Measure::Better::More,
         .value = admittedPerSecond},
        {.id = "refused",
         .meaning = words("Requests refused, for want of a token or of room in the queue."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> std::optional<double> {
             return static_cast<double>(measured.metrics.measuredItems().dropped);
         }},
        {.id = "refused_share",
         .meaning = words("Share of all requests that were refused."),
         .better = Measure::Better::Less,
         .value = refusedShare},
        {.id = "token_wait_mean_s",
         .meaning = words("Mean wait for a token, of all requests that got one, whether they had to wait or not."),
         .better = Measure::Better::Less,
         .value = tokenWaitMean},
        {.id = "bucket_fill_mean", .meaning = words("Mean number of tokens in the bucket."), .value = bucketFillMean},
        {.id = "worker_utilisation",
         .meaning = words("Share of their time that workers spend serving a request."),
         .value = workerUtilisation},
    }};
    return all;
}

} // namespace coroscope::limiting
