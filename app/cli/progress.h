// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/time.h"

#include <chrono>

namespace coroscope {

/// Says on standard error how far a long run is, when that is a terminal and the run has taken a second already.
class Progress
{
public:
    explicit Progress(Duration length);
    /// Wipes out what it has said.
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    void update(Time now);

private:
    using WallClock = std::chrono::steady_clock;

    Duration m_length;
    WallClock::time_point m_next;
    bool m_terminal;
    bool m_shown = false;
};

} // namespace coroscope
