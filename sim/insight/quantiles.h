// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace coroscope {

/// The distribution of a stream of non-negative durations in nanoseconds. Exact up to a million samples; beyond that
/// counted in logarithmic buckets, so that a quantile is within 0.1 % of the exact one, in fixed memory. Count, mean
/// and maximum stay exact.
class Quantiles
{
public:
    static constexpr std::size_t exactLimit = 1'000'000;

    void add(std::int64_t value);

    std::uint64_t count() const noexcept { return m_count; }
    bool exact() const noexcept { return m_buckets.empty(); }
    /// Undefined (nullopt) without samples, as are the next two.
    std::optional<double> mean() const noexcept;
    std::optional<std::int64_t> maximum() const noexcept;
    /// The smallest sample that at least the share @p p (0 < p ≤ 1) of the samples do not exceed (nearest rank).
    std::optional<std::int64_t> quantile(double p) const;
    /// The share of the samples that do not exceed @p value; undefined without samples.
    std::optional<double> shareUpTo(std::int64_t value) const;

private:
    static std::size_t bucketOf(std::int64_t value) noexcept;
    static std::int64_t middleOf(std::size_t bucket) noexcept;

    __extension__ using Wide = __int128;

    mutable std::vector<std::int64_t> m_samples; ///< reordered by quantile()
    std::vector<std::uint64_t> m_buckets;
    std::uint64_t m_count = 0;
    Wide m_sum = 0;
    std::int64_t m_maximum = 0;
};

} // namespace coroscope
