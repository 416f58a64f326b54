// SPDX-License-Identifier: MIT
#include "insight/quantiles.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace coroscope {

namespace {

// A bucket is 1/1024 of the power of two below it: its middle is within 0.05 % of anything in it.
constexpr int precisionBits = 10;
constexpr std::int64_t exactBelow = std::int64_t{2} << precisionBits;
constexpr std::size_t bucketCount = std::size_t(64 - precisionBits) << precisionBits;

std::uint64_t rankOf(double p, std::uint64_t count)
{
    const auto rank = static_cast<std::uint64_t>(std::ceil(p * static_cast<double>(count)));
    return std::clamp<std::uint64_t>(rank, 1, count);
}

} // namespace

std::size_t Quantiles::bucketOf(std::int64_t value) noexcept
{
    if (value < exactBelow)
        return static_cast<std::size_t>(std::max<std::int64_t>(value, 0));
    const auto bits = static_cast<std::uint64_t>(value);
    const int shift = static_cast<int>(std::bit_width(bits)) - 1 - precisionBits;
    return (static_cast<std::size_t>(shift) << precisionBits) + static_cast<std::size_t>(bits >> shift);
}

std::int64_t Quantiles::middleOf(std::size_t bucket) noexcept
{
    if (bucket < static_cast<std::size_t>(exactBelow))
        return static_cast<std::int64_t>(bucket);
    const std::size_t shift = (bucket >> precisionBits) - 1;
    const std::uint64_t lowest = (bucket - (shift << precisionBits)) << shift;
    return static_cast<std::int64_t>(lowest + ((std::uint64_t{1} << shift) >> 1));
}

void Quantiles::add(std::int64_t value)
{
    ++m_count;
    m_sum += value;
    m_maximum = std::max(m_maximum, value);
    if (!m_buckets.empty()) {
        ++m_buckets[bucketOf(value)];
        return;
    }
    m_samples.push_back(value);
    if (m_samples.size() <= exactLimit)
        return;
    m_buckets.resize(bucketCount);
    for (const std::int64_t sample : m_samples)
        ++m_buckets[bucketOf(sample)];
    m_samples = {};
}

std::optional<double> Quantiles::mean() const noexcept
{
    if (m_count == 0)
        return std::nullopt;
    return static_cast<double>(m_sum) / static_cast<double>(m_count);
}

std::optional<std::int64_t> Quantiles::maximum() const noexcept
{
    return m_count == 0 ? std::nullopt : std::optional(m_maximum);
}

std::optional<std::int64_t> Quantiles::quantile(double p) const
{
    if (m_count == 0)
        return std::nullopt;
    std::uint64_t rank = rankOf(p, m_count);
    if (exact()) {
        const auto nth = m_samples.begin() + static_cast<std::ptrdiff_t>(rank - 1);
        std::nth_element(m_samples.begin(), nth, m_samples.end());
        return *nth;
    }
    for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket) {
        if (m_buckets[bucket] >= rank)
            return std::min(middleOf(bucket), m_maximum);
        rank -= m_buckets[bucket];
    }
    return m_maximum;
}

std::optional<double> Quantiles::shareUpTo(std::int64_t value) const
{
    if (m_count == 0)
        return std::nullopt;
    std::uint64_t below = 0;
    if (exact()) {
        for (const std::int64_t sample : m_samples)
            below += sample <= value ? 1 : 0;
    } else if (value >= 0) {
        const std::size_t last = std::min(bucketOf(value), m_buckets.size() - 1);
        for (std::size_t bucket = 0; bucket <= last; ++bucket)
            below += m_buckets[bucket];
    }
    return static_cast<double>(below) / static_cast<double>(m_count);
}

} // namespace coroscope
