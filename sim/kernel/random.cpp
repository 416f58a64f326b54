// SPDX-License-Identifier: MIT
#include "kernel/random.h"

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/uniform_int_distribution.hpp>

#include <cmath>

namespace coroscope {

namespace {

// FNV-1a, so that a stream depends on the letters of its name and nothing else.
std::uint64_t hashed(std::string_view name) noexcept
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char letter : name)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    return hash;
}

// The finalizer of SplitMix64: neighbouring seeds and indices come out unrelated.
std::uint64_t scattered(std::uint64_t value) noexcept
{
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

} // namespace

Random::Random(std::uint64_t seed, std::string_view name, std::uint64_t index)
    : m_engine(scattered(seed ^ hashed(name)), scattered(hashed(name) + index))
{
}

double Random::uniform()
{
    return boost::random::uniform_01<double>{}(m_engine);
}

bool Random::chance(double share)
{
    // Drawn even where the outcome is certain: raising a rate from 0 to 1 % leaves later draws unchanged.
    return uniform() < share;
}

std::uint64_t Random::below(std::uint64_t count)
{
    return boost::random::uniform_int_distribution<std::uint64_t>{0, count - 1}(m_engine);
}

double Random::factor(Shape shape)
{
    switch (shape) {
    case Shape::Fixed:
        return 1.0;
    case Shape::Uniform:
        return 0.5 + uniform();
    case Shape::Exponential:
        return boost::random::exponential_distribution<double>{1.0}(m_engine);
    case Shape::Lognormal: // a mean of 1 with sigma 1 needs mu = -1/2
        return std::exp(boost::random::normal_distribution<double>{-0.5, 1.0}(m_engine));
    }
    return 1.0;
}

Random &RandomStreams::operator[](std::uint32_t index)
{
    while (m_streams.size() <= index)
        m_streams.emplace_back(m_seed, m_name, m_streams.size());
    return m_streams[index];
}

} // namespace coroscope
