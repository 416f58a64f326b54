// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/time.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

namespace coroscope {

/// A number that changes in steps over time, with its integral, so that its mean over any span costs two binary
/// searches however many steps there are.
class Series
{
public:
    struct Step {
        Time from;
        std::int64_t value;    ///< from `from` on
        double integral; ///< of the value over time up to `from`, in value × ns (exact below 2^53)
    };

    /// Sets the value from @p time on; @p time may not be before the last step's. Equal time: replaces the value.
    void set(Time time, std::int64_t value);
    bool empty() const noexcept { return m_steps.empty(); }
    /// Value at @p time (after all that happened then); nullopt before the first kept step.
    std::optional<std::int64_t> at(Time time) const noexcept;
    /// Integral over [from, to], the part before the first kept step counting as zero. The last value goes on for ever.
    double integral(Time from, Time to) const noexcept;
    /// Time-weighted mean over [from, to]; from < to.
    double mean(Time from, Time to) const noexcept;
    /// Smallest and largest value in [from, to] — exact; walks the steps, so only for spans with few of them.
    const std::deque<Step> &steps() const noexcept { return m_steps; }
    /// Index of the first step later than @p time.
    std::size_t firstAfter(Time time) const noexcept;
    /// Forgets steps older than @p time, except the one in force then.
    void forgetBefore(Time time);
    std::size_t bytes() const noexcept { return m_steps.size() * sizeof(Step); }

private:
    std::deque<Step> m_steps;
};

/// Samples in the order of time: latencies, waits.
class Samples
{
public:
    struct Sample {
        Time time;
        std::int64_t value;
    };

    void add(Time time, std::int64_t value) { m_samples.push_back({time, value}); }
    const std::deque<Sample> &all() const noexcept { return m_samples; }
    /// Samples in (from, to]; at most @p most, the latest ones.
    std::size_t firstAfter(Time time) const noexcept;
    void forgetBefore(Time time);
    /// Keeps at most @p most, the latest.
    void limit(std::size_t most);
    std::size_t bytes() const noexcept { return m_samples.size() * sizeof(Sample); }

private:
    std::deque<Sample> m_samples;
};

} // namespace coroscope
