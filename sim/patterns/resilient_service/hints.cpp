// SPDX-License-Identifier: MIT
// What can be said of the parameters alone.
#include "patterns/resilient_service/diagnosis.h"
#include "text/number_text.h"
#include "theory/order_statistics.h"
#include "theory/reliability.h"

#include <algorithm>
#include <cmath>

namespace coroscope::service {

std::optional<double> takenPerSecond(const Parameters &p, Duration timeout)
{
    constexpr double often = 0.05;
    const double mean = inSeconds(p.backendWork.mean());
    const double most = inSeconds(timeout);
    const double tooLate = theory::durationTail(p.backendWork.shape(), mean, most).value();
    if (tooLate > often && p.retries() > 0)
        return std::nullopt; // how long that takes depends on all that follows
    const std::optional<double> all = theory::meanUntilAll(p.backendWork.shape(), mean, p.backends());
    if (!all)
        return std::nullopt;
    double each = std::min(*all, most);
    if (p.backendWork.shape() == Shape::Exponential) { // E min(max of n, T) = ∫₀ᵀ 1 − (1 − e^(−t/mean))ⁿ dt
        each = 0;
        for (int k = 1; k <= p.backends(); ++k)
            each += mean * std::pow(1 - tooLate, k) / k;
    }
    return p.workers() / each;
}

std::optional<double> passedPerSecond(const Parameters &p)
{
    const double slower = inSeconds(std::max(p.render.mean(), p.reply.mean()));
    return slower > 0 ? std::optional(1 / slower) : std::nullopt;
}

Sentence hint(const Parameter &which, const Parameters &p)
{
    if (which == p.workers) {
        const std::optional<double> taken = takenPerSecond(p, p.timeout());
        return taken ? say(words("about {rate} together"), {{"rate", ratePerSecond(*taken)}}) : Sentence();
    }
    if (which == p.backends)
        return say(words("{rate} calls, without retries"), {{"rate", ratePerSecond(p.arrivalRate() * p.backends())}});
    if (which == p.retries && p.retries() > 0)
        return say(words("at most {attempts} for a request"),
                   {{"attempts", countOf((p.retries() + 1) * p.backends(), {"attempt", plural("attempts")})}});
    if (which == p.render.mean && p.render.mean() > Duration::zero())
        return say(words("at most {rate}"), {{"rate", ratePerSecond(1 / inSeconds(p.render.mean()))}});
    if (which == p.reply.mean && p.reply.mean() > Duration::zero())
        return say(words("at most {rate}"), {{"rate", ratePerSecond(1 / inSeconds(p.reply.mean()))}});
    return {};
}

Sentence irrelevance(const Parameter &which, const Parameters &p)
{
    if (which == p.render.shape && p.render.mean() == Duration::zero())
        return words("Rendering takes no time.");
    if (which == p.reply.shape && p.reply.mean() == Duration::zero())
        return words("Replying takes no time.");
    return {};
}

Sentence loadText(const Parameters &p)
{
    const std::optional<double> taken = takenPerSecond(p, p.timeout());
    const std::optional<double> passed = passedPerSecond(p);
    const std::string arriving = ratePerSecond(p.arrivalRate());
    if (taken && passed && *passed < *taken)
        return say(words("{arriving} arrive, the workers can handle {taken}, and the stages behind them {passed}"),
                   {{"arriving", arriving}, {"taken", ratePerSecond(*taken)}, {"passed", ratePerSecond(*passed)}});
    if (taken)
        return say(words("{arriving} arrive, the workers can handle {taken}"),
                   {{"arriving", arriving}, {"taken", ratePerSecond(*taken)}});
    if (passed)
        return say(words("{arriving} arrive, and the stages behind the workers can handle {passed}"),
                   {{"arriving", arriving}, {"passed", ratePerSecond(*passed)}});
    return say(words("{rate} arrive"), {{"rate", arriving}});
}

} // namespace coroscope::service
