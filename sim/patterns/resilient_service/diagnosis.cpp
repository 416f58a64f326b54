// SPDX-License-Identifier: MIT
#include "patterns/resilient_service/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "pattern/advice.h"
#include "patterns/resilient_service/resilient_service.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/share_text.h"
#include "theory/order_statistics.h"
#include "theory/reliability.h"

#include <algorithm>
#include <cmath>

namespace coroscope::service {

namespace {

/// As it was set.
Sentence promised(const Parameters &p)
{
    return readable(p.slo.spec(), p.slo.raw());
}

/// Requests that ended lately without an answer.
std::int64_t unanswered(const Recent &recent)
{
    return recent.dropped() + recent.failed() + recent.lost();
}

/// Of the requests that ended lately, the share that was answered in time.
std::optional<double> withinSlo(const Recent &recent, const Parameters &p)
{
    const std::vector<std::int64_t> latencies = recent.latencies();
    const auto ended = static_cast<std::int64_t>(latencies.size()) + unanswered(recent);
    if (ended == 0)
        return std::nullopt;
    const auto inTime = std::count_if(latencies.begin(), latencies.end(),
                                      [&](std::int64_t latency) { return latency <= p.sloTime().count(); });
    return static_cast<double>(inTime) / static_cast<double>(ended);
}

/// Of the attempts begun lately.
double timedOutShare(const Recent &recent)
{
    const std::size_t attempts = recent.count(EventKind::AttemptStarted);
    const std::size_t timedOut = std::min(recent.count(EventKind::AttemptTimedOut), attempts);
    return attempts == 0 ? 0 : static_cast<double>(timedOut) / static_cast<double>(attempts);
}

/// The greatest crash rate, in whole or tenths of a percent, at which the supervisor hardly ever gives up, whatever
/// number of workers takes what arrives: it bears 10 crashes within 10 s, which is three standard deviations above 4.
std::int64_t crashRateToBear(const Parameters &p)
{
    constexpr double borne = 0.4; // crashes per second
    constexpr std::int64_t tenthOfPercent = 1'000'000;
    const double tenths = borne / p.arrivalRate() * 1000;
    const double rounded = tenths >= 10 ? std::floor(tenths / 10) * 10 : std::floor(tenths);
    return std::llround(std::min(rounded, 1000.0)) * tenthOfPercent;
}

std::optional<Advice> restartStorm(const Recent &recent, const Parameters &p)
{
    const auto escalated = static_cast<std::int64_t>(recent.count(EventKind::Escalated));
    if (escalated == 0)
        return std::nullopt;
    Advice advice{"restart-storm",
                  say(words("Restart storm: workers crash so often that, after {restarts}, their supervisor gave up "
                            "{times} {during}. Restarting does not fix the cause."),
                      {{"times", times(escalated)},
                       {"during", recent.during()},
                       {"restarts", countOf(recent.restarts(Workers), {"restart", plural("restarts")})}})};
    advice.degree = static_cast<double>(escalated);
    if (p.crashRate() >= 1)
        return withRemark(std::move(advice), onlyMendedBy(p.crashRate));
    const std::int64_t borne = crashRateToBear(p);
    return borne < p.crashRate.raw() ? withTry(std::move(advice), p.crashRate, borne) : advice;
}

/// Enough that their waiting room hardly matters, where a worker waits for all its backends and hardly any call is
/// repeated; nullopt where the shape of the work does not tell.
std::optional<std::int64_t> workersForAll(const Parameters &p)
{
    constexpr double busy = 0.5; // of their time
    const std::optional<double> each = theory::meanUntilAll(p.backendWork.shape(), inSeconds(p.backendWork.mean()),
                                                            p.backends());
    if (!each)
        return std::nullopt;
    const double wanted = std::ceil(std::min(p.arrivalRate() * *each / busy, 1e6));
    const std::int64_t workers = mostWorthTrying(p.workers, std::llround(wanted));
    return static_cast<double>(workers) > p.arrivalRate() * *each ? std::optional(workers) : std::nullopt;
}

/// The chance that a backend takes longer than @p time.
double exceeded(const Parameters &p, Duration time)
{
    return theory::durationTail(p.backendWork.shape(), inSeconds(p.backendWork.mean()), inSeconds(time)).value_or(1);
}

/// What no setting but the backends' own mends.
Sentence mostThereCanBe(double most, const Parameters &p)
{
    return say(
        words("At most {share} of requests can have all their answers within {time}, because “{cause}” is {work}."),
        {{"share", percent(most)},
         {"time", readableDuration(p.sloTime())},
         {"cause", p.backendWork.mean.spec().label},
         {"work", readableDuration(p.backendWork.mean())}});
}

/// The share of requests whose backends can all answer within what is promised, whatever the timeout. A second attempt
/// begins anew, which takes no less time than what is left of the first, but where durations are lognormal.
std::optional<double> mostInTime(const Parameters &p)
{
    if (p.backendWork.shape() == Shape::Lognormal)
        return std::nullopt;
    const double late =
        theory::durationTail(p.backendWork.shape(), inSeconds(p.backendWork.mean()), inSeconds(p.sloTime())).value();
    return std::pow(1 - late, p.backends());
}

std::optional<Advice> retriesMultiply(const Recent &recent, const Parameters &p)
{
    const double share = timedOutShare(recent);
    if (share < 0.2)
        return std::nullopt;
    Advice advice{
        "backends-slow",
        say(words("{share} of backend attempts {during} timed out after {timeout}."),
            {{"share", percent(share)}, {"during", recent.during()}, {"timeout", readableDuration(p.timeout())}})};
    advice.degree = share;
    if (p.retries() > 0) {
        advice.check = "retries-multiply";
        advice.sentence = say(words("Retries amplify the load on the backends: {share} of attempts {during} timed out "
                                    "after {timeout}, and each call may be retried {times}."),
                              {{"share", percent(share)},
                               {"during", recent.during()},
                               {"timeout", readableDuration(p.timeout())},
                               {"times", times(p.retries())}});
    }
    // Longer calls help as long as the answers are still in time, and the workers keep up.
    const Duration longer = p.backendWork.mean() * 4;
    const std::optional<double> taken = takenPerSecond(p, longer);
    const bool helps = p.timeout() < longer && longer <= p.sloTime() && taken && *taken > p.arrivalRate();
    if (helps)
        return withTry(std::move(advice), p.timeout, longer.count());
    // A call that takes longer than was promised is of no use; and waiting longer keeps workers busy.
    const Duration useful = std::max(p.timeout(), std::min(longer, p.sloTime()));
    if (const std::optional<std::int64_t> workers = workersForAll(p)) {
        const bool more = *workers > p.workers();
        if (exceeded(p, useful) <= 0.7 * exceeded(p, p.timeout()))
            advice = more ? withBoth(std::move(advice), p.timeout, useful.count(), p.workers, *workers)
                          : withTry(std::move(advice), p.timeout, useful.count());
    }
    if (const std::optional<double> most = mostInTime(p); most && *most < p.slo())
        return withRemark(std::move(advice), mostThereCanBe(*most, p));
    return advice;
}

double takenLately(const Recent &recent)
{
    return std::max(recent.createdPerSecond() - recent.droppedPerSecond(), 1e-9);
}

/// Enough to take what arrives with some time to spare, at their current speed, as far as that is worth trying.
std::int64_t workersWanted(const Recent &recent, const Parameters &p)
{
    constexpr double spare = 1.2;
    const double taken = takenLately(recent);
    const double needed = std::ceil(spare * p.workers() * recent.createdPerSecond() / taken);
    return mostWorthTrying(p.workers, std::llround(std::min(needed, 1e6)));
}

std::optional<Advice> intakeFull(const Recent &recent, const Parameters &p)
{
    if (recent.droppedPerSecond() <= 0 || recent.fullShare(TheIntake) < 0.1)
        return std::nullopt;
    const bool workersWait = recent.fullShare(TheAnswers) > 0.2;
    const Sentence cause = workersWait
        ? words("the stages behind the workers are the bottleneck")
        : sayCounted(p.workers(), "{n} worker is not enough", plural("{n} workers are not enough"));
    Advice advice{"bottleneck",
                  say(words("The intake was full {share} of the {span} and refused {refused}: {cause}."),
                      {{"share", percent(recent.fullShare(TheIntake))},
                       {"span", recent.over()},
                       {"refused", ratePerSecond(recent.droppedPerSecond())},
                       {"cause", cause}})};
    advice.degree = recent.droppedPerSecond();
    if (!workersWait) {
        const std::optional<double> taken = takenPerSecond(p, p.timeout());
        const std::optional<double> passed = passedPerSecond(p);
        const std::int64_t wanted = workersWanted(recent, p);
        double then = takenLately(recent) * static_cast<double>(wanted) / p.workers();
        if (passed)
            then = std::min(then, *passed);
        const bool helps = recent.createdPerSecond() - then < recent.droppedPerSecond() / 2;
        if (helps && (!taken || !passed || *taken < *passed))
            return withTry(std::move(advice), p.workers, wanted);
    }
    return advice;
}

std::optional<Advice> promiseBroken(const Recent &recent, const Parameters &p)
{
    const std::optional<double> within = withinSlo(recent, p);
    if (!within || *within >= p.slo())
        return std::nullopt;
    Advice advice{"promise-broken",
                  say(words("SLO missed: {share} of the requests that ended {during} were answered within {time}; the "
                            "target is {promised}."),
                      {{"during", recent.during()},
                       {"share", shareApart(*within, p.slo())},
                       {"time", readableDuration(p.sloTime())},
                       {"promised", promised(p)}})};
    advice.degree = 1 - *within;
    const std::optional<double> most = mostInTime(p);
    // Where most of the time goes into waiting for a worker, more of them help.
    const bool workersLack = recent.fillMean(TheIntake) > 0.5 * p.workers();
    if (const std::optional<std::int64_t> workers = workersForAll(p); workersLack && workers && *workers > p.workers())
        advice = withTry(std::move(advice), p.workers, *workers);
    if (most && *most < p.slo())
        return withRemark(std::move(advice), mostThereCanBe(*most, p));
    return advice;
}

/// Whether no request can be answered, whatever else is changed.
std::optional<Advice> nothingWorks(const Recent &recent, const Parameters &p)
{
    if (recent.done() > 0 || unanswered(recent) == 0)
        return std::nullopt;
    if (p.crashRate() >= 1)
        return Advice{
            "all-fail",
            say(words("Every request crashes its worker: none was answered {during}."), {{"during", recent.during()}}),
            onlyMendedBy(p.crashRate)};
    if (p.backendFailureRate() >= 1)
        return Advice{
            "all-fail",
            say(words("Every backend attempt fails: no request was answered {during}."), {{"during", recent.during()}}),
            onlyMendedBy(p.backendFailureRate)};
    return std::nullopt;
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    std::vector<std::optional<Advice>> found{restartStorm(recent, p)};
    if (const std::optional<Advice> vain = nothingWorks(recent, p))
        found.push_back(vain);
    else
        found.insert(found.end(), {retriesMultiply(recent, p), intakeFull(recent, p), promiseBroken(recent, p)});
    std::vector<Advice> all;
    for (const std::optional<Advice> &one : found) {
        if (one)
            all.push_back(*one);
    }
    return all;
}

Headline inTime(const Recent &recent, const Parameters &p)
{
    const std::optional<double> within = withinSlo(recent, p);
    const std::int64_t missing = unanswered(recent);
    const Sentence note = missing > 0
        ? say(words("{missing} of {all} unanswered"), {{"missing", missing}, {"all", recent.done() + missing}})
        : say(words("{time}, target {share}"), {{"time", readableDuration(p.sloTime())}, {"share", promised(p)}});
    return {.label = words("Within SLO"),
            .value = within ? preciseShare(*within) : Sentence("–"),
            .note = note,
            .number = within,
            .unit = Unit::Share,
            .better = Measure::Better::More};
}

Headline answered(const Recent &recent)
{
    return throughput(recent, say(words("{rate} arrive"), {{"rate", ratePerSecond(recent.createdPerSecond())}}));
}

Headline refused(const Recent &recent)
{
    const double share = recent.created() > 0
        ? std::min(1.0, static_cast<double>(recent.dropped()) / static_cast<double>(recent.created()))
        : 0;
    return rateHeadline(words("Refused"), recent.droppedPerSecond(),
                        recent.dropped() == 0 ? words("none refused")
                                              : say(words("{share} of requests"), {{"share", percent(share)}}),
                        Measure::Better::Less);
}

Headline timeouts(const Recent &recent)
{
    return rateHeadline(words("Timeouts"), recent.perSecond(EventKind::AttemptTimedOut),
                        say(words("{share} of attempts"), {{"share", percent(timedOutShare(recent))}}),
                        Measure::Better::Less);
}

Headline restarts(const Recent &recent)
{
    return countHeadline(words("Restarts"), static_cast<std::int64_t>(recent.restarts(Workers)),
                         sayCounted(recent.up(Workers), "{n} worker up", plural("{n} workers up")));
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{inTime(recent, p), answered(recent), refused(recent), timeouts(recent), restarts(recent)},
            advice(recent, p)};
}

} // namespace coroscope::service
