// SPDX-License-Identifier: MIT
// What can be said of the parameters alone.
#include "patterns/resilient_service/diagnosis.h"
#include "text/number_text.h"
#include "theory/order_statistics.h"
#include "theory/reliability.h"

#include <algorithm>
#include <cmath>

namespace coroscope::service {

namespace {

} // namespace

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

std::string hint(const Parameter &which, const Parameters &p)
{
    if (which == p.workers) {
        const std::optional<double> taken = takenPerSecond(p, p.timeout());
        return taken ? "about " + ratePerSecond(*taken) + " together" : std::string();
    }
    if (which == p.backends)
        return ratePerSecond(p.arrivalRate() * p.backends()) + " calls, without retries";
    if (which == p.retries && p.retries() > 0)
        return "at most " + std::to_string((p.retries() + 1) * p.backends()) + " attempts for a request";
    if (which == p.render.mean && p.render.mean() > Duration::zero())
        return "at most " + ratePerSecond(1 / inSeconds(p.render.mean()));
    if (which == p.reply.mean && p.reply.mean() > Duration::zero())
        return "at most " + ratePerSecond(1 / inSeconds(p.reply.mean()));
    return {};
}

std::string irrelevance(const Parameter &which, const Parameters &p)
{
    if (which == p.render.shape && p.render.mean() == Duration::zero())
        return "Rendering takes no time.";
    if (which == p.reply.shape && p.reply.mean() == Duration::zero())
        return "Replying takes no time.";
    return {};
}

std::string loadText(const Parameters &p)
{
    const std::optional<double> taken = takenPerSecond(p, p.timeout());
    std::string text = ratePerSecond(p.arrivalRate()) + " arrive";
    if (taken)
        text += ", the workers can take " + ratePerSecond(*taken);
    if (const std::optional<double> passed = passedPerSecond(p); passed && (!taken || *passed < *taken))
        text += ", and the stages behind them " + ratePerSecond(*passed);
    return text;
}

} // namespace coroscope::service
