// SPDX-License-Identifier: MIT
#include "patterns/fan_out_fan_in/theory.h"

#include "patterns/fan_out_fan_in/parameters.h"
#include "patterns/fan_out_fan_in/tally.h"

namespace coroscope::fan_out_fan_in {

namespace {

/// H(n) = 1 + 1/2 + … + 1/n: the mean of the longest of n exponential times of mean 1 (Feller, An Introduction to
/// Probability Theory and Its Applications, volume II, chapter I: the time until the first of m is 1/m, and then it
/// begins anew with one less).
double harmonic(int n)
{
    double sum = 0;
    for (int i = n; i > 0; --i)
        sum += 1.0 / i;
    return sum;
}

} // namespace

std::vector<TheoryValue> theory(const Measured &measured)
{
    const auto &p = static_cast<const Parameters &>(measured.parameters);
    if (p.work.shape() != Shape::Exponential || p.failureRate() > 0 || p.limit() < p.subtasks())
        return {};
    const int all = p.subtasks();
    const int enough = needed(p);
    TheoryValue latency{.id = "job_latency_mean_s", .formula = "longest of n exponentials", .value = 0};
    if (enough == all) {
        latency.value = harmonic(all);
    } else if (p.gather() == Gather::InOrder) { // those who are awaited first
        latency.formula = "longest of the first k exponentials";
        latency.value = harmonic(enough);
    } else {
        latency.formula = "k-th shortest of n exponentials";
        latency.value = harmonic(all) - harmonic(all - enough);
    }
    latency.value *= inSeconds(p.work.mean());
    latency.measured = static_cast<const JobTally &>(measured.tally).latencyMean();
    return {latency};
}

} // namespace coroscope::fan_out_fan_in
