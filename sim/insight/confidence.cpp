// SPDX-License-Identifier: MIT
#include "insight/confidence.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

namespace policies = boost::math::policies;

/// Never throws, and reckons in doubles also where a long double has more digits: the same figures everywhere.
using Quiet =
    policies::policy<policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
                     policies::overflow_error<policies::ignore_error>,
                     policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;

/// Neither 0 nor 1, nor no number at all.
bool isProbability(double value)
{
    return value > 0 && value < 1;
}

std::optional<double> finite(double value)
{
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<double> studentQuantile(double p, std::size_t degrees)
{
    if (!isProbability(p) || degrees < 1)
        return std::nullopt;
    const boost::math::students_t_distribution<double, Quiet> student(static_cast<double>(degrees));
    return finite(boost::math::quantile(student, p));
}

bool MeanWithInterval::contains(double value) const noexcept
{
    return !halfWidth || std::abs(value - mean) <= *halfWidth;
}

std::optional<MeanWithInterval> meanWithInterval(std::span<const double> samples, double confidence)
{
    if (samples.empty() || !isProbability(confidence))
        return std::nullopt;
    const double count = static_cast<double>(samples.size());
    double sum = 0;
    for (const double sample : samples)
        sum += sample;
    const double mean = sum / count;
    if (!std::isfinite(mean))
        return std::nullopt;
    MeanWithInterval result{.mean = mean, .halfWidth = {}, .count = samples.size()};
    if (samples.size() < 2)
        return result;

    double squares = 0;
    for (const double sample : samples)
        squares += (sample - mean) * (sample - mean);
    const std::optional<double> t = studentQuantile((1 + confidence) / 2, samples.size() - 1);
    if (t)
        result.halfWidth = finite(*t * std::sqrt(squares / (count - 1) / count));
    return result;
}

} // namespace coroscope
