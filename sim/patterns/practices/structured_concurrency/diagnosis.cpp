// SPDX-License-Identifier: MIT
#include "patterns/practices/structured_concurrency/diagnosis.h"

#include "insight/recent.h"
#include "patterns/practices/diagnosis_parts.h"
#include "patterns/practices/structured_concurrency/structured_concurrency.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>

namespace coroscope::practices::structured {

namespace {

/// How long the parts of a request compute in all.
Duration computing(const Parameters &p)
{
    return p.compute.mean() * p.steps() * p.tasks();
}

Duration atBest(const Parameters &p)
{
    return computing(p) / std::min(p.threads(), p.tasks());
}

std::int64_t outliving(const Recent &recent)
{
    return static_cast<std::int64_t>(recent.count(EventKind::TaskAbandoned));
}

std::int64_t givenUp(const Recent &recent)
{
    return static_cast<std::int64_t>(recent.count(EventKind::ItemCancelled));
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    std::vector<Advice> all;
    if (const std::int64_t count = outliving(recent); count > 0)
        all.push_back({"abandoned-work",
                       counted(count, "part", "parts") + " outlived " + (count == 1 ? "its" : "their") + " request"
                           + recent.during() + ": " + (count == 1 ? "it goes" : "they go")
                           + " on computing, and nobody wants the answer.",
                       "Try “Parts” = Scope.",
                       {{p.variant.spec().id, static_cast<std::int64_t>(Variant::Scope)}}});
    const auto answered = recent.donePerSecond() * inSeconds(recent.span());
    if (const std::int64_t count = givenUp(recent); static_cast<double>(count) > answered)
        all.push_back({"given-up",
                       "Most requests are given up: " + std::to_string(count) + " cancelled, " + decimals(answered, 0)
                           + " answered" + recent.during() + ". At best an answer takes about "
                           + readableDuration(atBest(p)) + ", and the client waits for "
                           + readableDuration(p.patience()) + "."});
    return all;
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    const double busy = recent.runningMean(Parts);
    return {{{"Answered", ratePerSecond(recent.donePerSecond()), "requests"},
             {"Given up", std::to_string(givenUp(recent)), "requests"},
             {"Outliving", std::to_string(outliving(recent)), "parts"},
             {"Threads busy", percent(std::min(1.0, busy / p.threads())),
              decimals(busy, 1) + " of " + std::to_string(p.threads())},
             waitingForThread(recent, Parts, p.threads())},
            advice(recent, p)};
}

std::string hint(const Parameter &which, const Parameters &p)
{
    if (which == p.compute.mean)
        return readableDuration(computing(p)) + " a request";
    return {};
}

std::string irrelevance(const Parameter &, const Parameters &)
{
    return {};
}

std::string loadText(const Parameters &p)
{
    return "An answer takes about " + readableDuration(atBest(p)) + " if nothing waits; it is given up after "
        + readableDuration(p.patience());
}

} // namespace coroscope::practices::structured
