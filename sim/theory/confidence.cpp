// SPDX-License-Identifier: MIT
#include "theory/confidence.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

namespace policies = boost::math::policies;

/// Never throws, and computes in double even where long double has more digits: the same results everywhere.
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
    RunningMean mean;
    for (const double sample : samples)
        mean.add(sample);
    return mean.interval(confidence);
}

void RunningMean::add(double sample)
{
    if (m_block.size() == blockSize) {
        m_before = together(m_before, block());
        m_block.clear();
    }
    m_sum += sample;
    m_block.push_back(sample);
}

RunningMean::Part RunningMean::block() const
{
    Part part{.count = m_block.size()};
    double sum = 0;
    for (const double sample : m_block)
        sum += sample;
    part.mean = sum / static_cast<double>(part.count);
    for (const double sample : m_block)
        part.squares += (sample - part.mean) * (sample - part.mean);
    return part;
}

RunningMean::Part RunningMean::together(const Part &a, const Part &b)
{
    if (a.count == 0)
        return b;
    const auto ofA = static_cast<double>(a.count);
    const auto ofB = static_cast<double>(b.count);
    const double both = ofA + ofB;
    const double apart = b.mean - a.mean;
    return {.count = a.count + b.count,
            .mean = a.mean + apart * ofB / both,
            .squares = a.squares + b.squares + apart * apart * ofA * ofB / both};
}

std::optional<MeanWithInterval> RunningMean::interval(double confidence) const
{
    if (m_block.empty() || !isProbability(confidence))
        return std::nullopt;
    const std::size_t samples = m_before.count + m_block.size();
    const double count = static_cast<double>(samples);
    const double mean = m_sum / count;
    if (!std::isfinite(mean))
        return std::nullopt;
    MeanWithInterval result{.mean = mean, .halfWidth = {}, .count = samples};
    if (samples < 2)
        return result;
    const std::optional<double> t = studentQuantile((1 + confidence) / 2, samples - 1);
    if (t)
        result.halfWidth = finite(*t * std::sqrt(together(m_before, block()).squares / (count - 1) / count));
    return result;
}

} // namespace coroscope
