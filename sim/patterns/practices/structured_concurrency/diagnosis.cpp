// SPDX-License-Identifier: MIT
#include "patterns/practices/structured_concurrency/diagnosis.h"

#include "insight/headlines.h"
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
        all.push_back(
            {"abandoned-work",
             sayCounted(
                 count, "{n} part outlived its request {during}: it goes on computing an answer that nobody wants.",
                 plural("{n} parts outlived their request {during}: they go on computing answers that nobody wants."),
                 {{"during", recent.during()}}),
             words("Try “Parts” = Scope."),
             {{p.variant.spec().id, static_cast<std::int64_t>(Variant::Scope)}}});
    const auto answered = recent.donePerSecond() * inSeconds(recent.span());
    if (const std::int64_t count = givenUp(recent); static_cast<double>(count) > answered)
        all.push_back(
            {"given-up",
             joined({say(words("Most requests are given up: {cancelled} cancelled, {answered} answered {during}."),
                         {{"cancelled", count}, {"answered", decimals(answered, 0)}, {"during", recent.during()}}),
                     say(words("An answer takes about {time} at best, and the client waits only {patience}."),
                         {{"time", readableDuration(atBest(p))}, {"patience", readableDuration(p.patience())}})},
                    " ")});
    return all;
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    const double busy = recent.runningMean(Parts);
    return {{rateHeadline(words("Answered"), recent.donePerSecond(), words("requests")),
             countHeadline(words("Given up"), static_cast<std::int64_t>(givenUp(recent)), words("requests")),
             countHeadline(words("Outlived request"), static_cast<std::int64_t>(outliving(recent)), words("parts")),
             shareHeadline(words("Utilisation"), std::min(1.0, busy / p.threads()),
                           say(words("{busy} of {all} threads"), {{"busy", decimals(busy, 1)}, {"all", p.threads()}}),
                           Measure::Better::Neither),
             waitingForThread(recent, Parts, p.threads())},
            advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.compute.mean)
        return say(words("{time} per request"), {{"time", readableDuration(computing(p))}});
    return {};
}

Sentence irrelevance(const Parameter &, const Parameters &)
{
    return {};
}

Sentence loadText(const Parameters &p)
{
    return say(words("An answer takes about {time} at best; the client gives up after {patience}"),
               {{"time", readableDuration(atBest(p))}, {"patience", readableDuration(p.patience())}});
}

} // namespace coroscope::practices::structured
