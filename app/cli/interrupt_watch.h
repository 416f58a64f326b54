// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <csignal>

namespace coroscope {

/// Ctrl-C, or a request to terminate.
struct Interrupted {
    int signal;
};

/// Catches the signals that ask a program to end, so that work can end between two slices and leave no half-written
/// file behind. Each is caught once: the second one kills the program. One instance at a time.
class InterruptWatch
{
public:
    InterruptWatch();
    ~InterruptWatch();
    InterruptWatch(const InterruptWatch &) = delete;
    InterruptWatch &operator=(const InterruptWatch &) = delete;

    /// The signal received; 0: none.
    int signal() const noexcept;
    /// @throws Interrupted
    void throwIfInterrupted() const;

private:
    static constexpr std::array<int, 3> signals = {SIGINT, SIGTERM, SIGHUP};
    std::array<struct sigaction, signals.size()> m_before{};
};

} // namespace coroscope
