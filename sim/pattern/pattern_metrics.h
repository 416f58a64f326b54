// SPDX-License-Identifier: MIT
#pragma once

#include "trace/reducer.h"
#include "trace/time.h"

namespace coroscope {

/// Whether what happens at @p time belongs to (warm-up, now]; without a warm-up the start itself belongs to it.
constexpr bool isMeasured(Time time, Time warmup) noexcept
{
    return time > warmup || warmup == Time{};
}

/// What a pattern counts besides Metrics, from the same events, and of the same time: (warm-up, now]. What accumulates
/// over time is cut at the end of the warm-up; a sample, and whatever else is known only once something has ended (a
/// wait, a burst, whether work was wasted), counts in full at that time. This base class counts nothing.
class PatternMetrics : public DeltaConsumer
{
public:
    void consume(const Delta &) override { }
    /// Tells it that time has advanced without an event. Later calls and events may not be earlier.
    virtual void advanceTo(Time) { }
};

} // namespace coroscope
