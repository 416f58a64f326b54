// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "text/number_text.h"

#include <cstdint>
#include <string>

namespace coroscope::practices {

/// Above this share of their time that tasks wait for what they need, it is worth saying.
inline constexpr double muchWaiting = 0.2;

/// With one thread more at least, and as many as are needed or worth trying; where that is not enough, it says so.
Advice withMoreThreads(Advice advice, const CountParameter &threads, double needed);

// Headlines over the span of @p recent.
Headline finished(const Recent &recent, std::string note);
/// How much of their time the tasks of @p group wait for one of @p threads.
Headline waitingForThread(const Recent &recent, std::uint32_t group, int threads);

} // namespace coroscope::practices
