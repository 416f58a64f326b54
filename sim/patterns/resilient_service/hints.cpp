// SPDX-License-Identifier: MIT
// What can be said of the parameters alone.
#include "patterns/resilient_service/reading.h"
#include "text/number_text.h"
#include "theory/order_statistics.h"

#include <algorithm>

namespace coroscope::service {

namespace {

using At = ParametersAt<Parameters>;

} // namespace

std::optional<double> takenPerSecond(const Parameters &p)
{
    const std::optional<double> each = theory::meanUntilAll(p.backendWork.shape(), inSeconds(p.backendWork.mean()),
                                                            p.backends());
    return each ? std::optional(p.workers() / *each) : std::nullopt;
}

std::optional<double> passedPerSecond(const Parameters &p)
{
    const double slower = inSeconds(std::max(p.render.mean(), p.reply.mean()));
    return slower > 0 ? std::optional(1 / slower) : std::nullopt;
}

std::string hint(std::size_t parameter, std::span<const std::int64_t> values)
{
    const At p(values);
    const std::string_view id = p.all()[parameter]->spec().id;
    if (id == "workers") {
        const std::optional<double> taken = takenPerSecond(p);
        return taken ? "at most " + ratePerSecond(*taken) + " together" : std::string();
    }
    if (id == "backends")
        return ratePerSecond(p.arrivalRate() * p.backends()) + " calls, without retries";
    if (id == "retries" && p.retries() > 0)
        return "at most " + std::to_string((p.retries() + 1) * p.backends()) + " attempts for a request";
    if (id == "render" && p.render.mean() > Duration::zero())
        return "at most " + ratePerSecond(1 / inSeconds(p.render.mean()));
    if (id == "reply" && p.reply.mean() > Duration::zero())
        return "at most " + ratePerSecond(1 / inSeconds(p.reply.mean()));
    return {};
}

std::string irrelevance(std::size_t parameter, std::span<const std::int64_t> values)
{
    const At p(values);
    const std::string_view id = p.all()[parameter]->spec().id;
    if (id == "render-shape" && p.render.mean() == Duration::zero())
        return "Rendering takes no time.";
    if (id == "reply-shape" && p.reply.mean() == Duration::zero())
        return "Replying takes no time.";
    return {};
}

std::string loadText(std::span<const std::int64_t> values)
{
    const At p(values);
    const std::optional<double> taken = takenPerSecond(p);
    std::string text = ratePerSecond(p.arrivalRate()) + " arrive";
    if (taken)
        text += ", the workers can take " + ratePerSecond(*taken);
    if (const std::optional<double> passed = passedPerSecond(p); passed && (!taken || *passed < *taken))
        text += ", and the stages behind them " + ratePerSecond(*passed);
    return text;
}

} // namespace coroscope::service
