// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "patterns/pipeline/load.h"
#include "patterns/pipeline/measures.h"
#include "patterns/pipeline/pattern_metrics.h"
#include "patterns/pipeline/pipeline.h"
#include "theory/queueing_theory.h"

#include <algorithm>

namespace coroscope::pipeline {

namespace {

/// Whether the stages are M/M/c queues in series: times are memoryless, nothing fails, and no worker holds an item
/// until its turn. That each stage keeps up is a condition of theory::tandem.
bool isTandem(const Parameters &p)
{
    const auto first = p.workers.begin();
    const bool inOrder = p.order() == Order::Keep
        && std::any_of(first, first + p.stages(), [](const CountParameter &workers) { return workers() > 1; });
    return p.interval.shape() == Shape::Exponential && p.workShape() == Shape::Exponential && p.failureRate() == 0
        && !inOrder;
}

/// As long as no channel was full, it was as good as an unbounded one, and no sender was held back.
bool wasAnyChannelFull(const Metrics &metrics)
{
    for (std::uint32_t i = 0; i <= LastChannel; ++i) {
        if (metrics.channel(i).fullShare.value_or(0) > 0)
            return true;
    }
    return false;
}

} // namespace

std::vector<TheoryValue> theory(const MeasuredOf<Parameters, StageMetrics> &measured)
{
    const Parameters &p = measured.parameters;
    const Metrics &metrics = measured.metrics;
    if (!isTandem(p) || wasAnyChannelFull(metrics))
        return {};
    std::vector<theory::Stage> stages;
    for (std::size_t i = 0; i < static_cast<std::size_t>(p.stages()); ++i)
        stages.push_back({.serviceRate = 1 / inSeconds(p.work[i]()), .servers = p.workers[i]()});
    const std::optional<theory::Tandem> tandem = theory::tandem(offeredPerSecond(p), stages);
    if (!tandem)
        return {};

    constexpr std::string_view formula = "M/M/c in tandem";
    const std::optional<double> latency = metrics.latency().mean();
    std::vector<TheoryValue> list{
        {"throughput_per_s", formula, offeredPerSecond(p), metrics.throughput()},
        {"latency_mean_s", formula, tandem->timeInSystem, latency ? std::optional(*latency / 1e9) : std::nullopt},
        {"l", formula, tandem->inSystem, metrics.inFlightMean()}};
    const auto valueOf = [&](std::size_t position) { return measures()[position].value(measured); };
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const std::size_t utilisation = i * measuresPerStage;
        const std::size_t waiting = utilisation + 1;
        list.push_back({measures()[utilisation].id, formula, tandem->stages[i].utilisation, valueOf(utilisation)});
        list.push_back({measures()[waiting].id, formula, tandem->stages[i].timeInQueue, valueOf(waiting)});
    }
    return list;
}

} // namespace coroscope::pipeline
