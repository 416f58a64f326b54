// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>

namespace coroscope {

/// Shows the progress of long work on standard error, if that is a terminal and the work has taken a second already.
class Progress
{
public:
    /// @p whole is shown after the share: "60 s", "1000 points".
    explicit Progress(std::string whole);
    /// Erases what it has shown.
    ~Progress();
    Progress(const Progress &) = delete;
    Progress &operator=(const Progress &) = delete;

    /// @p share of the work that is done, 0 … 1.
    void update(double share);

private:
    using WallClock = std::chrono::steady_clock;

    std::string m_whole;
    WallClock::time_point m_next;
    bool m_terminal;
    bool m_shown = false;
};

} // namespace coroscope
