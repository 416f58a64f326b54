// SPDX-License-Identifier: MIT
#pragma once

#include "trace/time.h"
#include "trace/trace.h"

namespace coroscope {

/// Whether what happens at @p time belongs to (warm-up, now]; without a warm-up the start itself belongs to it.
constexpr bool isMeasured(Time time, Time warmup) noexcept
{
    return time > warmup || warmup == Time{};
}

/// What a pattern counts besides Metrics, from the same events, and of the same time: (warm-up, now]. What adds up while
/// time passes is cut at the end of the warm-up; a sample, and whatever else is known only once something has come to an
/// end (a wait, a burst, whether work was wasted), belongs whole to that moment. This one counts nothing.
class PatternMetrics : public EventConsumer
{
public:
    virtual ~PatternMetrics() = default;
    void consume(std::span<const Event>, Sequence) override { }
    /// Says that time has come to @p now without an event. Later calls and events may not be earlier.
    virtual void advanceTo(Time) { }
};

} // namespace coroscope
