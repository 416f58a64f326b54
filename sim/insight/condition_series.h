// SPDX-License-Identifier: MIT
#pragma once

#include "insight/look_times.h"
#include "insight/series.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace coroscope {

/// The condition of the task in a place over time, in steps, and for how long it has had each look so far: over any span
/// that costs two binary searches, however many steps there are.
class ConditionSeries
{
public:
    struct Step {
        Time from;
        std::int64_t value; ///< from `from` on: a Condition as a number, or -1 before any task is in the place
    };

    /// Sets the value from @p time on, as Series::set() does. @p orphaned: 1 while the task works for nobody, as far as is
    /// known until now; empty where that never was.
    /// @return by how much bytes() has grown
    std::size_t set(Time time, std::int64_t value, const Series &orphaned);
    bool empty() const noexcept { return m_steps.empty(); }
    /// The value at @p time, after everything that happened then; nullopt before the first kept step.
    std::optional<std::int64_t> at(Time time) const noexcept;
    /// All kept steps, oldest first.
    const std::deque<Step> &steps() const noexcept { return m_steps; }
    /// Position of the first step later than @p time.
    std::size_t firstAfter(Time time) const noexcept { return firstAfter(time, 0); }
    /// The same, where the step before position @p known is not later than @p time: soon found, if near.
    std::size_t firstAfter(Time time, std::size_t known) const noexcept;
    /// For how long it has had each look up to @p time, from some moment on; of use is the difference of two of them. After
    /// the last step its value holds for ever. @p orphaned as for set().
    LookTimes until(Time time, const Series &orphaned) const { return untilStep(firstAfter(time), time, orphaned); }
    /// The same, where firstAfter() of the time is known to be @p next.
    LookTimes untilStep(std::size_t next, Time time, const Series &orphaned) const;
    /// Forgets the steps before @p time, except the one in force then. To be called before @p orphaned forgets as much.
    /// @return by how much bytes() has shrunk
    std::size_t forgetBefore(Time time, const Series &orphaned);
    std::size_t bytes() const noexcept { return m_steps.size() * sizeof(Step) + m_sums.size() * sizeof(LookTimes); }

private:
    /// A sum is kept for every so many steps.
    static constexpr std::size_t stride = 32;

    std::deque<Step> m_steps;
    /// Up to the steps whose number, from the first there ever was, is a multiple of stride. (No deque: see
    /// History::Lane::failures.)
    std::vector<LookTimes> m_sums;
    std::size_t m_forgotten = 0; ///< steps
    std::size_t m_firstSum = 0;  ///< number of the first kept sum
    LookTimes m_beforeFirst{};   ///< up to the first kept step
};

} // namespace coroscope
