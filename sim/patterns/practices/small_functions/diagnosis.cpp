// SPDX-License-Identifier: MIT
#include "patterns/practices/small_functions/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "patterns/practices/diagnosis_parts.h"
#include "patterns/practices/small_functions/small_functions.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>

namespace coroscope::practices::smallfunctions {

namespace {

bool inOneGo(const Parameters &p)
{
    return p.variant() == Variant::Long;
}

/// How long a job keeps its thread at a time.
Duration longestStep(const Parameters &p)
{
    return inOneGo(p) ? p.job() : p.job() / p.steps();
}

Headline jobs(const Recent &recent, const Parameters &p)
{
    return meanHeadline(
        words("Threads for jobs"), recent.runningMean(Jobs),
        say(words("of {threads}"), {{"threads", countOf(p.others.threads(), {"thread", plural("threads")})}}),
        Measure::Better::Neither);
}

Headline step(const Parameters &p)
{
    Headline longest = durationHeadline(words("Longest step"), std::max(longestStep(p), p.others.compute()),
                                        words("holds its thread"));
    longest.now = true;
    return longest;
}

/// Short functions, or shorter ones, where that makes a difference.
Advice withShorterSteps(Advice advice, const Parameters &p)
{
    const std::int64_t stepsWanted = p.job() / (2 * p.others.compute()) + 1; // hardly longer than the others'
    if (!inOneGo(p))
        return withTry(std::move(advice), p.steps, std::min(stepsWanted, p.steps.spec().maximum));
    return p.steps() >= 4 ? withTry(std::move(advice), p.variant, static_cast<std::int64_t>(Variant::Short)) : advice;
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    const double waiting = recent.readyShare(Tasks);
    if (waiting <= muchWaiting)
        return {};
    const double held = recent.runningMean(Jobs);
    if (held > muchWaiting * p.others.threads() && longestStep(p) > 4 * p.others.compute())
        return {withShorterSteps(
            {.check = "threads-held",
             .sentence = say(words("Long steps held {held} of {threads} on average, for {time} at a time: the other "
                                   "tasks spent {share} of their time {during} waiting to run."),
                             {{"held", decimals(held, 1)},
                              {"threads", countOf(p.others.threads(), {"thread", plural("threads")})},
                              {"time", readableDuration(longestStep(p))},
                              {"share", percent(waiting)},
                              {"during", recent.during()}}),
             .degree = waiting},
            p)};
    return {withMoreThreads(
        {.check = "bottleneck",
         .sentence = sayCounted(
             p.others.threads(),
             "The threads are the bottleneck: {jobs} and the other tasks need {busy}, and there is only {n}.",
             plural("The threads are the bottleneck: {jobs} and the other tasks need {busy}, and there are only {n}."),
             {{"jobs", countOf(p.jobs(), {"job", plural("jobs")})},
              {"busy", decimals(p.jobs() + p.others.threadsOffered(), 1)}}),
         .degree = waiting},
        p.others.threads, p.jobs() + p.others.threadsToWaitAtMost(muchWaiting / 2))};
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{finished(recent, words("by the other tasks")), waitingForThread(recent, Tasks, p.others.threads()),
             latencyP99(recent, say(words("for {time} of CPU time"), {{"time", readableDuration(p.others.compute())}})),
             jobs(recent, p), step(p)},
            advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.steps)
        return say(words("{time} each"), {{"time", readableDuration(p.job() / p.steps())}});
    if (which == p.others.threads)
        return sayCounted(std::max(0, p.others.threads() - p.jobs()), "{n} without a job", plural("{n} without a job"));
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    if (which == p.steps && inOneGo(p))
        return words("The functions are long: a job is a single step.");
    if ((which == p.variant || which == p.job || which == p.steps) && p.jobs() == 0)
        return words("There are no jobs.");
    if (which == p.others.pause.shape && p.others.pause.mean() == Duration::zero())
        return words("There is no pause.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    return sayCounted(p.others.threads(), "Jobs need {threads} all the time, the other tasks {needed}; there is {n}",
                      plural("Jobs need {threads} all the time, the other tasks {needed}; there are {n}"),
                      {{"threads", countOf(p.jobs(), {"thread", plural("threads")})},
                       {"needed", decimals(p.others.threadsOffered(), 2)}});
}

} // namespace coroscope::practices::smallfunctions
