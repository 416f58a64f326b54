// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace coroscope {

/// How a number is distributed over the runs with several seeds.
class SeedDistribution
{
public:
    struct Entry {
        double value = 0;
        std::uint64_t seed = 0;
        bool troubled = false; ///< the run ended otherwise than `completed`

        friend bool operator==(const Entry &, const Entry &) = default;
    };
    /// Of a histogram: the seeds whose values are in from ≤ value < to.
    struct Bar {
        double from = 0;
        double to = 0;
        std::vector<std::uint64_t> seeds{}; ///< in the order of their numbers
        std::size_t troubled = 0;           ///< how many of them

        friend bool operator==(const Bar &, const Bar &) = default;
    };
    /// Side by side, the first and the last one with something in them. All are equally wide.
    struct Histogram {
        std::vector<Bar> bars{};
        /// All values are whole numbers, so that a bar holds from, from + 1 … to - 1.
        bool whole = false;
    };

    /// In any order, each seed once. @p value: nullopt where it is undefined.
    void add(std::uint64_t seed, std::optional<double> value, bool troubled = false);

    /// How many values there are, and how many runs had none.
    std::size_t count() const noexcept { return m_entries.size(); }
    std::size_t undefined() const noexcept { return m_undefined; }
    /// By value; equal ones by seed.
    const std::vector<Entry> &entries() const noexcept { return m_entries; }
    /// The least value that at least this share of the runs does not exceed: always that of one of the runs, of which it
    /// is the one with the lowest seed. (Hyndman and Fan, Sample quantiles in statistical packages, definition 1.)
    /// @p share 0 … 1; nullopt if there are no values.
    std::optional<Entry> quantile(double share) const;
    /// The run with the highest value; of several, the one with the lowest seed.
    std::optional<Entry> highest() const;
    /// At most @p most bars (or 2), whose limits are multiples of 1, 2 or 5 times a power of ten.
    Histogram histogram(std::size_t most) const;

private:
    Entry firstWith(double value) const;

    std::vector<Entry> m_entries;
    std::size_t m_undefined = 0;
};

} // namespace coroscope
