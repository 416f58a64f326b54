// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

namespace coroscope::benchmarks {

/// The smallest value that at least the share @p p (0 < p ≤ 1) of @p values do not exceed; 0 without any.
inline double quantile(std::vector<double> values, double p)
{
    if (values.empty())
        return 0;
    const auto rank = std::min(values.size() - 1, static_cast<std::size_t>(p * static_cast<double>(values.size())));
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(rank), values.end());
    return values[rank];
}

/// Figures that must be reached: prints each beside its limit, and knows whether all held.
class Figures
{
public:
    /// @param out where they are printed.
    explicit Figures(std::FILE *out = stdout) : m_out(out) { }

    void atMost(std::string_view what, double value, double limit, std::string_view unit)
    {
        report(what, value, "at most", limit, unit, value <= limit);
    }
    void atLeast(std::string_view what, double value, double limit, std::string_view unit)
    {
        report(what, value, "at least", limit, unit, value >= limit);
    }
    // Goals with a bound of their own for failing: printed as missed from the goal on, and failed from the bound on.
    void atMost(std::string_view what, double value, double goal, std::string_view unit, double bound)
    {
        report(what, value, "at most", goal, unit, value <= goal, value <= bound);
    }
    void atLeast(std::string_view what, double value, double goal, std::string_view unit, double bound)
    {
        report(what, value, "at least", goal, unit, value >= goal, value >= bound);
    }
    /// Whether every goal was reached, not only the bounds for failing.
    bool allReached() const noexcept { return m_allReached; }
    /// Of main().
    int exitStatus() const noexcept { return m_allHeld ? 0 : 1; }

private:
    void report(std::string_view what, double value, const char *bound, double limit, std::string_view unit, bool held)
    {
        report(what, value, bound, limit, unit, held, held);
    }
    void report(std::string_view what, double value, const char *bound, double limit, std::string_view unit, bool held,
                bool acceptable)
    {
        std::fprintf(m_out, "%-52.*s %10.3f %-6.*s (%s %g)%s\n", static_cast<int>(what.size()), what.data(), value,
                     static_cast<int>(unit.size()), unit.data(), bound, limit,
                     held             ? ""
                         : acceptable ? "  missed, but not by so much as to fail"
                                      : "  MISSED");
        std::fflush(m_out);
        m_allHeld = m_allHeld && acceptable;
        m_allReached = m_allReached && held;
    }

    std::FILE *m_out;
    bool m_allHeld = true;
    bool m_allReached = true;
};

} // namespace coroscope::benchmarks
