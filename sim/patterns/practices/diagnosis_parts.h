// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/pattern.h"
#include "text/number_text.h"

#include <cstdint>

namespace coroscope::practices {

/// If tasks wait for what they need for more than this share of their time, that is worth an advice.
inline constexpr double muchWaiting = 0.2;

/// Suggests at least one more thread, and as many as are @p needed or worth trying; says so if that is not enough.
Advice withMoreThreads(Advice advice, const CountParameter &threads, double needed);

// Headlines over the span of @p recent.
Headline finished(const Recent &recent, Sentence note);
/// How much of their time the tasks of @p group wait for one of @p threads.
Headline waitingForThread(const Recent &recent, std::uint32_t group, int threads);

} // namespace coroscope::practices
