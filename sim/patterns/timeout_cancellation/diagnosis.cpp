// SPDX-License-Identifier: MIT
#include "patterns/timeout_cancellation/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "patterns/timeout_cancellation/timeout_cancellation.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "text/share_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope::cancellation {

namespace {

/// The numbers of the last seconds that are this pattern's own.
struct Counts {
    explicit Counts(const Recent &recent)
        : attempts(static_cast<double>(recent.count(EventKind::AttemptStarted))),
          timedOut(static_cast<double>(recent.count(EventKind::AttemptTimedOut))),
          decided(static_cast<double>(recent.done()) + timedOut),
          stopped(static_cast<double>(recent.count(EventKind::AttemptStopped))),
          abandoned(static_cast<double>(recent.count(EventKind::TaskAbandoned))),
          requests(recent.createdPerSecond() * inSeconds(recent.span())),
          during(recent.during())
    {
    }
    double timedOutShare() const { return decided > 0 ? timedOut / decided : 0; }
    double attemptsPerRequest() const { return requests > 0 ? attempts / requests : 0; }

    double attempts;
    double timedOut;
    double decided; ///< answered or timed out: each answered request has one attempt that was the first to answer
    double stopped; ///< that were cancelled and have ended
    double abandoned;
    double requests; ///< begun
    Sentence during; ///< when: "in the last 10 s"
};

Sentence attemptsText(double count)
{
    return countOf(std::llround(count), {"attempt", plural("attempts")});
}

Sentence requestsText(double count)
{
    return countOf(std::llround(count), {"request", plural("requests")});
}

Duration stopMean(const Recent &recent)
{
    return Duration{std::llround(recent.mean(EventKind::AttemptStopped).value_or(0))};
}

bool isHedging(const Parameters &p)
{
    return !p.hedgeAfter.isOff() && p.hedgeAfter() < p.timeout();
}

/// A request's time is up before its first attempt's.
bool deadlineComesFirst(const Parameters &p)
{
    return !p.deadline.isOff() && p.deadline() <= p.timeout();
}

/// With a timeout that few attempts exceed, where there is one and the whole request has the time for it.
Advice withLongerTimeout(Advice advice, const Parameters &p)
{
    const Duration longer = std::min(p.work.mean() * 3, Duration{p.timeout.spec().maximum});
    const bool hasTheTime = p.deadline.isOff() || p.deadline() > longer;
    return longer > p.timeout() && hasTheTime ? withTry(std::move(advice), p.timeout, longer.count()) : advice;
}

/// That neither an attempt nor its hedge, where there is one, answers in time.
double chanceOfNoAnswer(const Parameters &p)
{
    return chanceToTakeLonger(p, p.timeout())
        * (isHedging(p) ? chanceToTakeLonger(p, p.timeout() - p.hedgeAfter()) : 1);
}

Sentence tooSlow(const Parameters &p)
{
    return say(words("the operation takes {work} on average, and the timeout is {time}"),
               {{"work", readableDuration(p.work.mean())}, {"time", readableDuration(p.timeout())}});
}

void adviseOnAbandoned(std::vector<Advice> &advice, const Recent &recent, const Counts &counts, const Parameters &p)
{
    const double running = recent.runningMean(Operations);
    if (counts.abandoned >= 3 && running > 1.5 * recent.inFlightMean())
        advice.push_back({"abandoned-piling-up",
                          say(words("Nobody cancels abandoned operations: on average {during}, {operations} operations "
                                    "were running for {requests} requests."),
                              {{"operations", decimals(running, 1)},
                               {"requests", decimals(recent.inFlightMean(), 1)},
                               {"during", counts.during}}),
                          words("Try “On timeout” = Cancel."),
                          {{p.onTimeout.spec().id, static_cast<std::int64_t>(OnTimeout::Cancel)}}});
}

/// Where there are both, whether most of the attempts after the first are hedges: a retry follows a timeout.
bool hedgesAreMost(const Counts &counts, const Parameters &p)
{
    return isHedging(p) && counts.timedOut < (counts.attempts - counts.requests) / 2;
}

void adviseOnRetries(std::vector<Advice> &advice, const Counts &counts, const Parameters &p)
{
    if (p.retries() == 0 || hedgesAreMost(counts, p) || counts.timedOut < 3 || counts.attemptsPerRequest() < 1.5)
        return;
    advice.push_back(withLongerTimeout(
        {.check = "retries-multiply-load",
         .sentence = say(words("Retries amplify the load: {attempts} for {requests} {during}, because {cause}."),
                         {{"attempts", attemptsText(counts.attempts)},
                          {"requests", requestsText(counts.requests)},
                          {"during", counts.during},
                          {"cause", tooSlow(p)}}),
         .degree = counts.attemptsPerRequest()},
        p));
}

void adviseOnHedging(std::vector<Advice> &advice, const Counts &counts, const Parameters &p)
{
    if (!isHedging(p) || (p.retries() > 0 && !hedgesAreMost(counts, p)) || counts.requests < 3
        || counts.attemptsPerRequest() < 1.5)
        return;
    Advice found{"hedging-doubles-load",
                 say(words("Hedging nearly doubles the load: {attempts} for {requests} {during}, because most take "
                           "longer than {time}."),
                     {{"attempts", attemptsText(counts.attempts)},
                      {"requests", requestsText(counts.requests)},
                      {"during", counts.during},
                      {"time", readableDuration(p.hedgeAfter())}}),
                 {}};
    found.degree = counts.attemptsPerRequest();
    const Duration later = std::min(p.work.mean() * 2, Duration{p.hedgeAfter.spec().maximum});
    if (later > p.hedgeAfter() && later < p.timeout()) {
        found = withTry(std::move(found), p.hedgeAfter, later.count());
        if (!found.settings.empty())
            found.remedy = joined(
                {std::move(found.remedy), words("The price: requests that a hedge would have helped wait longer.")},
                " ");
    }
    advice.push_back(std::move(found));
}

void adviseOnDeadline(std::vector<Advice> &advice, const Recent &recent, const Parameters &p)
{
    if (!deadlineComesFirst(p) || recent.failedPerSecond() == 0)
        return;
    const Words what = p.retries() > 0
        ? words("The deadline of {deadline} strikes before the timeout of {time}: the first attempt is cut short, and "
                "there is never time for a retry.")
        : words(
            "The deadline of {deadline} strikes before the timeout of {time}: the first attempt is always cut short.");
    advice.push_back(
        withTry({"deadline-too-short",
                 say(what, {{"deadline", readableDuration(p.deadline())}, {"time", readableDuration(p.timeout())}})},
                p.deadline, (p.timeout() * 2).count()));
}

void adviseOnTimeouts(std::vector<Advice> &advice, const Counts &counts, const Parameters &p)
{
    if (counts.timedOut < 3 || counts.timedOutShare() < 0.4)
        return;
    advice.push_back(withLongerTimeout({.check = "timeout-too-short",
                                        .sentence = say(words("{attempts} of {decided} timed out {during}: {cause}."),
                                                        {{"attempts", attemptsText(counts.timedOut)},
                                                         {"decided", decimals(counts.decided, 0)},
                                                         {"during", counts.during},
                                                         {"cause", tooSlow(p)}}),
                                        .degree = counts.timedOutShare()},
                                       p));
}

void adviseOnStopping(std::vector<Advice> &advice, const Recent &recent, const Counts &counts, const Parameters &p)
{
    if (counts.stopped < 3 || stopMean(recent) < std::max(p.timeout() / 2, Duration{std::chrono::milliseconds(500)}))
        return;
    constexpr Duration often = std::chrono::milliseconds(100);
    // What takes less time than cleaning up has ended by itself before it checked.
    const bool checksRarely = p.checkEvery() > p.cleanup() || stopMean(recent) < p.cleanup();
    const Sentence cause = checksRarely
        ? say(words("cancellation points are {time} apart"), {{"time", readableDuration(p.checkEvery())}})
        : say(words("cleanup takes {time}"), {{"time", readableDuration(p.cleanup())}});
    Advice found{"slow-to-stop",
                 say(words("On average {during}, cancelled operations took {time} to stop: {cause}."),
                     {{"during", counts.during}, {"time", readableDuration(stopMean(recent))}, {"cause", cause}}),
                 {}};
    found.degree = inSeconds(stopMean(recent));
    const bool helps = often / 2 + p.cleanup() < stopMean(recent);
    if (checksRarely && p.checkEvery() > often && helps)
        found = withTry(std::move(found), p.checkEvery, often.count());
    advice.push_back(std::move(found));
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    const Counts counts(recent);
    std::vector<Advice> found;
    adviseOnAbandoned(found, recent, counts, p);
    adviseOnRetries(found, counts, p);
    adviseOnHedging(found, counts, p);
    adviseOnDeadline(found, recent, p);
    if (found.empty())
        adviseOnTimeouts(found, counts, p);
    // A timeout that is long enough leaves nothing to stop; to stop what is in vain all the same leaves nobody answered.
    std::stable_partition(found.begin(), found.end(), [](const Advice &one) {
        return one.check == "retries-multiply-load" && !one.settings.empty();
    });
    const Recent begun = recent.begunSinceChanged();
    adviseOnStopping(found, begun, Counts(begun), p);
    return found;
}

Headline pace(const Recent &recent, const Parameters &p)
{
    Sentence note = say(words("no answer {during}"), {{"during", recent.during()}});
    // Little's law: of the clients, as many wait on average as there are requests in flight.
    const double clients = recent.mean({p.find(p.clients.spec().id).value(), p.clients()});
    if (recent.done() > 0)
        note = say(words("clients wait {share} of the time"),
                   {{"share", percent(std::min(1.0, recent.inFlightMean() / clients))}});
    return rateHeadline(words("Answered"), recent.donePerSecond(), note);
}

Headline timedOut(const Counts &counts)
{
    if (counts.decided == 0)
        return {words("Timed out"), std::string("–"), words("no attempt ended")};
    return {.label = words("Timed out"),
            .value = attemptsText(counts.timedOut),
            .note = say(words("of {attempts} ended"), {{"attempts", decimals(counts.decided, 0)}}),
            .number = counts.timedOut,
            .better = Measure::Better::Less};
}

Headline givenUp(const Recent &recent)
{
    const std::int64_t ended = recent.failed() + recent.done();
    Sentence note = words("no request ended");
    if (ended > 0)
        note = say(
            words("of {ended} ended, {share}"),
            {{"ended", ended}, {"share", percent(static_cast<double>(recent.failed()) / static_cast<double>(ended))}});
    const auto failed = static_cast<double>(recent.failed());
    return {.label = words("Given up"),
            .value = requestsText(failed),
            .note = note,
            .number = failed,
            .better = Measure::Better::Less};
}

Headline letGo(const Recent &recent, const Counts &counts, const Parameters &p)
{
    if (p.onTimeout() == OnTimeout::Abandon)
        return meanHeadline(words("Mean running"), recent.runningMean(Operations),
                            sayCounted(std::llround(counts.abandoned), "{n} abandoned", plural("{n} abandoned")),
                            Measure::Better::Less);
    return durationHeadline(words("Mean time to stop"),
                            counts.stopped > 0 ? std::optional(stopMean(recent)) : std::nullopt,
                            words("cancelled → ended"));
}

} // namespace

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    const Counts counts(recent);
    return {{pace(recent, p), latencyP99(recent, words("asked → answered")), timedOut(counts), givenUp(recent),
             letGo(recent, counts, p)},
            advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.timeout)
        return say(words("{share} time out"), {{"share", preciseShare(chanceOfNoAnswer(p))}});
    if (which == p.retries && p.retries() > 0)
        return say(words("up to {attempts}"),
                   {{"attempts", countOf(p.retries() + 1, {"attempt", plural("attempts")})}});
    if (which == p.checkEvery && p.onTimeout() == OnTimeout::Cancel)
        return say(words("stops within {time}"), {{"time", readableDuration(p.checkEvery() + p.cleanup())}});
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    if ((which == p.checkEvery || which == p.cleanup) && p.onTimeout() == OnTimeout::Abandon)
        return words("Operations are never cancelled.");
    if (which == p.think.shape && p.think.mean() == Duration::zero())
        return words("Clients do not pause.");
    if ((which == p.retryDelay || which == p.maxDelay) && p.retries() == 0)
        return words("There are no retries.");
    if ((which == p.retries || which == p.retryDelay || which == p.maxDelay) && deadlineComesFirst(p))
        return words("The deadline strikes before there could be a retry.");
    if (which == p.maxDelay && p.retryDelay() == Duration::zero())
        return words("Retries are immediate.");
    if (which == p.timeout && deadlineComesFirst(p))
        return words("The deadline strikes before that.");
    if (which == p.hedgeAfter && !p.hedgeAfter.isOff() && !isHedging(p))
        return words("The attempt times out before that.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    return say(words("The timeout is {factor} times the mean operation duration: {share} time out"),
               {{"factor", decimals(inSeconds(p.timeout()) / inSeconds(p.work.mean()), 2)},
                {"share", preciseShare(chanceOfNoAnswer(p))}});
}

} // namespace coroscope::cancellation
