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

std::string limits(const Parameters &p)
{
    return counted(p.clients(), "client", "clients") + " would send " + ratePerSecond(offeredPerSecond(p))
        + ", and the limit is " + ratePerSecond(p.rate());
}

/// With a rate that all that is offered passes at with some to spare; without, where the workers could not serve that.
Advice withHigherRate(Advice advice, const Parameters &p)
{
    constexpr double spare = 1.25;
    if (servedPerSecond(p) < offeredPerSecond(p) * 1.1) {
        advice.sentence += " The limit protects the workers, who can serve " + ratePerSecond(servedPerSecond(p)) + ".";
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
    Advice advice{.check = "service-overrun",
                  .sentence = "The limiter does not protect the workers: it lets " + ratePerSecond(passingPerSecond(p))
                      + " pass, and they can serve " + ratePerSecond(servedPerSecond(p)) + ".",
                  .degree = recent.fillTrendPerSecond(TheIntake)};
    constexpr double share = 0.9; // a queue before workers that are always busy grows, too
    const auto tenths = static_cast<std::int64_t>(std::floor(servedPerSecond(p) * share * 10));
    return withTry(std::move(advice), p.rate, tenths * 100);
}

Advice refused(const Recent &recent, const Parameters &p)
{
    const std::string share = percent(refusedShare(recent)) + " of the requests" + recent.during() + " were refused: ";
    Advice advice{.check = "refused", .sentence = share, .degree = recent.droppedPerSecond()};
    if (offeredPerSecond(p) > p.rate()) {
        advice.sentence += limits(p) + ".";
        return withHigherRate(std::move(advice), p);
    }
    advice.sentence += "on average fewer come than may pass, but what comes at once does not find as many tokens.";
    return withMoreBurst(std::move(advice), p);
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
    if (p.whenEmpty() == WhenEmpty::Wait && share > muchWaiting) {
        Advice advice{.check = "clients-wait",
                      .sentence = "Clients spent " + percent(share) + " of their time" + recent.during()
                          + " waiting for a token: ",
                      .degree = share};
        if (offeredPerSecond(p) > p.rate()) {
            advice.sentence += limits(p) + ".";
            return {withHigherRate(std::move(advice), p)};
        }
        advice.sentence += "on average fewer requests come than may pass, but they come at once.";
        return {withMoreBurst(std::move(advice), p)};
    }
    return {};
}

Headline pace(const Recent &recent, const Parameters &p)
{
    const bool isServed = passingPerSecond(p) <= servedPerSecond(p);
    return {"Throughput", ratePerSecond(recent.donePerSecond()),
            !isServed                            ? "long run: set by the workers"
                : offeredPerSecond(p) > p.rate() ? "long run: set by the limiter"
                                                 : "long run: set by the clients"};
}

Headline refusedRequests(const Recent &recent)
{
    return {"Refused", percent(refusedShare(recent)),
            recent.dropped() == 0
                ? "no request"
                : std::to_string(recent.dropped()) + " of " + counted(recent.created(), "request", "requests")};
}

Headline tokens(const Recent &recent, const Parameters &p)
{
    return {"Mean tokens", decimals(recent.fillMean(TheBucket), 1), "in the bucket, of " + std::to_string(p.burst())};
}

} // namespace

double offeredPerSecond(const Parameters &p)
{
    return p.clients() / inSeconds(p.interval.mean());
}

Diagnosis diagnose(const Recent &recent, const Parameters &p)
{
    return {{pace(recent, p),
             refusedRequests(recent),
             {"Mean waiting", decimals(waitingMean(recent), 1), "requests, for a token"},
             tokens(recent, p),
             latencyP99(recent, "made → served")},
            advice(recent, p)};
}

std::string hint(const Parameter &which, const Parameters &p)
{
    if (which == p.interval.mean)
        return ratePerSecond(1 / inSeconds(p.interval.mean())) + " each, " + ratePerSecond(offeredPerSecond(p))
            + " together";
    if (which == p.rate)
        return "a token every " + readableDuration(timeOf(1, p));
    if (which == p.burst)
        return "full again after " + readableDuration(timeOf(p.burst(), p));
    if (which == p.work.mean)
        return ratePerSecond(1 / inSeconds(p.work.mean())) + " each, " + ratePerSecond(servedPerSecond(p))
            + " together";
    return {};
}

std::string irrelevance(const Parameter &which, const Parameters &p)
{
    if (which == p.capacity && p.whenEmpty() != WhenEmpty::Queue)
        return "Requests without a token are not queued.";
    return {};
}

std::string loadText(const Parameters &p)
{
    return "Offered load " + decimals(offeredPerSecond(p) / p.rate(), 2) + ": " + ratePerSecond(offeredPerSecond(p))
        + " offered, " + ratePerSecond(p.rate()) + " may pass, " + ratePerSecond(servedPerSecond(p)) + " can be served";
}

} // namespace coroscope::limiting
