// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/practices/explicit_errors/diagnosis.h"
#include "patterns/practices/explicit_errors/explicit_errors.h"
#include "patterns/practices/explicit_errors/pattern_metrics.h"

#include <array>

namespace coroscope {

namespace practices::errors {

namespace {

using Typed = Definition<Parameters, ExplicitErrors, FailureMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    const auto when = [](Variant variant) {
        return Alternative{Parameters().find("variant").value(), static_cast<std::int64_t>(variant)};
    };
    static const Topology all{
        .groups =
            {{.id = "caller", .label = words("Caller"), .column = 0, .longLived = true, .plural = words("Callers")},
             {.id = "call",
              .label = words("Call"),
              .column = 1,
              .longLived = false,
              .besideParent = true,
              .plural = words("Calls")}},
        .terminals =
            {{.counts = Terminal::Counts::Done, .label = words("done"), .column = 2},
             {.counts = Terminal::Counts::Failed,
              .label = words("failed"),
              .column = 2,
              .note = words("error handled")},
             {.counts = Terminal::Counts::Lost, .label = words("lost"), .column = 2, .note = words("error ignored")}},
        .links = {{.from = {Kind::Group, Callers}, .to = {Kind::Group, Calls}},
                  {.from = {Kind::Group, Callers}, .to = {Kind::Terminal, 0}, .when = when(Variant::Handled)},
                  {.from = {Kind::Group, Callers}, .to = {Kind::Terminal, 1}, .when = when(Variant::Handled)},
                  {.from = {Kind::Group, Calls}, .to = {Kind::Terminal, 0}, .when = when(Variant::Ignored)},
                  {.from = {Kind::Group, Calls}, .to = {Kind::Terminal, 2}, .when = when(Variant::Ignored)}},
        .activities = {{.id = "pause", .phrase = words("pausing")},
                       {.id = "compute", .phrase = words("computing {item}")},
                       {.id = "delay", .phrase = words("waiting before a retry")}},
        .culprits = {{.check = "", .node = {Kind::Group, Calls}}},
        .sampled = {EventKind::FailureUnseen},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Handled"),
         .note = words(
             "An error surfaces where the call is awaited: the call is retried, or the item counts as failed."),
         .values = {{"variant", "handled"}}},
        {.title = words("Unseen"),
         .note = words("Nobody checks the result of a call: every error loses an item, and all seems well."),
         .values = {}},
        {.title = words("Half is lost"),
         .note = words("Every other call fails, and still nobody says a word."),
         .values = {{"failure-rate", "50%"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 5> all = {{
        {.id = "failed_calls",
         .meaning = words("Calls that failed."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&FailureMetrics::failedCalls>},
        {.id = "unseen_failures",
         .meaning = words("Failed calls that nobody noticed."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&FailureMetrics::unseenFailures>},
        {.id = "lost_items",
         .meaning = words("Items lost without anybody noticing."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> std::optional<double> {
             return static_cast<double>(measured.metrics.measuredItems().lost);
         }},
        {.id = "failed_items",
         .meaning = words("Items reported as failed after their last retry."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> std::optional<double> {
             return static_cast<double>(measured.metrics.measuredItems().failed);
         }},
        {.id = "retried_calls",
         .meaning = words("Calls that were retried."),
         .sort = Measure::Sort::Total,
         .value = Typed::measure<&FailureMetrics::retries>},
    }};
    return all;
}

} // namespace

} // namespace practices::errors

const PatternInfo &explicitErrorsPractice()
{
    using namespace practices;
    static const PatternInfo info{
        .kind = PatternInfo::Kind::Practice,
        .id = "explicit-errors",
        .title = words("Explicit errors"),
        .summary = words("An error that nobody checks for vanishes without a trace, and takes its item with it."),
        .item = {"item", plural("items")},
        .pace = 0.25,
        .mainParameters = {"variant", "failure-rate", "retries", "work"},
        .tellingParameter = "failure-rate",
        .tellingMeasure = "lost_items",
        .code = {"sim/patterns/practices/explicit_errors/explicit_errors.cpp"},
        .topology = errors::topology,
        .setups = errors::setups,
        .measures = errors::measures,
        .diagnose = errors::Typed::diagnose<errors::diagnose>,
        .hint = errors::Typed::about<errors::hint>,
        .irrelevance = errors::Typed::about<errors::irrelevance>,
        .load = errors::Typed::text<errors::loadText>,
        .declare = errors::Typed::declare,
        .create = errors::Typed::create,
        .patternMetrics = errors::Typed::patternMetrics,
    };
    return info;
}

} // namespace coroscope
