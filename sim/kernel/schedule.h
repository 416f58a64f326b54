// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace coroscope {

/// Which of several ready tasks takes its turn next.
enum class Schedule : std::uint8_t {
    Fifo,     ///< the one that became ready first (asyncio; a worker of tokio's prefers the one woken last)
    Shuffled, ///< any, as the seed decides: finds what depends on the order by accident (madsim; Trio varies it, too)
};

/// Decides in place of the schedule. For tests: a search goes through all possible orders.
class Chooser
{
public:
    /// Which of @p ready tasks (at least two) takes its turn: a position below @p ready. Their order is arbitrary, but
    /// the same whenever the same choices led there.
    virtual std::size_t next(std::size_t ready) = 0;

protected:
    ~Chooser() = default;
};

/// When a fault strikes its task.
enum class Fault : std::uint8_t {
    Entering, ///< before it waits: the await throws at once
    Waiting,  ///< once nothing else is left to do at that instant: its wait is interrupted
};

} // namespace coroscope
