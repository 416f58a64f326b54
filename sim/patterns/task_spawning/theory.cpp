// SPDX-License-Identifier: MIT
#include "patterns/task_spawning/theory.h"

#include "patterns/task_spawning/parameters.h"
#include "patterns/task_spawning/pattern_metrics.h"
#include "theory/order_statistics.h"

namespace coroscope::spawning {

namespace {

/// The one exponential duration that a task consists of; nullptr where it is anything else, or waits for a thread.
const RandomDurationParameter *onlyPart(const Parameters &p)
{
    if (p.steps() != 1)
        return nullptr;
    if (p.compute.mean() == Duration::zero() && p.wait.shape() == Shape::Exponential)
        return &p.wait;
    const bool threadForEach = p.threads() >= p.tasks() && p.handles() != Handles::Detach;
    if (p.wait.mean() == Duration::zero() && p.compute.shape() == Shape::Exponential && threadForEach)
        return &p.compute;
    return nullptr;
}

} // namespace

std::vector<TheoryValue> theory(const MeasuredOf<Parameters, SpawningMetrics> &measured)
{
    const Parameters &p = measured.parameters;
    const RandomDurationParameter *const part = onlyPart(p);
    if (!part || p.start() == Start::Await || p.failureRate() > 0)
        return {};
    const std::optional<double> seconds = coroscope::theory::meanUntilAll(Shape::Exponential, inSeconds(part->mean()),
                                                                          p.tasks());
    if (!seconds)
        return {};
    return {{"burst_mean_s", "maximum of n exponentials", *seconds, measured.own.burstMean()}};
}

} // namespace coroscope::spawning
