// SPDX-License-Identifier: MIT
#pragma once

#include "insight/metrics.h"
#include "pattern/pattern_metrics.h"
#include "patterns/pipeline/parameters.h"

#include <array>
#include <optional>
#include <unordered_map>

namespace coroscope::pipeline {

/// Where the items spend their time. Counts as Metrics does, see there.
class StageMetrics final : public PatternMetrics
{
public:
    /// A mean of durations, exact until it is divided.
    class MeanTime
    {
    public:
        void add(Duration duration) noexcept
        {
            m_sum += duration.count();
            ++m_count;
        }
        std::uint64_t count() const noexcept { return m_count; }
        /// nullopt without any.
        std::optional<double> seconds() const noexcept;

    private:
        TimeIntegral::Wide m_sum = 0;
        std::uint64_t m_count = 0;
    };

    explicit StageMetrics(Time warmup) : m_warmup(warmup) { }

    void consume(const Delta &delta) override;

    /// From the end of the previous stage's work, or the item's creation, until a worker of @p stage (from 0) took it:
    /// held by a blocked sender, held until its turn, and in the channel.
    const MeanTime &waiting(std::uint32_t stage) const { return m_stages.at(stage).waiting; }
    /// All attempts together, for items that have left @p stage, passed on or failed.
    const MeanTime &working(std::uint32_t stage) const { return m_stages.at(stage).working; }
    /// From creation to the end, whatever it was, for items that have ended.
    const MeanTime &inSystem() const noexcept { return m_inSystem; }

private:
    struct Stage {
        MeanTime waiting;
        MeanTime working;
    };
    /// An item in flight.
    struct Journey {
        Time born{};
        Time since{}; ///< when it was created, or the last piece of work on it ended
        std::optional<std::uint32_t> stage{};
        Duration worked{}; ///< in this stage
    };

    bool counts(Time time) const noexcept { return isMeasured(time, m_warmup); }
    void leaveStage(Journey &journey, Time time);

    Time m_warmup;
    std::array<Stage, mostStages> m_stages;
    MeanTime m_inSystem;
    std::unordered_map<ItemId, Journey> m_journeys; ///< never iterated
};

} // namespace coroscope::pipeline
