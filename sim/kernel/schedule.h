// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace coroscope {

/// Which of several ready tasks takes its turn next.
enum class Schedule : std::uint8_t {
    Fifo,     ///< the one that became ready first
    Shuffled, ///< any, as the seed decides: finds what depends on the order by accident
};

} // namespace coroscope
