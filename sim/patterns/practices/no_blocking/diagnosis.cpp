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
    return {"Threads blocked", decimals(threadsBlocked(recent, p), 1), "of " + std::to_string(p.others.threads())};
}

Headline computing(const Recent &recent, const Parameters &p)
{
    const double mean = recent.runningMean(Tasks);
    return {"Threads computing", decimals(mean, mean < 1 ? 2 : 1), percent(std::min(1.0, mean / p.others.threads()))};
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    const double waiting = recent.readyShare(Tasks);
    if (waiting <= muchWaiting)
        return {};
    const double blocked = threadsBlocked(recent, p);
    if (blocked > muchWaiting * p.others.threads())
        return {{"threads-blocked",
                 "Callers that wait held " + decimals(blocked, 1) + " of "
                     + counted(p.others.threads(), "thread", "threads") + " on average: the other tasks spent "
                     + percent(waiting) + " of their time" + recent.during() + " waiting to run.",
                 "Try “Callers wait” = Async.",
                 {{p.variant.spec().id, static_cast<std::int64_t>(Variant::Async)}},
                 waiting}};
    return {
        withMoreThreads({.check = "bottleneck",
                         .sentence = "The threads set the pace: tasks would keep "
                             + decimals(p.others.threadsOffered(), 1) + " busy, and there "
                             + (p.others.threads() == 1 ? "is 1." : "are " + std::to_string(p.others.threads()) + "."),
                         .degree = waiting},
                        p.others.threads, p.others.threadsToWaitAtMost(muchWaiting / 2))};
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{finished(recent, "by the other tasks"), waitingForThread(recent, Tasks, p.others.threads()),
             latencyP99(recent, "of " + readableDuration(p.others.compute()) + " of work"), threads(recent, p),
             computing(recent, p)},
            advice(recent, p)};
}

std::string hint(const Parameter &which, const Parameters &p)
{
    if (which == p.variant)
        return blocking(p) ? "they keep their threads" : "they hold no thread";
    if (which == p.others.threads && blocking(p))
        return std::to_string(std::max(0, p.others.threads() - p.callers())) + " left for the others";
    return {};
}

std::string irrelevance(const Parameter &which, const Parameters &p)
{
    if ((which == p.variant || which == p.call) && p.callers() == 0)
        return "Nobody calls.";
    if (which == p.others.pause.shape && p.others.pause.mean() == Duration::zero())
        return "Pauses take no time.";
    return {};
}

std::string loadText(const Parameters &p)
{
    const int held = blocking(p) ? std::min(p.callers(), p.others.threads()) : 0;
    return "Callers hold " + std::to_string(held) + " of " + counted(p.others.threads(), "thread", "threads")
        + "; the others need " + decimals(p.others.threadsOffered(), 2);
}

} // namespace coroscope::practices::noblocking
