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
         .note = words(
             "Stage 2 is slower than the source: the channels before it fill up, and its pace becomes everybody's."),
         .values = {}},
        {.title = words("In balance"),
         .note = words("Two workers in stage 2 keep up with the source: hardly anything waits."),
         .values = {{"workers-2", "2"}, {"order", "keep"}}},
        {.title = words("Larger channels"),
         .note = words("Channels of 32 do not make the slow stage faster: items only wait longer."),
         .values = {{"capacity", "32"}}},
        {.title = words("Lost on the way"),
         .note = words(
             "Every stage fails a quarter of the items and drops them: fewer than half arrive, and nobody sees the "
             "rest."),
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
         .effect = words("No more items are made: the end travels down stage by stage, and nothing in flight is lost."),
         .noEffect = whetherClosed},
        {.id = "send",
         .label = words("Send one more item"),
         .effect = words("One more item is created now, besides those of the source; if there is no room, it waits."),
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
        .summary = words("Stages joined by bounded channels: the slowest one sets everybody's pace."),
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
