// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <cstdint>
#include <exception>

namespace coroscope::spawning {

/// What a task throws when a step goes wrong.
class Panic final : public std::exception
{
public:
    const char *what() const noexcept override { return "a step panicked"; }
};

/// The tasks of one parent. Those who belong to it share it; with the last of them it is over, and that is in the trace.
class Burst
{
public:
    /// @param number from 1, in the order of starting. To be made by the parent.
    Burst(Kernel &kernel, std::uint32_t number, int tasks);
    ~Burst();
    Burst(const Burst &) = delete;
    Burst &operator=(const Burst &) = delete;

    /// The parent has seen one of its tasks fail.
    void fail() noexcept { m_failed = true; }

private:
    Kernel &m_kernel;
    std::uint32_t m_number;
    Time m_start;
    bool m_failed = false;
};

} // namespace coroscope::spawning
