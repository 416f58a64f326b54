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
    return {"Jobs compute on", decimals(recent.runningMean(Jobs), 1),
            "of " + counted(p.others.threads(), "thread", "threads")};
}

Headline step(const Parameters &p)
{
    return {"Longest step", readableDuration(std::max(longestStep(p), p.others.compute())),
            "holds its thread to the end", true};
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
        return {withShorterSteps({.check = "threads-held",
                                  .sentence = "Long steps held " + decimals(held, 1) + " of "
                                      + counted(p.others.threads(), "thread", "threads") + " on average, for "
                                      + readableDuration(longestStep(p)) + " at a time: the other tasks spent "
                                      + percent(waiting) + " of their time" + recent.during() + " waiting to run.",
                                  .degree = waiting},
                                 p)};
    return {
        withMoreThreads({.check = "bottleneck",
                         .sentence = "The threads set the pace: " + counted(p.jobs(), "job", "jobs")
                             + " and the other tasks would keep " + decimals(p.jobs() + p.others.threadsOffered(), 1)
                             + " busy, and there "
                             + (p.others.threads() == 1 ? "is 1." : "are " + std::to_string(p.others.threads()) + "."),
                         .degree = waiting},
                        p.others.threads, p.jobs() + p.others.threadsToWaitAtMost(muchWaiting / 2))};
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{finished(recent, "by the other tasks"), waitingForThread(recent, Tasks, p.others.threads()),
             latencyP99(recent, "of " + readableDuration(p.others.compute()) + " of work"), jobs(recent, p), step(p)},
            advice(recent, p)};
}

std::string hint(const Parameter &which, const Parameters &p)
{
    if (which == p.steps)
        return readableDuration(p.job() / p.steps()) + " each";
    if (which == p.others.threads)
        return std::to_string(std::max(0, p.others.threads() - p.jobs())) + " without a job";
    return {};
}

std::string irrelevance(const Parameter &which, const Parameters &p)
{
    if (which == p.steps && inOneGo(p))
        return "Functions are long: a job is one step.";
    if ((which == p.variant || which == p.job || which == p.steps) && p.jobs() == 0)
        return "There are no jobs.";
    if (which == p.others.pause.shape && p.others.pause.mean() == Duration::zero())
        return "Pauses take no time.";
    return {};
}

std::string loadText(const Parameters &p)
{
    return "Jobs want " + counted(p.jobs(), "thread", "threads") + " all the time, the others "
        + decimals(p.others.threadsOffered(), 2) + "; there " + (p.others.threads() == 1 ? "is " : "are ")
        + std::to_string(p.others.threads());
}

} // namespace coroscope::practices::smallfunctions
