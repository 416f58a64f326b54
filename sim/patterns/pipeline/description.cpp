// SPDX-License-Identifier: MIT
#include "insight/world.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/pipeline/diagnosis.h"
#include "patterns/pipeline/measures.h"
#include "patterns/pipeline/pattern_metrics.h"
#include "patterns/pipeline/pipeline.h"
#include "patterns/pipeline/topology.h"

#include <array>

namespace coroscope {

namespace pipeline {

namespace {

using Typed = Definition<Parameters, Pipeline, StageMetrics>;

std::span<const Setup> setups()
{
    static const std::array<Setup, 4> all = {{
        {.title = words("A bottleneck"),
         .note = words("Stage 2 is slower than the source: the channels before it fill up, and backpressure slows "
                       "everything to its pace."),
         .values = {}},
        {.title = words("In balance"),
         .note = words("Two workers in stage 2 keep up with the source: hardly anything waits."),
         .values = {{"workers-2", "2"}, {"order", "keep"}}},
        {.title = words("Larger channels"),
         .note = words("Channels of 32 do not make the slow stage any faster: items just wait longer."),
         .values = {{"capacity", "32"}}},
        {.title = words("Lost on the way"),
         .note = words("Every stage fails on a quarter of its items and drops them: fewer than half arrive, and nobody "
                       "notices the rest."),
         .values = {{"failure-rate", "25%"}, {"workers-2", "2"}}},
    }};
    return all;
}

Sentence whetherClosed(const World &world, std::uint32_t)
{
    return world.taken(Close) ? words("The source is closed.") : Sentence();
}

std::span<const ActionSpec> actions()
{
    static const std::array<ActionSpec, 2> all = {{
        {.id = "close",
         .label = words("Close the source"),
         .effect = words(
             "The source stops; the channels close and drain stage by stage, and nothing in flight is lost."),
         .noEffect = whetherClosed},
        {.id = "send",
         .label = words("Send one more item"),
         .effect = words("Sends one extra item into the first channel now; if the channel is full, it waits."),
         .noEffect = whetherClosed},
    }};
    return all;
}

} // namespace

} // namespace pipeline

const PatternInfo &pipelinePattern()
{
    static const PatternInfo info{
        .id = "pipeline",
        .title = words("Async pipeline"),
        .summary = words("Stages joined by bounded channels: the slowest stage sets the pace of them all."),
        .item = {"item", plural("items")},
        .mainParameters = {"stages", "capacity", "workers-2", "work-2"},
        .tellingParameter = "capacity",
        .tellingMeasure = "latency_mean_s",
        .code = {"sim/patterns/pipeline/pipeline.cpp", "sim/patterns/pipeline/stages.cpp"},
        .topology = pipeline::topology,
        .setups = pipeline::setups,
        .measures = pipeline::measures,
        .diagnose = pipeline::Typed::diagnose<pipeline::diagnose>,
        .hint = pipeline::Typed::about<pipeline::hint>,
        .irrelevance = pipeline::Typed::about<pipeline::irrelevance>,
        .load = pipeline::Typed::text<pipeline::loadText>,
        .declare = pipeline::Typed::declare,
        .create = pipeline::Typed::create,
        .actions = pipeline::actions,
        .patternMetrics = pipeline::Typed::patternMetrics,
        .theory = pipeline::Typed::theory<pipeline::theory>,
    };
    return info;
}

} // namespace coroscope
