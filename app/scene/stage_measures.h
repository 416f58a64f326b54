// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

// Sizes that both the layout of the stage and its places go by, in pixels at a scale of 1.
namespace coroscope::stage {

inline constexpr double cardWidth = 142;
inline constexpr double narrowCardWidth = 122;
inline constexpr double leastCardHeight = 50;
inline constexpr double gap = 8;
inline constexpr double leastSlotInOneRow = 11.5;
/// The name of a channel above it.
inline constexpr double captionRoom = 28;
inline constexpr double leastCapsuleHeight = 24;

/// About as wide as so many letters in small type.
inline double roughWidth(std::size_t letters, double scale)
{
    return 6.4 * static_cast<double>(letters) * scale;
}

} // namespace coroscope::stage
