// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <vector>

namespace coroscope {

/// Thrown by every await inside a cancelled scope, and nowhere else. Let it pass: destructors clean up, and the scope
/// catches it. Swallowing it has no lasting effect: the next await throws it again (level-triggered, as in Trio;
/// asyncio throws it once). Another exception thrown in its place is an error like any other, and wins.
class Cancelled final : public std::exception
{
public:
    const char *what() const noexcept override { return "cancelled"; }
};

/// More than one thing failed in a scope. A single failure is rethrown as it is (Trio wraps even one in an
/// ExceptionGroup; Kotlin throws the first, and the others are attached to it).
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
