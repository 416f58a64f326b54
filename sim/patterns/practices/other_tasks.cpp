// SPDX-License-Identifier: MIT
#include "patterns/practices/other_tasks.h"

#include "insight/metrics.h"
#include "patterns/practices/wait_metrics.h"
#include "theory/birth_death_chain.h"

#include <algorithm>
#include <vector>

namespace coroscope::practices {

namespace {

const WaitMetrics &metricsOf(const Measured &measured)
{
    return static_cast<const WaitMetrics &>(measured.patternMetrics);
}

} // namespace

double OtherTasks::threadsOffered() const
{
    const double computing = inSeconds(compute());
    return tasks() * computing / (computing + inSeconds(pause.mean()));
}

int OtherTasks::threadsToWaitAtMost(double share) const
{
    const double computing = inSeconds(compute());
    const double resting = inSeconds(pause.mean());
    if (resting == 0)
        return tasks(); // no task ever leaves the queue
    for (int servers = 1; servers < tasks(); ++servers) {
        std::vector<double> births;
        std::vector<double> deaths;
        for (int n = 0; n < tasks(); ++n) {
            births.push_back((tasks() - n) / resting);
            deaths.push_back(std::min(n + 1, servers) / computing);
        }
        const auto chain = theory::BirthDeathChain::of(births, deaths);
        const auto inLine = [&](double n) { return std::max(0.0, n - servers); };
        if (chain && chain->mean(inLine) <= share * tasks())
            return servers;
    }
    return tasks();
}

Measure readyMean()
{
    return {.id = "ready_mean_s",
            .meaning = words("Mean scheduling delay: how long the other tasks, once ready, waited for a thread."),
            .better = Measure::Better::Less,
            .value = [](const Measured &measured) { return metricsOf(measured).mean(); }};
}

Measure readyP99()
{
    return {.id = "ready_p99_s",
            .meaning = words("99 % of those waits were no longer than this."),
            .better = Measure::Better::Less,
            .value = [](const Measured &measured) { return metricsOf(measured).p99(); }};
}

Measure readyShare(std::uint32_t group)
{
    return {.id = "ready_share",
            .meaning = words("Share of their time that the other tasks were ready, but waiting for a thread."),
            .better = Measure::Better::Less,
            .value = [group](const Measured &measured) -> std::optional<double> {
                const Metrics::TaskTimes &times = measured.metrics.group(group).times;
                if (times.alive() == Duration::zero())
                    return std::nullopt;
                return inSeconds(times.ready) / inSeconds(times.alive());
            }};
}

Measure finishedPerSecond()
{
    return {.id = "finished_per_s",
            .meaning = words("Throughput of the other tasks: computations finished, per second."),
            .better = Measure::Better::More,
            .value = [](const Measured &measured) { return measured.metrics.throughput(); }};
}

} // namespace coroscope::practices
