// SPDX-License-Identifier: MIT
#include "patterns/task_spawning/diagnosis.h"

#include "insight/recent.h"
#include "pattern/advice.h"
#include "patterns/task_spawning/task_spawning.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace coroscope::spawning {

namespace {

/// Above this share of their time that tasks wait for a thread, the threads set the pace.
constexpr double threadBound = 0.2;

// Mean times in seconds, as the parameters say.
double computingOfTask(const Parameters &p)
{
    return p.steps() * inSeconds(p.compute.mean());
}

double timeOfTask(const Parameters &p)
{
    return computingOfTask(p) + p.steps() * inSeconds(p.wait.mean());
}

double computingOfBurst(const Parameters &p)
{
    return p.tasks() * computingOfTask(p);
}

double oneAfterAnother(const Parameters &p)
{
    return p.tasks() * timeOfTask(p);
}

/// No burst whose tasks are spawned can take less, but by chance.
double atBest(const Parameters &p)
{
    return std::max(timeOfTask(p), computingOfBurst(p) / p.threads());
}

/// How many threads the bursts would keep busy if the next one did not wait for their end.
double threadsOffered(const Parameters &p)
{
    return computingOfBurst(p) / inSeconds(p.interval());
}

bool detached(const Parameters &p)
{
    return p.handles() == Handles::Detach;
}

std::string readableSeconds(double seconds)
{
    return readableDuration(std::chrono::nanoseconds(std::llround(seconds * 1e9)));
}

std::string threads(int count)
{
    return counted(count, "thread", "threads");
}

/// With as many threads as are needed, or as many as are worth trying.
Advice withMoreThreads(Advice advice, const Parameters &p, double needed)
{
    return withTry(std::move(advice), p.threads,
                   mostWorthTrying(p.threads, static_cast<std::int64_t>(std::ceil(needed - 1e-9))));
}

/// Of the tasks, or of the parents that do their work for them.
double readyShare(const Recent &recent)
{
    return std::max(recent.readyShare(Tasks), recent.readyShare(Parents));
}

double threadsBusy(const Recent &recent)
{
    return recent.runningMean(Tasks) + recent.runningMean(Parents);
}

/// Of bursts that ended in the span, in seconds.
std::optional<double> burstMean(const Recent &recent)
{
    const auto sum = [&](EventKind kind) {
        return recent.mean(kind).value_or(0) * static_cast<double>(recent.count(kind));
    };
    const std::size_t count = recent.count(EventKind::JobDone) + recent.count(EventKind::JobFailed);
    if (count == 0)
        return std::nullopt;
    return (sum(EventKind::JobDone) + sum(EventKind::JobFailed)) / 1e9 / static_cast<double>(count);
}

std::optional<double> latencyMean(const Recent &recent)
{
    const std::vector<std::int64_t> all = recent.latencies();
    if (all.empty())
        return std::nullopt;
    return std::accumulate(all.begin(), all.end(), 0.0) / 1e9 / static_cast<double>(all.size());
}

std::optional<Advice> unseenFailures(const Recent &recent, const Parameters &p)
{
    const auto count = static_cast<std::int64_t>(recent.count(EventKind::FailureUnseen));
    if (count == 0)
        return std::nullopt;
    return Advice{"unseen-failures",
                  counted(count, "task", "tasks") + " panicked" + recent.during() + ", and nobody noticed.",
                  "Try “Handles” = Join: awaiting a handle reports the panic.",
                  {{p.handles.spec().id, static_cast<std::int64_t>(Handles::Join)}},
                  static_cast<double>(count)};
}

std::optional<Advice> piledUp(const Recent &recent, const Parameters &p)
{
    if (!detached(p))
        return std::nullopt;
    const double growth = recent.createdPerSecond() - recent.donePerSecond() - recent.failedPerSecond();
    const double offered = threadsOffered(p);
    if (offered > p.threads() && growth > 0) {
        const Advice found{"memory-growing",
                           "Tasks pile up: " + ratePerSecond(growth) + " more begin than end, as bursts would keep "
                               + decimals(offered, 2) + " threads busy, and there "
                               + (p.threads() == 1 ? "is " : "are ") + std::to_string(p.threads()) + "."};
        const double needed = std::ceil(offered - 1e-9);
        if (needed <= static_cast<double>(p.threads.spec().maximum)
            && isWorthTrying(p.threads, static_cast<std::int64_t>(needed)))
            return withTry(found, p.threads, static_cast<std::int64_t>(needed));
        return withTry(found, p.interval, roundedToTenths(computingOfBurst(p) / p.threads() + 0.1).count());
    }
    if (p.start() == Start::Spawn && recent.inFlightMean() > 1.2 * p.tasks())
        return Advice{"abandoned-work",
                      "Bursts overlap: " + decimals(recent.inFlightMean(), 1) + " tasks are alive on average, at "
                          + std::to_string(p.tasks()) + " a burst, and nobody waits for them.",
                      "Try “Handles” = Scope. The price: the next burst begins only after this one has ended.",
                      {{p.handles.spec().id, static_cast<std::int64_t>(Handles::Scope)}}};
    return std::nullopt;
}

std::optional<Advice> siblingsCancelled(const Recent &recent, const Parameters &p)
{
    const auto cancelled = static_cast<std::int64_t>(recent.count(EventKind::ItemCancelled));
    const auto failed = static_cast<std::int64_t>(recent.count(EventKind::ItemFailed));
    if (cancelled == 0 || failed == 0)
        return std::nullopt;
    return Advice{"siblings-cancelled",
                  "A panic cancels its siblings: " + counted(failed, "task", "tasks") + " panicked" + recent.during()
                      + ", and " + std::to_string(cancelled) + (cancelled == 1 ? " was" : " were") + " cancelled.",
                  "Try “Handles” = Join: the others go on.",
                  {{p.handles.spec().id, static_cast<std::int64_t>(Handles::Join)}},
                  static_cast<double>(cancelled)};
}

std::optional<Advice> whoSetsThePace(const Recent &recent, const Parameters &p)
{
    if (readyShare(recent) > threadBound) {
        const double busyShare = timeOfTask(p) > 0 ? computingOfTask(p) / timeOfTask(p) : 0;
        const double atOnce = std::max(p.tasks() * busyShare, detached(p) ? threadsOffered(p) : 0);
        const double needed = std::max(atOnce, p.threads() + 1.0);
        return withMoreThreads({.check = "bottleneck",
                                .sentence = "The threads set the pace: tasks spent " + percent(readyShare(recent))
                                    + " of their time" + recent.during() + " waiting for "
                                    + (p.threads() == 1 ? "the only thread" : "one of " + threads(p.threads())) + ".",
                                .degree = readyShare(recent)},
                               p, needed);
    }
    if (p.start() == Start::Await && p.tasks() > 1 && recent.created() > 0 && oneAfterAnother(p) > 1.2 * atBest(p))
        return Advice{"one-after-another",
                      "One task at a time: a burst takes about " + readableSeconds(oneAfterAnother(p))
                          + "; spawned, it takes at least " + readableSeconds(atBest(p)) + ", on "
                          + threads(p.threads()) + ".",
                      "Try “Start” = Spawn.",
                      {{p.start.spec().id, static_cast<std::int64_t>(Start::Spawn)}}};
    const std::optional<double> burst = burstMean(recent);
    const std::optional<double> latency = latencyMean(recent);
    if (p.start() == Start::Spawn && !detached(p) && burst && latency && *burst > 1.8 * *latency)
        return Advice{"straggler",
                      "The slowest task decides: on average, a burst" + recent.during() + " took "
                          + readableSeconds(*burst) + ", a task " + readableSeconds(*latency) + "."};
    return std::nullopt;
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    std::vector<Advice> all;
    if (p.failureRate() >= 1 && recent.failed() > 0 && recent.done() == 0) {
        for (const std::optional<Advice> &one : {unseenFailures(recent, p), siblingsCancelled(recent, p)}) {
            if (one)
                all.push_back(*one);
        }
        all.push_back({"all-fail", "Every task panics: none was done" + recent.during() + "."});
        return all;
    }
    for (std::optional<Advice> &one : std::array{unseenFailures(recent, p), piledUp(recent, p),
                                                 siblingsCancelled(recent, p), whoSetsThePace(recent, p)}) {
        if (one)
            all.push_back(std::move(*one));
    }
    return all;
}

Headline pace(const Recent &recent, const Parameters &p)
{
    std::string note = p.wait.mean() > p.compute.mean() ? "tasks mostly wait" : "tasks mostly compute";
    if (recent.done() == 0 && recent.failed() > 0)
        note = "tasks panic or are cancelled";
    else if (readyShare(recent) > threadBound)
        note = "thread-bound";
    else if (p.start() == Start::Await)
        note = "started one after another";
    return {"Finished", ratePerSecond(recent.donePerSecond()), note};
}

Headline alive(const Recent &recent)
{
    return {.label = "Alive",
            .value = std::to_string(std::max(recent.alive(Tasks), recent.inFlight())),
            .note = "mean " + decimals(recent.inFlightMean(), 1),
            .now = true};
}

Headline busy(const Recent &recent, const Parameters &p)
{
    const double busy = threadsBusy(recent);
    const double all = recent.mean({p.find(p.threads.spec().id).value(), p.threads()});
    return {"Threads busy", percent(std::min(1.0, busy / all)),
            decimals(busy, 1) + " of " + (all == p.threads() ? std::to_string(p.threads()) : decimals(all, 1))};
}

Headline burst(const Recent &recent)
{
    const std::optional<double> mean = burstMean(recent);
    return {"Mean burst", mean ? readableSeconds(*mean) : "–", "first spawned → last ended"};
}

Headline failed(const Recent &recent)
{
    const std::size_t unseen = recent.count(EventKind::FailureUnseen);
    std::string note = recent.failed() == 0 ? "none has failed" : "seen by the parent";
    if (unseen > 0)
        note = std::to_string(unseen) + " unseen";
    return {"Failed", std::to_string(recent.failed()), note};
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{pace(recent, p), alive(recent), busy(recent, p), burst(recent), failed(recent)}, advice(recent, p)};
}

std::string hint(const Parameter &which, const Parameters &p)
{
    if (which == p.compute.mean)
        return readableSeconds(computingOfTask(p)) + " a task, " + readableSeconds(computingOfBurst(p)) + " a burst";
    if (which == p.wait.mean)
        return readableSeconds(timeOfTask(p) - computingOfTask(p)) + " a task";
    if (which == p.interval)
        return detached(p) ? "from its start" : "from its end";
    return {};
}

std::string irrelevance(const Parameter &which, const Parameters &p)
{
    const bool computes = p.compute.mean() > Duration::zero();
    if ((which == p.compute.shape || which == p.threads) && !computes)
        return "Computing takes no time.";
    if (which == p.wait.shape && p.wait.mean() == Duration::zero())
        return "Waiting takes no time.";
    return {};
}

std::string loadText(const Parameters &p)
{
    if (detached(p))
        return "Offered load " + decimals(threadsOffered(p) / p.threads(), 2) + ": bursts would keep "
            + decimals(threadsOffered(p), 2) + " of " + threads(p.threads()) + " busy";
    return "One after another a burst takes " + readableSeconds(oneAfterAnother(p)) + ", spawned at least "
        + readableSeconds(atBest(p));
}

} // namespace coroscope::spawning
