// SPDX-License-Identifier: MIT
#include "patterns/supervisor/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "pattern/advice.h"
#include "patterns/supervisor/supervisor.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

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

/// How many events of @p kind there were.
std::int64_t countOfEvents(const Recent &recent, EventKind kind)
{
    return static_cast<std::int64_t>(recent.count(kind));
}

/// How many failures are to be expected within the period, if the supervisor does not give up; nullopt if workers never
/// fail, or none can start.
std::optional<double> failuresExpected(const Parameters &p)
{
    const std::optional<double> up = meanUp(p);
    if (!up || p.startupFailureRate() >= 1)
        return std::nullopt;
    if (p.startupFailureRate() == 0)
        return p.workers() / (*up + meanDown(p)) * inSeconds(p.period());
    const std::optional<double> rate = p.strategy() == Strategy::OneForOne ? failuresPerSecond(p) : std::nullopt;
    return rate ? std::optional(*rate * inSeconds(p.period())) : std::nullopt;
}

/// What makes workers fail, as it is set.
Sentence causeOfFailures(const Parameters &p)
{
    const auto setting = [](const ShareParameter &one) {
        return say(words("“{parameter}” is {value}"),
                   {{"parameter", one.spec().label}, {"value", readable(one.spec(), one.raw())}});
    };
    if (p.startupFailureRate() == 0)
        return say(words("The cause remains: {jobs}."), {{"jobs", setting(p.failureRate)}});
    if (p.failureRate() == 0)
        return say(words("The cause remains: {starts}."), {{"starts", setting(p.startupFailureRate)}});
    return say(words("The causes remain: {jobs}, and {starts}."),
               {{"jobs", setting(p.failureRate)}, {"starts", setting(p.startupFailureRate)}});
}

std::optional<Advice> escalating(const Recent &recent, const Parameters &p)
{
    const std::int64_t escalated = countOfEvents(recent, EventKind::Escalated);
    if (escalated == 0)
        return std::nullopt;
    Advice advice{"escalating",
                  say(words("The supervisor escalated {times} {during}: it saw more than {failures} within {period}."),
                      {{"times", times(escalated)},
                       {"during", recent.during()},
                       {"failures", countOf(p.maxRestarts(), {"failure", plural("failures")})},
                       {"period", readableDuration(p.period())}})};
    advice.degree = static_cast<double>(escalated);
    if (p.failureRate() == 0 && p.startupFailureRate() == 0)
        return advice; // somebody makes them fail
    const std::optional<double> expected = failuresExpected(p);
    if (!expected)
        return withRemark(std::move(advice), causeOfFailures(p));
    const auto enough = static_cast<std::int64_t>(std::ceil(*expected + 3 * std::sqrt(*expected)));
    const std::int64_t most = mostWorthTrying(p.maxRestarts, enough);
    // To tolerate a little more is a remedy. To tolerate a lot hides what makes workers fail; and where delays grow, as
    // they soon do if start-ups fail as well, they would grow ever longer: to give up begins a new row.
    const bool isALot = enough > 2 * p.maxRestarts.spec().initial;
    const bool delaysStay = p.backoff() == 1 || p.restartDelay() == Duration::zero();
    if (static_cast<double>(most) > *expected && (delaysStay || (!isALot && p.startupFailureRate() == 0)))
        advice = withTry(std::move(advice), p.maxRestarts, most);
    return isALot || advice.settings.empty() ? withRemark(std::move(advice), causeOfFailures(p)) : advice;
}

std::optional<Advice> restartStorm(const Recent &recent, const Parameters &p)
{
    const std::int64_t restarts = recent.restarts(Workers);
    if (upShare(recent, p) >= 0.5 || restarts < 2 * p.workers())
        return std::nullopt;
    Advice advice{"restart-storm",
                  say(words("Restart storm: {restarts} {during}, and workers were up only {share} of the time."),
                      {{"restarts", countOf(restarts, {"restart", plural("restarts")})},
                       {"during", recent.during()},
                       {"share", percent(upShare(recent, p))}})};
    advice.degree = static_cast<double>(restarts);
    const std::optional<double> up = meanUp(p);
    const bool delaysCanGrow = p.restartDelay() > Duration::zero() && p.restartDelay() * 2 <= p.maxDelay() && up
        && *up < inSeconds(p.resetAfter());
    if (p.startupFailureRate() >= 0.2)
        advice.remedy = say(words("{share} of startups fail: restarting does not fix that."),
                            {{"share", percent(p.startupFailureRate())}});
    else if (p.backoff() == 1 && delaysCanGrow) {
        advice.remedy = words("Try “Backoff” = 2: a worker that keeps failing is then restarted less and less often.");
        advice.settings = {{p.backoff.spec().id, Factor(2).thousandths()}};
    }
    return advice;
}

Sentence nobodyLeft(const Recent &recent)
{
    if (recent.inFlight() == 0)
        return words("All workers are dead, and temporary workers are never restarted: nobody can go on.");
    return sayCounted(
        recent.inFlight(),
        "All workers are dead, and temporary workers are never restarted: nobody can go on, and {n} job is left.",
        plural("All workers are dead, and temporary workers are never restarted: nobody can go on, and {n} jobs are "
               "left."));
}

std::optional<Advice> deadForGood(const Recent &recent, const Parameters &p)
{
    const std::int64_t missing = recent.gone(Workers, p.workers());
    if (p.restart() != Restart::Temporary || missing == 0)
        return std::nullopt;
    return Advice{"dead-for-good",
                  missing >= p.workers() && recent.stuck()
                      ? nobodyLeft(recent)
                      : sayCounted(missing, "{n} of {workers} is dead, and nobody restarts it.",
                                   plural("{n} of {workers} are dead, and nobody restarts them."),
                                   {{"workers", countOf(p.workers(), {"worker", plural("workers")})}}),
                  words("Try “Restart type” = Permanent."),
                  {{p.restart.spec().id, static_cast<std::int64_t>(Restart::Permanent)}}};
}

std::optional<Advice> abandonedPilesUp(const Recent &recent, const Parameters &p)
{
    const std::int64_t abandoned = countOfEvents(recent, EventKind::TaskAbandoned);
    if (abandoned == 0 || p.hangTime() > Duration::zero())
        return std::nullopt;
    return Advice{"abandoned-piling-up",
                  sayCounted(abandoned, "{n} hung worker was abandoned {during} and never ends: what it holds leaks.",
                             plural("{n} hung workers were abandoned {during} and never end: what they hold leaks."),
                             {{"during", recent.during()}}),
                  words("Whatever may hang needs a timeout of its own.")};
}

std::optional<Advice> doneTwice(const Recent &recent, const Parameters &p)
{
    const std::int64_t again = countOfEvents(recent, EventKind::ItemDoneAgain);
    if (again == 0)
        return std::nullopt;
    Advice advice{"done-twice",
                  sayCounted(again,
                             "{n} job was done twice {during}: hung workers woke up after others had taken over.",
                             plural("{n} jobs were done twice {during}: hung workers woke up after others had taken "
                                    "over."),
                             {{"during", recent.during()}})};
    advice.degree = static_cast<double>(again);
    const Duration longer = roundedToTenths(1.2 * inSeconds(p.hangTime()) + 0.1);
    if (longer <= p.heartbeat() || p.hangTime() == Duration::zero() || !isWorthTrying(p.heartbeat, longer.count()))
        return advice;
    advice = withTry(std::move(advice), p.heartbeat, longer.count());
    if (inSeconds(p.hangTime()) > meanDown(p))
        advice.remedy = joined({std::move(advice.remedy),
                                say(words("The price: a worker that hangs stays down for {time} and is not replaced."),
                                    {{"time", readableDuration(p.hangTime())}})},
                               " ");
    return advice;
}

std::optional<Advice> slowDetection(const Recent &recent, const Parameters &p)
{
    const Recent begun = recent.begunSinceChanged();
    const std::optional<Duration> down = recovery(begun);
    const std::optional<Duration> silence = begun.quantile(EventKind::HeartbeatMissed, 0.5);
    if (!down || !silence || inSeconds(*silence) < 0.6 * inSeconds(*down) || p.failureKind() != FailureKind::Hang)
        return std::nullopt;
    Advice advice{"slow-detection",
                  say(words("Failure detection is slow: of the {recovery} until a hung worker is replaced, {silence} "
                            "pass before anybody notices."),
                      {{"recovery", readableDuration(*down)}, {"silence", readableDuration(*silence)}})};
    advice.degree = inSeconds(*silence);
    const Duration shorter = std::max(roundedToTenths(inSeconds(p.heartbeat()) / 4),
                                      Duration{p.heartbeat.spec().minimum});
    return shorter < p.heartbeat() ? withTry(std::move(advice), p.heartbeat, shorter.count()) : advice;
}

std::optional<Advice> jobsLost(const Recent &recent, const Parameters &p)
{
    const std::int64_t lost = countOfEvents(recent, EventKind::ItemLost);
    if (lost == 0 || p.inFlight() != InFlight::Lost)
        return std::nullopt;
    return Advice{"jobs-lost",
                  sayCounted(lost, "{n} job was lost with its worker {during}.",
                             plural("{n} jobs were lost with their workers {during}."), {{"during", recent.during()}}),
                  words("Try “Job in flight” = Requeued."),
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
                  say(words("{failures} led to {restarts} {during}: most of the restarted workers were healthy."),
                      {{"failures", countOf(failures, {"failure", plural("failures")})},
                       {"restarts", countOf(restarts, {"restart", plural("restarts")})},
                       {"during", recent.during()}}),
                  words("Try “Restart strategy” = One for one, if the workers do not depend on each other."),
                  {{p.strategy.spec().id, static_cast<std::int64_t>(Strategy::OneForOne)}}};
}

Headline available(const Recent &recent, const Parameters &p)
{
    const double mean = recent.mean(wanted(p));
    const Sentence all = mean == p.workers() ? countOf(p.workers(), {"worker", plural("workers")})
                                             : say(words("{mean} workers"), {{"mean", decimals(mean, 1)}});
    return shareHeadline(
        words("Availability"), recent.span() > Duration::zero() ? std::optional(upShare(recent, p)) : std::nullopt,
        say(words("{up} of {workers} up"), {{"up", decimals(recent.upMean(Workers, wanted(p)), 1)}, {"workers", all}}),
        Measure::Better::More);
}

Headline pace(const Recent &recent, const Parameters &p)
{
    return throughput(
        recent,
        say(words("now: {rate} if nobody failed"), {{"rate", ratePerSecond(p.workers() / inSeconds(p.work.mean()))}}));
}

Headline restarts(const Recent &recent)
{
    const std::int64_t escalated = countOfEvents(recent, EventKind::Escalated);
    const double span = inSeconds(recent.span());
    const double perMinute = span > 0 ? static_cast<double>(recent.restarts(Workers)) * 60 / span : 0;
    return {.label = words("Restarts"),
            .value = say(words("{restarts} /min"), {{"restarts", decimals(perMinute, 0)}}),
            .note = escalated == 0 ? words("no escalation")
                                   : say(words("escalated {times}"), {{"times", times(escalated)}}),
            .number = perMinute,
            .unit = Unit::PerMinute,
            .better = Measure::Better::Neither}; // without any, the dead stay dead
}

Headline recoveryTime(const Recent &recent)
{
    const std::optional<Duration> mean = recovery(recent);
    return durationHeadline(words("MTTR"), mean,
                            mean ? words("mean time, failed → replaced") : words("none was replaced"));
}

Headline lost(const Recent &recent)
{
    return countHeadline(words("Lost"), recent.lost(),
                         saidCounts({{countOfEvents(recent, EventKind::ItemRequeued), plural("{n} requeued")},
                                     {countOfEvents(recent, EventKind::ItemDoneAgain), plural("{n} done twice")}},
                                    recent.lost() > 0 ? words("jobs of dead workers") : words("no dead worker's job")));
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    Diagnosis diagnosis{{available(recent, p), pace(recent, p), restarts(recent), recoveryTime(recent), lost(recent)},
                        {}};
    for (const auto check : {escalating, restartStorm, deadForGood, abandonedPilesUp, doneTwice, slowDetection,
                             jobsLost, healthyOnesRestarted}) {
        if (std::optional<Advice> found = check(recent, p))
            diagnosis.advice.push_back(std::move(*found));
    }
    return diagnosis;
}

} // namespace coroscope::supervisor
