// SPDX-License-Identifier: MIT
#include "patterns/pipeline/measures.h"

#include "insight/metrics.h"
#include "patterns/pipeline/pattern_metrics.h"
#include "patterns/pipeline/pipeline.h"

#include <array>

namespace coroscope::pipeline {

namespace {

using Numbers = MeasuredOf<Parameters, StageMetrics>;

struct StageMeasureIds {
    std::string_view utilisation, waiting, working;
};

constexpr std::array<StageMeasureIds, mostStages> ids = {{
    {"stage_1_utilisation", "stage_1_waiting_mean_s", "stage_1_working_mean_s"},
    {"stage_2_utilisation", "stage_2_waiting_mean_s", "stage_2_working_mean_s"},
    {"stage_3_utilisation", "stage_3_waiting_mean_s", "stage_3_working_mean_s"},
    {"stage_4_utilisation", "stage_4_waiting_mean_s", "stage_4_working_mean_s"},
    {"stage_5_utilisation", "stage_5_waiting_mean_s", "stage_5_working_mean_s"},
    {"stage_6_utilisation", "stage_6_waiting_mean_s", "stage_6_working_mean_s"},
}};

std::optional<double> utilisation(const Measured &measured, std::uint32_t stage)
{
    const Metrics::TaskTimes times = measured.metrics.group(FirstStage + stage).times;
    if (times.alive() == Duration::zero())
        return std::nullopt;
    return inSeconds(times.running) / inSeconds(times.alive());
}

std::optional<double> bottleneck(const Measured &measured)
{
    std::optional<double> number;
    double most = 0;
    for (std::uint32_t stage = 0; stage < mostStages; ++stage) {
        const double busy = utilisation(measured, stage).value_or(0);
        if (busy > most) {
            most = busy;
            number = stage + 1;
        }
    }
    return number;
}

// Items that have come in the measured time, and those that have gone in it: the same ones only where nothing was in
// flight at either end.
std::optional<double> arrivalsTimesSojourn(const Measured &measured)
{
    const std::optional<double> sojourn = Numbers::of(measured).own.inSystem().seconds();
    const double span = inSeconds(measured.metrics.measured());
    if (!sojourn || span <= 0)
        return std::nullopt;
    return static_cast<double>(measured.metrics.measuredItems().created) / span * *sojourn;
}

std::vector<Measure> made()
{
    std::vector<Measure> list;
    for (std::uint32_t i = 0; i < mostStages; ++i) {
        list.push_back({.id = ids[i].utilisation,
                        .meaning = words("Share of their time that this stage's workers spend working on an item."),
                        .value = [i](const Measured &measured) { return utilisation(measured, i); }});
        list.push_back(
            {.id = ids[i].waiting,
             .meaning = words("How long an item waits for this stage: to be sent, and then in the channel."),
             .better = Measure::Better::Less,
             .value = [i](const Measured &measured) { return Numbers::of(measured).own.waiting(i).seconds(); }});
        list.push_back(
            {.id = ids[i].working,
             .meaning = words("How long this stage works on an item, over all attempts."),
             .value = [i](const Measured &measured) { return Numbers::of(measured).own.working(i).seconds(); }});
    }
    list.push_back({.id = "bottleneck",
                    .meaning = words("The number of the stage with the highest utilisation."),
                    .sort = Measure::Sort::Other,
                    .value = bottleneck});
    list.push_back({.id = "l",
                    .meaning = words("Mean number of items in flight: the L of Little's law."),
                    .value = [](const Measured &measured) { return measured.metrics.inFlightMean(); }});
    list.push_back({.id = "lambda_w",
                    .meaning = words(
                        "Arrival rate times the mean time an item is in flight, the λW of Little's law: it equals L."),
                    .sort = Measure::Sort::Other,
                    .value = arrivalsTimesSojourn});
    return list;
}

} // namespace

std::span<const Measure> measures()
{
    static const std::vector<Measure> all = made();
    return all;
}

} // namespace coroscope::pipeline
