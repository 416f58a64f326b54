// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace coroscope {

class Spots;

/// A number that its holder has to itself.
class Spot
{
public:
    Spot(Spot &&other) noexcept : m_spots(std::exchange(other.m_spots, nullptr)), m_index(other.m_index) { }
    Spot &operator=(Spot &&) = delete;
    ~Spot();

    std::uint32_t index() const noexcept { return m_index; }

private:
    friend class Spots;
    Spot(Spots &spots, std::uint32_t index) noexcept : m_spots(&spots), m_index(index) { }

    Spots *m_spots; ///< nullptr: moved from
    std::uint32_t m_index;
};

/// Numbers from 0, for Place::index. It must outlive the spots.
class Spots
{
public:
    /// The lowest number that nobody has.
    Spot take();

private:
    friend class Spot;
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, std::greater<>> m_free; ///< of those below m_count
    std::uint32_t m_count = 0;
};

} // namespace coroscope
