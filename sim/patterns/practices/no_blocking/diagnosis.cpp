// SPDX-License-Identifier: MIT
#include "patterns/practices/no_blocking/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "patterns/practices/diagnosis_parts.h"
#include "patterns/practices/no_blocking/no_blocking.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>

namespace coroscope::practices::noblocking {

namespace {

bool blocking(const Parameters &p)
{
    return p.variant() == Variant::Blocking;
}

/// Threads that a waiting caller holds, on average.
double threadsBlocked(const Recent &recent, const Parameters &p)
{
    if (!blocking(p) || p.callers() == 0 || recent.span() == Duration::zero())
        return 0;
    return std::min<double>(p.others.threads(), p.callers() * (1 - recent.readyShare(Callers)));
}

Headline threads(const Recent &recent, const Parameters &p)
{
    return meanHeadline(words("Threads blocked"), threadsBlocked(recent, p),
                        say(words("of {all}"), {{"all", p.others.threads()}}), Measure::Better::Less);
}

Headline computing(const Recent &recent, const Parameters &p)
{
    const double mean = recent.runningMean(Tasks);
    return meanHeadline(words("Threads computing"), mean, percent(std::min(1.0, mean / p.others.threads())),
                        Measure::Better::More, mean < 1 ? 2 : 1);
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    const double waiting = recent.readyShare(Tasks);
    if (waiting <= muchWaiting)
        return {};
    const double blocked = threadsBlocked(recent, p);
    if (blocked > muchWaiting * p.others.threads())
        return {{"threads-blocked",
                 say(words("Blocking calls held {blocked} of {threads} on average: the other tasks spent {share} of "
                           "their time {during} waiting to run."),
                     {{"blocked", decimals(blocked, 1)},
                      {"threads", countOf(p.others.threads(), {"thread", plural("threads")})},
                      {"share", percent(waiting)},
                      {"during", recent.during()}}),
                 words("Try “Calls” = Async."),
                 {{p.variant.spec().id, static_cast<std::int64_t>(Variant::Async)}},
                 waiting}};
    return {withMoreThreads(
        {.check = "bottleneck",
         .sentence = sayCounted(
             p.others.threads(), "The threads are the bottleneck: the tasks need {busy}, and there is only {n}.",
             plural("The threads are the bottleneck: the tasks need {busy}, and there are only {n}."),
             {{"busy", decimals(p.others.threadsOffered(), 1)}}),
         .degree = waiting},
        p.others.threads, p.others.threadsToWaitAtMost(muchWaiting / 2))};
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{finished(recent, words("by the other tasks")), waitingForThread(recent, Tasks, p.others.threads()),
             latencyP99(recent, say(words("for {time} of CPU time"), {{"time", readableDuration(p.others.compute())}})),
             threads(recent, p), computing(recent, p)},
            advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.variant)
        return blocking(p) ? words("they hold their threads") : words("they hold no thread");
    if (which == p.others.threads && blocking(p))
        return sayCounted(std::max(0, p.others.threads() - p.callers()), "{n} left for the others",
                          plural("{n} left for the others"));
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    if ((which == p.variant || which == p.call) && p.callers() == 0)
        return words("There are no callers.");
    if (which == p.others.pause.shape && p.others.pause.mean() == Duration::zero())
        return words("There is no pause.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    const int held = blocking(p) ? std::min(p.callers(), p.others.threads()) : 0;
    return say(words("Callers hold {held} of {threads}; the other tasks need {needed}"),
               {{"held", held},
                {"threads", countOf(p.others.threads(), {"thread", plural("threads")})},
                {"needed", decimals(p.others.threadsOffered(), 2)}});
}

} // namespace coroscope::practices::noblocking
