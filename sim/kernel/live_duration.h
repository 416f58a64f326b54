// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/duration_follower.h"
#include "kernel/intrusive_list.h"
#include "kernel/random.h"
#include "trace/time.h"

#include <algorithm>
#include <cstdint>

namespace coroscope {

class LiveDuration;
class TimedWait;

/// A duration that is never over.
inline constexpr Duration forEver = Duration::max();

/// A length drawn from a live duration: it remembers where it came from, and its random factor.
struct Sample {
    LiveDuration *source;
    double factor;
    std::int64_t times = 1;

    /// At the current mean; never negative, and never more than the clock can hold. forEver where the mean is.
    inline Duration length() const noexcept;
    friend Sample operator*(Sample sample, std::int64_t times) noexcept
    {
        sample.times *= times;
        return sample;
    }
};

/// A duration that can be changed while tasks are working or sleeping by it. What is under way keeps its random factor
/// and ends at its start plus the new length, or now if that has passed. Deadlines and tickers follow likewise.
class LiveDuration
{
public:
    explicit LiveDuration(Duration mean, Shape shape = Shape::Fixed) : m_mean(mean), m_shape(shape) { }
    LiveDuration(const LiveDuration &) = delete;
    LiveDuration &operator=(const LiveDuration &) = delete;

    Duration mean() const noexcept { return m_mean; }
    /// Retimes everything under way.
    void setMean(Duration mean);
    /// Applies to draws from now on.
    void setShape(Shape shape) noexcept { m_shape = shape; }

    /// @p random decides the factor, unless the shape is fixed.
    Sample draw(Random &random) { return {this, random.factor(m_shape)}; }
    /// Exactly the mean.
    Sample exactly() noexcept { return {this, 1.0}; }

    /// @p follower is notified of every change from now on, until it or this duration is destroyed.
    void follow(DurationFollower &follower) noexcept { m_followers.pushBack(follower); }
    /// Whether any task is working or sleeping by it.
    bool underway() const noexcept { return !m_underway.empty(); }

private:
    friend class TimedWait;
    Duration m_mean;
    Shape m_shape;
    IntrusiveList<TimedWait> m_underway;
    IntrusiveList<DurationFollower> m_followers;
};

Duration Sample::length() const noexcept
{
    const std::int64_t mean = source->mean().count();
    if (factor == 1.0) {
        std::int64_t product = 0;
        if (!__builtin_mul_overflow(mean, times, &product))
            return Duration{std::max<std::int64_t>(product, 0)};
    }
    if (source->mean() == forEver)
        return forEver;
    // Half the clock's range: nothing that long ever ends, and no sum of two overflows.
    constexpr double longest = 4e18;
    const double length = std::clamp(static_cast<double>(mean) * static_cast<double>(times) * factor, 0.0, longest);
    // std::llround, without a call.
    const auto whole = static_cast<std::int64_t>(length);
    return Duration{whole + (length - static_cast<double>(whole) >= 0.5 ? 1 : 0)};
}

} // namespace coroscope
