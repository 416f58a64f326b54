// SPDX-License-Identifier: MIT
#include "theory/queueing_theory.h"

#include "pattern/parameter.h"
#include "theory/theory_arguments.h"

#include <cmath>
#include <numbers>

namespace coroscope::theory {

namespace {

/// Rates that are reciprocals of times are rounded: an arrival rate within this share of the servers' capacity counts
/// as equal to it.
constexpr double rounding = 1e-9;

/// One or more servers keep up with what arrives.
bool keepsUp(double arrivalRate, double serviceRate, int servers = 1)
{
    return isPositive(arrivalRate) && isPositive(serviceRate) && isCount(servers)
        && std::isfinite(servers * serviceRate) && arrivalRate < servers * serviceRate * (1 - rounding);
}

/// Of a queue that serves all that arrives, from the mean time an item waits.
std::optional<QueueMeans> meansOf(double arrivalRate, double serviceRate, int servers, double timeInQueue)
{
    const double timeInSystem = timeInQueue + 1 / serviceRate;
    const QueueMeans means{.utilisation = arrivalRate / (servers * serviceRate),
                           .throughput = arrivalRate,
                           .inSystem = arrivalRate * timeInSystem,
                           .inQueue = arrivalRate * timeInQueue,
                           .timeInSystem = timeInSystem,
                           .timeInQueue = timeInQueue};
    return means.isFinite() ? std::optional(means) : std::nullopt;
}

} // namespace

bool QueueMeans::isFinite() const noexcept
{
    return std::isfinite(utilisation) && std::isfinite(throughput) && std::isfinite(inSystem) && std::isfinite(inQueue)
        && std::isfinite(timeInSystem) && std::isfinite(timeInQueue);
}

std::optional<QueueMeans> mm1(double arrivalRate, double serviceRate)
{
    return mg1(arrivalRate, serviceRate, 1);
}

std::optional<double> mm1Probability(double arrivalRate, double serviceRate, int items)
{
    if (!keepsUp(arrivalRate, serviceRate) || items < 0)
        return std::nullopt;
    return (serviceRate - arrivalRate) / serviceRate * std::pow(arrivalRate / serviceRate, items);
}

std::optional<double> mm1TimeQuantile(double arrivalRate, double serviceRate, double p)
{
    const bool isShare = p >= 0 && p < 1;
    if (!keepsUp(arrivalRate, serviceRate) || !isShare)
        return std::nullopt;
    const double time = -std::log1p(-p) / (serviceRate - arrivalRate);
    return std::isfinite(time) ? std::optional(time) : std::nullopt;
}

std::optional<double> erlangB(double offered, int servers)
{
    if (!isPositive(offered) || !isCount(servers))
        return std::nullopt;
    double lost = 1;
    for (int c = 1; c <= servers; ++c)
        lost = offered * lost / (c + offered * lost);
    return lost;
}

std::optional<double> erlangC(double offered, int servers)
{
    const std::optional<double> lost = erlangB(offered, servers);
    if (!lost || offered >= servers * (1 - rounding))
        return std::nullopt;
    return *lost / (1 - offered / servers * (1 - *lost));
}

std::optional<QueueMeans> mmc(double arrivalRate, double serviceRate, int servers)
{
    if (!keepsUp(arrivalRate, serviceRate, servers))
        return std::nullopt;
    const std::optional<double> waits = erlangC(arrivalRate / serviceRate, servers);
    if (!waits)
        return std::nullopt;
    return meansOf(arrivalRate, serviceRate, servers, *waits / (servers * serviceRate - arrivalRate));
}

double squaredVariation(Shape shape)
{
    switch (shape) {
    case Shape::Fixed:
        return 0;
    case Shape::Uniform:
        return 1.0 / 12;
    case Shape::Exponential:
        return 1;
    case Shape::Lognormal:
        return std::numbers::e - 1;
    }
    return 0;
}

std::optional<QueueMeans> mg1(double arrivalRate, double serviceRate, double squaredVariation)
{
    if (!keepsUp(arrivalRate, serviceRate) || !std::isfinite(squaredVariation) || squaredVariation < 0)
        return std::nullopt;
    const double load = arrivalRate / serviceRate;
    return meansOf(arrivalRate, serviceRate, 1, load * (1 + squaredVariation) / 2 / (serviceRate - arrivalRate));
}

std::optional<QueueMeans> md1(double arrivalRate, double serviceRate)
{
    return mg1(arrivalRate, serviceRate, 0);
}

std::optional<Tandem> tandem(double arrivalRate, std::span<const Stage> stages)
{
    if (stages.empty())
        return std::nullopt;
    Tandem all;
    for (const Stage &stage : stages) {
        const std::optional<QueueMeans> means = mmc(arrivalRate, stage.serviceRate, stage.servers);
        if (!means)
            return std::nullopt;
        all.stages.push_back(*means);
        all.inSystem += means->inSystem;
        all.timeInSystem += means->timeInSystem;
    }
    if (!std::isfinite(all.inSystem) || !std::isfinite(all.timeInSystem))
        return std::nullopt;
    return all;
}

} // namespace coroscope::theory
