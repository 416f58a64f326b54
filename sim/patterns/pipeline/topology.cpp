// SPDX-License-Identifier: MIT
#include "patterns/pipeline/topology.h"

#include "patterns/pipeline/pipeline.h"

#include <array>

namespace coroscope::pipeline {

namespace {

struct StageNames {
    std::string_view group;
    Words groupLabel;
    Words groupPlural;
    Words groupBrief;
    std::string_view channel;
    Words channelLabel;
};

constexpr std::array<StageNames, mostStages> names = {{
    {"stage-1-worker", words("Stage 1 worker"), words("Stage 1 workers"), words("Stage 1"), "channel-1",
     words("channel 1")},
    {"stage-2-worker", words("Stage 2 worker"), words("Stage 2 workers"), words("Stage 2"), "channel-2",
     words("channel 2")},
    {"stage-3-worker", words("Stage 3 worker"), words("Stage 3 workers"), words("Stage 3"), "channel-3",
     words("channel 3")},
    {"stage-4-worker", words("Stage 4 worker"), words("Stage 4 workers"), words("Stage 4"), "channel-4",
     words("channel 4")},
    {"stage-5-worker", words("Stage 5 worker"), words("Stage 5 workers"), words("Stage 5"), "channel-5",
     words("channel 5")},
    {"stage-6-worker", words("Stage 6 worker"), words("Stage 6 workers"), words("Stage 6"), "channel-6",
     words("channel 6")},
}};

Topology made()
{
    using Kind = NodeRef::Kind;
    enum : std::uint32_t { Done, Failed };
    Topology all{
        .groups = {{.id = "source", .label = words("Source"), .column = 0, .longLived = true, .single = true},
                   {.id = "extra",
                    .label = words("Extra item"),
                    .column = 0,
                    .longLived = false,
                    .optional = true,
                    .plural = words("Extra items")}},
        .terminals = {},
        .links = {{.from = {Kind::Group, Source}, .to = {Kind::Channel, FirstChannel}},
                  {.from = {Kind::Group, Extra}, .to = {Kind::Channel, FirstChannel}}},
        .activities = {{.id = "make", .phrase = words("making")}, {.id = "work", .phrase = words("working on {item}")}},
        .culprits = {{.check = "channel-empty", .node = {Kind::Group, Source}},
                     {.check = "closed", .node = {Kind::Group, Source}},
                     {.check = "failures-unseen", .node = {Kind::Terminal, Failed}}},
        .sampled = {EventKind::AttemptFailed, EventKind::JoinEnded},
    };
    int column = 1;
    for (std::uint32_t i = 0; i < mostStages; ++i) {
        const bool optional = i > 0;
        all.channels.push_back({names[i].channel, names[i].channelLabel, column++, optional});
        all.groups.push_back({.id = names[i].group,
                              .label = names[i].groupLabel,
                              .column = column++,
                              .longLived = true,
                              .optional = optional,
                              .brief = names[i].groupBrief,
                              .plural = names[i].groupPlural});
        const NodeRef input{Kind::Channel, FirstChannel + i};
        const NodeRef stage{Kind::Group, FirstStage + i};
        all.links.push_back({input, stage});
        if (i + 1 < mostStages)
            all.links.push_back({stage, {Kind::Channel, FirstChannel + i + 1}});
        all.links.push_back({stage, {Kind::Channel, LastChannel}});
        all.links.push_back({stage, {Kind::Channel, DeadLetters}});
        all.links.push_back({stage, {Kind::Terminal, Failed}});
    }
    all.channels.push_back({.id = "last-channel", .label = words("last channel"), .column = column});
    all.channels.push_back({.id = "dead-letters", .label = words("dead letters"), .column = column, .optional = true});
    ++column;
    all.groups.push_back({.id = "sink", .label = words("Sink"), .column = column, .longLived = true, .single = true});
    all.groups.push_back({.id = "dead-letter-box",
                          .label = words("Dead-letter box"),
                          .column = column,
                          .longLived = true,
                          .single = true,
                          .optional = true,
                          .brief = words("Dead letters")});
    ++column;
    all.terminals = {{.counts = Terminal::Counts::Done, .label = words("done"), .column = column},
                     {.counts = Terminal::Counts::Failed, .label = words("failed"), .column = column}};
    all.links.push_back({{Kind::Channel, LastChannel}, {Kind::Group, Sink}});
    all.links.push_back({{Kind::Channel, DeadLetters}, {Kind::Group, DeadLetterBox}});
    all.links.push_back({{Kind::Group, Sink}, {Kind::Terminal, Done}});
    all.links.push_back({{Kind::Group, DeadLetterBox}, {Kind::Terminal, Failed}});
    return all;
}

} // namespace

const Topology &topology()
{
    static const Topology all = made();
    return all;
}

} // namespace coroscope::pipeline
