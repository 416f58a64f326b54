// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace coroscope {

/// The value that Student's t with @p degrees ≥ 1 of freedom does not exceed with probability @p p (0 < p < 1).
/// Nothing for other arguments. (Student, The probable error of a mean, 1908.)
std::optional<double> studentQuantile(double p, std::size_t degrees);

/// The mean of independent samples, and how far it may be off.
struct MeanWithInterval {
    double mean = 0;
    std::optional<double> halfWidth; ///< the interval is mean ± this; undefined for a single sample
    std::size_t count = 0;           ///< samples

    /// Whether @p value lies in the interval; in an undefined one lies everything.
    bool contains(double value) const noexcept;
};
/// The interval covers the true mean with probability @p confidence (0 < confidence < 1), where the samples are normal
/// or many: t s/√n, with s² = Σ (x − mean)²/(n − 1). Nothing without samples, or where one is not finite.
std::optional<MeanWithInterval> meanWithInterval(std::span<const double> samples, double confidence = 0.95);

} // namespace coroscope
