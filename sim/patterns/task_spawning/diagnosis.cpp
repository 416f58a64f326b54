// SPDX-License-Identifier: MIT
#include "patterns/task_spawning/diagnosis.h"

#include "insight/headlines.h"
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
/// With so many times the threads that are just enough, what has piled up gets done, too.
constexpr double spare = 1.2;

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

Sentence threads(int count)
{
    return countOf(count, {"thread", plural("threads")});
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
                  sayCounted(count, "{n} task panicked {during}, and nobody noticed.",
                             plural("{n} tasks panicked {during}, and nobody noticed."), {{"during", recent.during()}}),
                  words("Try “Handles” = Join: awaiting a handle reports the panic."),
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
                           sayCounted(p.threads(),
                                      "Tasks pile up: {growth} more start than end, because the bursts need {needed} "
                                      "threads, and there is only {n}.",
                                      plural("Tasks pile up: {growth} more start than end, because the bursts need "
                                             "{needed} threads, and there are only {n}."),
                                      {{"growth", ratePerSecond(growth)}, {"needed", decimals(offered, 2)}})};
        if (const std::int64_t threads = mostWorthTrying(p.threads, std::llround(std::ceil(offered * spare)));
            static_cast<double>(threads) >= offered)
            return withTry(found, p.threads, threads);
        return withTry(found, p.interval, roundedToTenths(computingOfBurst(p) / p.threads() + 0.1).count());
    }
    if (p.start() == Start::Spawn && recent.inFlightMean() > 1.2 * p.tasks())
        return Advice{"abandoned-work",
                      say(words("Bursts overlap: {alive} tasks are alive on average, though a burst has only {tasks}, "
                                "and nobody awaits them."),
                          {{"alive", decimals(recent.inFlightMean(), 1)}, {"tasks", p.tasks()}}),
                      words("Try “Handles” = Scope. The price: the next burst starts only after this one has ended."),
                      {{p.handles.spec().id, static_cast<std::int64_t>(Handles::Scope)}}};
    return std::nullopt;
}

std::optional<Advice> siblingsCancelled(const Recent &recent, const Parameters &p)
{
    const auto cancelled = static_cast<std::int64_t>(recent.count(EventKind::ItemCancelled));
    const auto failed = static_cast<std::int64_t>(recent.count(EventKind::ItemFailed));
    if (cancelled == 0 || failed == 0)
        return std::nullopt;
    const Sentence panics = sayCounted(failed, "{n} task panicked {during}", plural("{n} tasks panicked {during}"),
                                       {{"during", recent.during()}});
    return Advice{"siblings-cancelled",
                  sayCounted(cancelled, "A panic cancels its siblings: {panics}, and {n} was cancelled.",
                             plural("A panic cancels its siblings: {panics}, and {n} were cancelled."),
                             {{"panics", panics}}),
                  words("Try “Handles” = Join: the others go on."),
                  {{p.handles.spec().id, static_cast<std::int64_t>(Handles::Join)}},
                  static_cast<double>(cancelled)};
}

std::optional<Advice> whoSetsThePace(const Recent &recent, const Parameters &p)
{
    if (readyShare(recent) > threadBound) {
        const double busyShare = timeOfTask(p) > 0 ? computingOfTask(p) / timeOfTask(p) : 0;
        const double atOnce = std::max(p.tasks() * busyShare, detached(p) ? threadsOffered(p) * spare : 0);
        const double needed = std::max(atOnce, p.threads() + 1.0);
        const std::string share = percent(readyShare(recent));
        const Sentence sentence = p.threads() == 1
            ? say(words("The threads are the bottleneck: tasks spent {share} of their time {during} waiting for the "
                        "only thread."),
                  {{"share", share}, {"during", recent.during()}})
            : say(words("The threads are the bottleneck: tasks spent {share} of their time {during} waiting for one of "
                        "{threads}."),
                  {{"share", share}, {"during", recent.during()}, {"threads", threads(p.threads())}});
        return withMoreThreads({.check = "bottleneck", .sentence = sentence, .degree = readyShare(recent)}, p, needed);
    }
    if (p.start() == Start::Await && p.tasks() > 1 && recent.created() > 0 && oneAfterAnother(p) > 1.2 * atBest(p))
        return Advice{"one-after-another",
                      say(words("No concurrency: awaited one at a time, a burst takes about {time}; spawned, it could "
                                "take as little as {least} on {threads}."),
                          {{"time", readableSeconds(oneAfterAnother(p))},
                           {"least", readableSeconds(atBest(p))},
                           {"threads", threads(p.threads())}}),
                      words("Try “Start” = Spawn."),
                      {{p.start.spec().id, static_cast<std::int64_t>(Start::Spawn)}}};
    const Recent begun = recent.begunSinceChanged();
    const std::optional<double> burst = burstMean(begun);
    const std::optional<double> latency = latencyMean(begun);
    if (p.start() == Start::Spawn && !detached(p) && burst && latency && *burst > 1.8 * *latency)
        return Advice{
            "straggler",
            say(words("A burst takes as long as its slowest task: {during}, the mean burst took {time}, the mean task "
                      "{less}."),
                {{"during", recent.during()}, {"time", readableSeconds(*burst)}, {"less", readableSeconds(*latency)}})};
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
        all.push_back({"all-fail",
                       say(words("Every task panics: none finished {during}."), {{"during", recent.during()}}),
                       onlyMendedBy(p.failureRate)});
        return all;
    }
    for (std::optional<Advice> &one : std::array{unseenFailures(recent, p), piledUp(recent, p),
                                                 siblingsCancelled(recent, p), whoSetsThePace(recent, p)}) {
        if (one)
            all.push_back(std::move(*one));
    }
    // A few that panic are the smaller matter where nearly all of everybody's time goes into waiting for a thread.
    constexpr double nearlyAll = 0.5;
    if (readyShare(recent) > nearlyAll)
        std::stable_partition(all.begin(), all.end(), [](const Advice &one) {
            return one.check == "memory-growing" || one.check == "bottleneck";
        });
    return all;
}

Headline pace(const Recent &recent, const Parameters &p)
{
    Sentence note = p.wait.mean() > p.compute.mean() ? words("I/O-bound: tasks mostly wait")
                                                     : words("CPU-bound: tasks mostly compute");
    if (readyShare(recent) > threadBound)
        note = words("thread-bound");
    else if (recent.done() == 0 && recent.failed() > 0)
        note = words("tasks panic or are cancelled");
    else if (p.start() == Start::Await)
        note = words("one task at a time");
    return rateHeadline(words("Finished"), recent.donePerSecond(), note);
}

Headline alive(const Recent &recent)
{
    Headline alive = countHeadline(words("Alive"), std::max(recent.alive(Tasks), recent.inFlight()),
                                   say(words("mean {mean}"), {{"mean", decimals(recent.inFlightMean(), 1)}}),
                                   Measure::Better::Neither);
    alive.now = true;
    return alive;
}

Headline busy(const Recent &recent, const Parameters &p)
{
    const double busy = threadsBusy(recent);
    const double all = recent.mean({p.find(p.threads.spec().id).value(), p.threads()});
    return shareHeadline(words("Utilisation"), std::min(1.0, busy / all),
                         say(words("{busy} of {threads} threads"),
                             {{"busy", decimals(busy, 1)},
                              {"threads", all == p.threads() ? std::to_string(p.threads()) : decimals(all, 1)}}),
                         Measure::Better::Neither);
}

Headline burst(const Recent &recent)
{
    const std::optional<double> mean = burstMean(recent);
    return {.label = words("Mean burst"),
            .value = mean ? readableSeconds(*mean) : "–",
            .note = words("first spawned → last ended"),
            .number = mean,
            .unit = Unit::Seconds,
            .better = Measure::Better::Less};
}

Headline failed(const Recent &recent)
{
    const auto unseen = static_cast<std::int64_t>(recent.count(EventKind::FailureUnseen));
    return countHeadline(words("Failed"), recent.failed(),
                         saidCounts({{unseen, plural("{n} unseen")}},
                                    recent.failed() == 0 ? words("none failed") : words("seen by the parent")));
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{pace(recent, p), alive(recent), busy(recent, p), burst(recent), failed(recent)}, advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.compute.mean)
        return say(words("{time} per task, {more} per burst"),
                   {{"time", readableSeconds(computingOfTask(p))}, {"more", readableSeconds(computingOfBurst(p))}});
    if (which == p.wait.mean)
        return say(words("{time} per task"), {{"time", readableSeconds(timeOfTask(p) - computingOfTask(p))}});
    if (which == p.interval)
        return detached(p) ? words("from start to start") : words("from end to start");
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    const bool computes = p.compute.mean() > Duration::zero();
    if ((which == p.compute.shape || which == p.threads) && !computes)
        return words("Computing takes no time.");
    if (which == p.wait.shape && p.wait.mean() == Duration::zero())
        return words("Waiting takes no time.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    if (detached(p))
        return offeredLoadText(threadsOffered(p) / p.threads(),
                               say(words("the bursts need {needed} of {threads}"),
                                   {{"needed", decimals(threadsOffered(p), 2)}, {"threads", threads(p.threads())}}));
    return say(words("Awaited one at a time, a burst takes {time}; spawned, at least {least}"),
               {{"time", readableSeconds(oneAfterAnother(p))}, {"least", readableSeconds(atBest(p))}});
}

} // namespace coroscope::spawning
