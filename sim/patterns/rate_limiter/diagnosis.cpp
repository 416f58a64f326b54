// SPDX-License-Identifier: MIT
#include "patterns/rate_limiter/diagnosis.h"

#include "insight/headlines.h"
#include "insight/recent.h"
#include "pattern/advice.h"
#include "patterns/rate_limiter/rate_limiter.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <cmath>

namespace coroscope::limiting {

namespace {

/// What makes it worth saying that clients wait: a share of their time.
constexpr double muchWaiting = 0.2;

double servedPerSecond(const Parameters &p)
{
    return p.workers() / inSeconds(p.work.mean());
}

/// How long it takes until so many tokens have come.
Duration timeOf(int tokens, const Parameters &p)
{
    return Duration{std::llround(tokens / p.rate() * 1e9)};
}

/// In the long run, as far as clients and limiter go.
double passingPerSecond(const Parameters &p)
{
    return std::min(offeredPerSecond(p), p.rate());
}

/// Requests that are made and have no token yet: neither in the intake nor with a worker, on average.
double waitingMean(const Recent &recent)
{
    return std::max(0.0, recent.inFlightMean() - recent.fillMean(TheIntake) - recent.runningMean(Workers));
}

/// Of the requests made.
double refusedShare(const Recent &recent)
{
    return recent.created() == 0 ? 0 : static_cast<double>(recent.dropped()) / static_cast<double>(recent.created());
}

Sentence limits(const Parameters &p)
{
    return say(words("{clients} would send {offered}, and the limit is {limit}"),
               {{"clients", countOf(p.clients(), {"client", plural("clients")})},
                {"offered", ratePerSecond(offeredPerSecond(p))},
                {"limit", ratePerSecond(p.rate())}});
}

/// How many workers serve so many requests per second with some time to spare.
std::int64_t workersFor(double perSecond, const Parameters &p)
{
    constexpr double share = 0.9; // a queue before workers that are always busy grows, too
    return static_cast<std::int64_t>(std::ceil(perSecond * inSeconds(p.work.mean()) / share));
}

/// With a rate that all that is offered passes at with some to spare, and with the workers for that; without, where there
/// cannot be so many.
Advice withHigherRate(Advice advice, const Parameters &p)
{
    constexpr double spare = 1.25;
    if (servedPerSecond(p) < offeredPerSecond(p) * 1.1) {
        const auto tenths = static_cast<std::int64_t>(std::ceil(offeredPerSecond(p) * spare * 10));
        advice = withBoth(std::move(advice), p.rate, tenths * 100, p.workers, workersFor(offeredPerSecond(p), p));
        advice.sentence = joined({std::move(advice.sentence),
                                  say(words("The limit protects the workers, which can serve {served}."),
                                      {{"served", ratePerSecond(servedPerSecond(p))}})},
                                 " ");
        return advice;
    }
    const auto tenths = static_cast<std::int64_t>(std::ceil(offeredPerSecond(p) * spare * 10));
    return withTry(std::move(advice), p.rate, tenths * 100);
}

Advice withMoreBurst(Advice advice, const Parameters &p)
{
    return withTry(std::move(advice), p.burst, mostWorthTrying(p.burst, p.burst.spec().maximum));
}

Advice overrun(const Recent &recent, const Parameters &p)
{
    Advice advice{
        .check = "service-overrun",
        .sentence = say(
            words(
                "The limiter does not protect the workers: it lets {passing} pass, but they can serve only {served}."),
            {{"passing", ratePerSecond(passingPerSecond(p))}, {"served", ratePerSecond(servedPerSecond(p))}}),
        .degree = recent.fillTrendPerSecond(TheIntake)};
    // More workers serve all that passes; a lower rate only makes it wait elsewhere, and is for when there are no more.
    const std::int64_t enough = workersFor(passingPerSecond(p), p);
    if (isWorthTrying(p.workers, enough))
        return withTry(std::move(advice), p.workers, enough);
    constexpr double share = 0.9;
    const auto tenths = static_cast<std::int64_t>(std::floor(servedPerSecond(p) * share * 10));
    return withTry(std::move(advice), p.rate, tenths * 100);
}

Advice refused(const Recent &recent, const Parameters &p)
{
    const bool tooMany = offeredPerSecond(p) > p.rate();
    const Sentence cause = tooMany
        ? limits(p)
        : words("on average fewer arrive than may pass, but bursts are larger than the bucket");
    Advice advice{
        .check = "refused",
        .sentence = say(words("{share} of the requests {during} were refused: {cause}."),
                        {{"share", percent(refusedShare(recent))}, {"during", recent.during()}, {"cause", cause}}),
        .degree = recent.droppedPerSecond()};
    return tooMany ? withHigherRate(std::move(advice), p) : withMoreBurst(std::move(advice), p);
}

Advice clientsWait(const Recent &recent, const Parameters &p, double share)
{
    const bool tooMany = offeredPerSecond(p) > p.rate();
    const Sentence cause = tooMany ? limits(p)
                                   : words("on average fewer arrive than may pass, but they arrive in bursts");
    Advice advice{.check = "clients-wait",
                  .sentence = say(words("Clients spent {share} of their time {during} waiting for a token: {cause}."),
                                  {{"share", percent(share)}, {"during", recent.during()}, {"cause", cause}}),
                  .degree = share};
    return tooMany ? withHigherRate(std::move(advice), p) : withMoreBurst(std::move(advice), p);
}

std::vector<Advice> advice(const Recent &recent, const Parameters &p)
{
    if (recent.created() == 0)
        return {};
    if (passingPerSecond(p) > servedPerSecond(p) && recent.fillTrendPerSecond(TheIntake) > 0)
        return {overrun(recent, p)};
    if (recent.dropped() > 0)
        return {refused(recent, p)};
    const double share = waitingMean(recent) / p.clients();
    if (p.whenEmpty() == WhenEmpty::Wait && share > muchWaiting)
        return {clientsWait(recent, p, share)};
    return {};
}

Headline pace(const Recent &recent, const Parameters &p)
{
    const bool isServed = passingPerSecond(p) <= servedPerSecond(p);
    return throughput(recent,
                      !isServed                            ? words("long run: worker-bound")
                          : offeredPerSecond(p) > p.rate() ? words("long run: limiter-bound")
                                                           : words("long run: client-bound"));
}

Headline refusedRequests(const Recent &recent)
{
    return shareHeadline(words("Refused"), refusedShare(recent),
                         recent.dropped() == 0
                             ? words("none refused")
                             : say(words("{refused} of {requests}"),
                                   {{"refused", recent.dropped()},
                                    {"requests", countOf(recent.created(), {"request", plural("requests")})}}),
                         Measure::Better::Less);
}

Headline tokens(const Recent &recent, const Parameters &p)
{
    return meanHeadline(words("Mean tokens"), recent.fillMean(TheBucket),
                        say(words("in the bucket, of {most}"), {{"most", p.burst()}}), Measure::Better::Neither);
}

} // namespace

double offeredPerSecond(const Parameters &p)
{
    return p.clients() / inSeconds(p.interval.mean());
}

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{pace(recent, p), refusedRequests(recent),
             meanHeadline(words("Mean queue"), waitingMean(recent), words("requests waiting for a token"),
                          Measure::Better::Less),
             tokens(recent, p), latencyP99(recent, words("sent → served"))},
            advice(recent, p)};
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.interval.mean)
        return eachAndTogether(1 / inSeconds(p.interval.mean()), offeredPerSecond(p));
    if (which == p.rate)
        return say(words("a token every {time}"), {{"time", readableDuration(timeOf(1, p))}});
    if (which == p.burst)
        return say(words("full again after {time}"), {{"time", readableDuration(timeOf(p.burst(), p))}});
    if (which == p.work.mean)
        return eachAndTogether(1 / inSeconds(p.work.mean()), servedPerSecond(p));
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    if (which == p.capacity && p.whenEmpty() != WhenEmpty::Queue)
        return words("Requests without a token are not queued.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    return offeredLoadText(offeredPerSecond(p) / p.rate(),
                           say(words("{offered} offered, {limit} may pass, {served} can be served"),
                               {{"offered", ratePerSecond(offeredPerSecond(p))},
                                {"limit", ratePerSecond(p.rate())},
                                {"served", ratePerSecond(servedPerSecond(p))}}));
}

} // namespace coroscope::limiting
