// SPDX-License-Identifier: MIT
#include "patterns/supervisor/reading.h"

#include "insight/recent.h"
#include "model/duration_text.h"
#include "model/number_text.h"
#include "patterns/supervisor/supervisor_tree.h"

#include <algorithm>
#include <cmath>

namespace coroscope::supervisor {

namespace {

using At = ParametersAt<Parameters>;

std::string inTheLast(const Recent &recent)
{
    return " in the last " + readableDuration(recent.span());
}

double upShare(const Recent &recent, const Parameters &p)
{
    return std::min(1.0, recent.upMean(Workers) / p.workers());
}

std::optional<Duration> recovery(const Recent &recent)
{
    const std::optional<double> mean = recent.mean(EventKind::Restarted);
    return mean ? std::optional(Duration{std::llround(*mean)}) : std::nullopt;
}

/// So many failures within the period are hardly ever exceeded; nothing where workers never fail.
std::optional<int> failuresToBear(const Parameters &p)
{
    const std::optional<double> up = meanUp(p);
    if (!up)
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
                  "The supervisor has given up " + counted(times, "time", "times") + inTheLast(recent) + ": more than "
                      + counted(p.maxRestarts(), "failure", "failures") + " within " + readableDuration(p.period())
                      + "."};
    const std::optional<int> enough = failuresToBear(p);
    if (enough && *enough > p.maxRestarts() && *enough <= p.maxRestarts.spec().maximum)
        advice.remedy = "Try “Gives up after” = " + std::to_string(*enough) + ".";
    return advice;
}

std::optional<Advice> restartStorm(const Recent &recent, const Parameters &p)
{
    const std::size_t restarts = recent.count(EventKind::RestartScheduled);
    if (upShare(recent, p) >= 0.5 || restarts < 2 * static_cast<std::size_t>(p.workers()))
        return std::nullopt;
    Advice advice{"restart-storm",
                  "Workers are down more than they are up: " + counted(restarts, "restart", "restarts")
                      + inTheLast(recent) + ", and they are up " + percent(upShare(recent, p)) + " of the time."};
    if (p.startupFailureRate() >= 0.2)
        advice.remedy = percent(p.startupFailureRate()) + " of the start-ups fail: restarting does not mend that.";
    else if (p.backoff() == 1 && p.restartDelay() > Duration::zero())
        advice.remedy = "Try “Backoff” = 2: what fails again and again is then left alone for longer.";
    return advice;
}

std::optional<Advice> deadForGood(const Recent &recent, const Parameters &p)
{
    const std::int64_t missing = p.workers() - recent.up(Workers);
    const bool allHaveHadTheTime = recent.to() > Time{} + 2 * p.startup();
    if (p.restart() != Restart::Temporary || missing <= 0 || !allHaveHadTheTime)
        return std::nullopt;
    return Advice{"dead-for-good",
                  std::to_string(missing) + " of " + counted(p.workers(), "worker", "workers")
                      + (missing == 1 ? " is" : " are") + " dead, and nobody restarts them.",
                  "Try “Permanent”."};
}

std::optional<Advice> abandonedPilesUp(const Recent &recent, const Parameters &p)
{
    const std::size_t abandoned = recent.count(EventKind::TaskAbandoned);
    if (abandoned == 0 || p.hangTime() > Duration::zero())
        return std::nullopt;
    return Advice{"abandoned-piling-up",
                  counted(abandoned, "hung worker was", "hung workers were") + " abandoned" + inTheLast(recent)
                      + ", and never " + (abandoned == 1 ? "ends" : "end") + ": what they hold is never freed.",
                  "What may hang needs a time limit of its own."};
}

std::optional<Advice> doneTwice(const Recent &recent, const Parameters &p)
{
    const std::size_t again = recent.count(EventKind::ItemDoneAgain);
    if (again == 0)
        return std::nullopt;
    Advice advice{"done-twice",
                  counted(again, "job was", "jobs were") + " done twice" + inTheLast(recent)
                      + ": hung workers woke up after others had taken over."};
    if (p.hangTime() > Duration::zero() && p.hangTime().count() < p.heartbeat.spec().maximum)
        advice.remedy = "They wake up after " + readableDuration(p.hangTime())
            + ": with a longer “Dead when silent for” they would do so in time.";
    return advice;
}

std::optional<Advice> slowDetection(const Recent &recent, const Parameters &p)
{
    const std::optional<Duration> down = recovery(recent);
    const std::optional<Duration> silence = recent.quantile(EventKind::HeartbeatMissed, 0.5);
    if (!down || !silence || inSeconds(*silence) < 0.6 * inSeconds(*down) || p.failureKind() != FailureKind::Hang)
        return std::nullopt;
    return Advice{"slow-detection",
                  "Of the " + readableDuration(*down) + " until a hung worker is replaced, "
                      + readableDuration(*silence) + " pass before anybody notices.",
                  "Try a shorter “Dead when silent for”."};
}

std::optional<Advice> jobsLost(const Recent &recent, const Parameters &p)
{
    const std::size_t lost = recent.count(EventKind::ItemLost);
    if (lost == 0 || p.inFlight() != InFlight::Lost)
        return std::nullopt;
    return Advice{"jobs-lost",
                  counted(lost, "job", "jobs") + " went down with " + (lost == 1 ? "its worker" : "their workers")
                      + inTheLast(recent) + ".",
                  "Try “Is requeued”."};
}

std::optional<Advice> healthyOnesRestarted(const Recent &recent, const Parameters &p)
{
    // The supervisor itself fails when it gives up.
    const std::size_t failed = recent.count(EventKind::TaskFailed)
        - std::min(recent.count(EventKind::TaskFailed), recent.count(EventKind::Escalated));
    const std::size_t failures = failed + recent.count(EventKind::HeartbeatMissed);
    const std::size_t restarts = recent.count(EventKind::RestartScheduled);
    if (p.strategy() == Strategy::OneForOne || failures == 0 || restarts < 2 * failures)
        return std::nullopt;
    return Advice{"healthy-ones-restarted",
                  counted(failures, "failure", "failures") + " led to " + counted(restarts, "restart", "restarts")
                      + inTheLast(recent) + ": most of them were of workers that were fine.",
                  "Try “One for one”, if workers do not depend on each other."};
}

Headline available(const Recent &recent, const Parameters &p)
{
    return {"Available", percent(upShare(recent, p)),
            decimals(std::min(recent.upMean(Workers), double(p.workers())), 1) + " of "
                + counted(p.workers(), "worker", "workers") + " up"};
}

Headline throughput(const Recent &recent, const Parameters &p)
{
    return {"Throughput", ratePerSecond(recent.donePerSecond()),
            ratePerSecond(p.workers() / inSeconds(p.work.mean())) + " if nobody failed"};
}

Headline restarts(const Recent &recent)
{
    const std::size_t escalated = recent.count(EventKind::Escalated);
    return {"Restarts", decimals(recent.perSecond(EventKind::Restarted) * 60, 0) + " /min",
            escalated == 0 ? "the supervisor copes" : "given up " + counted(escalated, "time", "times")};
}

Headline recoveryTime(const Recent &recent)
{
    const std::optional<Duration> mean = recovery(recent);
    return {"Recovery", mean ? readableDuration(*mean) : "–", "mean, until up again"};
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
    return {"Lost", std::to_string(recent.lost()), note.empty() ? "no job in hand of a dead worker" : note};
}

} // namespace

Reading read(const Recent &recent, std::span<const std::int64_t> values)
{
    const At p(values);
    Reading reading{{available(recent, p), throughput(recent, p), restarts(recent), recoveryTime(recent), lost(recent)},
                    {}};
    for (const auto check : {escalating, restartStorm, deadForGood, abandonedPilesUp, doneTwice, slowDetection,
                             jobsLost, healthyOnesRestarted}) {
        if (std::optional<Advice> found = check(recent, p))
            reading.advice.push_back(std::move(*found));
    }
    return reading;
}

} // namespace coroscope::supervisor
