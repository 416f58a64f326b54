// SPDX-License-Identifier: MIT
#include "pattern/definition.h"
#include "patterns/list.h"
#include "patterns/rate_limiter/diagnosis.h"
#include "patterns/rate_limiter/measures.h"
#include "patterns/rate_limiter/pattern_metrics.h"
#include "patterns/rate_limiter/rate_limiter.h"
#include "patterns/rate_limiter/theory.h"

#include <array>

namespace coroscope {

namespace limiting {

namespace {

using Typed = Definition<Parameters, RateLimiting, LimiterMetrics>;

const Topology &topology()
{
    using Kind = NodeRef::Kind;
    static const Topology all{
        .groups =
            {{.id = "refill", .label = words("Refill"), .column = 0, .longLived = true, .single = true},
             {.id = "client", .label = words("Client"), .column = 2, .longLived = true, .plural = words("Clients")},
             {.id = "dispatcher",
              .label = words("Dispatcher"),
              .column = 4,
              .longLived = true,
              .single = true,
              .optional = true},
             {.id = "worker", .label = words("Worker"), .column = 6, .longLived = true, .plural = words("Workers")}},
        .channels =
            {{.id = "bucket",
              .label = words("bucket"),
              .column = 1,
              .things = {"token", plural("tokens")},
              .stock = true},
             {.id = "queue",
              .label = words("queue"),
              .column = 3,
              .optional = true,
              .things = {"request", plural("requests")}},
             {.id = "intake", .label = words("intake"), .column = 5, .things = {"request", plural("requests")}}},
        .terminals = {{.counts = Terminal::Counts::Done, .label = words("served"), .column = 7},
                      {.counts = Terminal::Counts::Dropped, .label = words("refused"), .column = 3}},
        .links = {{.from = {Kind::Group, TheRefill}, .to = {Kind::Channel, TheBucket}},
                  {.from = {Kind::Channel, TheBucket}, .to = {Kind::Group, Clients}},
                  {.from = {Kind::Channel, TheBucket}, .to = {Kind::Group, TheDispatcher}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Channel, TheQueue}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Terminal, 1}},
                  {.from = {Kind::Channel, TheQueue}, .to = {Kind::Group, TheDispatcher}},
                  {.from = {Kind::Group, TheDispatcher}, .to = {Kind::Channel, TheIntake}},
                  {.from = {Kind::Group, Clients}, .to = {Kind::Channel, TheIntake}},
                  {.from = {Kind::Channel, TheIntake}, .to = {Kind::Group, Workers}},
                  {.from = {Kind::Group, Workers}, .to = {Kind::Terminal, 0}}},
        .activities = {{.id = "pause", .phrase = words("until the next request")},
                       {.id = "refill", .phrase = words("until the next token")},
                       {.id = "full", .phrase = words("until a token is taken")},
                       {.id = "serve", .phrase = words("serving {item}")}},
        .culprits = {{.check = "service-overrun", .node = {Kind::Group, Workers}},
                     {.check = "", .node = {Kind::Channel, TheBucket}}},
    };
    return all;
}

std::span<const Setup> setups()
{
    static const std::array<Setup, 3> all = {{
        {.title = words("Under the limit"),
         .note = words(
             "Three requests a second where five may pass: there is nearly always a token, and hardly any wait."),
         .values = {}},
        {.title = words("A burst passes"),
         .note = words(
             "Eight requests arrive at once, and a full bucket lets them all pass: now the workers have a queue."),
         .values = {{"clients", "8"},
                    {"interval", "4s"},
                    {"interval-shape", "fixed"},
                    {"burst", "8"},
                    {"when-empty", "refuse"}}},
        {.title = words("Queued"),
         .note = words("More than twice the limit: the queue fills up, and then it only adds waiting to the refusals."),
         .values = {{"clients", "12"}, {"when-empty", "queue"}}},
    }};
    return all;
}

} // namespace

} // namespace limiting

const PatternInfo &rateLimiterPattern()
{
    using namespace limiting;
    static const PatternInfo info{
        .kind = PatternInfo::Kind::Beyond,
        .id = "rate-limiter",
        .title = words("Rate limiter"),
        .summary = words(
            "A token bucket lets short bursts pass, but holds the long-run rate of requests to its limit."),
        .item = {"request", plural("requests")},
        .mainParameters = {"clients", "rate", "burst", "when-empty"},
        .tellingParameter = "rate",
        .tellingMeasure = "token_wait_mean_s",
        .code = {"sim/patterns/rate_limiter/rate_limiter.cpp"},
        .topology = topology,
        .setups = setups,
        .measures = measures,
        .diagnose = Typed::diagnose<diagnose>,
        .hint = Typed::about<hint>,
        .irrelevance = Typed::about<irrelevance>,
        .load = Typed::text<loadText>,
        .declare = Typed::declare,
        .create = Typed::create,
        .patternMetrics = Typed::patternMetrics,
        .theory = Typed::theory<theory>,
    };
    return info;
}

} // namespace coroscope
