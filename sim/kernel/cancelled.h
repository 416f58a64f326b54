// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <vector>

namespace coroscope {

/// Thrown by every await inside a cancelled scope. Let it pass: destructors clean up, and the scope catches it.
/// Catching it changes nothing for good: the next await throws it again (level-triggered, as in Trio).
class Cancelled final : public std::exception
{
public:
    const char *what() const noexcept override { return "cancelled"; }
};

/// More than one thing failed in a scope. A single failure is rethrown as it is.
class SeveralFailures final : public std::exception
{
public:
    explicit SeveralFailures(std::vector<std::exception_ptr> failures) : m_failures(std::move(failures)) { }
    const char *what() const noexcept override { return "several tasks failed"; }
    /// In the order in which they happened; at least two.
    const std::vector<std::exception_ptr> &failures() const noexcept { return m_failures; }

private:
    std::vector<std::exception_ptr> m_failures;
};

} // namespace coroscope
