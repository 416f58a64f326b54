// SPDX-License-Identifier: MIT
#include "patterns/supervisor/diagnosis.h"

#include "insight/recent.h"
#include "patterns/supervisor/supervisor_tree.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/wording.h"

#include <algorithm>
#include <cmath>

namespace coroscope::supervisor {

namespace {

/// How many workers there should be.
Recent::ValueOf wanted(const Parameters &p)
{
    return {p.find(p.workers.spec().id).value(), p.workers()};
}

/// Of the time of the workers that there should be.
double upShare(const Recent &recent, const Parameters &p)
{
    return recent.upMean(Workers, wanted(p)) / recent.mean(wanted(p));
}

std::optional<Duration> recovery(const Recent &recent)
{
    const std::optional<double> mean = recent.mean(EventKind::Restarted);
    return mean ? std::optional(Duration{std::llround(*mean)}) : std::nullopt;
}

/// A number of failures within the period that is hardly ever exceeded; nullopt if workers never fail, or cannot start.
std::optional<int> failuresToBear(const Parameters &p)
{
    const std::optional<double> up = meanUp(p);
    if (!up || p.startupFailureRate() > 0)
        return std::nullopt;
    const double expected = p.workers() / (*up + meanDown(p)) * inSeconds(p.period());
    return static_cast<int>(std::ceil(expected + 3 * std::sqrt(expected)));
}

std::optional<Advice> escalating(const Recent &recent, const Parameters &p)
{
    const std::size_t times = recent.count(EventKind::Escalated);
    if (times == 0)
        return std::nullopt;
    Advice advice{"escalating",
                  "The supervisor has given up " + timesText(times) + recent.during() + ": more than "
                      + counted(p.maxRestarts(), "failure", "failures") + " within " + readableDuration(p.period())
                      + ".",
                  {}};
    advice.degree = static_cast<double>(times);
    // To tolerate a little more is a remedy; to tolerate anything is not, as it would hide what makes workers fail.
    const std::optional<int> enough = failuresToBear(p);
    if (enough && *enough > p.maxRestarts() && *enough <= 2 * p.maxRestarts.spec().initial)
        return withTry(std::move(advice), p.maxRestarts, *enough);
    return advice;
}

std::optional<Advice> restartStorm(const Recent &recent, const Parameters &p)
{
    const std::int64_t restarts = recent.restarts(Workers);
    if (upShare(recent, p) >= 0.5 || restarts < 2 * p.workers())
        return std::nullopt;
    Advice advice{"restart-storm",
                  "Workers are down more than they are up: " + counted(restarts, "restart", "restarts")
                      + recent.during() + ", and they are up " + percent(upShare(recent, p)) + " of the time.",
                  {}};
    advice.degree = static_cast<double>(restarts);
    const std::optional<double> up = meanUp(p);
    const bool delaysCanGrow = p.restartDelay() > Duration::zero() && p.restartDelay() * 2 <= p.maxDelay() && up
        && *up < inSeconds(p.resetAfter());
    if (p.startupFailureRate() >= 0.2)
        advice.remedy = percent(p.startupFailureRate()) + " of the start-ups fail: restarting does not fix that.";
    else if (p.backoff() == 1 && delaysCanGrow) {
        advice.remedy = "Try “Backoff” = 2: a worker that keeps failing is then left alone for longer.";
        advice.settings = {{p.backoff.spec().id, Factor(2).thousandths()}};
    }
    return advice;
}

std::optional<Advice> deadForGood(const Recent &recent, const Parameters &p)
{
    const std::int64_t missing = recent.gone(Workers, p.workers());
    if (p.restart() != Restart::Temporary || missing == 0)
        return std::nullopt;
    if (missing >= p.workers() && recent.stuck())
        return Advice{"dead-for-good",
                      "All workers are dead, and as a temporary one is never restarted, nobody can go on"
                          + (recent.inFlight() > 0 ? ": " + counted(recent.inFlight(), "job is", "jobs are") + " left."
                                                   : std::string(".")),
                      "Try “Permanent”.",
                      {{p.restart.spec().id, static_cast<std::int64_t>(Restart::Permanent)}}};
    return Advice{"dead-for-good",
                  std::to_string(missing) + " of " + counted(p.workers(), "worker", "workers")
                      + (missing == 1 ? " is" : " are") + " dead, and nobody restarts them.",
                  "Try “Permanent”.",
                  {{p.restart.spec().id, static_cast<std::int64_t>(Restart::Permanent)}}};
}

std::optional<Advice> abandonedPilesUp(const Recent &recent, const Parameters &p)
{
    const std::size_t abandoned = recent.count(EventKind::TaskAbandoned);
    if (abandoned == 0 || p.hangTime() > Duration::zero())
        return std::nullopt;
    return Advice{"abandoned-piling-up",
                  counted(abandoned, "hung worker was", "hung workers were") + " abandoned" + recent.during()
                      + ", and never " + (abandoned == 1 ? "ends" : "end") + ": what they hold is never freed.",
                  "What may hang needs a time limit of its own."};
}

std::optional<Advice> doneTwice(const Recent &recent, const Parameters &p)
{
    const std::size_t again = recent.count(EventKind::ItemDoneAgain);
    if (again == 0)
        return std::nullopt;
    Advice advice{"done-twice",
                  counted(again, "job was", "jobs were") + " done twice" + recent.during()
                      + ": hung workers woke up after others had taken over.",
                  {}};
    advice.degree = static_cast<double>(again);
    const Duration longer = roundedToTenths(1.2 * inSeconds(p.hangTime()) + 0.1);
    if (longer <= p.heartbeat() || p.hangTime() == Duration::zero() || !isWorthTrying(p.heartbeat, longer.count()))
        return advice;
    advice = withTry(std::move(advice), p.heartbeat, longer.count());
    if (inSeconds(p.hangTime()) > meanDown(p))
        advice.remedy += " The price: one that hangs is down for " + readableDuration(p.hangTime())
            + ", and not replaced.";
    return advice;
}

std::optional<Advice> slowDetection(const Recent &recent, const Parameters &p)
{
    const std::optional<Duration> down = recovery(recent);
    const std::optional<Duration> silence = recent.quantile(EventKind::HeartbeatMissed, 0.5);
    if (!down || !silence || inSeconds(*silence) < 0.6 * inSeconds(*down) || p.failureKind() != FailureKind::Hang)
        return std::nullopt;
    Advice advice{"slow-detection",
                  "Of the " + readableDuration(*down) + " until a hung worker is replaced, "
                      + readableDuration(*silence) + " pass before anybody notices.",
                  {}};
    advice.degree = inSeconds(*silence);
    const Duration shorter = std::max(roundedToTenths(inSeconds(p.heartbeat()) / 4),
                                      Duration{p.heartbeat.spec().minimum});
    return shorter < p.heartbeat() ? withTry(std::move(advice), p.heartbeat, shorter.count()) : advice;
}

std::optional<Advice> jobsLost(const Recent &recent, const Parameters &p)
{
    const std::size_t lost = recent.count(EventKind::ItemLost);
    if (lost == 0 || p.inFlight() != InFlight::Lost)
        return std::nullopt;
    return Advice{"jobs-lost",
                  counted(lost, "job", "jobs") + " went down with " + (lost == 1 ? "its worker" : "their workers")
                      + recent.during() + ".",
                  "Try “Is requeued”.",
                  {{p.inFlight.spec().id, static_cast<std::int64_t>(InFlight::Requeued)}}};
}

std::optional<Advice> healthyOnesRestarted(const Recent &recent, const Parameters &p)
{
    // The supervisor itself fails when it gives up.
    const std::size_t failed = recent.count(EventKind::TaskFailed)
        - std::min(recent.count(EventKind::TaskFailed), recent.count(EventKind::Escalated));
    const auto failures = static_cast<std::int64_t>(failed + recent.count(EventKind::HeartbeatMissed));
    const std::int64_t restarts = recent.restarts(Workers);
    if (p.strategy() == Strategy::OneForOne || failures == 0 || restarts < 2 * failures)
        return std::nullopt;
    return Advice{"healthy-ones-restarted",
                  counted(failures, "failure", "failures") + " led to " + counted(restarts, "restart", "restarts")
                      + recent.during() + ": most of them were of workers that were fine.",
                  "Try “One for one”, if workers do not depend on each other.",
                  {{p.strategy.spec().id, static_cast<std::int64_t>(Strategy::OneForOne)}}};
}

Headline available(const Recent &recent, const Parameters &p)
{
    const double mean = recent.mean(wanted(p));
    const std::string all = mean == p.workers() ? counted(p.workers(), "worker", "workers")
                                                : decimals(mean, 1) + " workers";
    return {"Availability", recent.span() > Duration::zero() ? percent(upShare(recent, p)) : "–",
            decimals(recent.upMean(Workers, wanted(p)), 1) + " of " + all + " up"};
}

Headline throughput(const Recent &recent, const Parameters &p)
{
    return {"Throughput", ratePerSecond(recent.donePerSecond()),
            "now: " + ratePerSecond(p.workers() / inSeconds(p.work.mean())) + " if nobody failed"};
}

Headline restarts(const Recent &recent)
{
    const std::size_t escalated = recent.count(EventKind::Escalated);
    const double span = inSeconds(recent.span());
    const double perMinute = span > 0 ? static_cast<double>(recent.restarts(Workers)) * 60 / span : 0;
    return {"Restarts", decimals(perMinute, 0) + " /min",
            escalated == 0 ? "not given up" : "given up " + timesText(escalated)};
}

Headline recoveryTime(const Recent &recent)
{
    const std::optional<Duration> mean = recovery(recent);
    return {"Mean recovery", mean ? readableDuration(*mean) : "–", mean ? "failed → replaced" : "none was replaced"};
}

Headline lost(const Recent &recent)
{
    std::string note;
    const auto add = [&](std::size_t count, const char *what) {
        if (count > 0)
            note += (note.empty() ? "" : " · ") + std::to_string(count) + " " + what;
    };
    add(recent.count(EventKind::ItemRequeued), "requeued");
    add(recent.count(EventKind::ItemDoneAgain), "done twice");
    return {"Lost", std::to_string(recent.lost()),
            note.empty() ? (recent.lost() > 0 ? "jobs of dead workers" : "no dead worker's job") : note};
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    Diagnosis diagnosis{
        {available(recent, p), throughput(recent, p), restarts(recent), recoveryTime(recent), lost(recent)}, {}};
    for (const auto check : {escalating, restartStorm, deadForGood, abandonedPilesUp, doneTwice, slowDetection,
                             jobsLost, healthyOnesRestarted}) {
        if (std::optional<Advice> found = check(recent, p))
            diagnosis.advice.push_back(std::move(*found));
    }
    return diagnosis;
}

} // namespace coroscope::supervisor
