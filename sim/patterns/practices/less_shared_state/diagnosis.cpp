// SPDX-License-Identifier: MIT
#include "patterns/practices/less_shared_state/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "patterns/practices/diagnosis_parts.h"
#include "patterns/practices/less_shared_state/less_shared_state.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope::practices::sharing {

namespace {

bool locking(const Parameters &p)
{
    return p.variant() == Variant::Lock;
}

/// Updates that the tasks would ask for if none ever waited, per update that can be made.
double offeredLoad(const Parameters &p)
{
    const double update = inSeconds(p.update.mean());
    return p.tasks() * update / (inSeconds(p.work.mean()) + (locking(p) ? update : 0));
}

/// Share of the tasks' time that they wait for the lock or for room in the channel.
double waitingShare(const Recent &recent)
{
    return std::max(0.0, 1 - recent.runningShare(Tasks) - recent.readyShare(Tasks));
}

/// One at a time, and as fast as the threads compute what is between them. A few seconds in which updates happened to
/// be short may have more.
Sentence mostUpdates(const Parameters &p)
{
    const double update = inSeconds(p.update.mean());
    const double work = inSeconds(p.work.mean());
    // A task waits for the lock and for its own update; for the owner it does not.
    const double asked = p.tasks() / (locking(p) ? work + update : work);
    return say(p.update.shape() == Shape::Fixed ? words("at most {rate}") : words("in the long run at most {rate}"),
               {{"rate", ratePerSecond(std::min({1 / update, p.threads() / (work + update), asked}))}});
}

Headline waitingTasks(const Recent &recent, const Parameters &p)
{
    return shareHeadline(words("Tasks wait"), recent.span() == Duration::zero() ? 0 : waitingShare(recent),
                         locking(p) ? words("for the lock") : words("for room in the channel"), Measure::Better::Less);
}

/// From requesting a turn to getting it.
Headline turn(const Recent &recent, const Parameters &p)
{
    if (!locking(p))
        return meanHeadline(words("In the channel"), recent.fillMean(Updates), words("updates, mean"),
                            Measure::Better::Less);
    const std::optional<double> mean = recent.mean(EventKind::LockAcquired);
    return durationHeadline(words("Mean lock wait"), mean ? std::optional(Duration{std::llround(*mean)}) : std::nullopt,
                            words("asked → taken"));
}

/// So short that one at a time is idle now and then, where that is not asking too much.
Advice withShorterUpdates(Advice advice, const Parameters &p)
{
    constexpr double load = 0.8;
    const double each = load / p.tasks() * inSeconds(p.work.mean());
    const double wanted = locking(p) ? each / (1 - load / p.tasks()) : each;
    const Duration shorter = std::max(Duration{std::chrono::milliseconds(std::llround(wanted * 1e3))},
                                      Duration{p.update.mean.spec().minimum});
    const bool isAskingTooMuch = shorter * 4 < p.update.mean();
    return shorter < p.update.mean() && !isAskingTooMuch ? withTry(std::move(advice), p.update.mean, shorter.count())
                                                         : advice;
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    if (recent.created() == 0)
        return {};
    const double busy = (recent.runningMean(Tasks) + recent.runningMean(Owners)) / p.threads();
    constexpr double nearlyAlways = 0.9;
    if (busy > nearlyAlways && waitingShare(recent) + recent.readyShare(Tasks) > muchWaiting)
        return {withMoreThreads(
            {.check = "threads-busy",
             .sentence = say(words("The threads are the bottleneck: they were busy {share} of the {span}, and even the "
                                   "task that holds the lock, or owns the state, waits for one."),
                             {{"share", percent(busy)}, {"span", recent.over()}}),
             .degree = busy},
            p.threads, p.tasks())};
    if (waitingShare(recent) <= muchWaiting)
        return {};
    if (locking(p)) {
        Advice found{"lock-contended",
                     say(words("Lock contention: tasks spent {share} of their time {during} waiting for the lock, "
                               "because they ask for {load} times as many updates as can be made one at a time."),
                         {{"share", percent(waitingShare(recent))},
                          {"during", recent.during()},
                          {"load", decimals(offeredLoad(p), 2)}})};
        found.degree = waitingShare(recent);
        // What there is too much of for one at a time is too much for an owner, too.
        return {offeredLoad(p) < 1 ? withTry(std::move(found), p.variant, static_cast<std::int64_t>(Variant::Owner))
                                   : withShorterUpdates(std::move(found), p)};
    }
    return {
        withShorterUpdates({.check = "bottleneck",
                            .sentence = say(words("The owner is the bottleneck: tasks spent {share} of their time "
                                                  "{during} waiting for room in its channel."),
                                            {{"share", percent(waitingShare(recent))}, {"during", recent.during()}}),
                            .degree = waitingShare(recent)},
                           p)};
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{rateHeadline(words("Updates"), recent.donePerSecond(), mostUpdates(p)), waitingTasks(recent, p),
             turn(recent, p), latencyP99(recent, words("from asking to updated")),
             waitingForThread(recent, Tasks, p.threads())},
            advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.update.mean)
        return mostUpdates(p);
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    if (which == p.capacity && locking(p))
        return words("With a lock, there is no owner.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    return offeredLoadText(offeredLoad(p), words("updates are made one at a time"));
}

} // namespace coroscope::practices::sharing
