// SPDX-License-Identifier: MIT
#pragma once

#include "sim/patterns/practice_run.h"

namespace coroscope::test {

inline constexpr const char *pattern = "rate-limiter";

/// One client that sends every 100 ms, five tokens a second in a bucket of two, one worker that takes 50 ms.
inline Given small(const Given &more = {})
{
    Given given{{"clients", "1"}, {"interval", "100ms"}, {"interval-shape", "fixed"}, {"rate", "5/s"},  {"burst", "2"},
                {"workers", "1"}, {"work", "50ms"},      {"work-shape", "fixed"},     {"capacity", "2"}};
    given.insert(given.end(), more.begin(), more.end());
    return given;
}

} // namespace coroscope::test
