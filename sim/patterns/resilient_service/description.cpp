// SPDX-License-Identifier: MIT
#include "insight/metrics.h"
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/resilient_service/diagnosis.h"
#include "patterns/resilient_service/pattern_metrics.h"
#include "patterns/resilient_service/resilient_service.h"

#include <array>

namespace coroscope {

namespace service {

namespace {

using Typed = Definition<Parameters, ResilientService, ServiceMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups =
            {{.id = "clients", .label = words("Clients"), .column = 0, .longLived = true, .single = true},
             {.id = "supervisor", .label = words("Supervisor"), .column = 2, .longLived = true, .single = true},
             {.id = "worker", .label = words("Worker"), .column = 2, .longLived = true, .plural = words("Workers")},
             {.id = "call",
              .label = words("Call"),
              .column = 3,
              .longLived = false,
              .besideParent = true,
              .plural = words("Calls")},
             {.id = "renderer", .label = words("Renderer"), .column = 5, .longLived = true, .single = true},
             {.id = "replier", .label = words("Replier"), .column = 7, .longLived = true, .single = true}},
        .channels = {{.id = "intake", .label = words("intake"), .column = 1},
                     {.id = "answers", .label = words("answers"), .column = 4},
                     {.id = "pages", .label = words("pages"), .column = 6}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("done"), .column = 8},
                      {.counts = Terminal::Counts::Failed, .label = words("failed"), .column = 8},
                      {.counts = Terminal::Counts::Lost, .label = words("lost"), .column = 8}},
        .links = {{.from = {Kind::Group, Clients}, .to = {Kind::Channel, TheIntake}},
                  {.from = {Kind::Channel, TheIntake}, .to = {Kind::Group, Workers}},
                  {.from = {Kind::Group, TheSupervisor}, .to = {Kind::Group, Workers}},
                  {.from = {Kind::Group, Workers}, .to = {Kind::Group, Calls}},
                  {.from = {Kind::Group, Workers}, .to = {Kind::Channel, TheAnswers}},
                  {.from = {Kind::Group, Workers}, .to = {Kind::Terminal, 1}},
                  {.from = {Kind::Group, Workers}, .to = {Kind::Terminal, 2}},
                  {.from = {Kind::Channel, TheAnswers}, .to = {Kind::Group, TheRenderer}},
                  {.from = {Kind::Group, TheRenderer}, .to = {Kind::Channel, ThePages}},
                  {.from = {Kind::Channel, ThePages}, .to = {Kind::Group, TheReplier}},
                  {.from = {Kind::Group, TheReplier}, .to = {Kind::Terminal, 0}}},
        .activities = {{.id = "arrive", .phrase = words("until the next request")},
                       {.id = "watch", .phrase = words("watching its workers")},
                       {.id = "start", .phrase = words("starting up")},
                       {.id = "ask", .phrase = words("answering for {item}")},
                       {.id = "back-off", .phrase = words("waiting to try again")},
                       {.id = "render", .phrase = words("rendering {item}")},
                       {.id = "reply", .phrase = words("sending {item}")},
                       {.id = "stop", .phrase = words("stopping workers")},
                       {.id = "give-up", .phrase = words("giving up")}},
        .districts = {{.label = words("backpressure"), .first = 0, .last = 1},
                      {.label = words("supervisor"), .first = 2, .last = 2},
                      {.label = words("fan-out with timeouts"), .first = 3, .last = 3},
                      {.label = words("pipeline"), .first = 4, .last = 7}},
        .culprits = {{.check = "restart-storm", .node = {Kind::Group, Workers}},
                     {.check = "bottleneck", .node = {Kind::Channel, TheIntake}},
                     {.check = "promise-broken", .node = {Kind::Terminal, 0}},
                     {.check = "", .node = {Kind::Group, Calls}}},
        .sampled = {EventKind::AttemptStarted, EventKind::AttemptTimedOut, EventKind::Escalated},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("In time"),
         .note = words("Now and then a worker crashes or a backend is slow, and clients hardly notice."),
         .values = {}},
        {.title = words("Slow backends"),
         .note = words("The backends have become slow: timeouts and retries pile up, and the SLO is missed."),
         .values = {{"backend-work", "250ms"}, {"retries", "3"}}},
        {.title = words("Everything at once"),
         .note = words("Overload, and many requests crash their worker: the intake refuses requests, and the "
                       "supervisor gives up."),
         .values = {{"arrival-rate", "40/s"}, {"crash-rate", "25%"}}},
    }};
    return all;
}

std::span<const Measure> measures()
{
    static const std::array<Measure, 6> all = {{
        {.id = "within_slo",
         .meaning = words(
             "Share of all finished requests, answered or not, that were answered within the current SLO latency."),
         .better = Measure::Better::More,
         .value = [](const Measured &measured) -> std::optional<double> {
             const auto &p = Typed::numbers(measured).parameters;
             const ItemCounts &items = measured.metrics.measuredItems();
             const std::uint64_t ended = items.done + items.dropped + items.failed + items.lost;
             if (ended == 0)
                 return std::nullopt;
             const double inTime = measured.metrics.latency().shareUpTo(p.sloTime().count()).value_or(0);
             return inTime * static_cast<double>(items.done) / static_cast<double>(ended);
         }},
        {.id = "refused",
         .meaning = words("Requests for which the intake had no room."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = [](const Measured &measured) -> std::optional<double> {
             return static_cast<double>(measured.metrics.measuredItems().dropped);
         }},
        {.id = "restarts_per_min",
         .meaning = words(
             "Restarts per minute: how often a worker took the place of one that had died or been stopped."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&ServiceMetrics::restartsPerMinute>},
        {.id = "backend_timeouts",
         .meaning = words("Attempts at a backend call that timed out."),
         .sort = Measure::Sort::Total,
         .better = Measure::Better::Less,
         .value = Typed::measure<&ServiceMetrics::timeouts>},
        {.id = "attempts_per_call",
         .meaning = words("Mean number of attempts per backend call (load amplification)."),
         .better = Measure::Better::Less,
         .value = Typed::measure<&ServiceMetrics::attemptsPerCall>},
        {.id = "worker_utilisation",
         .meaning = words("Share of their time that workers have a request in hand; dead workers do not count."),
         .value = Typed::measure<&ServiceMetrics::workerUtilisation>},
    }};
    return all;
}

} // namespace

} // namespace service

const PatternInfo &resilientServicePattern()
{
    static const PatternInfo info{
        .kind = PatternInfo::Kind::Service,
        .id = "resilient-service",
        .title = words("A resilient service"),
        .summary = words("All six patterns together: a service that meets its SLO while its parts fail."),
        .item = {"request", plural("requests")},
        .pace = 0.25,
        .mainParameters = {"arrival-rate", "workers", "backends", "timeout"},
        .tellingParameter = "arrival-rate",
        .tellingMeasure = "within_slo",
        .code = {"sim/patterns/resilient_service/resilient_service.cpp", "sim/patterns/supervision/supervisor.cpp"},
        .topology = service::topology,
        .setups = service::setups,
        .measures = service::measures,
        .diagnose = service::Typed::diagnose<service::diagnose>,
        .hint = service::Typed::about<service::hint>,
        .irrelevance = service::Typed::about<service::irrelevance>,
        .load = service::Typed::text<service::loadText>,
        .declare = service::Typed::declare,
        .create = service::Typed::create,
        .patternMetrics = service::Typed::patternMetrics,
    };
    return info;
}

} // namespace coroscope
