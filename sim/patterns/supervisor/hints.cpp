// SPDX-License-Identifier: MIT
// What can be said of the parameters alone.
#include "patterns/supervisor/reading.h"
#include "patterns/supervisor/supervisor_tree.h"
#include "patterns/supervisor/tally.h"
#include "text/duration_text.h"
#include "text/number_text.h"
#include "theory/reliability.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace coroscope::supervisor {

namespace {

using At = ParametersAt<Parameters>;

template <std::size_t count>
bool isOneOf(std::string_view id, const std::array<std::string_view, count> &ids)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// "200 ms, 400 ms, 800 ms …"
std::string delays(const Parameters &p)
{
    Options options = optionsOf(p);
    options.jitter = 0;
    std::string text;
    for (std::uint32_t number = 1; number <= 4; ++number)
        text += (number == 1 ? "" : ", ") + readableDuration(restartDelay(options, number, 0));
    return text + " … in a row";
}

bool delayGrows(const Parameters &p)
{
    return p.backoff() > 1 && p.resetAfter() > Duration::zero() && p.restartDelay() > Duration::zero()
        && p.restartDelay() < p.maxDelay();
}

/// Whether the supervisor can be expected not to give up.
bool bearsIt(const Parameters &p)
{
    const std::optional<double> up = meanUp(p);
    if (!up)
        return true;
    const double expected = p.workers() / (*up + meanDown(p)) * inSeconds(p.period());
    return p.maxRestarts() >= expected + 6 * std::sqrt(expected);
}

} // namespace

std::optional<double> meanUp(const Parameters &p)
{
    if (p.failureRate() == 0)
        return std::nullopt;
    return inSeconds(p.work.mean()) / p.failureRate();
}

double meanDown(const Parameters &p)
{
    const double delay = inSeconds(std::min(p.restartDelay(), p.maxDelay())) * (1 - p.jitter() / 2);
    const bool hangs = p.failureKind() == FailureKind::Hang;
    return (hangs ? inSeconds(p.heartbeat()) : 0) + delay + inSeconds(p.startup());
}

std::vector<TheoryValue> theory(const Measured &measured)
{
    const auto &p = static_cast<const Parameters &>(measured.parameters);
    const auto &tally = static_cast<const SupervisorTally &>(measured.tally);
    const std::optional<double> up = meanUp(p);
    const bool eachByItself = p.strategy() == Strategy::OneForOne && p.restart() != Restart::Temporary;
    const bool downTimesAreAlike = !delayGrows(p) && p.startupFailureRate() == 0;
    const bool staysDown = p.failureKind() == FailureKind::Crash || p.hangTime() == Duration::zero();
    if (!up || !eachByItself || !downTimesAreAlike || !staysDown || !bearsIt(p) || tally.escalations() > 0)
        return {};
    return {{.id = "availability",
             .formula = "mean up ÷ (mean up + mean down)",
             .value = *theory::availability(*up, meanDown(p)),
             .measured = tally.availability()}};
}

std::string hint(std::size_t parameter, std::span<const std::int64_t> values)
{
    const At p(values);
    const std::string_view id = p.all()[parameter]->spec().id;
    const std::optional<double> up = meanUp(p);
    if (id == "work") {
        return ratePerSecond(1 / inSeconds(p.work.mean())) + " each, "
            + ratePerSecond(p.workers() / inSeconds(p.work.mean())) + " together";
    }
    if (id == "failure-rate" && up)
        return "a worker fails every " + readableDuration(roundedToTenths(*up));
    if (id == "max-restarts" && up) {
        const double expected = p.workers() / (*up + meanDown(p)) * inSeconds(p.period());
        return "about " + decimals(expected, 1) + " are to be expected within " + readableDuration(p.period());
    }
    if (id == "restart-delay" && p.restartDelay() > p.maxDelay())
        return "never more than the longest delay, " + readableDuration(p.maxDelay());
    if (id == "backoff" && delayGrows(p))
        return delays(p);
    if (id == "restart" && p.restart() == Restart::Transient)
        return "as permanent: these workers never end without having failed";
    return {};
}

std::string irrelevance(std::size_t parameter, std::span<const std::int64_t> values)
{
    using namespace std::string_view_literals;
    static constexpr std::array ofRestarts = {"strategy"sv,      "max-restarts"sv, "period"sv,
                                              "restart-delay"sv, "backoff"sv,      "reset-after"sv,
                                              "max-delay"sv,     "jitter"sv,       "root-delay"sv};
    static constexpr std::array ofDelays = {"backoff"sv, "reset-after"sv, "max-delay"sv, "jitter"sv};
    const At p(values);
    const std::string_view id = p.all()[parameter]->spec().id;
    if (p.restart() == Restart::Temporary && isOneOf(id, ofRestarts))
        return "Dead workers are not restarted.";
    if (p.restartDelay() == Duration::zero() && isOneOf(id, ofDelays))
        return "Restarts do not wait.";
    if (id == "reset-after" && p.backoff() == 1)
        return "The delay does not grow.";
    if ((id == "heartbeat" || id == "hang-time") && p.failureKind() == FailureKind::Crash)
        return "Workers do not hang.";
    if (id == "failure-kind" && p.failureRate() == 0)
        return "Jobs do not kill their workers.";
    return {};
}

std::string loadText(std::span<const std::int64_t> values)
{
    const At p(values);
    const std::string able = "Workers can do " + ratePerSecond(p.workers() / inSeconds(p.work.mean()));
    const std::optional<double> up = meanUp(p);
    if (!up)
        return able + ", and never fail";
    return able + ", one fails every " + readableDuration(roundedToTenths((*up + meanDown(p)) / p.workers()));
}

} // namespace coroscope::supervisor
