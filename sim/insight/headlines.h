// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "text/sentence.h"
#include "trace/time.h"

#include <cstdint>
#include <initializer_list>
#include <optional>

namespace coroscope {

class Recent;

// Headlines and parts of them, shared by several patterns, over the span of @p recent.

/// How many per second.
Headline rateHeadline(Words label, double perSecond, Sentence note, Measure::Better better = Measure::Better::More);
/// A share, 0 … 1; nothing where it is not known.
Headline shareHeadline(Words label, std::optional<double> share, Sentence note, Measure::Better better);
/// A duration; nothing where it is not known.
Headline durationHeadline(Words label, std::optional<Duration> duration, Sentence note,
                          Measure::Better better = Measure::Better::Less);
/// How many there were.
Headline countHeadline(Words label, std::int64_t count, Sentence note, Measure::Better better = Measure::Better::Less);
/// A mean number, shown with @p places decimals; nothing where it is not known.
Headline meanHeadline(Words label, std::optional<double> mean, Sentence note, Measure::Better better, int places = 1);

/// Items done per second.
Headline throughput(const Recent &recent, Sentence note);
/// How many items are in flight now, and on average.
Headline inFlight(const Recent &recent);
/// The latency that 99 % of the done items did not exceed; @p note says from when to when, or with what. Where one in five
/// or more was not done, that is said.
Headline latencyP99(const Recent &recent, Sentence note);

/// A count, and how it is said: "{n} dropped".
struct SaidCount {
    std::int64_t count;
    Plural said;
};
/// "3 dropped · 1 failed": those that are not zero; @p none if all are.
Sentence saidCounts(std::initializer_list<SaidCount> counts, Sentence none);
/// "3.3 /s each, 6.7 /s together".
Sentence eachAndTogether(double eachPerSecond, double togetherPerSecond);
/// "Offered load 0.82: @p comparison".
Sentence offeredLoadText(double load, Sentence comparison);

} // namespace coroscope
