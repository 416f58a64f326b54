// SPDX-License-Identifier: MIT
#include "patterns/fan_out_fan_in/theory.h"

#include "patterns/fan_out_fan_in/parameters.h"
#include "patterns/fan_out_fan_in/pattern_metrics.h"
#include "theory/order_statistics.h"

namespace coroscope::fan_out_fan_in {

std::vector<TheoryValue> theory(const MeasuredOf<Parameters, JobMetrics> &measured)
{
    const Parameters &p = measured.parameters;
    if (p.work.shape() != Shape::Exponential || p.failureRate() > 0 || p.limit() < p.subtasks())
        return {};
    const int all = p.subtasks();
    const int enough = needed(p);
    // In order, those awaited first must all have ended; the others do not matter.
    const bool anyWillDo = enough < all && p.gather() == Gather::AsCompleted;
    const std::optional<double> seconds = theory::meanUntilKth(Shape::Exponential, inSeconds(p.work.mean()), enough,
                                                               anyWillDo ? all : enough);
    if (!seconds)
        return {};
    return {{.id = "job_latency_mean_s",
             .formula = anyWillDo ? "k-th of n exponentials"
                 : enough < all   ? "longest of the first k exponentials"
                                  : "longest of n exponentials",
             .value = *seconds,
             .measured = measured.own.latencyMean()}};
}

} // namespace coroscope::fan_out_fan_in
