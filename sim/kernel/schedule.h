// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace coroscope {

/// Which of several ready tasks takes its turn next.
enum class Schedule : std::uint8_t {
    Fifo,     ///< the one that became ready first (asyncio; a worker of tokio's prefers the one woken last)
    Shuffled, ///< any, as the seed decides: finds what depends on the order by accident (madsim; Trio shuffles, too)
};

/// Decides in place of the schedule. For tests: a search goes through all orders there are.
class Chooser
{
public:
    /// Which of @p ready tasks (at least two) takes its turn: a position below @p ready. They stand in no particular
    /// order, but in the same one whenever the same choices led there.
    virtual std::size_t next(std::size_t ready) = 0;

protected:
    ~Chooser() = default;
};

/// Where a fault strikes the task that it is meant for.
enum class Fault : std::uint8_t {
    Entering, ///< before it waits: the await throws at once
    Waiting,  ///< once nobody has anything more to do at that moment: it is torn out of its wait
};

} // namespace coroscope
