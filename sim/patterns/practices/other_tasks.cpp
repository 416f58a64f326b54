// SPDX-License-Identifier: MIT
#include "patterns/practices/other_tasks.h"

#include "insight/metrics.h"
#include "patterns/practices/wait_tally.h"

namespace coroscope::practices {

namespace {

const WaitTally &tallyOf(const Measured &measured)
{
    return static_cast<const WaitTally &>(measured.tally);
}

} // namespace

double OtherTasks::threadsOffered() const
{
    const double computing = inSeconds(compute());
    return tasks() * computing / (computing + inSeconds(pause.mean()));
}

Measure readyMean()
{
    return {.id = "ready_mean_s",
            .meaning = "How long the other tasks waited, ready, for a thread they got.",
            .value = [](const Measured &measured) { return tallyOf(measured).mean(); }};
}

Measure readyP99()
{
    return {.id = "ready_p99_s",
            .meaning = "99 % of those waits were no longer.",
            .value = [](const Measured &measured) { return tallyOf(measured).p99(); }};
}

Measure readyShare(std::uint32_t group)
{
    return {.id = "ready_share",
            .meaning = "Share of the other tasks' time that they waited for a thread.",
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
            .meaning = "Pieces of work that the other tasks finished, per second.",
            .value = [](const Measured &measured) { return measured.metrics.throughput(); }};
}

} // namespace coroscope::practices
