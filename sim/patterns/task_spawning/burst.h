// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/kernel.h"

#include <cstdint>
#include <exception>

namespace coroscope::spawning {

/// What a task throws when a step fails.
class Panic final : public std::exception
{
public:
    const char *what() const noexcept override { return "a step panicked"; }
};

/// The tasks of one parent. Parent and tasks share it; it ends with the last of them, and that is traced.
class Burst
{
public:
    /// @param number from 1, in the order of starting. Made by the parent.
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
