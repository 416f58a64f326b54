// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/backpressure/backpressure.h"
#include "patterns/backpressure/diagnosis.h"
#include "patterns/backpressure/theory.h"
#include "patterns/list.h"

#include <array>

namespace coroscope {

namespace backpressure {

namespace {

using Typed = Definition<Parameters, Backpressure>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups = {{.id = "producer",
                    .label = words("Producer"),
                    .column = 0,
                    .longLived = true,
                    .plural = words("Producers")},
                   {.id = "consumer",
                    .label = words("Consumer"),
                    .column = 2,
                    .longLived = true,
                    .plural = words("Consumers")}},
        .channels =
            {{.id = "channel", .label = words("channel"), .column = 1, .limit = Parameters().find("memory-limit")}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("done"), .column = 3},
                      {.counts = Terminal::Counts::Failed, .label = words("failed"), .column = 3}},
        .links = {{.from = {Kind::Group, Producers}, .to = {Kind::Channel, TheChannel}},
                  {.from = {Kind::Channel, TheChannel}, .to = {Kind::Group, Consumers}},
                  {.from = {Kind::Group, Consumers}, .to = {Kind::Terminal, 0}},
                  {.from = {Kind::Group, Consumers}, .to = {Kind::Terminal, 1}}},
        .activities = {{.id = "make", .phrase = words("making")},
                       {.id = "work", .phrase = words("working on {item}")},
                       {.id = "start", .phrase = words("restarting")}},
        .culprits = {{.check = "no-consumers", .node = {Kind::Group, Consumers}},
                     {.check = "all-fail", .node = {Kind::Group, Consumers}},
                     {.check = "bottleneck", .node = {Kind::Group, Consumers}},
                     {.check = "", .node = {Kind::Channel, TheChannel}}},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Held back"),
         .note = words("Producers are faster than consumers: the channel fills up, and backpressure makes them wait."),
         .values = {}},
        {.title = words("Balanced"),
         .note = words("Three consumers keep up: the channel stays nearly empty."),
         .values = {{"consumers", "3"}, {"interval", "360ms"}}},
        {.title = words("Memory crash"),
         .note = words("Without a bound no producer ever waits: memory fills up until the process dies."),
         .values = {{"when-full", "unbounded"}, {"interval", "150ms"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 4> all = {{
        {.id = "send_blocked_share",
         .meaning = words("Share of their time that producers spend blocked, waiting for room in the channel."),
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) { return sendBlockedShare(measured.metrics); }},
        {.id = "consumer_utilisation",
         .meaning = words("Share of their time that consumers spend working on an item."),
         .value = [](const Measured &measured) { return consumerUtilisation(measured.metrics); }},
        {.id = "offered_load",
         .meaning = words("Rate at which the producers could make items, divided by the rate at which the consumers "
                          "could process them, with the current parameters."),
         .sort = Measure::Sort::State,
         .value = [](const Measured &measured) -> std::optional<double> {
             return offeredLoad(Typed::numbers(measured).parameters);
         }},
        {.id = "crashes",
         .meaning = words("How often the process ran out of memory."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> std::optional<double> { return measured.metrics.measuredCrashes(); }},
    }};
    return all;
}

} // namespace

} // namespace backpressure

const PatternInfo &backpressurePattern()
{
    static const PatternInfo info{
        .id = "backpressure",
        .title = words("Backpressure"),
        .summary = words("A bounded channel makes fast producers wait for slow consumers."),
        .item = {"item", plural("items")},
        .mainParameters = {"producers", "consumers", "capacity", "when-full"},
        .tellingParameter = "capacity",
        .tellingMeasure = "latency_p99_s",
        .code = {"sim/patterns/backpressure/backpressure.cpp"},
        .topology = backpressure::topology,
        .setups = backpressure::setups,
        .measures = backpressure::measures,
        .diagnose = backpressure::Typed::diagnose<backpressure::diagnose>,
        .hint = backpressure::Typed::about<backpressure::hint>,
        .irrelevance = backpressure::Typed::about<backpressure::irrelevance>,
        .load = backpressure::Typed::text<backpressure::loadText>,
        .declare = backpressure::Typed::declare,
        .create = backpressure::Typed::create,
        .theory = backpressure::Typed::theory<backpressure::theory>,
    };
    return info;
}

} // namespace coroscope
