// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace coroscope {

/// The value that Student's t with @p degrees ≥ 1 degrees of freedom does not exceed with probability @p p (0 < p < 1).
/// nullopt for other arguments. (Student, The probable error of a mean, 1908.)
std::optional<double> studentQuantile(double p, std::size_t degrees);

/// The mean of independent samples, and how far it may be off.
struct MeanWithInterval {
    double mean = 0;
    std::optional<double> halfWidth; ///< the interval is mean ± this; undefined for a single sample
    std::size_t count = 0;           ///< samples

    /// Whether @p value lies in the interval; an undefined one contains everything.
    bool contains(double value) const noexcept;
};
/// The interval covers the true mean with probability @p confidence (0 < confidence < 1), if the samples are normal or
/// many: t s/√n, with s² = Σ (x − mean)²/(n − 1). nullopt without samples, or if one is not finite.
std::optional<MeanWithInterval> meanWithInterval(std::span<const double> samples, double confidence = 0.95);

/// meanWithInterval() of samples that come one after another, in constant memory: sums of squares are computed block by
/// block and combined (Chan, Golub and LeVeque, Updating formulae and a pairwise algorithm, 1979). The same samples in
/// the same order give the same bits.
class RunningMean
{
public:
    void add(double sample);
    std::optional<MeanWithInterval> interval(double confidence = 0.95) const;

private:
    static constexpr std::size_t blockSize = 1024;

    /// Of some samples: how many there are, and Σ (x − mean)².
    struct Part {
        std::size_t count = 0;
        double mean = 0;
        double squares = 0;
    };
    Part block() const;
    static Part together(const Part &a, const Part &b);

    double m_sum = 0; ///< of all
    Part m_before;    ///< the completed blocks
    std::vector<double> m_block;
};

} // namespace coroscope
