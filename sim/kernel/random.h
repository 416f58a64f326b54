// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <pcg_random.hpp>
#include <string_view>

namespace coroscope {

/// How a random duration is spread around its mean.
enum class Shape : std::uint8_t {
    Fixed,       ///< always the mean
    Uniform,     ///< uniform between half and one and a half times the mean
    Exponential, ///< memoryless
    Lognormal,   ///< sigma = 1: rarely, far longer than the mean
};

/// One named stream of random numbers. Streams of one seed are independent of each other, so drawing more from one does
/// not change what the others give. Same numbers on every compiler (PCG; Boost.Random's distributions, as those of the
/// standard library differ from vendor to vendor).
class Random
{
public:
    /// @param name what is drawn, e.g. "work". @param index for which place.
    Random(std::uint64_t seed, std::string_view name, std::uint64_t index);

    /// True with probability @p share (0 … 1).
    bool chance(double share);
    /// Uniform in [0, 1).
    double uniform();
    /// Uniform among 0, 1 … @p count - 1; @p count > 0.
    std::uint64_t below(std::uint64_t count);
    /// A factor with mean 1, spread as @p shape says.
    double factor(Shape shape);

private:
    pcg64 m_engine;
};

/// The streams of one name, one for each place. When a place is taken over, its stream goes on where it was.
class RandomStreams
{
public:
    /// @p name must outlive this.
    RandomStreams(std::uint64_t seed, std::string_view name) : m_seed(seed), m_name(name) { }
    /// The reference stays valid.
    Random &operator[](std::uint32_t index);

private:
    std::uint64_t m_seed;
    std::string_view m_name;
    std::deque<Random> m_streams;
};

} // namespace coroscope
